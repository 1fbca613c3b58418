"""Reads the cues of SubRip, WebVTT and .sbv files: the times of each cue, and its lines, unchanged.

SubRip has no standard: programs omit numbers, hours and empty lines, and translation services add spaces and change
arrows in the times. WebVTT is a W3C standard. An .sbv, from YouTube, has ``0:00:01.000,0:00:04.000`` above each cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from narrate.errors import Place, Problem, Severity

_COLON = r"\s?[:：]\s?"
# Either the hours or the fraction of a second may be missing.
_TIME = (
    rf"(?:(\d{{1,3}}){_COLON})?(\d{{1,2}}){_COLON}(\d{{1,2}})\s?[.,，]\s?(\d{{1,3}})"
    rf"|(\d{{1,3}}){_COLON}(\d{{1,2}}){_COLON}(\d{{1,2}})"
)
_ARROW = r"\s*(?:[-–—]{1,2}\s?[>›]|[>→⟶➔]|[-–—]{1,2}&gt;)\s*"
_SPAN = re.compile(rf"\s*(?:{_TIME}){_ARROW}(?:{_TIME})(?=\s|$)")
_SBV_SPAN = re.compile(r"\s*(\d{1,3}):(\d{2}):(\d{2})\.(\d{3}),(\d{1,3}):(\d{2}):(\d{2})\.(\d{3})\s*$")
_NO_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class CaptionCue:
    """A caption: (line number, text) of each of its lines, unchanged, shown from ``starts_ms`` to ``ends_ms``.

    A time is -1 if unknown.
    """

    starts_ms: int
    ends_ms: int
    lines: tuple[tuple[int, str], ...]


class _LineKind(Enum):
    TIMES = "times"
    WRONG_TIMES = "no times"
    NAME = "the number or name of a cue"
    NOTE = "no caption: the header of a file, a note, a style"
    EMPTY = "empty"
    TEXT = "text"


def read_cues(path: Path, text: str, problems: list[Problem]) -> list[CaptionCue]:
    """The cues in the order of the file. Malformed times are added to ``problems``.

    Text above the first times is a cue without times.
    """
    cues: list[CaptionCue] = []
    starts, ends, lines = -1, -1, list[tuple[int, str]]()
    for number, kind, line in _sorted(path, text):
        if kind is _LineKind.TIMES:
            cues.append(CaptionCue(starts, ends, tuple(lines)))
            starts, ends, lines = *_times(path, line), []
        elif kind is _LineKind.WRONG_TIMES:
            hint = "write it as 00:00:01.000 --> 00:00:04.000"
            place = Place(str(path), number, 1)
            problems.append(Problem(place, Severity.ERROR, "caption-times", "these are not valid times", hint))
        elif kind is _LineKind.TEXT:
            lines.append((number, line))
    return [cue for cue in [*cues, CaptionCue(starts, ends, tuple(lines))] if cue.lines]


def text_lines(path: Path, text: str) -> Iterator[str]:
    """Every caption line of the file, unchanged."""
    for _, kind, line in _sorted(path, text):
        if kind is _LineKind.TEXT:
            yield line


def _sorted(path: Path, text: str) -> Iterator[tuple[int, _LineKind, str]]:
    """Yield (number, kind, text) of each line of the file, numbered from 1."""
    lines = text.split("\n")
    vtt = path.suffix.lower() == ".vtt"
    span = _SBV_SPAN if path.suffix.lower() == ".sbv" else _SPAN
    timed = [bool(span.match(line)) for line in lines]
    numbered = _has_numbers(lines, timed)
    in_note = vtt and lines[0].lstrip("\ufeff").startswith("WEBVTT")
    expected = 0
    for index, line in enumerate(lines):
        bare = line.strip()
        begins = vtt and not "".join(lines[index - 1 : index]).strip()  # a WebVTT cue name or note may begin here
        if timed[index]:
            kind, in_note = _LineKind.TIMES, False
        elif not bare:
            kind, in_note = _LineKind.EMPTY, False
        elif "-->" in line and not in_note:
            kind = _LineKind.WRONG_TIMES
        elif in_note or (begins and _NO_CUE.match(line)):
            kind, in_note = _LineKind.NOTE, True
        elif _is_name(lines, timed, index, numbered=numbered, begins=begins, expected=expected):
            kind = _LineKind.NAME
            expected = _following(bare)
        else:
            kind = _LineKind.TEXT
        yield index + 1, kind, line


def _following(number: str) -> int:
    """The number after ``number``, the line above a cue's times; 0 if it is no number or too long."""
    return int(number) + 1 if number.isdecimal() and len(number) < 9 else 0


def _is_name(
    lines: Sequence[str], timed: Sequence[bool], index: int, *, numbered: bool, begins: bool, expected: int
) -> bool:
    """Whether the line at ``index`` is the number or name of the cue below it.

    ``timed`` says of each line whether it holds times. ``numbered``: the file's cues have numbers. ``begins``: a named
    cue may begin here. ``expected`` is the number that the next cue should have.
    """
    bare = lines[index].strip()
    is_count = numbered and bare.isdecimal()
    if index + 1 < len(lines) and timed[index + 1]:
        return is_count or begins
    return is_count and len(bare) < 10 and int(bare) == expected and _times_follow(lines, timed, index)


def _has_numbers(lines: Sequence[str], timed: Sequence[bool]) -> bool:
    """Whether most cues of the file have a number above them."""
    cues = [index for index, is_time in enumerate(timed) if is_time]
    above = sum(index > 0 and lines[index - 1].strip().isdecimal() for index in cues)
    apart = sum(index > 1 and not lines[index - 1].strip() and lines[index - 2].strip().isdecimal() for index in cues)
    return (above + apart) * 2 > len(cues)


def _times_follow(lines: Sequence[str], timed: Sequence[bool], index: int) -> bool:
    """Whether the line after ``index`` is empty and the one after that holds times."""
    return index + 2 < len(lines) and not lines[index + 1].strip() and timed[index + 2]


def _times(path: Path, line: str) -> tuple[int, int]:
    if path.suffix.lower() == ".sbv":
        match = _SBV_SPAN.match(line)
        parts = match.groups() if match else ()
        return _ms(*parts[:4]), _ms(*parts[4:])
    match = _SPAN.match(line)
    parts = match.groups() if match else ()
    first, second = parts[:7], parts[7:]
    return _either(first), _either(second)


def _either(parts: Sequence[str | None]) -> int:
    """A time in milliseconds, from the groups of ``_TIME``. Only one of its two alternatives has matched."""
    return _ms(*parts[4:7]) if parts[5] is not None else _ms(*parts[:4])


def _ms(
    hours: str | None = None, minutes: str | None = None, seconds: str | None = None, part: str | None = None
) -> int:
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + (int(part.ljust(3, "0")) if part else 0)
