"""Text in braille: liblouis keeps every number, and what it lacks is found."""

import pytest

from narrate.exporters.brf.tables import TABLES
from narrate.exporters.brf.translating import CELLS, Translated, Translator
from narrate.exporters.brf.verifying.words import translated_back
from narrate.languages import language_data
from tests.tables import each

pytestmark = pytest.mark.slow  # runs liblouis

DOSES = {
    "ar": "خذ 2.5 ملغ مرتين في اليوم، وليس 25 ملغ.",
    "de": "Nehmen Sie zweimal täglich 2,5 mg, nicht 25 mg.",
    "en": "Take 2.5 mg twice a day, not 25 mg.",
    "es": "Tome 2,5 mg dos veces al día, no 25 mg.",
    "fr": "Prenez 2,5 mg deux fois par jour, pas 25 mg.",
    "hi": "दिन में दो बार 2.5 मिलीग्राम लें, 25 मिलीग्राम नहीं।",
    "it": "Prenda 2,5 mg due volte al giorno, non 25 mg.",
    "ko": "하루 두 번 2.5 밀리그램을 드세요. 25 밀리그램이 아닙니다.",
    "pl": "Przyjmuj 2,5 mg dwa razy dziennie, nie 25 mg.",
    "pt": "Tome 2,5 mg duas vezes ao dia, não 25 mg.",
    "ru": "Принимайте 2,5 мг два раза в день, не 25 мг.",
    "vi": "Uống 2,5 mg hai lần mỗi ngày, không phải 25 mg.",
}
# Latin letters after a digit, where many tables would write digits
JOINED = ["5g", "8h", "10cm", "555-1234", "24/7", "8:30", "(5)", "1 000", "50 %", "5½", "38,5 °C", "10–15", "B12"]


def test_every_language_keeps_doses_and_its_own_phrases(liblouis):
    assert sorted(DOSES) == sorted(TABLES)
    for language, table in TABLES.items():
        phrases = language_data(language).phrases
        texts = [DOSES[language], *JOINED, phrases["braille_notice"], phrases["contents"], phrases["picture_end"]]
        made = Translator(table).translate(texts)
        assert not [(text, one.fault) for text, one in zip(texts, made, strict=True) if one.fault], language
        assert all(CELLS.issuperset(one.cells) and one.cells for one in made)
        if table.translates_back:
            assert translated_back(made, table) == ((), ()), language


@each("text, cells", [("8h", "#H H"), ("5 g", "#E G"), ("10cm", "#AJ CM"), ("38,5 °C", "#CH1#E GRADOS .C")])
def test_a_letter_after_a_digit_is_no_digit(liblouis, text, cells):
    assert Translator(TABLES["es"]).translate([text])[0].cells == cells


@each("control", ["\u200f", "\u2067", "\u2069", "\u200b", "\u00ad", "\ufeff"])
def test_characters_that_only_control_are_left_out(liblouis, control):
    for language in ("ar", "en", "es"):
        plain, marked = Translator(TABLES[language]).translate(["5 mg", f"{control}5{control} mg{control}"])
        assert plain == marked


def test_a_long_text_is_whole(liblouis):
    text = " ".join(f"word {number} of a text" for number in range(2000))
    made = Translator(TABLES["en"]).translate([text])[0]
    assert not made.fault
    assert len(made.cells.split()) == 10_000


def test_every_unknown_character_is_found(liblouis):
    for language, table in TABLES.items():
        for character in "☂\ufffc😀":
            made = Translator(table).translate([f"5 {character} 6"])[0]
            assert "U+" in made.fault, (language, character, made)


def test_a_word_that_liblouis_loses_is_found(liblouis):
    for language, text in (("en", "Do not drive today."), ("es", "No conduzca hoy."), ("fr", "Ne conduisez pas."),
                           ("pl", "Nie wolno prowadzić."), ("pt", "Não dirija hoje.")):  # fmt: skip
        table = TABLES[language]
        made = Translator(table).translate([text])[0]
        shorter = made.cells.partition(" ")[2]
        lost, _ = translated_back([Translated(shorter, made.written), made], table)
        assert len(lost) == 1, language
        assert text in lost[0]


def test_what_liblouis_translates_back_into_other_letters_is_no_fault(liblouis):
    table = TABLES["en"]
    lost, unlike = translated_back(Translator(table).translate(["Ask us for more; we are glad to help you."]), table)
    assert not lost
    assert len(unlike) == 1
