"""Finds points that are shown but never spoken: a listener would miss them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.errors import Problem, Severity
from narrate.model import Kind, Script
from narrate.slides.point_times import content_words, is_said, most_said


def check_points(script: Script) -> Iterator[Problem]:
    """Report points that are not spoken: no sentence of their slide has all their words in the same order."""
    for segment in script.segments:
        if segment.kind is not Kind.NARRATION or not segment.points:
            continue
        spoken = [content_words(sentence.text, script.language) for sentence in segment.sentences]
        for point in segment.points:
            wanted = content_words(point.text, script.language)
            if not is_said(wanted, spoken):
                lacks = _what_lacks(wanted, most_said(wanted, spoken))
                message = f"the point {point.text[:60]!r} is not spoken in any sentence; {lacks}"
                hint = "say its words, in its order, in one sentence of this slide"
                yield Problem(point.place or script.place, Severity.WARNING, "point-unspoken", message, hint)


def _what_lacks(wanted: Sequence[str], spoken: Sequence[str]) -> str:
    missing = [word for word in wanted if word not in spoken]
    return f"not said: {', '.join(missing)}" if missing else "its words come in another order"
