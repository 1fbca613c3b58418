"""Finds paragraphs that look like a construct that scripts do not have.

Points and tables pasted from word processors are plain paragraphs to Markdown, and would be read aloud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLET = re.compile(r"\s*[•◦▪▫‣●○■□·]\s")
_DASH = re.compile(r"[–—]\s")
_ROW = re.compile(r"\s*\|.*\|\s*|\s*\+[-=+]{3,}\+\s*")
_STROKE = re.compile(r"(?<!\\)\|")
_COLUMNS = re.compile(r"\S(?:\t| {3})\s*\S")
_DEFINITION = re.compile(r":\s+\S")
_NAMED = re.compile(r"[^\W\d_][\w ]{0,30}:\s")
_ENDED = re.compile(r"[.!?…:;,\\][\"'”’»)]*$|\s\s$")
_TABLE = "write a table with a line of hyphens under its first row: | --- | --- |; or one sentence for each row"
_POINTS = "begin each point with a hyphen and a space: - a point"


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What a paragraph looks like (``what``), the line of it that shows this, counted from 0, and a hint."""

    line: int
    what: str
    hint: str


def looks_like_point(line: str) -> bool:
    """Whether ``line`` begins like a list point of a program other than Markdown."""
    return bool(_BULLET.match(line) or _DASH.match(line))


def lookalike(content: str) -> Lookalike | None:
    """The construct for which the plain paragraph ``content`` was probably meant; None if it is plain text."""
    lines = content.split("\n")
    if _DASH.match(lines[0]):
        return Lookalike(0, f"a line that begins with {lines[0][0]}", _POINTS)
    strokes, columns, named = [], [], []
    for number, line in enumerate(lines):
        if _BULLET.match(line):
            return Lookalike(number, f"a line that begins with {line.strip()[0]}", _POINTS)
        if _ROW.fullmatch(line):
            return Lookalike(number, "a table", _TABLE)
        if number and _DEFINITION.match(line):
            return Lookalike(number, "a line that begins with a colon", "write it as a sentence")
        strokes += [number] * bool(_STROKE.search(line))
        columns += [number] * bool(_COLUMNS.search(line))
        named += [number] * bool(_NAMED.match(line))
    if len(named) > 1 and any(not _ENDED.search(lines[number - 1]) for number in named if number):
        hint = "end each line with a full stop or a backslash"
        return Lookalike(named[0], "a series of lines that would be read as one sentence", hint)
    for rows, construct in ((strokes, "a table"), (columns, "a table of columns set apart by spaces")):
        if len(rows) > 1:
            return Lookalike(rows[0], construct, _TABLE)
    return None
