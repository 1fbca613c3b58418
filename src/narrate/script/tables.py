"""Reads the tables of a Markdown script, and makes the sentences that say their rows.

The rows are said unless the narration of the slide says them. It says a row if one sentence has the words of all its
cells and of the names of the columns, unchanged and in their order, and negates what the row negates. In doubt the
rows are said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from narrate.errors import Place
from narrate.languages import as_sentence, joiner
from narrate.languages.negations import Negations, negations
from narrate.languages.table_words import before_cell, is_empty, no_entry, said_cells
from narrate.model import Point, Table
from narrate.script.marked_text import Flow
from narrate.script.segments import SpokenSentence, speak_flow

_VOWEL_MARKS = re.compile("[\u064b-\u0652\u0640]")
_STROKE = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"\d+(?:[.,:/–-]\d+)*|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class CellSource:
    """A cell as it stands in the file: ``text`` begins at ``column`` of its line, counted from 0."""

    text: str
    column: int


@dataclass(slots=True)
class WrittenTable:
    """A table of a script: the names of its columns and its rows, with the writer's marks.

    ``after`` is the number of sentences of its slide before it, ``paragraph`` the number of paragraphs. ``pause_ms``
    follows the table.
    """

    columns: Sequence[Flow]
    rows: Sequence[Sequence[Flow]]
    place: Place
    places: Sequence[Place]
    after: int
    paragraph: int
    voice: str = ""
    pause_ms: int | None = None

    @property
    def table(self) -> Table:
        return Table(tuple(_line(flow) for flow in self.columns), self.place)

    def points(self, language: str) -> tuple[Point, ...]:
        """Return the rows as the points of a segment in ``language``."""
        columns = self.table.columns
        points = []
        for number, (row, place) in enumerate(zip(self.rows, self.places, strict=True)):
            cells = tuple(_line(flow) for flow in row)
            text = joiner(language).join(said_cells(columns, cells, language, first=not number))
            points.append(Point(text, place, cells=cells))
        return tuple(points)

    def spoken(self, language: str) -> list[SpokenSentence]:
        """Return the sentences that say the table, one or more for each cell. Each row is a paragraph, from 0."""
        sentences: list[SpokenSentence] = []
        for number, row in enumerate(self.rows):
            for index, cell in enumerate(row):
                column = self.columns[index] if index or not number else Flow(cell.file)
                sentences += speak_flow(_said(column, cell, language), language, number, self.voice)
        if sentences and self.pause_ms is not None:
            sentences[-1] = replace(sentences[-1], pause_after_ms=self.pause_ms)
        return sentences

    def is_said_by(self, texts: Iterable[str], language: str) -> bool:
        """Whether the sentences ``texts`` say all rows. They never do if the negations of ``language`` are unknown."""
        known = negations(language)
        if known is None:
            return False
        sentences = [(_words(text), _is_negated(text, known)) for text in texts]
        names = [_words(column.text) for column in self.columns[1:]]
        for row in self.rows:
            cells, negated = [_words(cell.text) for cell in row], any(_is_negated(cell.text, known) for cell in row)
            empty = any(is_empty(cell.text) for cell in row)
            if empty or not any(negated == also and _says(words, cells, names) for words, also in sentences):
                return False
        return True


def sources_of(line: str) -> list[CellSource]:
    """Return the cells of a table in ``line``, a line of the file."""
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    strokes = [match.start() for match in _STROKE.finditer(line)]
    if strokes and strokes[0] == start:
        start, strokes = start + 1, strokes[1:]
    if strokes and strokes[-1] == end - 1:
        end, strokes = end - 1, strokes[:-1]
    bounds = [start - 1, *strokes, end]
    cells = []
    for left, right in pairwise(bounds):
        text = line[left + 1 : right]
        cells.append(CellSource(text.strip(), left + 1 + len(text) - len(text.lstrip())))
    return cells


def has_stroke(line: str) -> bool:
    """Whether ``line`` has a stroke that divides cells."""
    return _STROKE.search(line) is not None


def with_table(spoken: Sequence[SpokenSentence], table: WrittenTable, language: str) -> list[SpokenSentence]:
    """Return ``spoken`` with the sentences that say ``table`` in their place, if ``spoken`` does not say all rows."""
    if table.is_said_by((sentence.text for sentence in spoken), language):
        return list(spoken)
    rows = [replace(one, paragraph=one.paragraph + table.paragraph) for one in table.spoken(language)]
    later = [replace(one, paragraph=one.paragraph + len(table.rows)) for one in spoken[table.after :]]
    return [*spoken[: table.after], *rows, *later]


def wordless(cell: Flow) -> bool:
    """Whether ``cell`` has signs that no voice says, and nothing else."""
    if is_empty(cell.text) or any(letter.isalnum() for letter in cell.text):
        return False
    return not any(mark.kind == "say" for mark in cell.marks)


def _said(column: Flow, cell: Flow, language: str) -> Flow:
    """Return what is said for ``cell`` after the name of its ``column``, with the marks of both."""
    name = _line(column)
    before = before_cell(name, language)
    words = no_entry(language) if is_empty(cell.text) else _line(cell)
    text = as_sentence(before + words, language)
    marks = [*column.marks] if before else []
    marks += [replace(mark, start=mark.start + len(before), end=mark.end + len(before)) for mark in cell.marks]
    flow = Flow(cell.file, text, [mark for mark in marks if mark.end <= len(text)])
    place = cell.place(0)
    flow._starts, flow._places = [0], [(place.line, place.column)]
    return flow


def _line(flow: Flow) -> str:
    return " ".join(flow.text.split())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_negated(text: str, known: Negations) -> bool:
    plain = _VOWEL_MARKS.sub("", text.lower())
    return bool(known.sure.search(plain) or known.perhaps.search(plain))


def _says(words: Sequence[str], cells: Sequence[Sequence[str]], names: Sequence[Sequence[str]]) -> bool:
    """Whether ``words`` have the words of all ``cells`` and of all ``names`` of columns, each in their order.

    So "two at night and one in the morning" does not say a row with one in the morning and two at night.
    """
    left: list[str | None] = list(words)
    return all(_take(left, texts) for texts in (cells, names))


def _take(left: list[str | None], texts: Sequence[Sequence[str]]) -> bool:
    """Whether ``left`` has each of ``texts``, in order. Words that are found are replaced by None."""
    start = 0
    for text in texts:
        length = len(text)
        at = next((n for n in range(start, len(left) - length + 1) if left[n : n + length] == list(text)), None)
        if at is None:
            return False
        left[at : at + length] = [None] * length
        start = at + length
    return True
