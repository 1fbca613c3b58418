"""Removes invisible marks of writing direction, and the hyphens of words broken at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine

_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BROKEN_END = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐\u00ad]$")
_BROKEN_WITHIN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐] ([^\W\d_]+)")
_NEXT = re.compile(r"^[^\W\d_]+")
_RANGE_END = re.compile(r"\d[-–]$")


def without_direction_marks(lines: Sequence[RawLine]) -> list[RawLine]:
    """``lines`` without marks of writing direction.

    These are invisible, and patterns do not match text that holds them.
    """
    kept = []
    for line in lines:
        text = _DIRECTION.sub("", line.text)
        text = line.text if text == line.text else " ".join(text.split())
        if text:
            kept.append(line if text == line.text else replace(line, text=text))
    return kept


def with_whole_words(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` with broken words joined. A word may be broken at a hyphen by a line end, or by copying from a page."""
    known = _Hyphens(lines, data)
    mended: list[RawLine] = []
    for line in lines:
        whole = _whole_within(line, known, log)
        joined = _joined(mended[-1], whole, known, log) if mended and not whole.follows_blank else None
        if joined is None:
            mended.append(whole)
            continue
        text, rest = joined
        mended[-1] = replace(mended[-1], text=text)
        mended += [replace(whole, text=rest)] if rest else []
    return mended


def _joined(last: RawLine, line: RawLine, known: _Hyphens, log: EditLog) -> tuple[str, str] | None:
    """Return (``last`` completed with the start of ``line``, the rest of ``line``).

    None if no word or range of numbers is broken between the two lines.
    """
    if _RANGE_END.search(last.text) and line.text[0].isdecimal():
        first, _, rest = line.text.partition(" ")
        return last.text + first, rest
    end, start = _BROKEN_END.search(last.text), _NEXT.match(line.text)
    if line.turn or end is None or start is None or not line.text[0].islower():
        return None
    word = known.joined(end.group(1), start.group())
    if word is None:
        return None
    log.mend(last, f"{end.group(1)}- {start.group()}", word, "a word broken at a line's end")
    # punctuation stays with the word, so that the rest of the line begins with a word
    rest = line.text[start.end() :]
    attached = re.match(r"\S*", rest)
    assert attached is not None
    return last.text[: end.start()] + word + attached.group(), rest[attached.end() :].strip()


def _whole_within(line: RawLine, known: _Hyphens, log: EditLog) -> RawLine:
    def whole(match: re.Match[str]) -> str:
        first, second = match.groups()
        word = known.joined(first, second) if second[0].islower() else None
        if word is None:
            return match.group()
        log.mend(line, match.group(), word, "a word broken at a hyphen")
        return word

    text = _BROKEN_WITHIN.sub(whole, line.text)
    return line if text == line.text else replace(line, text=text)


class _Hyphens:
    """Decides whether a broken word keeps its hyphen, as the same word has or lacks it elsewhere in the file."""

    def __init__(self, lines: Sequence[RawLine], data: Transcripts) -> None:
        self._lines, self._data = lines, data
        self._words: set[str] | None = None

    def joined(self, first: str, second: str) -> str | None:
        """The whole word made of ``first`` and ``second``.

        None if the hyphen marks an open compound, as in "pre- and post-".
        """
        if second.lower() in self._data.joining:
            return None
        if self._words is None:
            self._words = set(_all_words(self._lines))
        with_hyphen, without = f"{first}-{second}", first + second
        if without.lower() in self._words:
            return without
        if with_hyphen.lower() in self._words or first.lower() in self._data.compounding:
            return with_hyphen
        return without


def _all_words(lines: Sequence[RawLine]) -> Iterator[str]:
    for line in lines:
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text):
            yield word.lower()
