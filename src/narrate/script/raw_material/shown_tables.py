"""Finds the table that the slide of some raw material shows, such as a table of a Word document.

Its rows are spoken as sentences like the rest of the material, whether a slide shows the table or not.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.errors import Place
from narrate.languages import joiner
from narrate.model import Point, Table
from narrate.script.raw_material.material import RawLine
from narrate.script.segments import SpokenSentence

_MOST_BESIDE = 3  # sentences beside a table: a slide with a table does not show them


def table_of(
    file: str, lines: Sequence[RawLine], spoken: Sequence[SpokenSentence], language: str
) -> tuple[Table | None, tuple[Point, ...]]:
    """Return the table in ``lines`` and its rows; None if there is none, or if the slide had better show sentences.

    ``spoken`` are the sentences of the lines. A row is only shown if its sentences have the words of all its cells, so
    that what was mended or left out in them is not shown otherwise.
    """
    rows = [line for line in lines if line.cells]
    if not rows or len({line.columns for line in rows}) > 1:
        return None, ()
    if any(line.check and not line.cells for line in lines):
        return None, ()
    numbers = {line.number for line in rows}
    beside = [one for one in spoken if one.place is None or one.place.line not in numbers]
    if len(beside) > _MOST_BESIDE:
        return None, ()
    points = []
    for line in rows:
        text = joiner(language).join(one.text for one in spoken if one.place and one.place.line == line.number)
        if not all(cell in text for cell in line.cells) or any("\n" in cell for cell in line.cells):
            return None, ()
        points.append(Point(text, Place(file, line.number), cells=line.cells))
    return Table(rows[0].columns, points[0].place), tuple(points)
