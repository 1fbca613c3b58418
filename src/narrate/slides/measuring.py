"""How much room text takes, from the widths of Arial's letters.

An estimate, with slack: it decides sizes and pages, and no line break rests on it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import cache

LINE_HEIGHT = 1.36
_SLACK = 1.04
_NARROW = frozenset("iljtfrI.,:;'|!()[]{}`- /\\’‘")
_BROAD = frozenset("mwMW@%—…")


@cache
def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.31
    if character in _BROAD:
        return 0.88
    return 0.69 if character.isupper() else 0.545


def count_lines(text: str, width: int, size: int) -> int:
    """How many lines ``text`` fills when it is wrapped to ``width`` px at ``size`` px."""
    room = width / (size * _SLACK)
    lines, used = 1, 0.0
    for word in text.split():
        length = sum(map(_em, word))
        if length > room:  # written without spaces: broken anywhere
            total = used + length
            lines += math.ceil(total / room) - 1
            used = total % room
            continue
        space = _em(" ") if used else 0.0
        if used + space + length > room:
            lines, used = lines + 1, length
        else:
            used += space + length
    return lines


def block_height(texts: Sequence[str], width: int, size: int, gap: int) -> int:
    """The height in px of paragraphs with ``gap`` px between them."""
    lines = sum(count_lines(text, width, size) for text in texts)
    return math.ceil(lines * size * LINE_HEIGHT + gap * max(0, len(texts) - 1))


def largest_size(texts: Sequence[str], width: int, height: int, steps: Sequence[int], gap: int) -> int | None:
    """The first of ``steps`` (falling) at which ``texts`` fit in a box, or None."""
    return next((size for size in steps if block_height(texts, width, size, gap) <= height), None)
