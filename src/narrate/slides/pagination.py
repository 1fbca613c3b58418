"""A segment too full for one slide becomes several, before anything is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrate.model import Script, Segment
from narrate.slides.layout import fits


def paginate(script: Script) -> Script:
    """``script`` with every segment full enough for one slide and no fuller.

    The parts of a split segment have the ids ``<id>``, ``<id>.2``, ``<id>.3`` …; a sentence or
    a point that alone is too long for a slide stays whole.
    """
    return replace(script, segments=tuple(part for segment in script.segments for part in _parts(segment)))


def _parts(segment: Segment) -> Iterator[Segment]:
    for count in range(1, max(len(segment.sentences), 1) + 1):
        parts = _split(segment, count)
        if all(fits(part) for part in parts) or count == len(segment.sentences):
            yield from parts
            return


def _split(segment: Segment, count: int) -> list[Segment]:
    """``count`` parts of about equal numbers of sentences, and of points where there are any."""
    if count == 1:
        return [segment]
    sentences, points = segment.sentences, segment.points
    return [
        replace(
            segment,
            id=segment.id if number == 0 else f"{segment.id}.{number + 1}",
            sentences=sentences[_bound(len(sentences), count, number) : _bound(len(sentences), count, number + 1)],
            points=points[_bound(len(points), count, number) : _bound(len(points), count, number + 1)],
        )
        for number in range(count)
    ]


def _bound(length: int, count: int, number: int) -> int:
    return length * number // count
