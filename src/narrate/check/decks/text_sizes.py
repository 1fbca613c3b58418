"""Finds words that are too small to be read from the back of a room or on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.check.decks.examined_slide import ExaminedSlide, quoted
from narrate.errors import Problem, Severity
from narrate.sources.powerpoint.shapes import AROUND

LEAST = 18.0  # points on a slide that is 7.5 inches high
_HIGH = 540.0  # points: 7.5 inches
_ROUNDING = 0.05


def check_text_sizes(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report the smallest words of a slide if they are under 18 points, and how many texts are so small.

    Sizes are compared as if each slide were 7.5 inches high, since all slides are shown equally high. Footers, dates,
    slide numbers and raised signs are not judged.
    """
    smallest, words, count = LEAST - _ROUNDING, "", 0
    factor = _HIGH / slide.sheets.height_in_points
    stated = 0.0
    for shape in slide.all_shapes:
        if shape.holder in AROUND or not slide.is_seen(shape):
            continue
        sizes = [
            (run.points * factor, run.points, run.text)
            for run in slide.runs(shape)
            if not run.is_raised and any(map(str.isalnum, run.text))
        ]
        if not sizes:
            continue
        size, points, text = min(sizes, key=lambda one: one[0])
        if size < LEAST - _ROUNDING:
            count += 1
        if size < smallest:
            smallest, stated, words = size, points, text
    if count:
        also = (
            ""
            if count == 1
            else f", and {count - 1} more texts are too small"
            if count > 2
            else ", and another text is too small"
        )
        seen = "" if abs(factor - 1) < 0.01 else f" (as {smallest:.0f} points on a slide 7.5 inches high)"
        message = (
            f"slide {slide.number} has words of {stated:.3g} points{seen}: {quoted(' '.join(words.split()))}{also}"
        )
        hint = f"use {LEAST / factor:.0f} points or more, and put what does not fit on a slide of its own"
        yield Problem(slide.place, Severity.ADVICE, "deck-small-text", message, hint)
