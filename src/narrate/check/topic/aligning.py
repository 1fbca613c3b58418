"""Pairs the slides of two scripts."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.check.topic.parts import ComparedText

_BAND = 40  # how far apart, in slides, a pair may be beyond the difference in number
_GAP = -1.0


def aligned(
    first: Sequence[ComparedText], other: Sequence[ComparedText]
) -> list[tuple[ComparedText | None, ComparedText | None]]:
    """Pair the slides of both scripts, by dynamic programming. None stands for a missing counterpart."""
    slack = abs(len(first) - len(other)) + _BAND
    best: list[dict[int, float]] = [{0: 0.0}]
    came: list[dict[int, tuple[int, int]]] = [{}]
    for row in range(len(first) + 1):
        scores, steps = (best[0], came[0]) if row == 0 else ({}, {})
        for column in range(max(0, row - slack), min(len(other), row + slack) + 1):
            ways = []
            if row and column and column - 1 in best[row - 1]:
                ways.append((best[row - 1][column - 1] + _likeness(first[row - 1], other[column - 1]), (1, 1)))
            if row and column in best[row - 1]:
                ways.append((best[row - 1][column] + _GAP, (1, 0)))
            if column - 1 in scores:
                ways.append((scores[column - 1] + _GAP, (0, 1)))
            if ways:
                scores[column], steps[column] = max(ways)
        if row:
            best.append(scores)
            came.append(steps)
    pairs: list[tuple[ComparedText | None, ComparedText | None]] = []
    row, column = len(first), len(other)
    while row or column:
        up, left = came[row][column]
        pairs.append((first[row - 1] if up else None, other[column - 1] if left else None))
        row, column = row - up, column - left
    return pairs[::-1]


def _likeness(one: ComparedText, two: ComparedText) -> float:
    if one.segments[0].kind != two.segments[0].kind:
        return -6.0
    score = 1.0
    for mine, theirs, weight in (
        (one.figures, two.figures, 4.0),
        (one.cues, two.cues, 2.0),
        (one.values, two.values, 2.0),
    ):
        both, either = set(mine) & set(theirs), set(mine) | set(theirs)
        score += weight * (len(both) / len(either) - 0.4) if either else 0.0
    score += 0.5 if one.points == two.points else -0.3
    long, short = max(len(one.text), len(two.text)), min(len(one.text), len(two.text))
    return score + 0.5 * short / max(1, long)
