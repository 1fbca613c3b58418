"""Gives the slides of a kept deck their pictures, which ``deck_pictures`` finds beside the deck or has painted."""

from __future__ import annotations

from dataclasses import replace

from narrate.errors import Problem
from narrate.model import Point, Script, Segment
from narrate.store.memo import Memo


def with_pictures(script: Script, memo: Memo) -> tuple[Script, list[Problem]]:
    """Return ``script``, which is spoken to a kept deck, with the pictures of its slides, and warnings.

    As it was read, the figure of each segment is the deck itself, and has the alternative text of the pictures on the
    slide. Without a store, or if there is no picture, the text becomes a point. Raises InputError if the pictures beside
    the deck are not those of its slides, OutsideError if the program that paints them fails.
    """
    assert script.kept is not None
    if memo.store is None:
        return replace(script, segments=tuple(map(_without_picture, script.segments))), []
    from narrate.deck_pictures import pictures_of
    from narrate.drawings.reading import read_picture

    numbers = [_slide_shown(script, segment) for segment in script.segments]
    found = pictures_of(script.kept.path, memo.store, sorted(set(numbers)))
    segments = []
    for segment, number in zip(script.segments, numbers, strict=True):
        path = found.pictures.get(number)
        if path is None:
            segments.append(_without_picture(segment))
            continue
        picture = read_picture(path, memo)
        figures = (replace(segment.figures[0], path=path, size=picture.size),)
        segments.append(replace(segment, figures=figures))
    kept = replace(script.kept, painted_by=found.made_with)
    return replace(script, segments=tuple(segments), kept=kept), list(found.problems)


def _slide_shown(script: Script, segment: Segment) -> int:
    """The number of the slide that is seen while ``segment`` is spoken. A title before the first slide shows that slide."""
    return segment.slide or next(one.slide for one in script.segments if one.slide)


def _without_picture(segment: Segment) -> Segment:
    texts = [figure.alt for figure in segment.figures if figure.alt]
    return replace(segment, figures=(), points=(*segment.points, *(Point(text, segment.place) for text in texts)))
