"""Hindi: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="hi",
    region="IN",
    alpha3="hin",
    autonym="हिन्दी",
    phrases_language="hi",
    phrases={
        "narration": "इस स्लाइड का वाचन, {seconds} सेकंड",
        "listen": "सब कुछ सुनें",
        "length": "{minutes} मिनट {seconds} सेकंड",
        "files": "रखने के लिए फ़ाइलें",
        "slides_file": "अपने आप चलने वाली स्लाइडें (PowerPoint)",
        "sound_file": "आवाज़ (MP3)",
        "captions_file": "कैप्शन (WebVTT)",
        "text_file": "पाठ",
        "all_topics": "सभी विषय",
        "parts": "भाग",
        "slide_of": "{number}, कुल {total}",
        "part_of": "{total} में से भाग {number}",
        "length_line": "{minutes} मिनट · सुनें, देखें या पढ़ें",
        "closing_title": "घर पर फिर से सुनें",
        "closing_again": "यह जानकारी आपको {address} पर फिर से मिल सकती है।",
        "closing_share": "इसे अपने परिवार को भी दिखाएँ।",
        "closing_ask": "जो बात साफ़ न हो, अपनी देखभाल टीम से पूछें।",
        "labels": "नाम",
        "scan": "अपने फ़ोन का कैमरा यहाँ रखें",
        "scan_description": "QR कोड: पता नीचे लिखा है",
        "dot": "डॉट",
        "slash": "स्लैश",
        "hyphen": "हाइफ़न",
        "underscore": "अंडरस्कोर",
        "or_ask": "या हमसे सीडी या बड़े अक्षरों में प्रति माँगें",
        "made_by_voice": "कंप्यूटर की आवाज़ में।",
    },
)
