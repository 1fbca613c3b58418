"""Checks of what any braille book must keep: its cells, lines, pages and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.exporters.brf.format import ENTRY_INDENTS, LINE_END, PAGE_END, PageSize, Style
from narrate.exporters.brf.numbers import read_number
from narrate.exporters.brf.tables import Table
from narrate.exporters.brf.translating import CELLS
from narrate.exporters.brf.verifying.reading import ReadBook


def form_faults(text: str, size: PageSize) -> Iterator[str]:
    """Yield what is wrong with the characters, lines and pages of the file."""
    if not text.endswith(LINE_END + PAGE_END):
        yield "the last page has no end (CR LF and form feed)"
    for number, page in enumerate(text.split(PAGE_END)[:-1], 1):
        lines = page.split(LINE_END)
        if lines[-1]:
            yield f"page {number}: its last line has no end (CR LF)"
        if len(lines) - 1 > size.lines:
            yield f"page {number}: {len(lines) - 1} lines, and a page has {size.lines}"
        for place, line in enumerate(lines[:-1], 1):
            if odd := sorted(set(line) - CELLS):
                yield f"page {number}, line {place}: {odd[0]!r} is no cell of braille"
            if len(line) > size.cells:
                yield f"page {number}, line {place}: {len(line)} cells, and a line has {size.cells}"
            if line.endswith(" "):
                yield f"page {number}, line {place}: there are blanks at its end"


def head_faults(book: ReadBook, table: Table, width: int) -> Iterator[str]:
    """Yield what is wrong with the first lines of the pages: a beginning of the title, and the page's number."""
    title = book.front[0].split(" ") if book.front else []
    for number, head in enumerate(book.heads, 1):
        *words, last = head.split() or [""]
        if read_number(last, table) != number or len(head) != width:
            yield f"page {number}: its number is {last[:20]!r} in braille, or does not end the line"
        if words != title[: len(words)]:
            yield f"page {number}: {' '.join(words)[:40]!r} above it is not how the title begins"


def contents_faults(book: ReadBook) -> Iterator[str]:
    """Yield what differs between the contents and the headings of the text."""
    headings = [slide.heading for slide in book.slides if slide.heading is not None]
    indents = {Style.CENTRED: ENTRY_INDENTS[2], Style.HEADING: ENTRY_INDENTS[3]}
    found = [(entry.cells, entry.page, entry.indent) for entry in book.entries]
    wanted = [(cells, page, indents[style]) for style, cells, page in headings]
    if len(found) != len(wanted):
        yield f"the contents has {len(found)} entries, and the text has {len(wanted)} headings"
        return
    for (cells, page, indent), (heading, on, place) in zip(found, wanted, strict=True):
        if cells != heading:
            yield f"the contents says {cells[:40]!r} for the heading {heading[:40]!r}"
        if page != on:
            yield f"the contents says page {page} for the heading {heading[:40]!r}, which is on page {on}"
        if indent != place:
            yield f"the contents has {cells[:40]!r} in cell {indent + 1}, not {place + 1}"


def slide_faults(book: ReadBook, count: int) -> Iterator[str]:
    """Yield what is wrong with the lines that begin the slides 2 to ``count``, and with the places of texts."""
    numbers = [slide.number for slide in book.slides]
    if numbers != list(range(2, count + 1)):
        yield f"the slides are numbered {_shown(numbers)}, not 2 to {count}"
    for slide in book.slides:
        yield from (f"slide {slide.number}: {fault}" for fault in slide.faults)


def _shown(numbers: Sequence[int]) -> str:
    text = ", ".join(map(str, numbers[:30]))
    return f"{text} and so on" if len(numbers) > 30 else text
