"""``{name}.words.epub``: the book that marks each word while it is heard. See docs/formats/epub.md."""

from __future__ import annotations

from narrate.exporters.epub import EpubExporter
from narrate.exporters.exported_files import ExportedFile


class EpubWordsExporter(EpubExporter):
    name = "epub-words"
    by_words = True
    files = (ExportedFile("{name}.words.epub"),)  # not on the page: it has the other book, and few people need this one


EXPORTER = EpubWordsExporter()
