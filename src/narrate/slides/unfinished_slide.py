"""A slide while it is being laid out, and the style that all slides of a deck share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrate.model import Box, Layout, Mark, Role, Theme
from narrate.slides.grid import FOOT, LARGE, MARGIN, STANDARD, WIDTH, Measures
from narrate.slides.words import Setter, moved, paragraph_height
from narrate.store.memo import NO_MEMO, Memo

BAR = 8  # width of the mark's bar, px


@dataclass(frozen=True, slots=True)
class Sizes:
    """The font sizes in px that are the same on every slide of a deck.

    ``text`` is for sentences, ``points`` for points alone, ``split`` for points beside a figure,
    ``table`` for the cells of tables.
    """

    text: float
    points: float
    split: float
    table: float


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a deck's slides. ``memo`` recalls what is already known about the figures."""

    setter: Setter
    theme: Theme
    sizes: Sizes
    memo: Memo = NO_MEMO

    @property
    def measures(self) -> Measures:
        return measures_of(self.theme)


def measures_of(theme: Theme) -> Measures:
    """Return the font sizes that a theme allows."""
    return LARGE if theme.large else STANDARD


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide before the foot is added. ``fits`` is false if words overflow their area.

    If ``dims`` is true, all other words are dimmed while some are highlighted. ``sound_x`` and ``sound_y`` place the
    sound icon.
    """

    layout: Layout
    background: str
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    dims: bool = False
    fits: bool = True
    sound_x: float = WIDTH - MARGIN
    sound_y: float = FOOT


def bars(boxes: tuple[Box, ...], x: float, *, tint_to: float = 0) -> tuple[Mark, ...]:
    """Return a mark, shown while it is spoken, for each paragraph of the titles and bodies in ``boxes``.

    A mark has a bar at ``x``. If ``tint_to`` is given, it also has a tint behind the words that reaches that x.
    """
    marks = []
    for index, box in enumerate(boxes):
        if box.role not in (Role.TITLE, Role.BODY):
            continue
        for number, paragraph in enumerate(box.paragraphs):
            air = 12 if tint_to else 8
            top, height = paragraph.top - air, paragraph_height(box, number) + 2 * air
            parts = [Box(Role.MARK, x, top, BAR, height, fill="mark", radius=2)]
            if tint_to:
                parts.insert(0, Box(Role.MARK, x, top, tint_to - x, height, fill="tint", radius=6))
            marks.append(Mark(tuple(parts), index, number))
    return tuple(marks)


def mirrored(box: Box) -> Box:
    """Return ``box`` at its place on a right-to-left slide."""
    return replace(box, x=round(WIDTH - box.x - box.width, 2))


def centred(boxes: tuple[Box, ...], top: float, low: float, above: float = 0.5) -> tuple[Box, ...]:
    """Move a stack of boxes vertically between ``top`` and ``low``, and return it.

    ``above`` is the share of the free space that is left above the stack, from 0 to 1.
    """
    first, last = boxes[0].y, boxes[-1].y + boxes[-1].height
    shift = max(top, top + (low - top - (last - first)) * above) - first
    return tuple(moved(box, round(shift)) for box in boxes)
