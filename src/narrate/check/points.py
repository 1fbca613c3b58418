"""Finds points that are shown but never spoken: a listener would miss them."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Kind, Script
from narrate.slides.said_words import SaidWords


def check_points(script: Script) -> Iterator[Problem]:
    """Report points that are not spoken: no sentence of their slide says them (``SaidWords``)."""
    for segment in script.segments:
        if segment.kind is not Kind.NARRATION or not segment.points or segment.table is not None or segment.slide:
            continue  # the rows of a table were compared when they were read; slides of others show more than is said
        said = SaidWords((sentence.text for sentence in segment.sentences), script.language, sure=False)
        for point in segment.points:
            if not said.say(point.text):
                message = (
                    f"the point {point.text[:60]!r} is not spoken in any sentence; {_what_lacks(said, point.text)}"
                )
                hint = "say its words, in its order, in one sentence of this slide"
                yield Problem(point.place or script.place, Severity.WARNING, "point-unspoken", message, hint)


def _what_lacks(said: SaidWords, point: str) -> str:
    if said.contradict(point):
        return "a sentence has its words, but only one of the two is negated"
    missing = said.missing(point)
    return f"not said: {', '.join(missing)}" if missing else "its words come in another order"
