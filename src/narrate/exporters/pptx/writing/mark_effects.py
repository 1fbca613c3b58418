"""The effects that show which words are being spoken: shapes behind words appear, and other words are dimmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from narrate.exporters.pptx.writing.sheet import Sheet
from narrate.exporters.pptx.writing.timing import Change, Effect
from narrate.exporters.state_times import state_times
from narrate.model import Mark, Track


def mark_effects(sheet: Sheet, track: Track, marks: Mapping[int, Sequence[int]], cover: int) -> Iterator[Effect]:
    """Yield the effects that highlight what is being spoken, as the states of the slide say.

    First the cover disappears, then each new mark (the shapes behind the current words) replaces the one before.
    ``marks`` are the ids of the shapes of each mark, by its index. ``cover`` is the id of the shape that hides the
    marks at rest. If the slide dims words, all words except those of the current mark are dim as long as there is a
    current mark.
    """
    if not marks:
        return
    yield Effect(0, Change.DISAPPEAR, cover)
    before: int | None = None
    for state, at in zip(sheet.slide.states, state_times(sheet.slide, track), strict=True):
        if state.current != before:
            yield from _changes(sheet, marks, before, state.current, at)
        before = state.current


def _changes(
    sheet: Sheet, marks: Mapping[int, Sequence[int]], before: int | None, after: int | None, at: int
) -> Iterator[Effect]:
    """Yield the effects, ``at`` ms from the start of the slide, that replace the mark ``before`` by the mark ``after``.

    Both are indices of marks; None means no mark.
    """
    slide = sheet.slide
    ink, dim = (sheet.plan.colours[token] for token in ("ink", "dim"))
    others_change = before is None or after is None
    if slide.dims and others_change:
        others = (mark for index, mark in enumerate(slide.marks) if index not in (before, after))
        yield from (_colour_words(sheet, mark, ink if after is None else dim, at) for mark in others)
    for index, change, colour in ((before, Change.DISAPPEAR, dim), (after, Change.APPEAR, ink)):
        if index is None:
            continue
        yield from (Effect(at, change, id_) for id_ in marks[index])
        if slide.dims and not others_change:
            yield _colour_words(sheet, slide.marks[index], colour, at)


def _colour_words(sheet: Sheet, mark: Mark, colour: str, at: int) -> Effect:
    """Return the effect that gives the words of ``mark`` a colour, ``at`` ms from the start of the slide."""
    return Effect(at, Change.COLOUR, sheet.ids[mark.box], mark.paragraph, colour)
