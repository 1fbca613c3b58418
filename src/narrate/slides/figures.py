"""Drafts slides with figures: one beside points, one alone, two compared, or a series."""

from __future__ import annotations

from dataclasses import replace

from narrate.model import Align, Box, Figure, Layout, Mark, Role, Script, Segment
from narrate.slides.grid import FULL, HEIGHT, LOWEST, MARGIN, PANEL, PANEL_X, TOP, WORDS
from narrate.slides.texts import few_enough
from narrate.slides.unfinished_slide import Draft, Style, bars
from narrate.slides.words import HEADING, Look, bottom, moved

_COLUMN = WORDS - 14  # narrower than the words, so that a point's tint ends before the panel
_POINT_GAP = 36
_BULLET = 26
_GUTTER = 24
_RING = 6
_WIDER = 1.2  # a figure goes under its heading if it is at least so many times as wide there
_BESIDE = 520  # width of a heading beside its figure


def split_slide(segment: Segment, title: str, style: Style, size: float) -> Draft:
    """Draft a slide with the heading and the points at its start side, and the figure at its end side.

    ``size`` is the font size of the points, in px.
    """
    setter, measures = style.setter, style.measures
    steps = measures.heading
    head = setter.fitting(Role.TITLE, title, Look(steps[0], HEADING, bold=True), steps, MARGIN, TOP, _COLUMN, 4)
    texts, numbers = [point.text for point in segment.points], [point.number for point in segment.points]
    top = bottom(head) + 52
    body = setter.box(
        Role.BODY, texts, Look(size), MARGIN, top, _COLUMN, gap=_POINT_GAP, bullet=_BULLET, numbers=numbers
    )
    marks = bars((Box(Role.NOTE, 0, 0, 0, 0), body), MARGIN - 24, tint_to=MARGIN + WORDS)
    fits = bottom(body) <= LOWEST and few_enough(body, measures.most_points)
    panel = Box(Role.PANEL, PANEL_X, 0, PANEL, HEIGHT, fill="panel")
    picture = whole(segment.figures[0], PANEL_X, 0, PANEL, HEIGHT, air=32)
    return Draft(Layout.SPLIT, "paper", (head, body, panel, picture), marks, fits=fits, sound_x=MARGIN + WORDS)


def figure_slide(segment: Segment, title: str, style: Style) -> Draft:
    """Draft a slide with a figure and its heading only. What is said of it is not shown, only spoken and in the notes.

    The figure stands beside the heading, at the end side, where its labels have room. It goes under
    the heading at full width if that makes it clearly larger and none of its parts is lit.
    """
    steps = style.measures.heading
    head = style.setter.fitting(Role.TITLE, title, Look(steps[0], HEADING, bold=True), steps, MARGIN, TOP, _BESIDE, 6)
    picture = whole(segment.figures[0], PANEL_X, 0, PANEL, HEIGHT, air=32)
    if not any(sentence.cues for sentence in segment.sentences):
        above = style.setter.fitting(Role.TITLE, title, Look(steps[0], HEADING, bold=True), steps, MARGIN, TOP, FULL, 2)
        top = bottom(above) + 32
        if LOWEST - top > 0:
            wide = whole(segment.figures[0], MARGIN, top, FULL, LOWEST - top, air=0)
            if wide.width > picture.width * _WIDER:
                return Draft(Layout.FIGURE, "panel", (above, wide))
    return Draft(Layout.FIGURE, "panel", (head, picture), fits=bottom(head) <= LOWEST, sound_x=MARGIN + WORDS)


