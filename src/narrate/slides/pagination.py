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
        # The first part tells most often that all are too full, so no more of them is made than is looked at.
        if count == len(segment.sentences) or all(map(fits, _split(segment, count))):
            yield from _split(segment, count)
            return


def _split(segment: Segment, count: int) -> Iterator[Segment]:
    """``count`` parts of about equal numbers of sentences, and of points where there are any."""
    if count == 1:
        yield segment
        return
    sentences, points = segment.sentences, segment.points
    for number in range(count):
        yield replace(
            segment,
            id=segment.id if number == 0 else f"{segment.id}.{number + 1}",
            sentences=sentences[_bound(len(sentences), count, number) : _bound(len(sentences), count, number + 1)],
            points=points[_bound(len(points), count, number) : _bound(len(points), count, number + 1)],
        )


def _bound(length: int, count: int, number: int) -> int:
    return length * number // count
