"""Labels the parts of figures that are highlighted ("lit") as they are spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from narrate.drawings.outlines import PartOutline, outline_of
from narrate.drawings.reading import read_picture
from narrate.model import Align, Box, Cue, Figure, Label, Layout, Paragraph, Role, Segment, Slide
from narrate.slides.label_placement import Placed, Room, Wanted, place_labels
from narrate.slides.label_room import area_of, places, taken, whole_of
from narrate.slides.unfinished_slide import Style
from narrate.slides.words import RUNNING, Look
from narrate.typeset.lines import Setting, break_lines, has_broken_word

_CARD_X, _CARD_Y, _EDGE = 16.0, 11.0, 4.0  # padding and border of a card, px
_REST_X = 10.0  # px before the words of a label at rest
_LEADING = 1.2
_WIDTHS = (320.0, 240.0, 190.0, 150.0)  # px for a label's words, tried in turn
_LONGEST = 800.0
_FAR = 360.0  # px above or below its part; beyond, more lines or a smaller figure are better
_SMALL = 24.0  # px; a smaller part gets no dot


@dataclass(frozen=True, slots=True)
class _Named:
    """A part of a figure that cues light: its id ``part``, and ``name``, the text of its label."""

    part: str
    name: str


def named_parts(segment: Segment) -> list[_Named]:
    """Return the parts that the cues of ``segment`` light, each once, in order of their first cues."""
    parts: dict[str, _Named] = {}
    for sentence in segment.sentences:
        for cue in sentence.cues:
            label = cue.label[:1].upper() + cue.label[1:]
            parts.setdefault(cue.part, _Named(cue.part, label))
    return list(parts.values())


def hidden_cues(slide: Slide, style: Style) -> Iterator[Cue]:
    """Yield the first cue of each part that shows nothing in its figure and so cannot be lit."""
    seen: set[str] = set()
    for cue in (cue for sentence in slide.segment.sentences for cue in sentence.cues):
        figure = next((candidate for candidate in slide.segment.figures if cue.part in candidate.parts), None)
        if figure is None or cue.part in seen:
            continue
        seen.add(cue.part)
        picture = read_picture(figure.path, style.memo)
        if not picture.vector or outline_of(picture.content, cue.part, style.memo) is None:
            yield cue


def label_slide(slide: Slide, style: Style) -> Slide | None:
    """Return ``slide`` with labels for the parts that its cues light, or None if the labels have no room.

    The figure is moved or made smaller if necessary. Parts of figures that are compared get no labels, only outlines,
    since these figures have names below them.
    """
    named = named_parts(slide.segment)
    if not named:
        return slide
    figures = [index for index, box in enumerate(slide.boxes) if box.role is Role.FIGURE and box.figure is not None]
    if slide.layout not in (Layout.SPLIT, Layout.FIGURE) or len(figures) != 1:
        return replace(slide, labels=tuple(_outlined(slide, figures, named)))
    index = figures[0]
    figure = slide.boxes[index].figure
    assert figure is not None
    picture = read_picture(figure.path, style.memo)
    if not picture.vector:
        return slide
    fallback: Slide | None = None
    for box in places(slide, slide.boxes[index], picture.content, style):
        moved = replace(slide, boxes=_with(slide.boxes, index, box))
        for labels in _labels(moved, index, named, picture.content, style):
            if max(map(_reach, labels)) <= _FAR:
                return replace(moved, labels=labels)
            fallback = fallback or replace(moved, labels=labels)
    return fallback


def _reach(label: Label) -> float:
    """Return the vertical distance of a label from its part, in px."""
    return abs(label.leader[0][1] - label.leader[-1][1])


def _outlined(slide: Slide, figures: Sequence[int], named: Sequence[_Named]) -> Iterator[Label]:
    for part in named:
        for index in figures:
            figure = slide.boxes[index].figure
            if figure is not None and part.part in figure.parts:
                yield Label(index, part.part)
                break


def _with(boxes: tuple[Box, ...], index: int, box: Box) -> tuple[Box, ...]:
    return (*boxes[:index], box, *boxes[index + 1 :])


def _labels(slide: Slide, index: int, named: Sequence[_Named], svg: bytes, style: Style) -> Iterator[tuple[Label, ...]]:
    """Yield ways to label the figure in box ``index`` of ``slide``, at its present place and size.

    Ways with wider labels, and so with fewer lines, come first. ``svg`` is the figure.
    """
    box = slide.boxes[index]
    figure = box.figure
    assert figure is not None
    left, top, width, _ = whole_of(box)
    scale = width / figure.size[0]
    outlines = [outline_of(svg, item.part, style.memo) for item in named]
    tips = [_tip(figure, item.part, outline) for item, outline in zip(named, outlines, strict=True)]
    room = Room.of(area_of(slide), taken(slide, box, svg, style))
    for widest in _WIDTHS:
        lines = [_lines(item.name, style, widest) for item in named]
        wanted = [
            Wanted(left + x * scale, top + y * scale, *_card_size(label, style))
            for (x, y), label in zip(tips, lines, strict=True)
        ]
        placed = place_labels(wanted, room, style.memo)
        if placed is not None:
            yield tuple(
                _label(index, item.part, label, place, style, dot=_large(outline, scale))
                for item, label, place, outline in zip(named, lines, placed, outlines, strict=True)
            )


def _lines(name: str, style: Style, width: float) -> tuple[str, ...]:
    """Break ``name`` into lines of ``width`` px, or wider if its longest word is: words are never broken."""
    wider = next(
        (
            wider_width
            for wider_width in np.arange(width, _LONGEST, 8.0)
            if not has_broken_word(name, _lit(style), wider_width)
        ),
        _LONGEST,
    )
    return break_lines(name, _lit(style), float(wider))


def _tip(figure: Figure, part: str, outline: PartOutline | None) -> tuple[float, float]:
    for name, x, y in figure.tips:
        if name == part:
            return x, y
    return outline.middle if outline else (figure.size[0] / 2, figure.size[1] / 2)


def _large(outline: PartOutline | None, scale: float) -> bool:
    if outline is None:
        return True
    left, top, right, low = outline.bounds
    return min(right - left, low - top) * scale >= _SMALL


def _lit(style: Style) -> Setting:
    return style.setter.setting(Look(style.measures.note + 2, bold=True))


def _rest(style: Style) -> Setting:
    return style.setter.setting(Look(style.measures.note))


def _pitch(setting: Setting) -> float:
    return setting.size * _LEADING * setting.face.pitch / RUNNING


def _card_size(lines: Sequence[str], style: Style) -> tuple[float, float]:
    setting = _lit(style)
    width = max(setting.width(line) for line in lines) + 2 * (_CARD_X + _EDGE)
    height = (len(lines) - 1) * _pitch(setting) + setting.size + 2 * (_CARD_Y + _EDGE)
    return width, height


def _label(index: int, part: str, lines: tuple[str, ...], place: Placed, style: Style, *, dot: bool) -> Label:
    left, top, right, low = place.box
    rest, lit = _rest(style), _lit(style)
    width = max(rest.width(line) for line in lines)
    height = (len(lines) - 1) * _pitch(rest) + rest.size
    x = left + _REST_X if place.right else right - _REST_X - width
    y = (top + low - height) / 2
    words = Box(
        Role.LABEL, round(x, 2), round(y, 2), round(width, 2), round(height, 2),
        (Paragraph(lines, round(y, 2)),), rest.size, round(_pitch(rest), 2),
    )  # fmt: skip
    upper = top + _EDGE + _CARD_Y
    card = Box(
        Role.LABEL, round(left, 2), round(top, 2), round(right - left, 2), round(low - top, 2),
        (Paragraph(lines, round(upper, 2)),), lit.size, round(_pitch(lit), 2), bold=True, align=Align.CENTRE,
        fill="paper", edge="mark", edge_width=_EDGE, radius=10,
    )  # fmt: skip
    corners = tuple(dict.fromkeys((round(a, 2), round(b, 2)) for a, b in place.leader))
    return Label(index, part, words, card, corners, dot)
