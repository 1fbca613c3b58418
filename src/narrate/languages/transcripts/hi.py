"""Hindi. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("शीर्षक"),
    announces=phrases("प्रतिलेख, वीडियो का पाठ, ट्रांसक्रिप्ट"),
    stage=words("विराम संगीत तालियाँ तालियां हँसी हंसी खाँसी सन्नाटा मौन शोर आवाज़ घंटी"),
    beside=words("हल्का धीमा छोटा का की में और शुरू समाप्त पृष्ठभूमि"),
    unheard=phrases("सुनाई नहीं दिया, अस्पष्ट, अश्रव्य"),
    seen=phrases("स्क्रीन पर पाठ, स्क्रीन पर, चित्र, दृश्य, कैमरा, संगीत"),
    said=phrases("वाचन"),
    says=words("कहता कहती"),
    narrators=words("वाचक कथावाचक सूत्रधार प्रस्तुतकर्ता"),
    persons=words("डॉक्टर नर्स मरीज मरीज़ रोगी"),
    signals=words("""
        ध्यान चेतावनी महत्वपूर्ण सूचना सुझाव उदाहरण कदम चरण लक्षण सुबह दोपहर शाम रात दिन सप्ताह महीना खुराक दवा
        दवाएँ आँख आंख कान हाथ पैर घुटना बायाँ दायाँ बाएँ दाएँ अगर यदि जब
        """),
    pages=phrases("और देखें, अधिक, कम, बंद करें, वापस, प्रिंट करें, साझा करें"),
    credits=phrases("उपशीर्षक, अनुवाद, अनुवादक, समीक्षा, समीक्षक, लेखक, अंतिम अद्यतन"),
    sources=phrases("स्रोत, संदर्भ"),
    rights=phrases("सर्वाधिकार सुरक्षित"),
    negations=words("नहीं न मत ना बिना कभी केवल सिर्फ बंद"),
)  # fmt: skip
