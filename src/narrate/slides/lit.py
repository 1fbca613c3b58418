"""Figures whose parts are named and lit as they are spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from narrate.drawings.outlines import Outline, outline_of
from narrate.drawings.reading import read_picture
from narrate.drawings.room import ink_of
from narrate.model import Align, Box, Cue, Figure, Label, Layout, Paragraph, Role, Segment, Slide
from narrate.slides.draft import Style
from narrate.slides.grid import HEIGHT, WIDTH
from narrate.slides.labels import Placed, Rectangle, Room, Wanted, place_labels
from narrate.typeset.lines import Setting, break_lines

_CARD_X, _CARD_Y, _EDGE = 16.0, 11.0, 4.0  # inside a card, px
_REST_X = 10.0  # before the words of a label at rest
_LEADING = 1.2
_WIDTHS = (320.0, 240.0, 190.0, 150.0)  # of a label's words; the wider, the fewer lines
_SMALL = 24.0  # a part smaller than that gets no dot
_MARGIN = 16.0
_STEP = 8
_SHRUNK = (1.0, 0.86, 0.74)  # of the figure, where its labels have no room beside it


@dataclass(frozen=True, slots=True)
class _Named:
    """A part that cues light, with its name."""

    part: str
    name: str


def named_parts(segment: Segment) -> list[_Named]:
    """The parts that the cues of ``segment`` light, each once, in the order of their first cue."""
    found: dict[str, _Named] = {}
    for sentence in segment.sentences:
        for cue in sentence.cues:
            label = cue.label[:1].upper() + cue.label[1:]
            found.setdefault(cue.part, _Named(cue.part, label))
    return list(found.values())


def hidden_cues(slide: Slide) -> Iterator[Cue]:
    """Of each part that shows nothing in its figure, the first cue: it would light nothing."""
    seen: set[str] = set()
    for cue in (cue for sentence in slide.segment.sentences for cue in sentence.cues):
        figure = next((one for one in slide.segment.figures if cue.part in one.parts), None)
        if figure is None or cue.part in seen:
            continue
        seen.add(cue.part)
        picture = read_picture(figure.path)
        if not picture.vector or outline_of(picture.content, cue.part) is None:
            yield cue


def label_slide(slide: Slide, style: Style) -> Slide | None:
    """``slide`` with labels for the parts that its cues light; None where they have no room.

    The figure gives way where it must. Figures that are compared keep the names under them:
    their parts are outlined only.
    """
    named = named_parts(slide.segment)
    if not named:
        return slide
    figures = [index for index, box in enumerate(slide.boxes) if box.role is Role.FIGURE and box.figure is not None]
    if slide.layout not in (Layout.SPLIT, Layout.FIGURE) or len(figures) != 1:
        return replace(slide, labels=tuple(_outlined(slide, figures, named)))
    index = figures[0]
    for share in _SHRUNK:
        for box in _moved(slide.boxes[index], share):
            labels = _labels(replace(slide, boxes=_with(slide.boxes, index, box)), index, named, style)
            if labels is not None:
                return replace(slide, boxes=_with(slide.boxes, index, box), labels=labels)
    return None


def _outlined(slide: Slide, figures: Sequence[int], named: Sequence[_Named]) -> Iterator[Label]:
    for one in named:
        for index in figures:
            figure = slide.boxes[index].figure
            if figure is not None and one.part in figure.parts:
                yield Label(index, one.part)
                break


def _with(boxes: tuple[Box, ...], index: int, box: Box) -> tuple[Box, ...]:
    return (*boxes[:index], box, *boxes[index + 1 :])


def _moved(box: Box, share: float) -> Iterator[Box]:
    """The figure's box at a share of its size: in its place, or at either side of it."""
    if share == 1.0:
        yield box
        return
    width, height = round(box.width * share, 2), round(box.height * share, 2)
    y = round(box.y + (box.height - height) / 2, 2)
    for x in (box.x + box.width - width, box.x, box.x + (box.width - width) / 2):
        yield replace(box, x=round(x, 2), y=y, width=width, height=height)


def _labels(slide: Slide, index: int, named: Sequence[_Named], style: Style) -> tuple[Label, ...] | None:
    box = slide.boxes[index]
    figure = box.figure
    assert figure is not None
    picture = read_picture(figure.path)
    svg = picture.content if picture.vector else b""
    scale = box.width / figure.size[0]
    outlines = [outline_of(svg, one.part) if svg else None for one in named]
    tips = [_tip(figure, one.part, outline) for one, outline in zip(named, outlines, strict=True)]
    room = Room.of(_area(slide), _taken(slide, box, svg, figure))
    for width in _WIDTHS:
        lines = [break_lines(one.name, _lit(style), width) for one in named]
        wanted = [
            Wanted(box.x + x * scale, box.y + y * scale, *_card_size(one, style))
            for (x, y), one in zip(tips, lines, strict=True)
        ]
        placed = place_labels(wanted, room)
        if placed is not None:
            return tuple(
                _label(index, one.part, some, at, want, style, dot=_large(outline, scale))
                for one, some, at, want, outline in zip(named, lines, placed, wanted, outlines, strict=True)
            )
    return None


