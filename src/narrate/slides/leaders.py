"""Draws leaders, the lines from a part to its label, and finds where they conflict with each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

Point = tuple[float, float]
Leader = tuple[Point, ...]
_CLEAR = 6.0  # px to keep between two leaders, or between a leader and another label's part
_LITTLE = 4.0  # px of height difference up to which a leader needs no bend
_STUB = 24.0  # px of a slanted leader that run straight before its label


def angled(part: Point, end: Point) -> Leader:
    """Return a leader that goes up or down first and then straight across to ``end``.

    It only goes across if the heights are almost equal.
    """
    if abs(part[1] - end[1]) <= _LITTLE:
        return ((part[0], end[1]), end)
    return _short((part, (part[0], end[1]), end))


def slanted(part: Point, end: Point) -> Leader:
    """Return a leader that goes straight to the part, except for a short horizontal piece at the label.

    It suits parts that stand above each other.
    """
    across = end[0] - part[0]
    stub = min(_STUB, abs(across) / 2) * (1 if across > 0 else -1)
    return _short((part, (end[0] - stub, end[1]), end))


def tangles(leaders: Sequence[Leader]) -> int:
    """Count the pairs of leaders that cross, nearly touch, or run over each other's part."""
    return sum(_near(leader, other) for leader, other in combinations(leaders, 2))


def _short(points: Leader) -> Leader:
    return tuple(dict.fromkeys(points))


def _near(leader: Leader, other: Leader) -> bool:
    """Whether two leaders come too near to be told apart. The closer their parts are, the nearer they may come."""
    (x, y), (u, v) = leader[0], other[0]
    clear = min(_CLEAR, max(abs(x - u), abs(y - v)) * 0.6)
    return any(_apart(a, b, c, d) < clear for a, b in _pieces(leader) for c, d in _pieces(other))


def _pieces(leader: Leader) -> list[tuple[Point, Point]]:
    return list(pairwise(leader)) or [(leader[0], leader[0])]


def _apart(a: Point, b: Point, c: Point, d: Point) -> float:
    """Return the distance between the line segments from ``a`` to ``b`` and from ``c`` to ``d``; 0 if they cross."""
    if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
        return 0.0
    return min(_from(a, c, d), _from(b, c, d), _from(c, a, b), _from(d, a, b))


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _from(point: Point, a: Point, b: Point) -> float:
    """Return the distance of ``point`` from the line segment from ``a`` to ``b``."""
    across, down = b[0] - a[0], b[1] - a[1]
    whole = across * across + down * down
    share = ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / whole if whole else 0.0
    share = min(max(share, 0.0), 1.0)
    return float(((a[0] + share * across - point[0]) ** 2 + (a[1] + share * down - point[1]) ** 2) ** 0.5)
