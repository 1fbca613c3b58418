"""Names on a card: what FAT32 holds, in the order of their numbers."""

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from narrate.collections.card.names import MOST_LETTERS, card_name, has_words
from tests.tables import each

NAMES = {
    "Your heart": "03 Your heart",
    "Spine: the basics": "03 Spine - the basics",
    "Before/after": "03 Before-after",
    "What is it?": "03 What is it",
    "¿Qué es?": "03 ¿Qué es",
    '"Rest" at home': "03 'Rest' at home",
    "Potassium <3.5 or >5": "03 Potassium ＜3.5 or ＞5",
    "A | B \\ C": "03 A - B - C",
    "Take 2*": "03 Take 2",
    "The end...": "03 The end",
    " . a .": "03 a",
    "CON": "03 CON",
    "a\tb\u202ec\x00d\u200f": "03 a bcd",
    "اختبار: القلب؟": "03 اختبار - القلب؟",
    "می‌خواهم": "03 می‌خواهم",
    "心脏检查？": "03 心脏检查？",
    "e\u0301cole": "03 \u00e9cole",
    "???": "03",
    "x" * 90: f"03 {'x' * 61}",
    "word " * 20: f"03 {'word ' * 12}".rstrip(),
}


@each("text, name", NAMES.items())
def test_a_title_becomes_a_name(text, name):
    assert card_name(3, 9, text) == name


@each("count, number", [(9, "07"), (99, "07"), (100, "007"), (1000, "0007")])
def test_numbers_have_as_many_digits_as_the_last_one_needs(count, number):
    assert card_name(7, count, "a") == f"{number} a"


@each(
    "text, has", [("a", True), ("5", True), ("心", True), ("??", False), ("...", False), ("- + -", False), ("_", False)]
)
def test_a_title_needs_a_letter_or_a_digit(text, has):
    assert has_words(text) is has


TEXTS = st.lists(
    st.text(max_size=80) | st.text(' .:<>"/\\|?*aA\u0301\u200d\u202e\x00😀ب', max_size=80), min_size=2, max_size=5
)


@given(TEXTS, st.integers(9, 1200))
@example(["", "A\x1b\u0300"], 9)
def test_every_text_becomes_a_name_that_fat_holds_and_that_sorts(texts, count):
    names = [card_name(number, count, text) for number, text in enumerate(texts, 1)]
    for name in names:
        assert len(name) <= MOST_LETTERS
        assert len(f"{name}.mp3".encode("utf-16-le")) <= 2 * 255
        assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$', name)
        assert re.match(r"[0-9]{2,} ?", name)
        assert unicodedata.normalize("NFC", name) == name or "\u200d" in name
    assert sorted(names) == names
    assert len({name.casefold() for name in names}) == len(names)
