"""``{name}.epub``: a book that reads itself aloud. Each sentence is marked while it is heard. See docs/formats/epub.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.editions import DESCRIBED, STANDARD
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record


class EpubExporter(Exporter):
    name = "epub"
    files = (ExportedFile("{name}.epub", "epub_file", 25),)
    editions = (STANDARD, DESCRIBED)
    load_ahead = ("narrate.exporters.epub.book",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.epub.book import Book

        Book(edition, folder / f"{edition.name}.epub").write()

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.epub.word_digests import word_digests

        return word_digests(edition)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.epub.verifying import check_book

        return check_book(record)


EXPORTER = EpubExporter()
