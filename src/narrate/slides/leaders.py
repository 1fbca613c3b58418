"""The lines that lead from a part to its label, and where they get in each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

Point = tuple[float, float]
Leader = tuple[Point, ...]
_CLEAR = 6.0  # px between two leaders, or a leader and another's part
_LITTLE = 4.0
_STUB = 24.0  # of a slanted leader, straight before its label


def angled(part: Point, end: Point) -> Leader:
    """Up or down first, then straight across; only across where the part is as high as the label but for a little."""
    if abs(part[1] - end[1]) <= _LITTLE:
        return ((part[0], end[1]), end)
    return _short((part, (part[0], end[1]), end))


def slanted(part: Point, end: Point) -> Leader:
    """Straight at the label for a little, then directly to the part: where many parts stand above each other."""
    across = end[0] - part[0]
    stub = min(_STUB, abs(across) / 2) * (1 if across > 0 else -1)
    return _short((part, (end[0] - stub, end[1]), end))


def tangles(leaders: Sequence[Leader]) -> int:
    """How many pairs cross, touch, or run over the part that the other belongs to."""
    return sum(_near(one, other) for one, other in combinations(leaders, 2))


def _short(points: Leader) -> Leader:
    return tuple(dict.fromkeys(points))


def _near(one: Leader, other: Leader) -> bool:
    """Whether two leaders come nearer than is clear; parts that stand so near themselves only where lines cross."""
    (x, y), (u, v) = one[0], other[0]
    clear = min(_CLEAR, max(abs(x - u), abs(y - v)) * 0.6)
    return any(_apart(a, b, c, d) < clear for a, b in _pieces(one) for c, d in _pieces(other))


def _pieces(leader: Leader) -> list[tuple[Point, Point]]:
    return list(pairwise(leader)) or [(leader[0], leader[0])]


def _apart(a: Point, b: Point, c: Point, d: Point) -> float:
    """The least distance of two straight pieces; 0 where they cross."""
    if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
        return 0.0
    return min(_from(a, c, d), _from(b, c, d), _from(c, a, b), _from(d, a, b))


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _from(point: Point, a: Point, b: Point) -> float:
    """The distance of a point from a straight piece."""
    across, down = b[0] - a[0], b[1] - a[1]
    whole = across * across + down * down
    share = ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / whole if whole else 0.0
    share = min(max(share, 0.0), 1.0)
    return float(((a[0] + share * across - point[0]) ** 2 + (a[1] + share * down - point[1]) ** 2) ** 0.5)
