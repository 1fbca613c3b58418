"""Turns tables of a Word document into sentences: "Metformin 500 mg: morning 1, night 2".

Such a sentence needs a first row that names the columns. Without names each row is still a sentence. A table used only
for layout is read cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from narrate.errors import Place
from narrate.languages import primary_language
from narrate.model import Edit
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.word_documents.styles import Styles
from narrate.script.raw_material.word_documents.xml_names import TBL, TC, TR, VAL, P, R, T, is_on, number, w

NAME = "name of a column"
_ENDED = re.compile(r"[.!?…。！？؟।:;,،、，；：][\"'”’»)\]]*$")
_NEAR = 10
_LONG_NAME = 60
_LONG_CELL = 160
_SHADES = ("", "auto", "FFFFFF", "ffffff")
# Days and months keep their capital when the rest of a column name loses it.
_CAPITALS = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat",
    "sun", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
))  # fmt: skip
_NOUNS_IN_CAPITALS = ("de", "lb")


@dataclass(slots=True)
class Cell:
    """A cell that begins at column ``start`` (from 0) and is ``span`` columns wide.

    ``goes_on``: it continues the cell above it.
    """

    start: int
    span: int
    goes_on: bool
    element: Any
    lines: list[RawLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        joined: list[str] = []
        for line in self.lines:
            joined.append(line.text if not joined else _next(joined[-1], ", ") + line.text)
        return "".join(joined)


@dataclass(slots=True)
class Row:
    """A row of a table. ``is_header``: the document marks it as a header. ``place`` is that of its first paragraph."""

    cells: list[Cell]
    is_header: bool
    element: Any
    place: Place

    @property
    def filled(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.lines]


def rows_of(table: Any) -> Iterator[tuple[Any, list[Cell], bool]]:
    """Yield (element, cells, whether the document marks it as a header) for each row of a table.

    The rows of nested tables are not included.
    """
    for row in _below(table, TR):
        properties = row.find(w("trPr"))
        column, header = 0, False
        if properties is not None:
            before = properties.find(w("gridBefore"))
            column = min(max(number(before.get(VAL)), 0), _LONG_CELL) if before is not None else 0
            header = any(is_on(mark) for mark in properties.iterfind(w("tblHeader")))
        cells = []
        for cell in _below(row, TC):
            settings = cell.find(w("tcPr"))
            span, goes_on = 1, False
            if settings is not None:
                spanned, merged = settings.find(w("gridSpan")), settings.find(w("vMerge"))
                span = min(max(number(spanned.get(VAL), 1), 1), _LONG_CELL) if spanned is not None else 1
                goes_on = merged is not None and merged.get(VAL, "continue") == "continue"
            cells.append(Cell(column, span, goes_on, cell))
            column += span
        yield row, cells, header


def _below(holder: Any, tag: str) -> Iterator[Any]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag not in (P, TBL, TR, TC) and isinstance(child.tag, str):
            yield from _below(child, tag)


def table_lines(rows: Sequence[Row], table: Any, styles: Styles, language: str) -> tuple[list[RawLine], list[Edit]]:
    """Return the lines of a table, and edits for words that are added to them or left out of them.

    ``language`` (a tag) decides whether column names keep their capital.
    """
    rows = [row for row in rows if row.cells]
    columns = max((cell.start + cell.span for row in rows for cell in row.cells), default=0)
    if columns < 2 or len(rows) < 2 or _has_headings(rows):
        return _in_order(rows), []
    headers = _headers(rows, table, styles)
    if not headers and _is_layout(rows):
        return _in_order(rows), []
    names = _names(headers, columns, language)
    lines: list[RawLine] = []
    edits: list[Edit] = []
    if words := _words_of(headers):
        edits.append(Edit(headers[0].place, words, "names of columns"))
    text_cells: dict[int, Cell] = {}
    shown = _columns(rows, headers, columns)
    for row in rows[len(headers) :]:
        text_cells = _text_cells(row, text_cells)
        line, added = _sentence(row, text_cells, names)
        if line is not None:
            lines.append(replace(line, columns=shown, cells=_shown_cells(row) if shown else ()))
            edits += added
    return lines, edits


def _words_of(rows: Sequence[Row]) -> str:
    return " ".join(cell.text for row in rows for cell in row.filled)


def _shown_cells(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells)


def _columns(rows: Sequence[Row], headers: Sequence[Row], columns: int) -> tuple[str, ...]:
    """Return the names of the columns if a slide can show the table: one row of names, and no cell over several."""
    whole = all(len(row.cells) == columns and not any(cell.goes_on for cell in row.cells) for row in rows)
    names = tuple(cell.text for cell in headers[0].cells) if len(headers) == 1 and whole else ()
    return names if all(names[1:]) else ()


def _in_order(rows: Sequence[Row]) -> list[RawLine]:
    return [replace(line, whole=True) for row in rows for cell in row.cells for line in cell.lines]


def _has_headings(rows: Sequence[Row]) -> bool:
    return any(line.level or line.is_title for row in rows for cell in row.cells for line in cell.lines)


def _is_layout(rows: Sequence[Row]) -> bool:
    """Whether a table without column names is only used for layout."""
    return any(len(cell.text) > _LONG_CELL or len(cell.lines) > 2 for row in rows for cell in row.cells)


def _headers(rows: Sequence[Row], table: Any, styles: Styles) -> Sequence[Row]:
    """The first rows that name the columns: rows marked as headers, or a first row that clearly looks different.

    A first row of plain words proves nothing: "Ramipril, in the morning" may be the first medicine.
    """
    marked = 0
    while marked < len(rows) - 1 and rows[marked].is_header:
        marked += 1
    if marked:
        return rows[:marked]
    first, rest = rows[0], rows[1:]
    if not _may_name(first):
        return ()
    apart = (
        not first.cells[0].lines
        or _styled(table, styles)
        or any(_differs(first, rest, has_look) for has_look in (_is_bold, _is_shaded))
        or _has_numbers_below(first, rest)
    )
    return rows[:1] if apart else ()


def _may_name(row: Row) -> bool:
    """Whether each cell of a row may be the name of a column. The first cell may be empty."""
    named = [cell for cell in row.cells if cell.start]
    if len(row.cells) < 2 or not all(cell.lines and _is_name(cell) for cell in named):
        return False
    return not row.cells[0].lines or _is_name(row.cells[0])


def _is_name(cell: Cell) -> bool:
    return (
        len(cell.lines) == 1 and len(cell.text) <= _LONG_NAME and not cell.lines[0].marker and cell.text[-1] not in ".!"
    )


def _styled(table: Any, styles: Styles) -> bool:
    """Whether the table's style formats the first row differently, and the table uses this part of the style."""
    style, look = table.find(f"{w('tblPr')}/{w('tblStyle')}"), table.find(f"{w('tblPr')}/{w('tblLook')}")
    if style is None or not styles.has_first_row(style.get(VAL) or ""):
        return False
    if look is None:
        return True
    first_row = look.get(w("firstRow"))
    if first_row is not None:
        return first_row in ("1", "true", "on")
    value = look.get(VAL) or "0"
    return bool(int(value, 16) & 0x20) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", value) else False


