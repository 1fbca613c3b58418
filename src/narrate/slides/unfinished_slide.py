"""A slide while it is laid out, and what a deck sets all its slides with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.model import Box, Layout, Mark, Role, Theme
from narrate.slides.grid import FOOT, LARGE, MARGIN, STANDARD, WIDTH, Measures
from narrate.slides.words import Setter, moved, paragraph_height
from narrate.store.memo import NO_MEMO, Memo

BAR = 8  # of the mark, px


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes in px that are the same on every slide of a deck."""

    text: float
    points: float
    split: float


@dataclass(frozen=True, slots=True)
class Style:
    """What a deck sets its slides with. ``memo`` knows what was found out about its figures before."""

    setter: Setter
    theme: Theme
    sizes: Sizes
    memo: Memo = NO_MEMO

    @property
    def measures(self) -> Measures:
        return measures_of(self.theme)


def measures_of(theme: Theme) -> Measures:
    """The sizes that a theme has to choose from."""
    return LARGE if theme.large else STANDARD


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide's boxes before progress is added. ``fits`` is false where words leave their room."""

    layout: Layout
    background: str
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    dims: bool = False
    fits: bool = True
    sound_x: float = WIDTH - MARGIN
    sound_y: float = FOOT


def bars(boxes: tuple[Box, ...], x: float, *, tint_to: float = 0) -> tuple[Mark, ...]:
    """A mark for each paragraph of ``boxes``: a bar at ``x``, and a tint behind the words up to ``tint_to``."""
    found = []
    for index, box in enumerate(boxes):
        if box.role not in (Role.TITLE, Role.BODY):
            continue
        for number, paragraph in enumerate(box.paragraphs):
            air = 12 if tint_to else 8
            top, height = paragraph.top - air, paragraph_height(box, number) + 2 * air
            parts = [Box(Role.MARK, x, top, BAR, height, fill="mark", radius=2)]
            if tint_to:
                parts.insert(0, Box(Role.MARK, x, top, tint_to - x, height, fill="tint", radius=6))
            found.append(Mark(tuple(parts), index, number))
    return tuple(found)


def mirrored(box: Box) -> Box:
    """``box`` on a slide that runs from right to left."""
    return replace(box, x=round(WIDTH - box.x - box.width, 2))


def centred(boxes: tuple[Box, ...], top: float, low: float, above: float = 0.5) -> tuple[Box, ...]:
    """Boxes that follow one another, moved between ``top`` and ``low`` so that a share ``above`` of the rest is over them."""
    first, last = boxes[0].y, boxes[-1].y + boxes[-1].height
    shift = max(top, top + (low - top - (last - first)) * above) - first
    return tuple(moved(box, round(shift)) for box in boxes)
