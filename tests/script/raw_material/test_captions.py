"""Caption files: their lines with their times, what rolls, and that no word is lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import InputError
from narrate.script import examine_source, find_sources
from narrate.script.raw_material.captions import read_captions
from narrate.script.raw_material.material import Material
from tests.fixtures import cases
from tests.tables import each
from tests.writing import write

CASES = cases(Path(__file__).with_name("captions.md"))
WORD = re.compile(r"\w+")


def words(texts) -> Counter[str]:
    return Counter(WORD.findall(" ".join(texts)))


def lost(material: Material) -> Counter[str]:
    """The words of the file that are neither in a line nor in an edit."""
    told = words([*(line.text for line in material.lines), *(edit.text for edit in material.edits)])
    told.subtract(words(edit.instead for edit in material.edits))
    file = words([material.words])
    return (file - told) + (told - file)


def written(material: Material) -> str:
    lines = [f"{one.number} {one.starts_ms}-{one.ends_ms} {'- ' * one.turn}{one.text}" for one in material.lines]
    lines += [
        f"- {one.place.line} {one.text!r} {one.instead!r} {one.why}"
        for one in sorted(material.edits, key=lambda one: one.place.line)
    ]
    return "\n".join(lines) + "\n"


@each("case", CASES, ids=lambda case: case.name)
def test_captions_are_read(case, tmp_path: Path):
    folder = case.write(tmp_path)
    (name,) = case.files
    material = read_captions(folder / name, (folder / name).read_text(encoding="utf-8"), name.split(".")[0])
    assert written(material) == case.expected
    assert not material.problems
    assert not lost(material)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<tt><body><p>Rest</body></tt>", "not XML"),
        ("", "not XML"),
        ('<!DOCTYPE tt [<!ENTITY a "b">]><tt><body><p>&a;</p></body></tt>', "document type"),
        ('<!DOCTYPE tt SYSTEM "http://127.0.0.1:9/a.dtd"><tt><body><p>Rest</p></body></tt>', "document type"),
    ],
)
def test_timed_text_that_cannot_be_read(text: str, what: str):
    with pytest.raises(InputError, match=f"unreadable-file: .*{what}"):
        read_captions(Path("en.ttml"), text, "en")


def test_a_mark_that_overrides_the_direction_is_no_error_in_captions(tmp_path: Path):
    path = write(tmp_path / "he.srt", "1\n00:00:01,000 --> 00:00:02,000\n\u202eקחו כדור אחד בבוקר.\n")
    script, problems = examine_source(find_sources([path])[0][0])
    assert script.segments[1].sentences[0].text == "קחו כדור אחד בבוקר."
    assert not [one for one in problems if one.code == "bidi-override"]


def test_times_that_are_none_are_told():
    problems = read_captions(Path("a.srt"), "1\n0:01 --> later\nRest.\n").problems
    assert [(one.place.line, one.code) for one in problems] == [(2, "caption-times")]


TEXTS = st.sampled_from(
    [
        "take", "take two", "take two tablets", "two tablets", "Do not stop.", "No.", "10", "5 mg", "…and rest", "wait...",
        "- Yes.", "-5 °C", "<i>soft</i>ly", "<v Ann>Hello</v>", "a < b > c", "&lt;5 min", "<ruby>薬<rt>くすり</rt></ruby>",
        "{\\an8}up", "\u202eback", "\u200f- לא", "NOTE this", "x --", "<inaudible>", "one\\Ntwo", "a<br>b", "♪ la ♪", "",
    ]
)  # fmt: skip
CUES = st.lists(st.tuples(st.integers(0, 3), st.lists(TEXTS, min_size=1, max_size=3)), min_size=1, max_size=8)


def _clock(seconds: int, sign: str) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}{sign}000"


@given(CUES, st.sampled_from(["srt", "vtt", "sbv", "bare"]))
def test_no_word_of_captions_is_lost(cues, kind: str):
    blocks, at = ["WEBVTT"] if kind == "vtt" else [], 0
    for number, (gap, lines) in enumerate(cues, 1):
        start, at = at + gap, at + gap + 2
        sign = "," if kind == "srt" else "."
        between = "," if kind == "sbv" else " --> "
        head = f"{number}\n" if kind in ("srt", "vtt") else ""
        first, last = _clock(start, sign), _clock(at, sign)
        if kind == "sbv":
            first, last = first[1:], last[1:]
        blocks.append(f"{head}{first}{between}{last}\n" + "\n".join(lines))
    text = ("\n" if kind == "bare" else "\n\n").join(blocks) + "\n"
    assert not lost(read_captions(Path(f"a.{'srt' if kind == 'bare' else kind}"), text))


@given(CUES)
def test_no_word_of_timed_text_is_lost(cues):
    parts, at = [], 0
    for gap, lines in cues:
        start, at = at + gap, at + gap + 2
        plain = [re.sub(r"<[^>]*>", "", line).replace("&lt;", "").replace("<", "&lt;") for line in lines]
        parts.append(
            f'<p begin="{start}s" end="{at}s">' + "<br/>".join(f"<span>{line}</span>" for line in plain) + "</p>"
        )
    text = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{"".join(parts)}</div></body></tt>'
    assert not lost(read_captions(Path("a.ttml"), text, "en"))
