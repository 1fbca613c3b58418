"""Writes the cells of a slide's table as a PowerPoint table (ECMA-376 part 1, 21.1.3).

Its first row and its first column are marked as headers. The table is clear: its ground and its lines are shapes below it, and so are the marks of what is being spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.exporters.pptx.format import PX, TABLE
from narrate.exporters.pptx.writing.shapes import NAMESPACES, TextStyle, paragraph, words_frame
from narrate.model import Box, Paragraph, Role, Slide

_CLEAR = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRTB") + "<a:noFill/>"


@dataclass(frozen=True, slots=True)
class TableGrid:
    """The table of a slide: its frame, the widths of its columns and the heights of its rows, all in EMU.

    ``rows`` are the boxes of the cells. ``inset`` is the distance between the words of a cell and the edge of the cell
    at which they begin.
    """

    frame: tuple[int, int, int, int]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    rows: tuple[tuple[Box, ...], ...]
    inset: int


def grid_of(slide: Slide, *, mirrored: bool) -> TableGrid:
    """Return the table of ``slide``, whose columns run from right to left if it is ``mirrored``."""
    ground = next(box for box in slide.boxes if box.role is Role.GROUND)
    cells = [box for box in slide.boxes if box.role is Role.CELL]
    lows = [box.y + box.height for box in slide.boxes if box.role is Role.RULE]
    columns = len(cells) // len(lows)
    first = cells[:columns]
    left, right = ground.x, ground.x + ground.width
    if mirrored:
        inset = right - first[0].x - first[0].width
        edges = [right, *(right_of(box) + inset for box in first[1:]), left]
    else:
        inset = first[0].x - left
        edges = [left, *(box.x - inset for box in first[1:]), right]
    across, down = [round(edge * PX) for edge in edges], [round(edge * PX) for edge in (ground.y, *lows)]
    return TableGrid(
        (min(across), down[0], max(across), down[-1]),
        tuple(abs(end - start) for start, end in pairwise(across)),
        tuple(end - start for start, end in pairwise(down)),
        tuple(tuple(cells[start : start + columns]) for start in range(0, len(cells), columns)),
        round(inset * PX),
    )


def right_of(box: Box) -> float:
    """Return the right edge of ``box`` in px."""
    return box.x + box.width


def table(grid: TableGrid, id_: int, style: TextStyle) -> str:
    """Return the XML of the table ``grid``."""
    left, top, right, low = grid.frame
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in grid.widths)
    rows, y = [], top
    for row, height in zip(grid.rows, grid.heights, strict=True):
        rows.append(f'<a:tr h="{height}">{"".join(_cell(box, row, y, grid.inset, style) for box in row)}</a:tr>')
        y += height
    direction = ' rtl="1"' if style.mirrored else ""
    return (
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{id_}" name="Table"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{right - left}" cy="{low - top}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{TABLE}"><a:tbl><a:tblPr{direction} firstRow="1" firstCol="1"/>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(box: Box, row: Sequence[Box], top: int, inset: int, style: TextStyle) -> str:
    """Return the XML of a cell in a ``row`` that begins at ``top``, in EMU.

    Words have no margin at their end, so that viewers whose letters are a little wider do not break lines again.
    """
    filled = next(one for one in (box, *row) if one.paragraphs)
    above = max(0, round(words_frame(filled, style)[1] * PX) - top)
    sides = f'marL="0" marR="{inset}"' if style.mirrored else f'marL="{inset}" marR="0"'
    shown = box.paragraphs[0] if box.paragraphs else Paragraph((), 0)
    return (
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        f"{paragraph(box, shown, 0, style, field=False)}</a:txBody>"
        f'<a:tcPr {sides} marT="{above}" marB="0" anchor="t">{_CLEAR}</a:tcPr></a:tc>'
    )
