"""Marks for clicks in notes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from narrate.script.kept_decks.clicks import clicks_in, read_marks, without_marks
from narrate.script.sentences import tokenise
from tests.tables import each

MARKED = [
    (["[click] Sit down."], [("Sit down.", (0,))]),
    (["Sit [click] down."], [("Sit down.", (1,))]),
    (["Sit down. [click]"], [("Sit down.", (2,))]),
    (["Sit [click][click]down."], [("Sit down.", (1, 1))]),
    (["[click]", "Take 5 mL."], [("Take 5 mL.", (0,))]),
    (["Take 5 mL.", "[ CLICK ]"], [("Take 5 mL.", (3,))]),
    (["Sit down[click]."], [("Sit down.", (2,))]),
    (["Siéntese [click] despacio."], [("Siéntese despacio.", (1,))]),
    (["لا تأكل [click] قبل النوم."], [("لا تأكل قبل النوم.", (2,))]),
    (["朝に[click]1錠、夜に2錠。"], [("朝に1錠、夜に2錠。", (1,))]),
    (["A [click] a [click] b"], [("A a b", (1, 2))]),
    (["No marks."], [("No marks.", ())]),
]


@each("paragraphs, wanted", MARKED)
def test_marks_stand_at_words(paragraphs, wanted):
    notes = read_marks(paragraphs)
    assert list(zip(notes.paragraphs, clicks_in(notes, notes.paragraphs), strict=True)) == wanted
    assert not notes.split


def test_marks_alone_are_no_words():
    notes = read_marks(["[click]", " [click] "])
    assert notes.paragraphs == ()
    assert clicks_in(notes, []) == []


SPLIT = [
    ("Take 2[click].5 mg.", "Take 2.5 mg.", ("2[click].5",)),
    ("Take 2.[click]5 mg.", "Take 2.5 mg.", ("2.[click]5",)),
    ("Tome 1[click]000 mg.", "Tome 1000 mg.", ("1[click]000",)),
    ("Nehmen Sie 1,[click]5 mg.", "Nehmen Sie 1,5 mg.", ("1,[click]5",)),
    ("It is in[click]soluble.", "It is insoluble.", ("in[click]soluble.",)),
    ("خذ ٢[click]٫٥ mg.", "خذ ٢٫٥ mg.", ("٢[click]٫٥",)),
    ("Take one.[click]Then rest.", "Take one. Then rest.", ()),
    ("¡No coma![click]Beba agua.", "¡No coma! Beba agua.", ()),
]


@each("marked, wanted, split", SPLIT)
def test_a_mark_within_a_word_or_number_does_not_part_it_and_is_named(marked, wanted, split):
    notes = read_marks([marked])
    assert notes.paragraphs == (wanted,)
    assert notes.split == split


LEFT_OUT = [
    ("[click] (pause) Walk. [click] Rest.", ["Walk.", "Rest."], [(0,), (0,)]),
    ("Walk. (pause [click]) Rest.", ["Walk.", "Rest."], [(), (0,)]),
    ("Walk. [click] (música)", ["Walk."], [(1,)]),
    ("Nurse: [click] Do [click] not eat.", ["Do not eat."], [(0, 1)]),
    ("[click] – Nicht essen. [click] – 5 mg nehmen.", ["Nicht essen.", "5 mg nehmen."], [(0,), (0,)]),
]


@each("marked, said, wanted", LEFT_OUT)
def test_a_click_at_words_that_are_left_out_falls_at_the_next_ones(marked, said, wanted):
    assert clicks_in(read_marks([marked]), said) == wanted


@given(st.lists(st.sampled_from(["Take", "5", "mL", "[click]", "[Click]", "not", "(2)", "–"]), max_size=12))
def test_no_word_is_lost_and_no_mark(words):
    notes = read_marks([" ".join(words)])
    plain = [word for word in words if word.lower() != "[click]"]
    assert " ".join(notes.paragraphs).split() == plain
    clicks = clicks_in(notes, notes.paragraphs)
    assert sum(map(len, clicks)) == (len(words) - len(plain) if plain else 0)
    for text, found in zip(notes.paragraphs, clicks, strict=True):
        assert list(found) == sorted(found)
        assert all(0 <= click <= len(tokenise(text)) for click in found)


@given(st.text(alphabet="ab5 .,-[]\n", max_size=30), st.integers(0, 30))
def test_a_mark_adds_no_character_but_a_space(text, place):
    marked = f"{text[:place]}[click]{text[place:]}"
    assert re.sub(r"\s", "", without_marks(marked)) == re.sub(r"\s", "", text)


def test_many_marks_are_read_in_linear_time():
    notes = read_marks(["[click] a " * 20_000])
    assert len(notes.marks) == 20_000
    assert sum(map(len, clicks_in(notes, ["b", *["a"] * 20_000]))) == 20_000
