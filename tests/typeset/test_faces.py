"""Every letter of the languages that the documents name has a face; a missing part says how it is installed."""

import pytest

from narrate.errors import MissingDependencyError
from narrate.languages.scripts import script_of_tag
from narrate.typeset import faces
from narrate.typeset.faces import FACES, Face, face_for, letters_of, missing_letters
from tests.tables import each

LETTERS = {
    "ur": "ا آ أ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ؤ ہ ۂ ۃ ھ ء ی ئ ے ۓ ۔ ؟ ، ؛ ٪ ٫ ٬ ۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹",
    "fa": "ا آ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی ء ئ أ ؤ ة ۀ َ ُ ِ ً ّ ٰ « » ؟ ، ؛ ٪ ۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹",
    "prs": "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی ۀ",
    "ps": "ا آ ب پ ت ټ ث ج ځ چ څ ح خ د ډ ذ ر ړ ز ژ ږ س ش ښ ص ض ط ظ ع غ ف ق ک ګ ل م ن ڼ و ه ۀ ي ې ی ۍ ئ ء",
    "ckb": "ئ ا ب پ ت ج چ ح خ د ر ڕ ز ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن ه ھ ە و ۆ ی ێ",
    "sd": "ا ب ٻ ڀ ت ٿ ٽ ٺ ث پ ج ڄ ڃ چ ڇ ح خ د ڌ ڏ ڊ ڍ ذ ر ڙ ز س ش ص ض ط ظ ع غ ف ڦ ق ڪ ک گ ڳ ڱ ل م ن ڻ و ھ ء ي ۽ ۾",
    "ug": "ئ ا ە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ و ۇ ۆ ۈ ۋ ې ى ي",
    "bn": "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য় ৎ ং ঃ ঁ া ি ী ু ূ ৃ ে ৈ ো ৌ ্ । ৳ ০ ১ ২ ৩ ৪ ৫ ৬ ৭ ৮ ৯",
    "as": "ৰ ৱ ক্ষ",
    "ta": "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ ஃ க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன ஜ ஷ ஸ ஹ ா ி ீ ு ூ ெ ே ை ொ ோ ௌ ்",
    "te": "అ ఆ ఇ ఈ ఉ ఊ ఋ ఎ ఏ ఐ ఒ ఓ ఔ క ఖ గ ఘ ఙ చ ఛ జ ఝ ఞ ట ఠ డ ఢ ణ త థ ద ధ న ప ఫ బ భ మ య ర ల వ శ ష స హ ళ ఱ ా ి ీ ు ూ ృ ె ే ై ొ ో ౌ ్ ం ః",
    "gu": "અ આ ઇ ઈ ઉ ઊ ઋ એ ઐ ઓ ઔ ક ખ ગ ઘ ચ છ જ ઝ ટ ઠ ડ ઢ ણ ત થ દ ધ ન પ ફ બ ભ મ ય ર લ વ શ ષ સ હ ળ ા િ ી ુ ૂ ૃ ે ૈ ો ૌ ્ ં ઃ",
    "pa": "ੳ ਅ ੲ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ ਸ਼ ਖ਼ ਗ਼ ਜ਼ ਫ਼ ਲ਼ ਾ ਿ ੀ ੁ ੂ ੇ ੈ ੋ ੌ ੰ ਂ ੱ ੍ ।",
    "kn": "ಅ ಆ ಇ ಈ ಉ ಊ ಋ ಎ ಏ ಐ ಒ ಓ ಔ ಕ ಖ ಗ ಘ ಚ ಛ ಜ ಝ ಟ ಠ ಡ ಢ ಣ ತ ಥ ದ ಧ ನ ಪ ಫ ಬ ಭ ಮ ಯ ರ ಲ ವ ಶ ಷ ಸ ಹ ಳ ಾ ಿ ೀ ು ೂ ೃ ೆ ೇ ೈ ೊ ೋ ೌ ್ ಂ ಃ",
    "ml": "അ ആ ഇ ഈ ഉ ഊ ഋ എ ഏ ഐ ഒ ഓ ഔ ക ഖ ഗ ഘ ങ ച ഛ ജ ഝ ഞ ട ഠ ഡ ഢ ണ ത ഥ ദ ധ ന പ ഫ ബ ഭ മ യ ര ല വ ശ ഷ സ ഹ ള ഴ റ ൺ ൻ ർ ൽ ൾ ാ ി ീ ു ൂ ൃ െ േ ൈ ൊ ോ ൗ ് ം",
    "si": "අ ආ ඇ ඈ ඉ ඊ උ ඌ එ ඒ ඓ ඔ ඕ ඖ ක ඛ ග ඝ ඟ ච ඡ ජ ඣ ඥ ඤ ට ඨ ඩ ඪ ණ ඬ ත ථ ද ධ න ඳ ප ඵ බ භ ම ඹ ය ර ල ව ශ ෂ ස හ ළ ෆ ා ැ ෑ ි ී ු ූ ෙ ේ ෛ ො ෝ ෞ ් ං",
    "or": "ଅ ଆ ଇ ଈ ଉ ଊ ଏ ଐ ଓ ଔ କ ଖ ଗ ଘ ଚ ଛ ଜ ଝ ଟ ଠ ଡ ଢ ଣ ତ ଥ ଦ ଧ ନ ପ ଫ ବ ଭ ମ ଯ ୟ ର ଲ ଳ ଶ ଷ ସ ହ ଡ଼ ଢ଼ ା ି ୀ ୁ ୂ ୃ େ ୈ ୋ ୌ ୍ ଂ",
    "ne": "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह ा ि ी ु ू ृ े ै ो ौ ् ं ः ँ । ॥ ० १ २ ३ ४ ५ ६ ७ ८ ९",
    "km": "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ ឥ ឦ ឧ ឪ ឫ ឬ ឭ ឮ ឯ ឰ ឱ ឲ ឳ ា ិ ី ឹ ឺ ុ ូ ួ ើ ឿ ៀ េ ែ ៃ ោ ៅ ំ ះ ៈ ៉ ៊ ់ ៌ ៍ ៏ ័ ្ ។ ៕ ៖ ៗ ៛ ០ ១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩",
    "lo": "ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ອ ຮ ໜ ໝ ຽ ະ າ ຳ ິ ີ ຶ ື ຸ ູ ົ ັ ເ ແ ໂ ໃ ໄ ່ ້ ໊ ໋ ໌ ໍ ໆ ຯ ໐ ໑ ໒ ໓ ໔ ໕ ໖ ໗ ໘ ໙",
    "my": "က ခ ဂ ဃ င စ ဆ ဇ ဈ ဉ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ရ လ ဝ သ ဟ ဠ အ ဣ ဤ ဥ ဦ ဧ ဩ ဪ ါ ာ ိ ီ ု ူ ေ ဲ ံ ့ း ္ ် ျ ြ ွ ှ ဿ ၊ ။ ၌ ၍ ၎ ၏ ၀ ၁ ၂ ၃ ၄ ၅ ၆ ၇ ၈ ၉",
    "shn": "ၵ ၶ ၷ ꧠ ၸ ၹ ꧡ ၺ ꧢ ၻ ꧣ ၼ ၽ ၾ ႀ ၿ ႁ ႃ ႄ ႅ ႆ ႇ ႈ ႉ ႊ",
    "ksw": "ၡ ၢ ၣ ၤ",
    "am": "ሀ ለ ሐ መ ሠ ረ ሰ ሸ ቀ ቐ በ ቨ ተ ቸ ኀ ነ ኘ አ ከ ኸ ወ ዐ ዘ ዠ የ ደ ጀ ገ ጠ ጨ ጰ ጸ ፀ ፈ ፐ ቋ ኳ ጓ ኋ ። ፣ ፤ ፥ ፦ ፡ ፩ ፪ ፫",
    "ti": "ሀ ሁ ሂ ሃ ሄ ህ ሆ ቐ ቑ ቒ ቓ ቔ ቕ ቖ ቘ ቚ ቛ ኸ ኹ ኺ ኻ ኼ ኽ ኾ ዀ ዂ ዃ ጐ ጒ ጓ ዓ ዑ ጨ ጩ ፀ",
    "hy": "Ա Բ Գ Դ Ե Զ Է Ը Թ Ժ Ի Լ Խ Ծ Կ Հ Ձ Ղ Ճ Մ Յ Ն Շ Ո Չ Պ Ջ Ռ Ս Վ Տ Ր Ց Ւ Փ Ք Օ Ֆ ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ և ՝ ՛ ՞ ՜ ։ ֊ ֏",
    "ka": "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ Ა Ბ Გ ₾",
}  # fmt: skip


@each("language", LETTERS)
def test_every_letter_of_a_language_has_a_face(language):
    face = face_for([LETTERS[language]], language)
    own = [letter for letter in LETTERS[language] if faces.script_of_letter(letter) == script_of_tag(language)]
    assert own
    assert not missing_letters(LETTERS[language], face)
    assert letters_of(face.family).issuperset(own), "no word mixes two faces"


def test_a_face_that_is_not_installed_says_how_it_is(monkeypatch):
    monkeypatch.setitem(
        FACES, "Noto Sans Bengali", Face("Noto Sans Bengali", "no_such_fonts", "a", "a", extra="scripts")
    )
    with pytest.raises(MissingDependencyError, match=r"pip install '\.\[scripts\]'"):
        face_for(["হাড়"], "bn")
    assert faces.missing_extra("Beng") == "scripts"
    assert faces.missing_extra("Taml") == faces.missing_extra("Tibt") == ""
