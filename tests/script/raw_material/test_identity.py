"""Every word of any text is spoken, a heading, or named as left out, and the draft says the same."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.script import find_sources, read_source
from narrate.script.draft import draft
from narrate.script.raw_material.composing import compose
from narrate.script.raw_material.lost_words import unaccounted
from narrate.script.raw_material.text import text_material
from tests.examples import often
from tests.fixtures import cases
from tests.script.raw_material.test_kinds import KINDS
from tests.script.raw_material.test_weights import LANGUAGES
from tests.tables import each

WORDS = sorted({word for rows in LANGUAGES.values() for phrase in rows for word in phrase.split()})
PIECES = [
    "(music)", "[applause]", "(MUSIC)", "[click]", "(2 mg)", "[inaudible", "*music*", "**", "<b>", "♪", "♪ la ♪", "(PHONE RINGS)",
    "Home > Videos", ">", ">>", ">> NURSE:", "Nurse:", "NURSE:", "Dr. Gray:", "Ana Ruiz, RN:", "On-screen text:", "[Visual: it]",
    "VO:", "Camera:", "Title:", "Transcript:", "TRANSCRIPT", "Source:", "Reviewed by", "Ana Ruiz", "© 2024", "more", "...more", "Close",
    "0:05", "[00:01]", "00:03You", "8:00", "2 mins", "Ana Ruiz  0:01", "1.", "2)", "a)", "ii)", "①", "一、", "१.", "١-", "- ", "• ", "✗", "✓",
    "medi-", "cine", "10-", "20", "—", "…", "?", "!", ".", "。", "।", "؟", ":", "：", ",", "\u200f", "\u202b", "\u00ad", "\u200c", "&", "+", "≥", "°C",
]  # fmt: skip
LINES = [line for rows in KINDS.values() for _, text, _ in rows for line in text.split("\n")]
PIECE = st.sampled_from(WORDS) | st.sampled_from(PIECES)
LINE = st.lists(PIECE, max_size=7).map(" ".join) | st.sampled_from(LINES)
DOCUMENT = st.lists(LINE, min_size=1, max_size=14).map("\n".join)


def check(text: str, language: str) -> None:
    material = text_material(text)
    try:
        script = compose("x", material, "topic", language)
    except InputError:
        return
    title = [] if script.title == "Topic" else [script.title]
    spoken = [s.text for segment in script.segments[1:] for s in segment.sentences]
    lost, came = unaccounted(material.words, script.edits, [*title, *spoken])
    assert not lost
    assert not came
    assert {segment.heading for segment in script.segments[1:] if segment.heading} <= set(spoken)
    assert not [problem for problem in script.problems if problem.code == "lost-words"]


@settings(max_examples=60, deadline=None)
@given(DOCUMENT, st.sampled_from(sorted(LANGUAGES)))
def test_no_word_is_lost_and_none_comes_from_nowhere(text: str, language: str):
    check(text, language)


test_no_word_is_lost_and_none_comes_from_nowhere_often = often(test_no_word_is_lost_and_none_comes_from_nowhere, 200)


def drafts() -> list[tuple[str, str, str]]:
    innocent = [(case.name, *next(iter(case.files.items()))) for case in cases(Path(__file__).with_name("innocent.md"))]
    kinds = [(f"{kind} {at}", f"{row[0]}.txt", row[1]) for kind, rows in KINDS.items() for at, row in enumerate(rows)]
    return [*innocent, *kinds]


@pytest.mark.slow
@each(("name", "file", "text"), drafts())
def test_its_draft_says_the_same(name: str, file: str, text: str, tmp_path: Path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "draft").mkdir()
    (tmp_path / "raw" / file).write_text(text, encoding="utf-8")
    script = read_source(find_sources([tmp_path / "raw" / file])[0][0])[0]
    written = (tmp_path / "draft" / file).with_suffix(".md")
    written.write_text(draft(script), encoding="utf-8")
    again = read_source(find_sources([written])[0][0])[0]
    assert [[s.text for s in segment.sentences] for segment in again.segments] == [
        [s.text for s in segment.sentences] for segment in script.segments
    ]
