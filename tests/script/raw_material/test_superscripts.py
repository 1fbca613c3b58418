"""Raised and lowered letters, written here as ^{…} and _{…}; ~{…} is struck out."""

import re

import pytest

from narrate.errors import Place
from narrate.script.raw_material.formatted_text import Pieces, settled
from narrate.script.raw_material.superscripts import settle_rises
from tests.tables import each


def told(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    pieces = Pieces()
    for part in re.split(r"([\^_~]\{[^}]*\})", text):
        rise = {"^{": 1, "_{": -1}.get(part[:2], 0)
        inside = part[2:-1] if rise or part[:2] == "~{" else part
        pieces.add(inside, "struck out" if part[:2] == "~{" else "", rise)
    kept, edits = settled(settle_rises(pieces.all), Place("x"))
    return kept, [(edit.text, edit.instead, edit.why) for edit in edits]


@each(
    ("text", "kept", "edit"),
    [
        ("Your count is 4 x 10^{9}/L.", "Your count is 4 x 10⁹/L.", ("109", "10⁹", "raised digits")),
        ("Una herida de 3 cm^{2}.", "Una herida de 3 cm².", ("cm2", "cm²", "raised digits")),
        ("Рана площадью 4 см^{2}", "Рана площадью 4 см²", ("см2", "см²", "raised digits")),
        ("Ihr Wert: 10^{-3} mol", "Ihr Wert: 10⁻³ mol", ("10-3", "10⁻³", "raised digits")),
        ("Ca^{2+} is calcium", "Ca²⁺ is calcium", ("Ca2+", "Ca²⁺", "raised digits")),
        ("the ^{131}I scan", "the ¹³¹I scan", ("131I", "¹³¹I", "raised digits")),
        ("Breathe out CO_{2}", "Breathe out CO₂", ("CO2", "CO₂", "lowered digits")),
        ("Su HbA_{1c} es alta", "Su HbA₁c es alta", ("HbA1c", "HbA₁c", "lowered digits")),
        ("if it is over 38^{o}C", "if it is over 38°C", ("38oC", "38°C", "raised sign of degrees")),
        ("über 38 ^{0}C", "über 38 °C", ("0C", "°C", "raised sign of degrees")),
        ("take 2^{1}/_{2} tablets", "take 2½ tablets", ("21/2", "2½", "fraction")),
        ("tome 2^{1/2} tabletas", "tome 2½ tabletas", ("21/2", "2½", "fraction")),
        ("take 1^{2/7} cups", "take 1 2/7 cups", ("12/7", "1 2/7", "fraction")),
        ("10^{0.5} units", "10⁰.⁵ units", ("100.5", "10⁰.⁵", "raised digits")),
        ("la 2.^{a} dosis", "la 2.ª dosis", ("a", "ª", "raised letters")),
        ("appelez le n^{o} 3", "appelez le nº 3", ("no", "nº", "raised letters")),
    ],
)
def test_powers_formulas_and_fractions_keep_their_form(text: str, kept: str, edit: tuple[str, str, str]):
    assert told(text) == (kept, [edit])


@each(
    ("text", "kept", "gone"),
    [
        ("Read the sheet.^{12} Then rest.", "Read the sheet. Then rest.", "12"),
        ("Tome su pastilla.^{3}", "Tome su pastilla.", "3"),
        ("दवा लें।^{2} फिर", "दवा लें। फिर", "2"),
        ("He said “rest.”^{4} Then", "He said “rest.” Then", "4"),
        ("Rest today,^{1,2} please", "Rest today, please", "1,2"),
        ("Do it daily.^{b} Rest.", "Do it daily. Rest.", "b"),
        ("Read the sheet^{[12]}.", "Read the sheet.", "[12]"),
        ("Nehmen Sie heparin^{*} abends", "Nehmen Sie heparin abends", "*"),
    ],
)
def test_a_mark_of_a_note_after_a_word_or_a_sentence_is_left_out_and_named(text: str, kept: str, gone: str):
    assert told(text) == (kept, [(gone, "", "mark of a note")])


@pytest.mark.parametrize("word", ["heparin", "insulina", "аспирин", "गोली", "Rezept"])
def test_a_number_raised_after_a_whole_word_is_a_mark_of_a_note(word: str):
    assert told(f"{word}^{{2}} 5") == (f"{word} 5", [(f"{word}2", word, "mark of a note")])


@each(
    ("text", "kept"),
    [
        ("R^{2}", "R²"), ("(see below)^{2}", "(see below)²"), ("^{1} See your nurse", "¹ See your nurse"),
        ("It costs 3.^{99}", "It costs 3.⁹⁹"), ("heparin ^{2} ml", "heparin ² ml"), ("10^{b}", "10ᵇ"),
    ],
)  # fmt: skip
def test_when_in_doubt_the_digits_stay_raised(text: str, kept: str):
    assert told(text)[0] == kept


@each(
    "text",
    [
        "the 1^{st} day",
        "M^{me} Leroy",
        "le 2^{e} jour",
        "V_{max}",
        "^{Take 5 mg now}",
        "XIV^{e} siècle",
        "your tablet^{s} now",
    ],
)
def test_raised_words_join_their_word_as_they_are(text: str):
    assert told(text) == (re.sub(r"[\^_]\{([^}]*)\}", r"\1", text), [])


@each(
    ("text", "edit"),
    [
        ("tab~{let}s", ("tablets", "tabs")), ("5~{.5} mg", ("5.5", "5")), ("Take ~{two }one", ("two", "")),
        ("a~{-b} c", ("a-b", "a")), ("दवा~{एँ} लें", ("दवाएँ", "दवा")), ("1~{0}0 ~{mg}", ("100", "10")),
    ],
)  # fmt: skip
def test_an_edit_covers_whole_words(text: str, edit: tuple[str, str]):
    assert told(text)[1][0][:2] == edit


def test_neighbouring_changes_of_one_word_are_one_edit():
    assert told("1~{0}0^{9}")[1] == [("1009", "10⁹", "struck out, raised digits")]
