"""The order of titles: as people look for them, in any writing."""

from hypothesis import given
from hypothesis import strategies as st

from narrate.catalogue.alphabet import DIGITS, letter_of, sort_key
from tests.tables import each


@each(
    "titles",
    [
        ["Anaesthetic", "Angiography", "Your heart", "Your knee"],
        ["Él cuida su corazón", "Electrocardiograma", "¿Qué es un infarto?", "Rodilla"],
        ["Visit 2", "visit 10", "Visit 11"],
        ["Ärztin und Arzt", "Auge", "«Blut»", "Ohr"],
        ["إصابة الركبة", "القلب", "المعدة"],
        ["आपका दिल", "घुटना", "पेट"],
    ],
)
def test_titles_stand_in_the_order_in_which_people_look_for_them(titles):
    backwards = titles[::-1]
    assert sorted(backwards, key=sort_key) == titles


@each(
    ("title", "letter"),
    [
        ("Your heart", "Y"),
        ("élan", "E"),
        ("¿Qué?", "Q"),
        ("24 hours after the operation", DIGITS),
        ("إصابة", "ا"),
        ("आपका दिल", "आ"),
        ("心臓の話", "心"),
        ("…", ""),
    ],
)
def test_the_letter_of_a_title(title, letter):
    assert letter_of(title) == letter


@given(st.text())
def test_titles_that_differ_never_share_their_place(title):
    assert sort_key(title)[1] == title
    assert len(letter_of(title)) in (0, 1, len(DIGITS))


@given(st.lists(st.text(max_size=12), max_size=12))
def test_titles_with_the_same_letter_stand_together(titles):
    letters = [letter_of(title) for title in sorted(titles, key=sort_key)]
    runs = [letter for number, letter in enumerate(letters) if number == 0 or letters[number - 1] != letter]
    assert len(runs) == len(set(runs))


@given(st.text(st.characters(categories=["Lu", "Ll"])))
def test_case_decides_no_place(title):
    assert sort_key(title.upper())[0] == sort_key(title)[0]
