"""Holds a document paragraph as pieces of equal format, and turns the pieces into a line and its edits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narrate.errors import Place
from narrate.model import Edit
from narrate.sources.text import clean


@dataclass(slots=True)
class Piece:
    """Consecutive characters with the same format.

    ``text`` is what the file has, ``kept`` what is spoken instead. If they differ, ``why`` is the reason. ``rise`` is 1
    for superscript, -1 for subscript.
    """

    text: str
    kept: str
    why: str = ""
    rise: int = 0

    @property
    def changed(self) -> bool:
        return self.text != self.kept


class Pieces:
    """The text of one paragraph as pieces, in order.

    Text is merged with the piece before it if both have the same format.
    """

    def __init__(self) -> None:
        self.all: list[Piece] = []

    def add(self, text: str, why: str = "", rise: int = 0) -> None:
        """Add ``text``, which is left out of what is spoken if ``why`` gives a reason."""
        if self.all:
            last = self.all[-1]
            if last.why == why and last.rise == rise and (why or not last.changed):
                last.text += text
                last.kept += "" if why else text
                return
        self.all.append(Piece(text, "" if why else text, why, rise))

    def change(self, text: str, instead: str, why: str) -> None:
        """Add ``text``, which is spoken as ``instead``."""
        self.all.append(Piece(text, instead, why))


def single(text: str) -> str:
    """``text`` with single spaces and without invisible characters."""
    return " ".join(clean(text).split())


def settled(pieces: Sequence[Piece], place: Place) -> tuple[str, list[Edit]]:
    """Return (spoken text of a paragraph, an edit for each change in it).

    An edit covers whole words: if the last letter of "tablets" is struck, it replaces "tablets" with "tablet".
    """
    kept = single("".join(piece.kept for piece in pieces))
    if not any(piece.changed for piece in pieces):
        return kept, []
    return kept, [Edit(place, *edit) for edit in _edits(pieces)]


@dataclass(slots=True)
class _Replacement:
    start: int
    end: int
    kept_start: int
    kept_end: int
    whys: list[str]


def _whole_words(changes: Sequence[_Replacement], seen: str, kept: str) -> list[_Replacement]:
    """Widen ``changes`` to whole words, and merge changes that then touch.

    They turn the text ``seen`` into ``kept``.
    """

    def cuts_a_word(seen_at: int, kept_at: int) -> bool:
        return _within(seen, seen_at) or _within(kept, kept_at)

    whole: list[_Replacement] = []
    for index, change in enumerate(changes):
        widened = change
        before = whole[-1].end if whole else 0
        while widened.start > before and cuts_a_word(widened.start, widened.kept_start):
            widened.start, widened.kept_start = widened.start - 1, widened.kept_start - 1
        after = changes[index + 1].start if index + 1 < len(changes) else len(seen)
        if whole and widened.start == before and cuts_a_word(widened.start, widened.kept_start):
            last = whole.pop()
            widened = _Replacement(
                last.start, widened.end, last.kept_start, widened.kept_end, [*last.whys, *widened.whys]
            )
        while widened.end < after and cuts_a_word(widened.end, widened.kept_end):
            widened.end, widened.kept_end = widened.end + 1, widened.kept_end + 1
        whole.append(widened)
    return whole


def _edits(pieces: Iterable[Piece]) -> Iterator[tuple[str, str, str]]:
    """Yield (text, reason, replacement) for each change."""
    seen, kept = "", ""
    changes: list[_Replacement] = []
    for piece in pieces:
        if piece.changed:
            changes.append(
                _Replacement(
                    len(seen), len(seen) + len(piece.text), len(kept), len(kept) + len(piece.kept), [piece.why]
                )
            )
        seen, kept = seen + piece.text, kept + piece.kept
    for change in _whole_words(changes, seen, kept):
        text, instead = single(seen[change.start : change.end]), single(kept[change.kept_start : change.kept_end])
        if text != instead:
            yield text, ", ".join(dict.fromkeys(change.whys)), instead


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _within(text: str, offset: int) -> bool:
    """Whether a word or number continues across ``offset``."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _is_letter(before) and _is_letter(after):
        return True
    if _is_letter(before):
        return offset + 1 < len(text) and _joins(before, after, text[offset + 1])
    return offset > 1 and _is_letter(after) and _joins(text[offset - 2], before, after)


def _joins(before: str, sign: str, after: str) -> bool:
    if sign in ".,:/·":
        return before.isdigit() and after.isdigit()
    return sign in "-‐‑'’ʼ·\u00ad\u200b\u200c\u200d\u2060" and _is_letter(before) and _is_letter(after)
