"""Sets braille in lines and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from narrate.exporters.brf.format import (
    ENTRY_INDENTS,
    ENTRY_RUNOVER,
    GUIDE,
    LINE_END,
    MARGIN,
    NUMBER_ROOM,
    PAGE_END,
    SLIDE_LINE,
    PageSize,
    Style,
)
from narrate.exporters.brf.numbers import number_cells
from narrate.exporters.brf.tables import Table
from narrate.exporters.brf.texts import Role

_STYLES = {
    Role.TITLE: Style.CENTRED,
    Role.SUBTITLE: Style.CENTRED,
    Role.NOTICE: Style.PARAGRAPH,
    Role.CONTENTS: Style.CENTRED,
    Role.PARAGRAPH: Style.PARAGRAPH,
    Role.FIGURE: Style.NOTE,
    Role.ITEM: Style.ITEM,
}
_AFTER_HEADING = 2
"""The lines after a heading that must stand on its page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text in braille. The fields are those of ``texts.Text``."""

    role: Role
    cells: str
    number: int = 0
    level: int = 0

    @property
    def style(self) -> Style:
        if self.role is Role.HEADING:
            return Style.CENTRED if self.level < 3 else Style.HEADING
        return _STYLES[self.role]


def wrapped(cells: str, width: int, first: int, others: int) -> list[str]:
    """Return ``cells`` in lines of at most ``width``, indented by ``first`` and then ``others`` blanks.

    Only a word that is longer than a line is divided. Dot 5 before the break says that the word goes on.
    """
    lines, line = [], " " * first
    empty = True
    for word in cells.split():
        rest = word
        if not empty and len(line) + 1 + len(rest) > width:
            lines.append(line)
            line, empty = " " * others, True
        while empty and len(line) + len(rest) > width:
            room = width - len(line) - len(GUIDE)
            lines.append(f"{line}{rest[:room]}{GUIDE}")
            line, rest = " " * others, rest[room:]
        line = f"{line}{rest}" if empty else f"{line} {rest}"
        empty = False
    return lines if empty else [*lines, line]


def centred(cells: str, width: int) -> list[str]:
    """Return ``cells`` in centred lines."""
    room = width - 2 * MARGIN
    return [f"{' ' * ((width - len(line)) // 2)}{line}" for line in wrapped(cells, room, 0, 0)]


@dataclass
class _Pages:
    """Pages that fill up. ``first`` is the number of the first page."""

    size: PageSize
    first: int
    pages: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def number(self) -> int:
        return self.first + len(self.pages) - 1

    @property
    def room(self) -> int:
        return self.size.lines - 1 - len(self.pages[-1])

    def turn(self) -> None:
        if self.pages[-1]:
            self.pages.append([])

    def add(self, line: str) -> None:
        if not self.room:
            self.pages.append([])
        self.pages[-1].append(line)


def book(blocks: Iterable[Block], size: PageSize, table: Table) -> Iterator[str]:
    """Yield the pages of a book. ``blocks`` begin with those of the title page, as ``texts.texts_of`` has them."""
    blocks = iter(blocks)
    front: list[Block] = []
    for block in blocks:
        front.append(block)
        if block.role is Role.CONTENTS:
            break
    text = list(blocks)
    title_page = _title_page(front[:-1], size)
    headings = [block for block in text if block.role is Role.HEADING]
    length = len(_contents(front[-1], [(one, 0) for one in headings], size, table).pages)
    body, places = _body(text, size, table, len(title_page.pages) + length + 1)
    contents = _contents(front[-1], list(zip(headings, places, strict=True)), size, table)
    pages = (page for part in (title_page, contents, body) for page in part.pages)
    for number, lines in enumerate(pages, 1):
        head = _head(front[0].cells, number_cells(number, table), size.cells)
        yield LINE_END.join([head, *lines, ""]) + PAGE_END


def _head(title: str, number: str, width: int) -> str:
    """The first line of a page: as many words of the title as fit, centred, and the number at the end."""
    room = width - 2 * (len(number) + MARGIN)
    words = title.split()
    while words and len(" ".join(words)) > room:
        words.pop()
    return f"{' '.join(words):^{width - len(number)}}"[: width - len(number)].ljust(width - len(number)) + number


def _title_page(blocks: Sequence[Block], size: PageSize) -> _Pages:
    pages = _Pages(size, 1)
    for block in blocks:
        pages.add("")
        for line in _lines(block, size.cells):
            pages.add(line)
    return pages


def _contents(title: Block, headings: Sequence[tuple[Block, int]], size: PageSize, table: Table) -> _Pages:
    """The list of ``headings``, each with the number of its page."""
    pages = _Pages(size, 1)
    for line in [*centred(title.cells, size.cells), ""]:
        pages.add(line)
    for heading, page in headings:
        indent = ENTRY_INDENTS.get(heading.level, 0)
        *lines, last = wrapped(heading.cells, size.cells - NUMBER_ROOM, indent, ENTRY_RUNOVER)
        number = number_cells(page, table)
        guide = size.cells - len(last) - len(number) - 2
        if len(lines) + 1 > pages.room:
            pages.turn()
        for line in (*lines, f"{last} {GUIDE * guide if guide > 1 else ' ' * guide} {number}"):
            pages.add(line)
    return pages


def _body(blocks: Iterable[Block], size: PageSize, table: Table, first: int) -> tuple[_Pages, list[int]]:
    """The text, whose first page has the number ``first``, and the page of each heading."""
    pages, places = _Pages(size, first), []
    held: list[tuple[str, bool]] = []  # lines that must stand on the page of what follows; whether a heading begins

    def place(lines: Sequence[str]) -> None:
        if len(held) + min(_AFTER_HEADING, len(lines)) > pages.room:
            pages.turn()
        for line, is_heading in (*held, *((line, False) for line in lines)):
            pages.add(line)
            if is_heading:
                places.append(pages.number)
        held.clear()

    before: Block | None = None
    for block in blocks:
        if before is not None and _is_apart(before, block):
            held.append(("", False))
        if block.role is Role.SLIDE:
            number = number_cells(block.number, table)
            held.append((SLIDE_LINE * (size.cells - len(number)) + number, False))
        elif block.role is Role.HEADING:
            held += [(line, index == 0) for index, line in enumerate(_lines(block, size.cells))]
        else:
            place(_lines(block, size.cells))
        before = block
    place([])
    return pages, places


def _is_apart(before: Block, block: Block) -> bool:
    """Whether a blank line stands between two blocks."""
    if Role.SLIDE in (before.role, block.role):
        return block.role is Role.HEADING
    if before.role is Role.HEADING:
        return before.style is Style.CENTRED
    return before.role is not block.role


def _lines(block: Block, width: int) -> list[str]:
    if block.style is Style.CENTRED:
        return centred(block.cells, width)
    return wrapped(block.cells, width, *block.style.value)
