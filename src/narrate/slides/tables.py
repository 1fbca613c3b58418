"""Drafts a slide with a table: the names of the columns on a ground, and a line under each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from narrate.model import Box, Layout, Mark, Role, Segment
from narrate.slides.grid import FULL, LOWEST, MARGIN, TOP
from narrate.slides.unfinished_slide import BAR, Draft, Style
from narrate.slides.words import HEADING, Look, Setter, bottom, moved

_UNDER_HEADING = 36
_ACROSS, _DOWN = 24, 12  # px between the words of a cell and its edges
_ROOMIER, _WIDEST = 1.6, 120  # a narrow table gets wider by this factor at most, and each column by so many px
_LINE, _HEADER_LINE = 2, 4  # px


def table_slide(segment: Segment, title: str, style: Style, size: float) -> Draft:
    """Draft a slide with the rows of ``segment`` at font size ``size``, under its heading.

    The boxes of the cells are in the order of reading, first the names of the columns. All cells of a row are as high
    as its highest. Each cell has a mark, row by row: a tint on its row, and a bar beside its words.
    """
    assert segment.table is not None
    setter, measures = style.setter, style.measures
    steps = measures.heading
    head = setter.fitting(Role.TITLE, title, Look(steps[0], HEADING, bold=True), steps, MARGIN, TOP, FULL, 2)
    rows = [segment.table.columns, *(point.cells for point in segment.points)]
    looks = [[_look(row, column, size) for column in range(len(rows[0]))] for row in range(len(rows))]
    widths, whole = _widths(setter, rows, looks)
    y = round(bottom(head)) + _UNDER_HEADING
    grid = _set(setter, rows, looks, widths, y)
    marks = _numbered(grid.marks, grid.cells[len(widths) :], 1 + len(grid.grounds) + len(widths))
    shift = round(max(0.0, LOWEST - grid.low) * 0.3)
    boxes = (head, *(moved(box, shift) for box in (*grid.grounds, *grid.cells)))
    marks = tuple(replace(mark, boxes=tuple(moved(box, shift) for box in mark.boxes)) for mark in marks)
    return Draft(Layout.TABLE, "paper", boxes, marks, fits=whole and grid.low <= LOWEST)


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table that ends at ``low``: its cells, also with the names of the columns, what lies below them, its marks."""

    cells: list[Box]
    grounds: list[Box]
    marks: list[Mark]
    low: float


def _set(
    setter: Setter, rows: Sequence[Sequence[str]], looks: Sequence[Sequence[Look]], widths: Sequence[float], y: float
) -> _Grid:
    """Return the table with ``rows``, the first with the names of the columns, from ``y`` down."""
    cells: list[Box] = []
    grounds: list[Box] = []
    marks: list[Mark] = []
    width = sum(widths)
    for number, (row, row_looks) in enumerate(zip(rows, looks, strict=True)):
        made = _row(setter, row, row_looks, widths, y + _DOWN)
        height = round(max(box.height for box in made)) + 2 * _DOWN
        line, colour = (_LINE, "dim") if number else (_HEADER_LINE, "accent")
        if number:
            marks += _marks(made, y, height, width)
        else:
            grounds.append(Box(Role.GROUND, MARGIN, y, width, height, fill="panel"))
        grounds.append(Box(Role.RULE, MARGIN, y + height, width, line, fill=colour))
        cells += made
        y += height + line
    return _Grid(cells, grounds, marks, y)


def _numbered(marks: Sequence[Mark], cells: Sequence[Box], first: int) -> tuple[Mark, ...]:
    """Return ``marks`` with the numbers of their ``cells``, which are boxes of the slide from number ``first`` on."""
    pairs = enumerate(zip(marks, cells, strict=True), first)
    return tuple(replace(mark, box=number if cell.paragraphs else -1) for number, (mark, cell) in pairs)


def most_rows(style: Style) -> int:
    """Return how many rows a slide can hold at most, besides the names of the columns."""
    lowest_row = style.measures.table[-1] + 2 * _DOWN + _LINE
    return int((LOWEST - TOP) // lowest_row)


def _look(row: int, column: int, size: float) -> Look:
    return Look(size, HEADING, bold=not row or not column)


def _widths(setter: Setter, rows: Sequence[Sequence[str]], looks: Sequence[Sequence[Look]]) -> tuple[list[float], bool]:
    """Return the widths of the columns in px, and whether no word is broken.

    A column is as wide as its widest cell. If there is no room for that, each is at least as wide as its longest word,
    and what is left is shared by how much each lacks.
    """
    columns = range(len(rows[0]))
    texts = [[(row[n], look[n]) for row, look in zip(rows, looks, strict=True)] for n in columns]
    least = [max(setter.widest_word(text, look) for text, look in column) + 2 * _ACROSS for column in texts]
    wanted = [max(setter.width(text, look) for text, look in column) + 2 * _ACROSS for column in texts]
    spare = FULL - sum(wanted)
    if spare >= 0:
        more = min(_WIDEST, spare / len(columns), (_ROOMIER - 1) * sum(wanted) / len(columns))
        return [float(round(width + more)) for width in wanted], True
    room = FULL - sum(least)
    lacks = [want - has for want, has in zip(wanted, least, strict=True)]
    if room < 0:
        return [FULL / len(columns) for _ in columns], False
    return [float(int(has + room * lack / sum(lacks))) for has, lack in zip(least, lacks, strict=True)], True


def _row(setter: Setter, row: Sequence[str], looks: Sequence[Look], widths: Sequence[float], top: float) -> list[Box]:
    """Return the boxes of the cells of a row, whose words begin at ``top``."""
    x, boxes = float(MARGIN), []
    for text, look, width in zip(row, looks, widths, strict=True):
        texts = [text] if text else []
        boxes.append(setter.box(Role.CELL, texts, look, x + _ACROSS, top, width - 2 * _ACROSS))
        x += width
    height = max(*(box.height for box in boxes), setter.setting(looks[0]).size)
    return [replace(box, height=height) for box in boxes]


def _marks(cells: Sequence[Box], y: float, height: float, width: float) -> list[Mark]:
    """Return the marks of the cells of a row. ``y``, ``height`` and ``width`` are those of the row."""
    tint = Box(Role.MARK, MARGIN, y, width, height, fill="tint")
    return [
        Mark((tint, Box(Role.MARK, cell.x - _ACROSS + 4, y + 4, BAR, height - 8, fill="mark", radius=2)))
        for cell in cells
    ]
