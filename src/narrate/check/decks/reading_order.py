"""Finds slides whose texts are read aloud in another order than they are seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from narrate.check.decks.examined_slide import ExaminedSlide, quoted
from narrate.errors import Problem, Severity
from narrate.sources.powerpoint.shapes import AROUND, TITLES, Frame, Shape

_MOST_SHAPES = 60  # a slide with more is a drawing with labels, and pairs of them take long to compare
_FEWEST_WORDS = 2
_SHARED = 0.6  # of the smaller one's width or height
_LAPPED = 0.15  # how much of the smaller one's height or width two texts may overlap and still be apart


def check_reading_order(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report the first text of a slide that is read before one that clearly stands before it.

    Text stands before another if it is wholly above it in the same column, or wholly beside it in the same line, on the
    side where reading begins. Labels of one word, footers and texts in groups are not judged.
    """
    texts = [shape for shape in slide.shapes if _is_judged(slide, shape)]
    if len(texts) > _MOST_SHAPES:
        return
    for early, late in combinations(texts, 2):
        if _stands_before(late, early, rightwards=not slide.is_right_to_left):
            message = f"on slide {slide.number} {quoted(early.text)} is read before {quoted(late.text)}, which stands before it"
            hint = "put them in order in Home > Arrange > Selection Pane, where the lowest is read first"
            yield Problem(slide.place, Severity.ADVICE, "deck-order", message, hint)
            return


def _is_judged(slide: ExaminedSlide, shape: Shape) -> bool:
    if (
        not shape.text
        or shape.kind not in ("text", "table")
        or shape.holder in AROUND
        or shape.frame is None
        or not slide.is_seen(shape)
    ):
        return False
    return shape.holder in TITLES or len(shape.text.split()) >= _FEWEST_WORDS or len(shape.text) > 12


def _stands_before(one: Shape, other: Shape, *, rightwards: bool) -> bool:
    """Whether ``one`` clearly stands before ``other``. With ``rightwards``, lines run from left to right."""
    assert one.frame is not None
    assert other.frame is not None
    (left, top, right, low), (far_left, far_top, far_right, far_low) = one.frame, other.frame
    if low <= far_top + _LAPPED * min(low - top, far_low - far_top):
        return _shared((left, right), (far_left, far_right)) >= _SHARED
    if not rightwards:
        left, right, far_left, far_right = -right, -left, -far_right, -far_left
    apart = right <= far_left + _LAPPED * min(right - left, far_right - far_left)
    return apart and _level(one.frame, other.frame)


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    """How much of the shorter of two spans lies in the other, from 0 to 1."""
    shorter = min(one[1] - one[0], other[1] - other[0])
    return (min(one[1], other[1]) - max(one[0], other[0])) / shorter if shorter > 0 else 0.0


def _level(one: Frame, other: Frame) -> bool:
    """Whether two texts stand in one line: they begin and end at nearly the same height."""
    height = min(one[3] - one[1], other[3] - other[1])
    return abs(one[1] - other[1]) <= _LAPPED * height and abs(one[3] - other[3]) <= _LAPPED * height
