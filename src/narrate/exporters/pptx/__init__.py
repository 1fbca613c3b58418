"""``<topic>.pptx``: a deck that plays by itself, with captions inside. See docs/formats/pptx.md."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.edition import Edition
from narrate.exporters.verifying.record import Finding, Record


class PptxExporter:
    name = "pptx"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.pptx.writing.deck import build_deck
        from narrate.exporters.pptx.writing.parts import save
        from narrate.exporters.pptx.writing.spool import Spool

        with tempfile.TemporaryFile(dir=folder) as file, Spool(file) as spool:
            save(build_deck(edition, spool), folder / f"{edition.name}.pptx")

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.pptx.verifying.checks import check_deck

        return check_deck(record)


EXPORTER = PptxExporter()
