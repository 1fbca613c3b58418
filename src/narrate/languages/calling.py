"""Words by which a sentence says that a number in it is a telephone number, in the languages that have phrases."""

from __future__ import annotations

# They come right before the number, or before a few other words and one of LEADS. Separated by commas.
CALLS = {
    "ar": "اتصل, اتصلي, اتصلوا, الاتصال, هاتف, الهاتف, بالهاتف, تلفون, تليفون",
    "de": "Anruf, anrufen, rufen, Rufnummer, Telefon, Telefonnummer, telefonisch, Tel, wählen",
    "en": "call, calls, calling, dial, phone, telephone, tel, ring, hotline, helpline",
    "es": "llame, llamar, llamando, llámenos, llámeme, llama, llamen, marque, teléfono, tel, tfno",
    "fa": "تلفن, تماس, زنگ",
    "fil": "tumawag, tawagan, telepono, tel",
    "fr": "appelez, appeler, composez, téléphone, téléphonez, tél",
    "hi": "कॉल, फ़ोन, फोन, टेलीफ़ोन, टेलीफोन, हेल्पलाइन",
    "ht": "rele, telefòn, tel",
    "it": "chiami, chiamare, chiamate, telefoni, telefonare, telefono, tel",
    "pl": "zadzwoń, dzwoń, zadzwonić, dzwonić, telefon, telefonu, telefonicznie, tel",
    "pt": "ligue, ligar, telefone, telefonar, disque, tel",
    "ru": "позвоните, звоните, позвонить, звонить, телефон, телефону, телефона, тел",
    "vi": "gọi, gọi điện, điện thoại, đường dây nóng, đt",
}
CALLS_UNSPACED = {
    "ja": "電話, 電話番号, フリーダイヤル",
    "ko": "전화, 전화번호, 전화번호는",
    "zh": "电话, 電話, 致电, 致電, 拨打, 撥打, 热线, 熱線, 电话号码, 電話號碼",
}
LEADS = {
    "ar": "على, رقم, الرقم, بالرقم, برقم",
    "de": "unter, die, der, Nummer, Nr",
    "en": "at, on, number, no",
    "es": "al, el, número, núm",
    "fa": "با, شماره, شمارهٔ, شماره‌ی",
    "fil": "sa, numero, numerong",
    "fr": "au, le, numéro, n°",
    "hi": "नंबर",
    "ht": "nan, nimewo",
    "it": "al, allo, il, lo, numero",
    "pl": "pod, numer, numerem, nr",
    "pt": "para, pelo, ao, o, número",
    "ru": "по, на, номер, номеру",
    "vi": "số, vào, đến",
}

# They come right after the number.
CALLS_AFTER = {
    "de": "anrufen",
    "fa": "تماس, زنگ",
    "hi": "पर कॉल, पर फ़ोन, पर फोन, पर संपर्क",
    "ja": "に電話, にお電話, へ電話, へお電話, まで電話, までお電話, 番に電話",
    "ko": "에 전화, 로 전화, 으로 전화, 번으로 전화, 로 연락, 으로 연락, 번으로 연락",
}

# They say that a number is none to call.
FAX = {
    "ar": "فاكس, الفاكس", "de": "Fax, Telefax, Faxnummer", "en": "fax", "fa": "فکس, نمابر, دورنگار", "fr": "télécopie",
    "hi": "फ़ैक्स, फैक्स", "ja": "ファックス, ファクス", "ko": "팩스", "pl": "faks", "ru": "факс, факсу", "zh": "传真, 傳真",
}  # fmt: skip

EMERGENCY = ("112", "911", "999", "988", "811")
"""Numbers of three digits that no amount is likely to be. They are telephone numbers right after a word of CALLS."""
EMERGENCY_EAST = ("110", "119", "120")
"""The same, after a Chinese word; or before 番 in Japanese."""


def words_of(table: dict[str, str]) -> list[str]:
    """Return the words of all languages in ``table``, the longest first."""
    words = {word.strip() for line in table.values() for word in line.split(",")}
    return sorted(words, key=lambda word: (-len(word), word))