def _differs(first: Row, rest: Sequence[Row], look: Callable[[Cell], bool]) -> bool:
    """Whether ``look`` is true for all cells of ``first``, and for no cell of ``rest`` beyond the first column."""
    return all(look(cell) for cell in first.filled) and not any(
        look(cell) for row in rest for cell in row.filled if cell.start
    )


def _is_bold(cell: Cell) -> bool:
    runs = [run for run in cell.element.iter(R) if run.find(T) is not None]
    marks = [run.find(f"{w('rPr')}/{w('b')}") for run in runs]
    return bool(runs) and all(mark is not None and is_on(mark) for mark in marks)


def _is_shaded(cell: Cell) -> bool:
    shade = cell.element.find(f"{w('tcPr')}/{w('shd')}")
    return shade is not None and (shade.get(w("fill")) or "") not in _SHADES


def _has_numbers_below(first: Row, rest: Sequence[Row]) -> bool:
    """Whether several named columns hold only numbers, while no name has a digit.

    Cells with words prove nothing: both "Dose" and "one tablet" may stand above "500 mg".
    """
    if len(first.cells) < 3 or any(_has_digit(cell.text) for cell in first.cells):
        return False
    below = [cell.text for row in rest for cell in row.filled if cell.start]
    return bool(below) and all(_has_digit(text) and not any(map(str.isalpha, text)) for text in below)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _names(headers: Sequence[Row], columns: int, language: str) -> list[str]:
    """The name of each of the columns: its words in all rows of ``headers``."""
    parts: list[list[str]] = [[] for _ in range(columns)]
    for cell in (cell for row in headers for cell in row.cells if cell.lines):
        text = cell.text
        for column in range(cell.start, cell.start + cell.span):
            if text not in parts[column]:
                parts[column].append(text)
    return [" ".join(_within_sentence(part.rstrip(":"), language) for part in names) for names in parts]


