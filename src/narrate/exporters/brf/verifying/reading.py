"""Reads the pages of a braille book: what stands on the title page, in the contents, and on each slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from narrate.exporters.brf.format import GUIDE, SLIDE_LINE, Style
from narrate.exporters.brf.numbers import read_number
from narrate.exporters.brf.tables import Table


@dataclass(frozen=True, slots=True)
class Line:
    """A line below the first of its page."""

    page: int
    cells: str

    @property
    def indent(self) -> int:
        return len(self.cells) - len(self.cells.lstrip(" "))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: what it says, its page, and the blanks before it."""

    cells: str
    page: int
    indent: int


@dataclass(slots=True)
class ReadSlide:
    """What one slide has. The heading is (style, cells, page); the texts are braille without its lines."""

    number: int
    page: int
    heading: tuple[Style, str, int] | None = None
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """A book. ``heads`` are the first lines of its pages; ``front`` the texts of the title page, its title first."""

    heads: tuple[str, ...]
    front: tuple[str, ...]
    contents_title: str
    entries: tuple[Entry, ...]
    slides: tuple[ReadSlide, ...]


def read_book(pages: Sequence[Sequence[str]], width: int, table: Table) -> ReadBook:
    """Return the book of ``pages``, whose lines have ``width`` cells. Raises ValueError if it has no such parts."""
    lines = [Line(number, cells) for number, page in enumerate(pages, 1) for cells in page[1:]]
    front, contents, body = _divided(lines, width, table)
    title, entries = _contents(contents, width, table)
    return ReadBook(
        heads=tuple(page[0] if page else "" for page in pages),
        front=tuple(joined(group, width) for group in _groups(front)),
        contents_title=title,
        entries=tuple(entries),
        slides=tuple(_slides(body, width, table)),
    )


def _divided(lines: Sequence[Line], width: int, table: Table) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """Return the lines of the title page, of the contents and of the text."""
    body = next((at for at, line in enumerate(lines) if _slide_number(line, width, table) is not None), None)
    if body is None:
        raise ValueError("no line begins a slide")
    is_entry = (line.page for line in lines[:body] if _entry_number(line.cells, width, table) is not None)
    first = next(is_entry, lines[body].page - 1)  # without any entry, the title of the contents has a page for itself
    contents = next((at for at, line in enumerate(lines[:body]) if line.page >= first), body)
    return lines[:contents], lines[contents:body], lines[body:]


def joined(lines: Sequence[Line], width: int) -> str:
    """Return the words of ``lines``. A word that was divided, with dot 5 at the end of its line, is made whole."""
    text = ""
    for line in lines:
        word = line.cells.strip(" ")
        is_divided = len(line.cells) == width and " " not in word and word.endswith(GUIDE)
        text += word.removesuffix(GUIDE) if is_divided else f"{word} "
    return text.rstrip(" ")


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    for is_blank, group in groupby(lines, lambda line: not line.cells):
        if not is_blank:
            yield list(group)


def _slide_number(line: Line, width: int, table: Table) -> int | None:
    number = read_number(line.cells.lstrip(SLIDE_LINE), table)
    return number if len(line.cells) == width and line.cells.startswith(SLIDE_LINE * 2) else None


def _entry_number(cells: str, width: int, table: Table) -> int | None:
    words = cells.split(" ")
    return read_number(words[-1], table) if len(cells) == width and len(words) > 2 else None


def _contents(lines: Sequence[Line], width: int, table: Table) -> tuple[str, list[Entry]]:
    """Return the title of the contents, and the entries."""
    groups = list(_groups(lines))
    if not groups:
        return "", []
    entries, some = [], []
    for line in (line for group in groups[1:] for line in group):
        page = _entry_number(line.cells, width, table)
        if page is None:
            some.append(line)
            continue
        words = line.cells.rstrip(" ").split(" ")[:-1]
        if words and set(words[-1]) == {GUIDE}:
            words.pop()
        some.append(Line(line.page, " ".join(words).rstrip(" ")))
        entries.append(Entry(joined(some, width), page, some[0].indent))
        some = []
    if some:
        entries.append(Entry(joined(some, width), 0, some[0].indent))
    return joined(groups[0], width), entries


def _slides(lines: Sequence[Line], width: int, table: Table) -> Iterator[ReadSlide]:
    starts = [at for at, line in enumerate(lines) if _slide_number(line, width, table) is not None]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        number = _slide_number(lines[start], width, table)
        slide = ReadSlide(number or 0, lines[start].page)
        rest = list(lines[start + 1 : end])
        if rest and not rest[0].cells:
            rest = _take_heading(slide, rest[1:], width)
        for group in _groups(rest):
            _take_group(slide, group, width)
        yield slide


def _take_heading(slide: ReadSlide, lines: list[Line], width: int) -> list[Line]:
    """Take the heading from the beginning of ``lines``, and return the rest.

    A heading of the first level ends at a blank line, or with the slide. One of the second has its lines in cell 5.
    """
    blank = next((at for at, line in enumerate(lines) if not line.cells), len(lines))
    deep = next((at for at, line in enumerate(lines) if line.indent != Style.HEADING.value[0]), len(lines))
    is_centred = all(_is_centred(line, width) for line in lines[:blank]) and deep < blank
    style, end = (Style.CENTRED, blank) if is_centred else (Style.HEADING, deep)
    if not end:
        slide.faults.append("a blank line stands where a heading should follow")
        return lines
    slide.heading = (style, joined(lines[:end], width), lines[0].page)
    return lines[end:]


def _is_centred(line: Line, width: int) -> bool:
    right = width - len(line.cells)
    return bool(line.cells) and 0 <= right - line.indent <= 1


_PLACES = {Style.PARAGRAPH: "paragraphs", Style.NOTE: "notes", Style.ITEM: "items"}


def _take_group(slide: ReadSlide, group: Sequence[Line], width: int) -> None:
    """Add the texts of ``group`` to ``slide``: lines without a blank line between them, all in one style."""
    style = next((style for style in _PLACES if style.value[0] == group[0].indent), None)
    if style is None:
        slide.faults.append(f"a text begins in cell {group[0].indent + 1}: {group[0].cells.strip()[:40]!r}")
        return
    texts: list[list[Line]] = []
    for line in group:
        if line.indent == style.value[0]:
            texts.append([line])
        elif line.indent == style.value[1]:
            texts[-1].append(line)
        else:
            slide.faults.append(f"a line begins in cell {line.indent + 1}: {line.cells.strip()[:40]!r}")
            texts[-1].append(line)
    order = list(_PLACES)
    if any(getattr(slide, _PLACES[later]) for later in order[order.index(style) :]):
        slide.faults.append("paragraphs, descriptions and lists are not in this order, or a blank line divides them")
    getattr(slide, _PLACES[style]).extend(joined(text, width) for text in texts)


def pages_of(text: str, line_end: str, page_end: str) -> list[list[str]]:
    """Return the lines of each page. What is wrong with their ends is not looked at."""
    pages = re.split(re.escape(page_end), text)
    return [page.removesuffix(line_end).split(line_end) for page in pages if page]