def _tip(figure: Figure, part: str, outline: Outline | None) -> tuple[float, float]:
    for name, x, y in figure.tips:
        if name == part:
            return x, y
    return outline.middle if outline else (figure.size[0] / 2, figure.size[1] / 2)


def _large(outline: Outline | None, scale: float) -> bool:
    if outline is None:
        return True
    left, top, right, low = outline.bounds
    return min(right - left, low - top) * scale >= _SMALL


def _area(slide: Slide) -> Rectangle:
    """Where labels may stand: the panel, or on a slide that is all panel, everything."""
    panel = next((box for box in slide.boxes if box.role is Role.PANEL), None)
    if panel is None:
        return (_MARGIN * 2, _MARGIN, WIDTH - _MARGIN, HEIGHT - _MARGIN)
    return (panel.x + _MARGIN, panel.y + _MARGIN, panel.x + panel.width - _MARGIN, panel.y + panel.height - _MARGIN)


def _taken(slide: Slide, box: Box, svg: bytes, figure: Figure) -> Callable[[Rectangle], npt.NDArray[np.bool_]]:
    """Tells for each cell of a rectangle whether the drawing, words or the foot are there."""
    ink = ink_of(svg, *figure.size) if svg else np.ones((1, 1), bool)
    words = [one for one in slide.boxes if one.paragraphs or one.role in (Role.PROGRESS, Role.SOUND)]

    def taken(area: Rectangle) -> npt.NDArray[np.bool_]:
        xs = np.arange(area[0], area[2], _STEP) + _STEP / 2
        ys = np.arange(area[1], area[3], _STEP) + _STEP / 2
        columns = np.floor((xs - box.x) / box.width * ink.shape[1]).astype(int)
        rows = np.floor((ys - box.y) / box.height * ink.shape[0]).astype(int)
        inside = np.outer((rows >= 0) & (rows < ink.shape[0]), (columns >= 0) & (columns < ink.shape[1]))
        cells = ink[np.ix_(np.clip(rows, 0, ink.shape[0] - 1), np.clip(columns, 0, ink.shape[1] - 1))] & inside
        for one in words:
            across = (xs > one.x - 24) & (xs < one.x + one.width + 24)
            down = (ys > one.y - 24) & (ys < one.y + one.height + 24)
            cells = cells | np.outer(down, across)
        found: npt.NDArray[np.bool_] = cells
        return found

    return taken


def _lit(style: Style) -> Setting:
    return Setting(style.setter.face, style.measures.note + 2, bold=True)


def _rest(style: Style) -> Setting:
    return Setting(style.setter.face, style.measures.note)


def _card_size(lines: Sequence[str], style: Style) -> tuple[float, float]:
    setting = _lit(style)
    width = max(setting.width(line) for line in lines) + 2 * (_CARD_X + _EDGE)
    height = (len(lines) - 1) * setting.size * _LEADING + setting.size + 2 * (_CARD_Y + _EDGE)
    return width, height


def _label(
    index: int, part: str, lines: tuple[str, ...], at: Placed, wanted: Wanted, style: Style, *, dot: bool
) -> Label:
    left, top, right, low = at.box
    size = style.measures.note
    width = max(_rest(style).width(line) for line in lines)
    height = (len(lines) - 1) * size * _LEADING + size
    x = left + _REST_X if at.right else right - _REST_X - width
    y = (top + low - height) / 2
    words = Box(
        Role.LABEL, round(x, 2), round(y, 2), round(width, 2), round(height, 2), (Paragraph(lines, round(y, 2)),), size,
        round(size * _LEADING, 2),
    )  # fmt: skip
    lit = size + 2
    upper = top + _EDGE + _CARD_Y
    card = Box(
        Role.LABEL, round(left, 2), round(top, 2), round(right - left, 2), round(low - top, 2),
        (Paragraph(lines, round(upper, 2)),), lit, round(lit * _LEADING, 2), bold=True, align=Align.CENTRE,
        fill="paper", edge="mark", edge_width=_EDGE, radius=10,
    )  # fmt: skip
    leader = ((wanted.x, wanted.y), (wanted.x, at.y), (at.x, at.y))
    corners = tuple(dict.fromkeys((round(a, 2), round(b, 2)) for a, b in leader))
    return Label(index, part, words, card, corners, dot)
