"""SubRip and WebVTT files as raw material: the words of their captions, without the times.

SubRip has no standard; WebVTT is W3C's. What a caption repeats of the one before (rolling
captions) is said once.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.script.raw import Line

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
    number = 1
    for block in text.split("\n\n"):
        lines = block.split("\n")
        at = next((index for index, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is not None:
            shown = tuple(said for line in lines[at + 1 :] if (said := _said(line)))
            for offset, line in enumerate(lines[at + 1 :]):
                said = _said(line)
                named = match.group(1).strip() if (match := _VOICE.search(line)) else speaker
                turn = named != speaker or bool(_DASH.match(line.strip()))
                if said and said not in previous:
                    found.append(Line(number + at + 1 + offset, said, follows_blank=False, turn=turn))
                speaker = named
            previous = shown
        else:
            for offset, line in enumerate(lines):
                if "-->" in line:
                    place = Place(str(path), number + offset, 1)
                    hint = "write it as 00:00:01.000 --> 00:00:04.000"
                    problems.append(Problem(place, Severity.ERROR, "caption-times", "these are no times", hint))
        number += len(lines) + 1
    return found, problems


def _said(line: str) -> str:
    """A caption's line in plain text."""
    return " ".join(_DASH.sub("", html.unescape(_TAG.sub("", line))).split())
