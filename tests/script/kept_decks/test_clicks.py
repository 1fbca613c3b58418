"""Marks for clicks in notes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narrate.script.kept_decks.clicks import read_signs, with_signs, without_marks
from tests.tables import each

MARKED = [
    (["[click] Sit down."], [("Sit down.", (0,))]),
    (["Sit [click] down."], [("Sit down.", (1,))]),
    (["Sit down. [click]"], [("Sit down.", (2,))]),
    (["Sit [click][click]down."], [("Sit down.", (1, 1))]),
    (["[click]", "Take 5 mL."], [("Take 5 mL.", (0,))]),
    (["Take 5 mL.", "[ CLICK ]"], [("Take 5 mL.", (3,))]),
    (["Siéntese [click] despacio."], [("Siéntese despacio.", (1,))]),
    (["لا تأكل [click] قبل النوم."], [("لا تأكل قبل النوم.", (2,))]),
    (["A [click] a [click] b"], [("A a b", (1, 2))]),
    (["No marks."], [("No marks.", ())]),
]


@each("paragraphs, wanted", MARKED)
def test_marks_stand_at_words(paragraphs, wanted):
    read = [read_signs(text) for text in with_signs(paragraphs)]
    assert [(one.text, one.clicks) for one in read] == wanted


def test_marks_alone_are_no_words():
    assert with_signs(["[click]", " [click] "]) == []


@given(st.lists(st.sampled_from(["Take", "5", "mL", "[click]", "[Click]", "not", "(2)", "–"]), max_size=12))
def test_no_word_is_lost_and_no_mark(words):
    text = " ".join(words)
    read = [read_signs(one) for one in with_signs([text])]
    assert " ".join(one.text for one in read).split() == without_marks(text).split()
    marks = sum(word.lower() == "[click]" for word in words)
    assert sum(len(one.clicks) for one in read) == (marks if len(words) > marks else 0)
    for one in read:
        assert list(one.clicks) == sorted(one.clicks)
        assert all(0 <= click <= len(one.tokens) for click in one.clicks)
