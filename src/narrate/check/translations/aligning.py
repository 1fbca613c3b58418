"""Pairs the slides of two scripts."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.check.translations.parts import ComparedText

_BAND = 40  # how far apart, in slides, a pair may be beyond the difference in number
_GAP = -1.0
_Step = tuple[int, int]
"""How many slides of the first and of the other script a step takes."""
_PAIRED, _ONLY_FIRST, _ONLY_OTHER = (1, 1), (1, 0), (0, 1)


def aligned(
    first: Sequence[ComparedText], other: Sequence[ComparedText]
) -> list[tuple[ComparedText | None, ComparedText | None]]:
    """Pair the slides of two scripts, in order, by dynamic programming.

    Each slide stands in exactly one pair. None stands for a missing counterpart.
    """
    last_steps = _last_steps(first, other)
    pairs: list[tuple[ComparedText | None, ComparedText | None]] = []
    row, column = len(first), len(other)
    while row or column:
        up, left = last_steps[row][column]
        pairs.append((first[row - 1] if up else None, other[column - 1] if left else None))
        row, column = row - up, column - left
    return pairs[::-1]


def _last_steps(first: Sequence[ComparedText], other: Sequence[ComparedText]) -> list[dict[int, _Step]]:
    """Return a table of steps: at [n][m], the last step of the best alignment of the first slides.

    That alignment pairs the first n slides of one script with the first m of the other. Only alignments in which paired
    slides lie less than ``_BAND`` apart are considered.
    """
    slack = abs(len(first) - len(other)) + _BAND
    last_steps: list[dict[int, _Step]] = []
    above: dict[int, float] = {}  # the scores of the row before
    for row in range(len(first) + 1):
        scores: dict[int, float] = {} if row else {0: 0.0}
        steps: dict[int, _Step] = {}
        for column in range(max(0, row - slack), min(len(other), row + slack) + 1):
            ways = []
            if column - 1 in above:
                ways.append((above[column - 1] + _likeness(first[row - 1], other[column - 1]), _PAIRED))
            if column in above:
                ways.append((above[column] + _GAP, _ONLY_FIRST))
            if column - 1 in scores:
                ways.append((scores[column - 1] + _GAP, _ONLY_OTHER))
            if ways:
                scores[column], steps[column] = max(ways)
        last_steps.append(steps)
        above = scores
    return last_steps


def _likeness(mine: ComparedText, theirs: ComparedText) -> float:
    """Return how well two slides fit together. Leaving both without a counterpart scores ``_GAP`` each."""
    if mine.segments[0].kind != theirs.segments[0].kind:
        return -6.0
    score = 1.0
    for here, there, weight in (
        (mine.figures, theirs.figures, 4.0),
        (mine.cues, theirs.cues, 2.0),
        (mine.values, theirs.values, 2.0),
    ):
        both, either = set(here) & set(there), set(here) | set(there)
        score += weight * (len(both) / len(either) - 0.4) if either else 0.0
    score += 0.5 if mine.points == theirs.points else -0.3
    long, short = max(len(mine.text), len(theirs.text)), min(len(mine.text), len(theirs.text))
    return score + 0.5 * short / max(1, long)
