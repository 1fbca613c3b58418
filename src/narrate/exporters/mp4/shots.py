"""Finds out what a film shows when: which slide, in which state, and which caption below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.state_times import state_times
from narrate.model import Caption, Slide, Timeline


@dataclass(frozen=True, slots=True)
class View:
    """What is seen from ``start_ms`` on: a slide and its state, both counted from 0, and a caption.

    ``state`` is None if nothing is highlighted. ``caption`` is its number, None if there is none.
    """

    start_ms: int
    slide: int
    state: int | None
    caption: int | None = None


def views(timeline: Timeline, slides: Sequence[Slide]) -> Iterator[View]:
    """Yield what is seen, in order. A slide is seen as long as its track is heard."""
    for number, (slide, track) in enumerate(zip(slides, timeline.tracks, strict=True)):
        yield View(track.start_ms, number, None)
        times = state_times(slide, track)
        for state, time_ms in enumerate(times):
            if state + 1 < len(times) and times[state + 1] == time_ms:
                continue  # the next one takes its place at once
            yield View(track.start_ms + time_ms, number, state)


def with_captions(seen: Sequence[View], captions: Sequence[Caption]) -> Iterator[View]:
    """Yield ``seen`` with the number of the caption that is shown at each time."""
    changes = {view.start_ms: view for view in seen}
    starts = {caption.start_ms: number for number, caption in enumerate(captions)}
    ends = {caption.end_ms for caption in captions}
    view, caption = seen[0], None
    for time_ms in sorted({*changes, *starts, *ends}):
        view = changes.get(time_ms, view)
        caption = starts.get(time_ms, None if time_ms in ends else caption)
        yield View(time_ms, view.slide, view.state, caption)


def without_repeats(seen: Sequence[View], duration_ms: int) -> list[View]:
    """Return ``seen`` without what is replaced at once and what comes after ``duration_ms``."""
    last = {view.start_ms: view for view in seen if view.start_ms < duration_ms}
    return list(last.values())


def repeated(seen: Sequence[View], duration_ms: int, step_ms: int) -> Iterator[View]:
    """Yield ``seen`` with a view at each multiple of ``step_ms`` too, up to ``duration_ms``."""
    for view, end_ms in zip(seen, [*(one.start_ms for one in seen[1:]), duration_ms], strict=True):
        yield view
        for time_ms in range((view.start_ms // step_ms + 1) * step_ms, end_ms, step_ms):
            yield View(time_ms, view.slide, view.state, view.caption)
