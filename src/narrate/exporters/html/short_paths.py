"""Writes outlines in few characters: relative to the point before, in tenths of a px on the slide."""

from __future__ import annotations

import re
from collections.abc import Iterator

PER_PX = 10
_STEP = re.compile("([MLQCZ])([^MLQCZ]*)")


def short_path(data: str, left: float, top: float, scale: float) -> str:
    """Return the SVG path ``data`` of a drawing (``drawings.areas.data_of``) in tenths of a px on the slide.

    ``left`` and ``top`` are where the drawing lies on the slide, and ``scale`` is px on the slide per unit of it.
    """
    parts: list[str] = []
    now, start = (0, 0), (0, 0)
    for letter, numbers in _STEP.findall(data):
        if letter == "Z":
            parts.append("z")
            now = start
            continue
        points = list(_points(numbers, left, top, scale))
        if letter == "M":
            now = start = points[-1]
            parts.append(f"M{_joined(now)}")
            continue
        steps = [offset for x, y in points for offset in (x - now[0], y - now[1])]
        parts.append(letter.lower() + _joined(steps))
        now = points[-1]
    return "".join(parts)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle, given in px on the slide, as path data in tenths of a px."""
    left, top, right, low = (round(value * PER_PX) for value in (x, y, x + width, y + height))
    return f"M{_joined((left, top))}h{right - left}v{low - top}h{left - right}z"


def _points(numbers: str, left: float, top: float, scale: float) -> Iterator[tuple[int, int]]:
    values = [float(number) for number in numbers.split()]
    for x, y in zip(values[::2], values[1::2], strict=True):
        yield round((left + x * scale) * PER_PX), round((top + y * scale) * PER_PX)


def _joined(numbers: tuple[int, ...] | list[int]) -> str:
    """Return ``numbers`` with a space before each that has no sign, but the first."""
    return "".join(str(one) if one < 0 or index == 0 else f" {one}" for index, one in enumerate(numbers))
