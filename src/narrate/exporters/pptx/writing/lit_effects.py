"""The effects that light the parts of figures, by making shapes disappear and appear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from narrate.exporters.pptx.writing.timing import Change, Effect
from narrate.exporters.state_times import state_times
from narrate.model import Slide, Track


@dataclass(slots=True)
class LitShapes:
    """The ids of the shapes that appear or disappear when a part is lit, collected while a slide is made.

    - ``figures``: the figure without a lit part, by the index of its box.
    - ``covers``: the cover below that figure, which hides the lit copies, by the same index.
    - ``words``: the words of a label as they look at rest, by the index of the label.
    - ``lit``: the copy of the figure in which the label's part is lit, by the index of the label.
    """

    figures: dict[int, int] = field(default_factory=dict)
    covers: dict[int, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    lit: dict[int, int] = field(default_factory=dict)


def lit_effects(shapes: LitShapes, slide: Slide, track: Track) -> Iterator[Effect]:
    """Yield the effects that light one part after the other, as the states of ``slide`` say.

    Before a part is lit, the part that was lit goes back to rest.
    """
    if not shapes.lit:
        return
    before: int | None = None
    for state, at in zip(slide.states, state_times(slide, track), strict=True):
        if state.lit != before:
            yield from _changes(shapes, slide, before, state.lit, at)
        before = state.lit


def _changes(shapes: LitShapes, slide: Slide, before: int | None, after: int | None, at: int) -> Iterator[Effect]:
    """Yield the effects, ``at`` ms from the start of the slide, that light the label ``after`` instead of ``before``.

    ``before`` and ``after`` are indices of labels, or None if no part was lit or is to be lit. If both are on the same
    figure, the figure at rest stays hidden.
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
