"""SubRip and WebVTT files as raw material: the words of their captions, without the times.

SubRip has no standard; WebVTT is W3C's. What a caption repeats of the one before (rolling
captions) is said once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.script.raw.material import Line

_TIMES = re.compile(r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{0,100}\}")
_DASH = re.compile(r"^[-–—]\s*(?=\S)")


def caption_lines(path: Path, text: str) -> tuple[list[Line], list[Problem]]:
    """The captions' lines in order, each with its line in the file, and what is wrong with the file."""
    found: list[Line] = []
    problems: list[Problem] = []
    previous: tuple[str, ...] = ()
    speaker = ""
    for cue in _cues(path, text, problems):
        shown = tuple(said for _, line in cue if (said := _said(line)))
        for number, line in cue:
            said = _said(line)
            named = match.group(1).strip() if (match := _VOICE.search(line)) else speaker
            turn = named != speaker or bool(_DASH.match(line.strip()))
            if said and said not in previous:
                found.append(Line(number, said, follows_blank=False, turn=turn, source=line))
            speaker = named
        previous = shown
    return found, problems


def _cues(path: Path, text: str, problems: list[Problem]) -> Iterator[list[tuple[int, str]]]:
    """The lines of each caption with their numbers; times that are none join ``problems``.

    In SubRip no empty line need stand between captions, and what follows one within a caption
    is still of it; in WebVTT such text is a note or a style.
    """
    subrip = path.suffix.lower() == ".srt"
    lines = text.split("\n")
    cue: list[tuple[int, str]] = []
    is_open = False
    for number, line in enumerate(lines, 1):
        follows = lines[number] if number < len(lines) else ""
        if _TIMES.match(line):
            yield cue
            cue, is_open = [], True
        elif "-->" in line:
            hint = "write it as 00:00:01.000 --> 00:00:04.000"
            problems.append(
                Problem(Place(str(path), number, 1), Severity.ERROR, "caption-times", "these are no times", hint)
            )
        elif not line.strip():
            is_open = is_open and subrip
        elif is_open and not (line.strip().isdecimal() and "-->" in follows):
            cue.append((number, line))
    yield cue


def _said(line: str) -> str:
    """A caption's line in plain text."""
    return " ".join(_DASH.sub("", html.unescape(_TAG.sub("", line))).split())
