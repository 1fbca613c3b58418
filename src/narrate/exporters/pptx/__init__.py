"""``<topic>.pptx``: a deck that plays by itself, with captions inside. See docs/formats/pptx.md."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.record import Finding, Record


class PptxExporter(Exporter):
    name = "pptx"
    files = (ExportedFile("{name}.pptx", "slides_file", 10),)
    load_ahead = ("narrate.exporters.pptx.deck",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.pptx.deck import build_deck
        from narrate.exporters.pptx.parts import save
        from narrate.exporters.pptx.spool import Spool

        with tempfile.TemporaryFile(dir=folder) as file, Spool(file) as spool:
            save(build_deck(edition, spool), folder / f"{edition.name}.pptx")

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.pptx.checks import check_deck

        return check_deck(record)


EXPORTER = PptxExporter()
