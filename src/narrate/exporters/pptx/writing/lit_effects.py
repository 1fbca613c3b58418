"""The effects that light the parts of figures: which shapes disappear, and which appear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from narrate.exporters.pptx.writing.timing import Change, Effect
from narrate.exporters.state_times import state_times
from narrate.model import Slide, Track


@dataclass(slots=True)
class LitShapes:
    """The ids of the shapes that take part in lighting, filled in while a slide is made.

    By box: the ``figures`` at rest, and the ``covers`` below them. By label: its ``words`` at rest, and the group with
    the ``lit`` part.
    """

    figures: dict[int, int] = field(default_factory=dict)
    covers: dict[int, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    lit: dict[int, int] = field(default_factory=dict)


def lit_effects(shapes: LitShapes, slide: Slide, track: Track) -> Iterator[Effect]:
    """The effects of all states: the part that was lit goes back to rest, and the next one is lit."""
    if not shapes.lit:
        return
    before: int | None = None
    for state, at in zip(slide.states, state_times(slide, track), strict=True):
        if state.lit != before:
            yield from _changes(shapes, slide, before, state.lit, at)
        before = state.lit


def _changes(shapes: LitShapes, slide: Slide, before: int | None, after: int | None, at: int) -> Iterator[Effect]:
    """The effects when the lit label changes from ``before`` to ``after``, each of which may be None.

    If both are on the same figure, the figure at rest stays hidden.
    """
    figures = {label: slide.labels[label].figure for label in (before, after) if label is not None}
    for label, rest, lit in ((before, Change.APPEAR, Change.DISAPPEAR), (after, Change.DISAPPEAR, Change.APPEAR)):
        if label is None:
            continue
        shown = [shapes.words.get(label)]
        if len(figures) == 1 or len(set(figures.values())) == 2:
            shown += [shapes.figures.get(figures[label]), shapes.covers.get(figures[label])]
        yield from (Effect(at, rest, shape, whole=True) for shape in shown if shape is not None)
        yield Effect(at, lit, shapes.lit[label], whole=True)
