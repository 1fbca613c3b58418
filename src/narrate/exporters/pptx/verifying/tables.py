"""Reads the table on a slide: its cells with their frames, the widths of its columns and the heights of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import DrawnShape


def widths_of(frame: etree._Element) -> list[int]:
    """Return the widths of the columns of the table in a ``p:graphicFrame``, in EMU."""
    return [int(column.get("w") or 0) for column in frame.iter(f"{A}gridCol")]


def heights_of(frame: etree._Element) -> list[int]:
    """Return the heights of the rows of the table in a ``p:graphicFrame``, in EMU."""
    return [int(row.get("h") or 0) for row in frame.iter(f"{A}tr")]


def is_clear(shape: etree._Element) -> bool:
    """Whether a shape is a table without a style, whose cells have neither fills nor lines."""
    if shape.tag != f"{P}graphicFrame":
        return False
    properties = shape.find(f".//{A}tblPr")
    cells = [cell.find(f"{A}tcPr") for cell in shape.iter(f"{A}tc")]
    return properties is not None and len(properties) == 0 and bool(cells) and all(map(_is_clear_cell, cells))


def _is_clear_cell(properties: etree._Element | None) -> bool:
    return (
        properties is not None
        and properties.find(f"{A}noFill") is not None
        and all(properties.find(f"{A}ln{side}/{A}noFill") is not None for side in "LRTB")
    )


def cells_of(shape: DrawnShape) -> Iterator[DrawnShape]:
    """Yield the cells of ``shape`` if it is a table, each with the frame of its words: the cell without its margins."""
    if shape.element.tag != f"{P}graphicFrame":
        return
    left, top, right, _ = shape.frame
    table = shape.element.find(f".//{A}tbl/{A}tblPr")
    turned = table is not None and table.get("rtl") in ("1", "true")
    edges = list(accumulate(widths_of(shape.element), initial=0))
    downs = list(accumulate(heights_of(shape.element), initial=0))
    for row, y, low in zip(shape.element.iter(f"{A}tr"), downs, downs[1:], strict=False):
        for cell, start, end in zip(row.iterfind(f"{A}tc"), edges, edges[1:], strict=False):
            x, far = (right - end, right - start) if turned else (left + start, left + end)
            before, above, after, below = (_margin(cell, side) for side in "LTRB")
            yield DrawnShape(cell, (x + before, top + y + above, far - after, top + low - below), shape.mover)


def _margin(cell: etree._Element, side: str) -> int:
    properties = cell.find(f"{A}tcPr")
    return int((properties.get(f"mar{side}") if properties is not None else "") or 0)
