"""Every word is spoken, a heading, or named as left out."""

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material import composing
from narrate.script.raw_material.composing import compose
from narrate.script.raw_material.lost_words import unaccounted, words_of
from narrate.script.raw_material.text import text_material
from tests.tables import each

TEXT = "Your new tablets\n\nTake two tablets at 8:00, 2.5 mg each.\nDo not take more (music).\n"


def edit(text: str, instead: str = "") -> Edit:
    return Edit(Place("x"), text, "why", instead)


@each(
    ("written", "edits", "result", "lost", "came"),
    [
        ("Take 2.5 mg", [], ["Take 2.5 mg"], {}, {}),
        ("Take 2.5 mg", [], ["Take 25 mg"], {"2.5": 1}, {"25": 1}),
        ("Do not stop", [edit("not")], ["Do stop"], {}, {}),
        ("Do not stop", [], ["Do stop"], {"not": 1}, {}),
        ("no, no", [], ["no"], {"no": 1}, {}),
        ("≥ 38 °C", [], ["38 C"], {"≥": 1, "°": 1}, {}),
        ("medi- cine", [edit("medi- cine", "medicine")], ["medicine"], {}, {}),
        ("Take it", [edit("", "1.")], ["1. Take it"], {}, {}),
        ("दवा न लें", [], ["दवा लें"], {"न": 1}, {}),
        ("不要吃药", [], ["不要吃药"], {}, {}),
    ],
)
def test_the_identity_names_what_is_lost_and_what_came(written, edits, result, lost, came):
    assert unaccounted(written, edits, result) == (lost, came)


def test_letters_keep_their_marks():
    assert words_of("नहीं") != words_of("नही")


def test_a_word_that_a_rule_drops_in_silence_is_an_error(monkeypatch: pytest.MonkeyPatch):
    assert not [one for one in compose(Path("x"), text_material(TEXT), "t", "en").problems if one.code == "lost-words"]
    clean = composing.clean

    def careless(*arguments):
        cleaned = clean(*arguments)
        lines = [replace(line, text=line.text.replace(" not", "")) for line in cleaned.lines]
        return replace(cleaned, lines=lines)

    monkeypatch.setattr(composing, "clean", careless)
    (problem,) = [
        one for one in compose(Path("x"), text_material(TEXT), "t", "en").problems if one.code == "lost-words"
    ]
    assert problem.severity == "error"
    assert "lost: 'not'" in problem.message


@each(
    ("number", "text", "language"),
    [
        ("20", "Breathe in. [slow music] Breathe out. (applause)", "en"),
        ("3", "Take two tablets. [music] Then rest. (music)", "en"),
        ("12", "Respire hondo. [música] Suelte el aire. (aplausos)", "es"),
        ("7", "Atmen Sie ein. [Musik] Atmen Sie aus. (Musik)", "de"),
        ("٢٠", "خذ نفسا عميقا. [موسيقى] ثم استرح. (موسيقى)", "ar"),
        ("२०", "साँस अंदर लें। [संगीत] फिर आराम करें। (संगीत)", "hi"),
    ],
)
def test_a_number_alone_above_text_is_said_and_is_no_heading(number: str, text: str, language: str):
    composed = compose(Path("x"), text_material(f"{number}\n{text}\n"), "t", language)
    assert not [one for one in composed.problems if one.code == "lost-words"]
    spoken = " ".join(sentence.text for segment in composed.segments[1:] for sentence in segment.sentences)
    assert spoken.split()[0] == number
    assert number not in [segment.heading for segment in composed.segments]
