"""Text broken into lines, once and for every viewer.

The lines are evened: as few as possible, and then as narrow as that number allows, so that no
last line holds one word. A number and its unit stay on one line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from narrate.typeset.faces import Face
from narrate.typeset.widths import ems

# A break within these could be misread: "5 mL", "24–48 hours" and "10 %" stay whole.
_NUMBER = re.compile(r"[\d.,/×x–-]*\d[\d.,/–-]*[)»”\"]?$")
_UNIT_LETTERS = 5
_LONG = 400  # letters that no line holds
_THIN = 5  # of the thinnest letters in an em
_CUTTABLE = re.compile(r".[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What no line breaks: ``text`` with the width in px; ``spaced`` where a space stands before it."""

    text: str
    width: float
    spaced: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: the face, its weight, its size in px."""

    face: Face
    size: float
    bold: bool = False

    def width(self, text: str) -> float:
        """The width of ``text`` in px, on one line."""
        return ems(text, self.face, bold=self.bold) * self.size


def break_lines(text: str, setting: Setting, width: float) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` px, evened. A longer word is broken where it must be.

    Words and their order stay; white space at a break does not.
    """
    pieces = _pieces(text, setting, width)
    if not pieces:
        return ()
    space = setting.width(" ")
    fewest = len(_fill(pieces, space, width))
    widest = max(piece.width for piece in pieces)
    steps = [widest + (width - widest) * step / 64 for step in range(65)]
    found = bisect_left(steps, True, key=lambda room: len(_fill(pieces, space, room)) <= fewest)
    return tuple(_fill(pieces, space, steps[min(found, 64)]))


def has_broken_word(text: str, setting: Setting, width: float) -> bool:
    """Whether a word of ``text`` is too long for a line of ``width`` px."""
    return any(len(word) >= _LONG or setting.width(word) > width for word in text.split())


def _pieces(text: str, setting: Setting, width: float) -> list[_Piece]:
    words: list[str] = []
    for word in text.split():
        if words and _belongs(words[-1], word) and setting.width(f"{words[-1]} {word}") <= width:
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    found = []
    for word in words:
        measured = setting.width(word) if len(word) < _LONG else float("inf")
        if measured <= width:
            found.append(_Piece(word, measured, spaced=True))
        else:
            found += _cut(word, setting, width)
    return found


def _belongs(number: str, unit: str) -> bool:
    return _NUMBER.search(number) is not None and len(unit.rstrip('.,;:!?)»”"')) <= _UNIT_LETTERS


def _cut(word: str, setting: Setting, width: float) -> list[_Piece]:
    """A word longer than a line in pieces that fit, a base letter with its marks at least."""
    pieces, start = [], 0
    letters = _CUTTABLE.findall(word)
    most = int(width / setting.size * _THIN) + 1  # more letters were never on a line: long words cost their length
    while start < len(letters):
        end = min(len(letters), start + most)
        if setting.width("".join(letters[start:end])) > width:
            fits = bisect_left(
                range(start + 1, end + 1), True,
                key=lambda stop: setting.width("".join(letters[start:stop])) > width,
            )  # fmt: skip
            end = max(start + 1, start + fits)
        part = "".join(letters[start:end])
        pieces.append(_Piece(part, setting.width(part), spaced=start == 0))
        start = end
    return pieces


def _fill(pieces: list[_Piece], space: float, width: float) -> list[str]:
    lines: list[str] = []
    used = 0.0
    for piece in pieces:
        gap = space if piece.spaced else 0.0
        if lines and used + gap + piece.width <= width + 1e-6:
            lines[-1] += (" " if piece.spaced else "") + piece.text
            used += gap + piece.width
        else:
            lines.append(piece.text)
            used = piece.width
    return lines
