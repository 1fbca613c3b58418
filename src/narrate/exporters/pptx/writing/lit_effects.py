"""When the parts of a slide's figures are lit: which shapes go and which appear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from narrate.exporters.pptx.writing.timing import Change, Effect
from narrate.exporters.state_times import moments
from narrate.model import Slide, Track


@dataclass(slots=True)
class LitShapes:
    """The ids of shapes, filled in while a slide is painted.

    ``figures`` at rest and ``covers`` beneath them by box; ``words`` at rest and ``lit`` groups by label.
    """

    figures: dict[int, int] = field(default_factory=dict)
    covers: dict[int, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    lit: dict[int, int] = field(default_factory=dict)


def lit_effects(shapes: LitShapes, slide: Slide, track: Track) -> Iterator[Effect]:
    """With each state the lit part before goes back to rest and its own is lit."""
    if not shapes.lit:
        return
    before: int | None = None
    for state, at in zip(slide.states, moments(slide, track), strict=True):
        if state.lit != before:
            yield from _changes(shapes, slide, before, state.lit, at)
        before = state.lit


def _changes(shapes: LitShapes, slide: Slide, before: int | None, after: int | None, at: int) -> Iterator[Effect]:
    """From label ``before`` to ``after``, either of which may be none; a figure that stays lit stays away."""
    figures = {label: slide.labels[label].figure for label in (before, after) if label is not None}
    for label, rest, lit in ((before, Change.APPEAR, Change.DISAPPEAR), (after, Change.DISAPPEAR, Change.APPEAR)):
        if label is None:
            continue
        shown = [shapes.words.get(label)]
        if len(figures) == 1 or len(set(figures.values())) == 2:
            shown += [shapes.figures.get(figures[label]), shapes.covers.get(figures[label])]
        yield from (Effect(at, rest, shape, whole=True) for shape in shown if shape is not None)
        yield Effect(at, lit, shapes.lit[label], whole=True)
