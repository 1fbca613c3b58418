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
    tables = {line.columns for line in lines if line.check}  # that of a row without cells cannot be shown
    if not rows or len(tables) > 1 or _beside(rows, spoken) > _MOST_BESIDE:
        return None, ()
    points = [_point(file, line, spoken, language) for line in rows]
    if not all(_says(point) for point in points):
        return None, ()
    return Table(rows[0].columns, points[0].place), tuple(points)


def _beside(rows: Sequence[RawLine], spoken: Sequence[SpokenSentence]) -> int:
    """Return how many of the sentences ``spoken`` are none of the ``rows``."""
    numbers = {line.number for line in rows}
    return sum(one.place is None or one.place.line not in numbers for one in spoken)


def _point(file: str, line: RawLine, spoken: Sequence[SpokenSentence], language: str) -> Point:
    said = (one.text for one in spoken if one.place is not None and one.place.line == line.number)
    return Point(joiner(language).join(said), Place(file, line.number), cells=line.cells)


def _says(row: Point) -> bool:
    return all(cell in row.text and "\n" not in cell for cell in row.cells)
