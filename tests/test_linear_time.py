"""Text that is written to make a reader slow: four times as much of it takes about four times as long."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.check import check
from narrate.check.quantities import quantities
from narrate.languages.spoken import ALL_FORMS, spoken_forms
from narrate.languages.spoken.ranges import RANGE_WORDS
from narrate.script.stage_directions import read_direction
from narrate.typeset.bidi import isolated
from tests.tables import each

TIMES = 4  # how much longer the longer text is
MOST = 6.0  # times the time that it may take
FLOOR_S = 0.004  # the clock is not trusted below
LONGEST_S = 3.0  # the slowest: 4 000 sentences of one letter take 1.5 s, where nothing else runs
HEAD = "---\ntitle: T\nlang: en\n---\n## A\n\n"

SPOKEN = [
    "3", "a", " ", "1,000", " 000", "0 01", "1-", "5 mg-", "5/", "1.", "$0,00", "(5", "N3", "A1", "A-1", "q1-", "10^", "a@", "a.b", "½ ", "12:30 ",
    "No. 3, ", "Mon/", "\"", "C5-", "5'6\" ", "555-", "+1 ", "1 taza y ½ ", "May 5-", "www.", "://", "mg/", "800-A-", "°", "IV ",
]  # fmt: skip
LINES = ["a ", "http", "1 2 ", "1-", "(1) ", "a.b", "/0s", "www.", "+ ", "5mg", "-a", "1.", "a-"]
DRAFTS = {
    "txt": ['[a](#b "c")', "[SFX:\t", "\t", "!S", "…S", "..", "A: ", "(a) ", "[", ">> a: ", "1:00 ", "a  ", "*", "<v\t", "{\\", "1\n", "a - "],
    "srt": ["\t", "<v\t", "..", "</", "{\\", "[music] ", "♪ "],
    "vtt": ["<v\t", "<0", "..", "&", "-", ">> "],
    "md": ['[a](#b "c")', "](", "](\t", "![!", "[^", "(pause:", "<!--", "| ", "**", "`", "\\", "&", "1. ", "http://"],
}  # fmt: skip


def seconds(read: Callable[[], object]) -> float:
    started = time.process_time()
    read()
    return time.process_time() - started


def grows(read: Callable[[str], object], make: Callable[[int], str], size: int, tries: int = 3) -> float:
    """Return how many times as long ``read`` takes for four times the text, at best of ``tries``."""
    return min(
        max(seconds(lambda: read(make(TIMES * size))), FLOOR_S) / max(seconds(lambda: read(make(size))), FLOOR_S)
        for _ in range(tries)
    )


def repeated(piece: str, ending: str = "!") -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size] + ending


def is_linear(read: Callable[[str], object], make: Callable[[int], str], size: int) -> bool:
    """Measure again only where the first try is slow, so that most texts are read twice."""
    return grows(read, make, size, tries=1) <= MOST or grows(read, make, size) <= MOST


LANGUAGES = [*ALL_FORMS, *sorted(RANGE_WORDS)]


def spoken_in(language: str) -> Callable[[str], object]:
    return lambda text: spoken_forms(text, language)


def quantities_in(language: str) -> Callable[[str], object]:
    return lambda text: quantities(text, language)


@pytest.mark.clock
@each("language", LANGUAGES)
def test_forms_are_found_in_time_in_proportion(language: str):
    size = 250 if language in ALL_FORMS else 800
    slow = [piece for piece in SPOKEN if not is_linear(spoken_in(language), repeated(piece), size)]
    assert not slow


@pytest.mark.clock
@each("language", ["en", "es", "ja", "ar", "ru"])
def test_quantities_are_found_in_time_in_proportion(language: str):
    slow = [piece for piece in SPOKEN if not is_linear(quantities_in(language), repeated(piece), 250)]
    assert not slow


@pytest.mark.clock
@each("piece", LINES)
def test_a_line_is_isolated_in_time_in_proportion(piece: str):
    def make(size: int) -> str:
        return "\u0627 " + repeated(piece, "_")(size)

    assert is_linear(isolated, make, 500)


@pytest.mark.clock
@each("piece", ["\t", "a", ":", "(a:", "é"])
def test_a_stage_direction_is_read_in_time_in_proportion(piece: str):
    assert is_linear(read_direction, lambda size: f"({piece * size}:{piece * size}", 5_000)


@pytest.mark.clock
@each("language", list(ALL_FORMS))
def test_a_code_of_many_digits_is_read_at_once(language: str):
    """Each digit once doubled the time: 34.7 s for 32 digits."""
    for digits in (8, 32, 100):
        text = f"the number N{'3' * digits}a on its card, and A{'1A' * digits}, B{'-2' * digits}-"
        assert seconds(lambda text=text: spoken_forms(text, language)) < 0.1


@pytest.mark.slow
@pytest.mark.clock
@each("ending, piece", [(ending, piece) for ending, pieces in DRAFTS.items() for piece in pieces])
def test_a_file_is_checked_in_time_in_proportion(tmp_path: Path, ending: str, piece: str):
    """8 kB of each, and a quarter of that; the shorter text takes most of its time for what every file costs."""
    first = {"md": HEAD, "srt": "1\n00:00:01,000 --> 00:00:09,000\n", "vtt": "WEBVTT\n\n00:01.000 --> 00:09.000\n"}
    path = tmp_path / f"en.{ending}"

    def read(text: str) -> None:
        path.write_text(first.get(ending, "") + text, encoding="utf-8")
        check([path], "en")

    assert is_linear(read, repeated(piece), 2_000)
    assert seconds(lambda: read(repeated(piece)(8_000))) < LONGEST_S


@pytest.mark.slow
@pytest.mark.clock
@each("language", LANGUAGES)
def test_forms_are_found_in_time_in_proportion_in_a_long_text(language: str):
    slow = [piece for piece in SPOKEN if not is_linear(spoken_in(language), repeated(piece), 5_000)]
    assert not slow


@pytest.mark.slow
@pytest.mark.clock
@each("text", ["word " * 9_000, " ".join(f"w{n % 997}" for n in range(9_000)), "1" * 1_200 + " mg", "1" * 32_000])
def test_long_lines_are_checked_in_moments(tmp_path: Path, text: str):
    path = tmp_path / "en.txt"
    path.write_text(text, encoding="utf-8")
    assert seconds(lambda: check([path], "en")) < 2 * LONGEST_S
