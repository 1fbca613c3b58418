"""Finds tables whose columns have no header."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.check.decks.examined_slide import ExaminedSlide
from narrate.errors import Problem, Severity
from narrate.sources.ooxml import A
from narrate.sources.powerpoint.values import flag


def check_tables(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report tables of several rows and columns in which neither a header row nor a header column is marked."""
    for shape in slide.all_shapes:
        table = shape.element.find(f"{A}graphic/{A}graphicData/{A}tbl") if shape.kind == "table" else None
        if table is None or not shape.text:
            continue
        rows, columns = len(table.findall(f"{A}tr")), len(table.findall(f"{A}tblGrid/{A}gridCol"))
        properties = table.find(f"{A}tblPr")
        marked = properties is not None and any(flag(properties.get(name)) for name in ("firstRow", "firstCol"))
        if rows > 1 and columns > 1 and not marked:
            message = f"the table on slide {slide.number} ({rows} rows, {columns} columns) has no header row"
            hint = "tick Table Design > Header Row, and write the names of the columns into the first row"
            yield Problem(slide.place, Severity.WARNING, "deck-table", message, hint)
