"""Finds the space around a figure: where labels may stand, and where the figure can move to give them more."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from narrate.drawings.ink_map import ink_of
from narrate.model import Align, Box, Role, Slide
from narrate.slides.grid import HEIGHT, PANEL, PANEL_X, WIDTH
from narrate.slides.label_placement import STEP, Rectangle
from narrate.slides.unfinished_slide import Style
from narrate.typeset.lines import Setting

_MARGIN = 16.0
_SHRUNK = (1.0, 0.86, 0.74)  # sizes of the figure that are tried until its labels have room
_AROUND = 14.0  # px kept around the drawing for the halo of a lit part
_AIR = 24.0  # px between labels and words
_Cells = npt.NDArray[np.bool_]
_Indices = npt.NDArray[np.int_]


def area_of(slide: Slide) -> Rectangle:
    """Return the area where labels may stand: the panel, or the whole slide if it has no panel."""
    panel = next((box for box in slide.boxes if box.role is Role.PANEL), None)
    if panel is None:
        return (_MARGIN * 2, _MARGIN, WIDTH - _MARGIN, HEIGHT - _MARGIN)
    return (panel.x + _MARGIN, panel.y + _MARGIN, panel.x + panel.width - _MARGIN, panel.y + panel.height - _MARGIN)


def whole_of(box: Box) -> Rectangle:
    """Return (left, top, width, height) of the whole figure in ``box``, in px, as if the box did not crop it."""
    left, top, right, low = box.window
    width, height = box.width / (right - left), box.height / (low - top)
    return box.x - left * width, box.y - top * height, width, height


def places(slide: Slide, box: Box, svg: bytes, style: Style) -> Iterator[Box]:
    """Yield boxes for the figure in ``box``, best first, to try until its labels have room. ``svg`` is the figure.

    The first is ``box`` itself. The next lack the empty sides of the drawing and lie at the right, at the left and in
    the middle. The last are smaller.
    """
    yield box
    drawn = _drawn(box, svg, style)
    panel = next((candidate for candidate in slide.boxes if candidate.role is Role.PANEL), None)
    # on a slide that is all panel, the figure stays in its half
    left = panel.x if panel else PANEL_X if box.x + box.width / 2 > WIDTH / 2 else 0.0
    right = left + (panel.width if panel else PANEL)
    for share in _SHRUNK:
        width, height = round(drawn.width * share, 2), round(drawn.height * share, 2)
        y = round(box.y + (box.height - height) / 2, 2)
        leftmost, rightmost = min(left + _MARGIN, right - width), max(right - _MARGIN - width, left)
        for x in (rightmost, leftmost, (leftmost + rightmost) / 2):
            yield replace(drawn, x=round(x, 2), y=y, width=width, height=height)


def _drawn(box: Box, svg: bytes, style: Style) -> Box:
    """Return ``box`` without the empty margins at the left and the right of its drawing."""
    assert box.figure is not None
    ink = ink_of(svg, *box.figure.size, style.memo)
    columns = np.flatnonzero(ink.sum(axis=0))
    if box.window != (0.0, 0.0, 1.0, 1.0) or not len(columns):
        return box
    count = ink.shape[1]
    around = _AROUND / box.width
    left, right = max(0.0, columns[0] / count - around), min(1.0, (columns[-1] + 1) / count + around)
    left, right = round(float(left), 5), round(float(right), 5)
    return replace(box, window=(left, 0.0, right, 1.0), width=box.width * (right - left))


def taken(slide: Slide, box: Box, svg: bytes, style: Style) -> Callable[[Rectangle], _Cells]:
    """Return a function that finds the cells of a rectangle that the drawing, words or the foot occupy.

    Given (left, top, right, bottom) in px, it returns rows of cells of ``STEP`` px. ``svg`` is the drawing in ``box``.
    """
    assert box.figure is not None
    ink = ink_of(svg, *box.figure.size, style.memo)
    sums = np.zeros((ink.shape[0] + 1, ink.shape[1] + 1), np.int64)
    sums[1:, 1:] = ink.cumsum(0).cumsum(1)
    left, top, width, height = whole_of(box)
    written = [
        _written(other, style) for other in slide.boxes if other.paragraphs or other.role in (Role.PROGRESS, Role.SOUND)
    ]

    def occupied(area: Rectangle) -> _Cells:
        xs = np.arange(area[0], area[2], STEP) + STEP / 2
        ys = np.arange(area[1], area[3], STEP) + STEP / 2
        columns = _span(area[0], len(xs), left, width, ink.shape[1])
        rows = _span(area[1], len(ys), top, height, ink.shape[0])
        cells: _Cells = (
            sums[np.ix_(rows[1], columns[1])] - sums[np.ix_(rows[0], columns[1])]
            - sums[np.ix_(rows[1], columns[0])] + sums[np.ix_(rows[0], columns[0])]
        ) > 0  # fmt: skip
        for rectangle in written:
            across = (xs > rectangle[0] - _AIR) & (xs < rectangle[2] + _AIR)
            down = (ys > rectangle[1] - _AIR) & (ys < rectangle[3] + _AIR)
            cells = cells | np.outer(down, across)
        return cells

    return occupied


def _written(box: Box, style: Style) -> Rectangle:
    """Return the rectangle that the words of ``box`` cover; all of ``box`` if they may not begin at its left edge."""
    lines = [line for paragraph in box.paragraphs for line in paragraph.lines]
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for line in lines for letter in line)
    width = box.width
    if lines and box.align is Align.START and not turned and not box.bullet:
        setting = Setting(style.setter.face, box.size, box.bold)
        width = min(width, max(setting.width(line) for line in lines))
    return box.x, box.y, box.x + width, box.y + box.height


def _span(start: float, count: int, low: float, length: float, cells: int) -> tuple[_Indices, _Indices]:
    """Return the first index and the end index of the cells that each of ``count`` steps touches.

    Each step has ``STEP`` px; the first begins at ``start``. The ``cells`` cells divide ``length`` px from ``low`` on.
    """
    steps = start + np.arange(count + 1) * float(STEP)
    first = np.floor((steps[:-1] - low) / length * cells)
    last = np.ceil((steps[1:] - low) / length * cells)
    return np.clip(first, 0, cells).astype(int), np.clip(last, 0, cells).astype(int)
