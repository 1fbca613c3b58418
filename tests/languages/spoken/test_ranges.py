"""A range of two numbers is said as one in every language with data; what only looks like one keeps its dash."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import narrate.languages
from narrate.languages.spoken import Form, has_all_forms, spoken_forms
from narrate.languages.spoken.ranges import RANGE_WORDS
from tests.tables import each

# language: (what is written, what is said), five of each at least
RANGES = {
    "ar": [
        ("تناول ٤-٦ أقراص", "تناول ٤ إلى ٦ أقراص"), ("من 38–39 °C", "من 38 إلى 39 °C"), ("بعد ٢-٣ ساعات", "بعد ٢ إلى ٣ ساعات"),
        ("١٠:٠٠-١٢:٠٠", "١٠:٠٠ إلى ١٢:٠٠"), ("٤٫٥–٦ مل", "٤٫٥ إلى ٦ مل"),
    ],
    "de": [
        ("alle 4-6 Stunden", "alle 4 bis 6 Stunden"), ("38–39 °C", "38 bis 39 °C"), ("am 4.–6. Tag", "am 4. bis 6. Tag"),
        ("8 Uhr–10 Uhr", "8 Uhr bis 10 Uhr"), ("2,5-5 mg", "2,5 bis 5 mg"), ("1.000–2.000 ml", "1.000 bis 2.000 ml"), ("½–1 Tablette", "½ bis 1 Tablette"),
    ],
    "fa": [
        ("هر ۴–۶ ساعت", "هر ۴ تا ۶ ساعت"), ("۲-۳ قرص", "۲ تا ۳ قرص"), ("10:00-12:00", "10:00 تا 12:00"), ("۵۰۰-۱۰۰۰ mg", "۵۰۰ تا ۱۰۰۰ mg"),
        ("۱۰٪-۲۰٪", "۱۰٪ تا ۲۰٪"),
    ],
    "fil": [
        ("bawat 4-6 oras", "bawat 4 hanggang 6 oras"), ("2–3 tableta", "2 hanggang 3 tableta"), ("10:00-12:00", "10:00 hanggang 12:00"),
        ("500-1000 mg", "500 hanggang 1000 mg"), ("5 mL-10 mL", "5 mL hanggang 10 mL"),
    ],
    "fr": [
        ("toutes les 4-6 heures", "toutes les 4 à 6 heures"), ("8h-10h", "8h à 10h"), ("8h30–10h", "8h30 à 10h"), ("2,5–5 mg", "2,5 à 5 mg"),
        ("1 000–2 000 ml", "1 000 à 2 000 ml"), ("50%-60%", "50% à 60%"),
    ],
    "hi": [
        ("हर 4-6 घंटे", "हर 4 से 6 घंटे"), ("४-६ गोली", "४ से ६ गोली"), ("38–39 °C", "38 से 39 °C"), ("10:00-12:00", "10:00 से 12:00"),
        ("5-10 ml", "5 से 10 ml"),
    ],
    "ht": [
        ("chak 4-6 èdtan", "chak 4 a 6 èdtan"), ("2–3 grenn", "2 a 3 grenn"), ("5-10 mL", "5 a 10 mL"), ("10:00-12:00", "10:00 a 12:00"),
        ("10-15%", "10 a 15%"),
    ],
    "it": [
        ("ogni 4-6 ore", "ogni 4 a 6 ore"), ("2–3 compresse", "2 a 3 compresse"), ("0,5-1 ml", "0,5 a 1 ml"), ("10.00–12.00", "10.00 a 12.00"),
        ("10 - 15 minuti", "10 a 15 minuti"),
    ],
    "ja": [
        ("4-6時間ごと", "4から6時間ごと"), ("約2〜3日", "約2から3日"), ("4～6錠", "4から6錠"), ("10時-12時", "10時から12時"), ("1月～3月", "1月から3月"),
        ("38.5–39℃", "38.5から39℃"), ("10:00～12:00", "10:00から12:00"),
    ],
    "ko": [
        ("4-6시간마다", "4에서 6시간마다"), ("2~3일", "2에서 3일"), ("4시-6시", "4시에서 6시"), ("5–10 mL", "5에서 10 mL"), ("10:00~12:00", "10:00에서 12:00"),
    ],
    "pl": [
        ("co 4-6 godzin", "co 4 do 6 godzin"), ("2–3 tabletki", "2 do 3 tabletki"), ("38–39 °C", "38 do 39 °C"), ("0,5-1 ml", "0,5 do 1 ml"),
        ("10:00–12:00", "10:00 do 12:00"),
    ],
    "pt": [
        ("a cada 4-6 horas", "a cada 4 a 6 horas"), ("2–3 comprimidos", "2 a 3 comprimidos"), ("8h-10h", "8h a 10h"), ("2,5–5 ml", "2,5 a 5 ml"),
        ("38 °C–39 °C", "38 °C a 39 °C"),
    ],
    "ru": [
        ("пейте 4–6 стаканов", "пейте от 4 до 6 стаканов"), ("2-3 таблетки", "от 2 до 3 таблетки"), ("от 4-6 дней", "от 4 до 6 дней"),
        ("10:00–12:00", "от 10:00 до 12:00"), ("5 мл-10 мл", "от 5 мл до 10 мл"), ("38—39 °C", "от 38 до 39 °C"),
    ],
    "vi": [
        ("mỗi 4-6 giờ", "mỗi 4 đến 6 giờ"), ("từ 2–3 viên", "từ 2 đến 3 viên"), ("38–39 °C", "38 đến 39 °C"), ("8h30–10h", "8h30 đến 10h"),
        ("500-1000 mg", "500 đến 1000 mg"), ("ngày 5-12 tháng 6", "ngày 5 đến 12 tháng 6"), ("22:00-6:00", "22:00 đến 6:00"),
    ],
    "zh": [
        ("每4-6小时", "每4到6小时"), ("约2—3天", "约2到3天"), ("4～6片", "4到6片"), ("38–39℃", "38到39℃"), ("10:00-12:00", "10:00到12:00"),
    ],
    "zh-Hant": [
        ("每4-6小時", "每4到6小時"), ("2~3天", "2到3天"), ("10時-12時", "10時到12時"), ("5–10 mL", "5到10 mL"), ("1月～3月", "1月到3月"),
    ],
}  # fmt: skip
# In every language: chains, dates, phone numbers, codes, scores, minus signs.
NO_RANGES = [
    "1-2-3", "2026-05-12", "12-05-2026", "555-0147", "090-123-4567", "2345-6789", "COVID-19", "B-12", "-4", "3-2", "01-02", "L4-5", "CA 15-3",
    "5-2026", "3-4A", "+84 24-3974", "4 -6", "-4-6", "5-FU", "12345-67890", "4-b", "(02) 3974-3556",
]  # fmt: skip
OWN = {
    "ar": ["٥٥٥-٠١٤٧", "١-٢-٣", "٢٠٢٦-٠٥-١٢", "فيتامين ب-١٢", "٣-٢"],
    "fa": ["۵۵۵-۰۱۴۷", "۱-۲-۳", "۲۰۲۶-۰۵-۱۲", "ب-۱۲", "۳-۲"],
    "hi": ["५५५-०१४७", "१-२-३", "२०२६-०५-१२", "बी-१२", "३-२"],
    "ja": ["〒100-0001", "123-4567", "ビタミンB-12", "1-2-3番", "3対2"],
    "pl": ["31-512 Kraków", "00-950 Warszawa", "tel. 22-555-01-47", "B-6", "5-3"],
    "vi": ["ngày 5-12", "tháng 5-2026", "số 555-0147", "vitamin B-6", "thắng 3-1"],
}


def said(text: str, language: str) -> str:
    for form in reversed(spoken_forms(text, language)):
        text = text[: form.start] + form.words + text[form.end :]
    return text


@each(("language", "written", "expected"), [(tag, *pair) for tag, pairs in RANGES.items() for pair in pairs])
def test_a_range_is_said_as_one(language: str, written: str, expected: str):
    assert said(written, language) == expected
    assert said(f"({written}),", language) == f"({expected}),"


@each("language", RANGES)
def test_what_only_looks_like_a_range_keeps_its_dash(language: str):
    assert len(RANGES[language]) >= 5
    for text in [*NO_RANGES, *OWN.get(language, ())]:
        assert said(text, language) == text


def test_every_language_with_data_says_ranges():
    folder = Path(narrate.languages.__file__).parent
    codes = {path.stem for path in folder.glob("*.py")} - {
        "__init__",
        "calling",
        "encodings",
        "names",
        "numerals",
        "negations",
        "link_words",
        "picture_words",
        "table_words",
        "recognising",
        "scripts",
    }
    assert len(codes) == 18
    for code in codes:
        (form,) = (one for one in spoken_forms("4-6", code.replace("_", "-")) if one.rule == "range")
        assert re.search(r"[^\W\d]", form.words)
        assert has_all_forms(code) == (code in ("en", "es"))
    assert {code.split("_")[0] for code in codes} == {*RANGE_WORDS, "en", "es"}


def test_a_language_without_data_says_nothing_otherwise():
    assert spoken_forms("4-6", "sw") == ()
    assert spoken_forms("4-6", "tl") == (Form(0, 3, "4 hanggang 6", "range"),)


@given(st.sampled_from(sorted(RANGE_WORDS)), st.integers(1, 99), st.integers(1, 99), st.sampled_from(["-", "–"]))
def test_no_digit_is_lost_or_new(language: str, low: int, high: int, dash: str):
    text = f"x {low}{dash}{high} y"
    found = said(text, language)
    assert re.findall(r"\d+", found) == [str(low), str(high)]
    assert (found == text) == (low >= high)


@given(st.sampled_from(sorted(RANGE_WORDS)), st.text("0123456789-–.,:/ °½mgAb٤६", max_size=30))
def test_whatever_is_written_its_digits_stay_in_order(language: str, text: str):
    assert re.findall(r"[\d½]", said(text, language)) == re.findall(r"[\d½]", text)