def compared_slide(segment: Segment, title: str, style: Style) -> Draft:
    """Draft a slide with two to four figures side by side, each with its name and its point below it."""
    setter, measures = style.setter, style.measures
    count = len(segment.figures)
    width = (FULL - _GUTTER * (count - 1)) / count
    head = setter.fitting(
        Role.TITLE, title, Look(measures.heading[0], HEADING, bold=True), measures.heading, MARGIN, 56, FULL, 2
    )
    top = max(136.0, bottom(head) + 32)
    name_size = _step(style, segment, measures.name, width)
    columns = [_column(segment, index, style, name_size, width) for index in range(count)]
    under = max(sum(box.height for box in column) + 12 for column in columns)
    height = min(width * (330 / 270 if count > 2 else 376 / 564), LOWEST - top - 20 - under)
    layout = Layout.PAIR if count == 2 else Layout.SERIES
    boxes, marks = [head], []
    for index, (figure, column) in enumerate(zip(segment.figures, columns, strict=True)):
        x = MARGIN + index * (width + _GUTTER)
        boxes += [
            Box(Role.PANEL, x, top, width, height, fill="panel", radius=14),
            filled(figure, x, top, width, height, radius=14)
            if layout is Layout.SERIES
            else whole(figure, x, top, width, height, air=8),
        ]
        y = top + height + 20
        for box in column:
            placed = replace(moved(box, y - box.y), x=x)
            boxes.append(placed)
            y = bottom(placed) + 12
        ring = Box(Role.MARK, x - _RING, top - _RING, width + 2 * _RING, height + 2 * _RING, fill="mark", radius=20)
        marks.append(Mark((ring,)))
    numbers = [
        Box(
            Role.NOTE, MARGIN + index * (width + _GUTTER) + 12, top + 12, 48, 48, fill="ink", radius=24,
            paragraphs=setter.box(Role.NOTE, [str(index + 1)], Look(28), 0, top + 22, 48).paragraphs,
            size=28, pitch=28, bold=True, colour="paper", align=Align.CENTRE,
        )
        for index in range(count)
    ] if layout is Layout.SERIES else []  # fmt: skip
    return Draft(layout, "paper", (*boxes, *numbers), tuple(marks), fits=height >= 160)


def whole(figure: Figure, x: float, y: float, width: float, height: float, *, air: float) -> Box:
    """Return a box with the whole figure, as large as the given rectangle allows and centred in it.

    ``air`` is the least distance from the edges in px; 0 is used if figure and rectangle have the same shape.
    """
    own_width, own_height = figure.size
    if abs(own_width / own_height - width / height) < 0.02:
        air = 0
    scale = min((width - 2 * air) / own_width, (height - 2 * air) / own_height)
    w, h = round(own_width * scale, 2), round(own_height * scale, 2)
    return Box(Role.FIGURE, x + round((width - w) / 2, 2), y + round((height - h) / 2, 2), w, h, figure=figure)


def filled(
    figure: Figure, x: float, y: float, width: float, height: float, *, zoom: float = 1.0, radius: float = 0
) -> Box:
    """Return a box with the middle of a figure, cropped to fill the given rectangle. ``zoom`` enlarges it further."""
    own_width, own_height = figure.size
    scale = max(width / own_width, height / own_height) * zoom
    across, down = width / (own_width * scale), height / (own_height * scale)
    left, top = (1 - across) / 2, (1 - down) / 2
    window = tuple(round(edge, 5) for edge in (left, top, left + across, top + down))
    assert len(window) == 4
    return Box(Role.FIGURE, x, y, width, height, figure=figure, window=window, radius=radius)


def title_window(script: Script) -> Figure | None:
    """Return the figure that the title slide shows enlarged: the deck's first that is not decorative, or None."""
    return next((f for segment in script.segments for f in segment.figures if not f.decorative), None)


def _column(segment: Segment, index: int, style: Style, size: float, width: float) -> list[Box]:
    boxes = []
    figure = segment.figures[index]
    if figure.name:
        boxes.append(style.setter.box(Role.NOTE, [figure.name], Look(size, HEADING, bold=True), 0, 0, width))
    if index < len(segment.points):
        steps = style.measures.line
        look = Look(steps[0] if len(segment.figures) == 2 else steps[-1], 1.25)
        point = segment.points[index]
        boxes.append(style.setter.box(Role.BODY, [point.text], look, 0, 0, width, numbers=[point.number]))
    return boxes


def _step(style: Style, segment: Segment, steps: tuple[int, ...], width: float) -> float:
    """Return the largest font size of ``steps`` at which no name of a figure has a word wider than ``width`` px."""
    names = [figure.name for figure in segment.figures if figure.name]
    for size in steps:
        if not style.setter.breaks_word(names, Look(size, bold=True), width):
            return size
    return steps[-1]