def _within_sentence(name: str, language: str) -> str:
    """``name`` in lower case, if only the start of its cell requires the capital."""
    first = name.split(maxsplit=1)[0] if name else ""
    keeps = not first[1:].islower() or first.lower() in _CAPITALS
    if keeps or primary_language(language) in _NOUNS_IN_CAPITALS:
        return name
    return name[:1].lower() + name[1:]


def _next(before: str, sign: str) -> str:
    """What goes between ``before`` and the next words: ``sign``, or a space if ``before`` already ends with a mark."""
    return " " if _ENDED.search(before[-_NEAR:]) else sign


def _text_cells(row: Row, above: dict[int, Cell]) -> dict[int, Cell]:
    """Return column → the cell with the text for this row.

    It is the row's own cell, or, if that continues the cell above, the cell in ``above`` (the same for the row before).
    """
    text_cells = {}
    for cell in row.cells:
        source = above.get(cell.start) if cell.goes_on else cell
        if source is not None:
            text_cells[cell.start] = source
    return text_cells


def _names_over(cell: Cell, names: Sequence[str]) -> list[str]:
    """The names of the columns that a cell spans, without duplicates."""
    return list(dict.fromkeys(name for name in names[cell.start : cell.start + cell.span] if name))


def _sentence(row: Row, text_cells: dict[int, Cell], names: Sequence[str]) -> tuple[RawLine | None, list[Edit]]:
    """Return (a row as a sentence, what was added to its words); the sentence is None if the row is empty.

    Added are column names, and the text of cells that span several rows.
    """
    if not row.filled:
        return None, []
    edits: list[Edit] = []
    head, rest = "", list[str]()
    for cell in row.cells:
        above = cell.goes_on and not cell.lines
        text = text_cells.get(cell.start, cell).text if above else cell.text
        if not text:
            continue
        if above:
            edits.append(Edit(row.place, "", "cell that holds for several rows", text))
        if not cell.start:
            head = text
            continue
        if covered := _names_over(cell, names):
            edits.append(Edit(row.place, "", NAME, ", ".join(covered)))
            text = f"{', '.join(covered)}{':' if len(covered) > 1 else ''} {text}"
        rest.append(text if not rest else _next(rest[-1], ", ") + text)
    joined = "".join([head, _next(head, ": "), *rest] if head and rest else [head, *rest])
    marker = next((line.marker for line in row.filled[0].lines if line.marker), "")
    line = RawLine(row.place.line, joined, follows_blank=True, turn=True, whole=True, marker=marker, check="table")
    return line, edits
