"""Reads a braille book back, and compares it with the timeline and the manifest.

What a book must keep is checked without liblouis: cells, lines, pages, page numbers, contents, the number of words, and
every number. If the liblouis that made the book is installed, each sentence is also translated again, and turned round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from narrate.errors import OutsideError, UsageError
from narrate.exporters import BRAILLE_PAGE
from narrate.exporters.brf.format import LINE_END, PAGE_END, cells_key, made_with, page_size
from narrate.exporters.brf.liblouis import version
from narrate.exporters.brf.tables import Table, table_for
from narrate.exporters.brf.translating import Translator
from narrate.exporters.brf.verifying.form import contents_faults, form_faults, head_faults, slide_faults
from narrate.exporters.brf.verifying.reading import ReadBook, pages_of, read_book
from narrate.exporters.brf.verifying.words import Said, counted_faults, said_of, translated_faults, turned_round
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.json_files import read_regular_file

_NAME = "brf"
_MOST_BYTES = 64_000_000


def check_book(record: Record) -> Iterator[Finding]:
    """Check the book of ``record``. Raises OSError or ValueError if it cannot be read at all."""
    table = table_for(record.manifest.language)
    if table is None:
        raise ValueError(f"there is no braille table for {record.manifest.language}")
    try:
        size = page_size(record.manifest.braille_page or BRAILLE_PAGE)
    except UsageError as error:
        raise ValueError(str(error)) from error
    text = read_regular_file(record.folder / f"{record.name}.brf", _MOST_BYTES).decode("latin-1")
    yield _finding("cells, lines and pages", form_faults(text, size))
    book = read_book(pages_of(text, LINE_END, PAGE_END), size.cells, table)
    yield _finding("page numbers", head_faults(book, table, size.cells))
    yield _finding("contents", contents_faults(book))
    yield _finding("slides", slide_faults(book, len(record.segments)))
    said = list(said_of(record, book.slides))
    yield _finding("words and numbers", (fault for one in said for fault in counted_faults(one, table)))
    yield _finding("title page, pictures and lists", _described_faults(record, book))
    yield from _with_liblouis(record, book, said, table)


def _finding(check: str, faults: Iterator[str]) -> Finding:
    found = tuple(faults)
    return Finding(_NAME, check, len(found), 0, "faults", found)


def _described_faults(record: Record, book: ReadBook) -> Iterator[str]:
    """Yield what differs from the digests of what the timeline does not hold."""
    described = record.manifest.described
    texts = {record.segments[0].id: [*book.front[1:], book.contents_title]}
    for segment, slide in zip(record.segments[1:], book.slides, strict=False):
        texts[segment.id] = [*slide.notes, *slide.items]
    for number, segment in enumerate(record.segments, 1):
        wanted, some = described.get(cells_key(segment.id)), texts.get(segment.id, [])
        found = hashlib.sha256("\n".join(some).encode()).hexdigest() if some else None
        if found != wanted:
            what = "the title page" if number == 1 else "what stands beside its narration"
            yield f"slide {number}: {what} is not what was written: {' '.join(some)[:40]!r}"


def _with_liblouis(record: Record, book: ReadBook, said: Sequence[Said], table: Table) -> Iterator[Finding]:
    """Translate again what the timeline says, and compare."""
    check = "translated again"
    try:
        installed = version()
    except OutsideError as error:
        yield Finding(_NAME, check, note=f"not translated again: {error}")
        return
    if made_with(installed) not in record.manifest.made_with:
        yield Finding(_NAME, check, note=f"not translated again: another liblouis than {installed} made it")
        return
    texts = [record.head["title"], *(text for one in said for text in (one.heading, *one.sentences))]
    translated = Translator(table).translate(texts)
    made = [one.cells for one in translated]
    title, *rest = made
    faults = [] if book.front[:1] == (title,) else ["the title page does not begin with the title"]
    for one in said:
        heading, *sentences = rest[: 1 + len(one.sentences)]
        rest = rest[1 + len(one.sentences) :]
        faults += translated_faults(one, heading, sentences)
    yield _finding(check, iter(faults))
    if table.turns_round:
        lost, unlike = turned_round([one for one in translated if one.written], table)
        note = f"a word comes back with other letters in {len(unlike)} texts, first {unlike[0]}" if unlike else ""
        yield Finding(_NAME, "turned round", len(lost), 0, "faults", lost, note)
