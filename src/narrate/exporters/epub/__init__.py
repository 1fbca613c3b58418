"""``{name}.epub``: a book that reads itself aloud. Each sentence is marked while it is heard. See docs/formats/epub.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from narrate.editions import DESCRIBED, STANDARD
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record


class EpubExporter(Exporter):
    """Writes the book. In ``by_words.py`` is a second exporter, whose book marks each word."""

    name = "epub"
    by_words = False
    files = (ExportedFile("{name}.epub", "epub_file", 25),)
    editions = (STANDARD, DESCRIBED)
    load_ahead = ("narrate.exporters.epub.book",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.epub.book import Book

        (file,) = self.files
        Book(edition, folder / file.path(edition.name), by_words=self.by_words).write()

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.epub.word_digests import word_digests

        return word_digests(edition)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.epub.verifying import check_book

        (file,) = self.files
        for finding in check_book(record, record.folder / file.path(record.name), by_words=self.by_words):
            yield replace(finding, format=self.name)


EXPORTER = EpubExporter()
