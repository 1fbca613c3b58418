"""Turns caption lines into plain text.

Tags, ruby and direction marks are removed, and lines are split where another speaker begins.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material.captions.cues import CaptionCue
from narrate.sources.text import BIDI_OVERRIDE, clean

# Only known tags are removed: "<inaudible>" is somebody's note, and "< 5 and >" is text.
_TAG = re.compile(
    r"</?(?:b|br|c|em|font|i|lang|p|rp|rt|ruby|s|span|strong|u|v)(?:[.\s/][^<>]{0,200})?>|<\d[\d:.]{1,20}>|\{\\[^{}]{0,100}\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s?/?>|\\[Nn](?![a-z])|\[br\]", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^<>]{0,200})>", re.IGNORECASE)
_READING = re.compile(r"<rt(?:[.\s][^<>]{0,100})?>([^<>]{0,200})(?:</rt>)?", re.IGNORECASE)
RUBY = "how a word is read, in small signs above it"
# Marks of writing direction, which the letters already determine.
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069\ufeff]")
# The dash of a dialogue; a hyphen right before a digit is a minus sign.
_DASH = re.compile(r"^(?:[-‐‑](?!\d)|[–—−―](?!\d))\s*(?=\S)|^[-–—]\s+(?=\S)")
_ENDED = re.compile(r"(?:[.!?…。！？؟।۔:♪][\"'”’»)\]]*|[\])♪])$")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of a caption in plain text.

    ``turn``: another speaker begins here. ``source`` is the line in the file.
    """

    number: int
    text: str
    turn: bool
    source: str


@dataclass(frozen=True, slots=True)
class ShownCue:
    """The lines of a caption, and when they are shown, in milliseconds (-1 if unknown)."""

    starts_ms: int
    ends_ms: int
    lines: tuple[ShownLine, ...]


def plain_words(lines: Iterable[str]) -> str:
    """All text of ``lines`` without tags and direction marks, extracted as simply as possible.

    The readings of ruby (small signs above a word) come at the end.
    """
    text = _BREAK.sub(" ", "\n".join(lines))
    readings = " ".join(match.group(1) for match in _READING.finditer(text))
    text = clean(html.unescape(f"{_TAG.sub('', _READING.sub('', text))} {readings}"))
    return BIDI_OVERRIDE.sub("", _MARKS.sub("", text))


def shown_lines(path: Path, cues: Iterable[CaptionCue], edits: list[Edit]) -> list[ShownCue]:
    """The cues in plain text. Words left out are added to ``edits``."""
    shown: list[ShownCue] = []
    speaker, before = "", ""
    for cue in cues:
        pieces: list[ShownLine] = []
        for number, source in cue.lines:
            for named, part in _by_speaker(source):
                text = _plain(Place(str(path), number, 1), part, edits)
                turn = bool(named) and named != speaker
                speaker = named or speaker
                if text:
                    pieces.append(ShownLine(number, text, turn, source))
        lines = []
        talk = sum(bool(_DASH.match(piece.text)) for piece in pieces) > 1
        for piece in pieces:
            text = _without_dash(piece.text, before, talk=talk)
            turn = piece.turn or text != piece.text
            lines.append(ShownLine(piece.number, text, turn, piece.source))
            before = text
        if lines:
            shown.append(ShownCue(cue.starts_ms, cue.ends_ms, tuple(lines)))
    return shown


def _without_dash(text: str, before: str, *, talk: bool) -> str:
    """``text``, a line of a caption, without the dash that begins it in a dialogue.

    After ``before``, the line before it, a long dash may also belong to a sentence that continues. In ``talk``, where
    several lines of the caption have a dash, it does not.
    """
    match = _DASH.match(text)
    if not match or not any(character.isalnum() for character in text):
        return text
    runs_on = text[0] not in "-‐‑" and bool(before) and not _ENDED.search(before)
    return text if runs_on and not talk else text[match.end() :]


def _by_speaker(line: str) -> Iterator[tuple[str, str]]:
    """Yield (speaker's name, text) of each part of a line.

    The name comes from ``<v Name>``; without this tag it is empty.
    """
    for whole in _BREAK.split(line):
        parts = _VOICE.split(whole)
        yield "", parts[0]
        for name, part in zip(parts[1::2], parts[2::2], strict=True):
            yield " ".join(name.split()), part


def _plain(place: Place, line: str, edits: list[Edit]) -> str:
    readings = (clean(html.unescape(match.group(1))).strip() for match in _READING.finditer(line))
    edits += [Edit(place, reading, RUBY) for reading in readings if reading]
    text = clean(html.unescape(_TAG.sub("", _READING.sub("", line))))
    if BIDI_OVERRIDE.search(text):
        overrides = "".join(dict.fromkeys(BIDI_OVERRIDE.findall(text)))
        edits.append(Edit(place, overrides, "overrides the direction of writing"))
    return " ".join(BIDI_OVERRIDE.sub("", _MARKS.sub("", text)).split())


def words_of(lines: Sequence[ShownLine]) -> list[str]:
    """The words of several lines, split at spaces."""
    return [word for line in lines for word in line.text.split()]
