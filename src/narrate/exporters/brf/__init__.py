"""``<topic>.brf``: a book in braille, for embossers and braille displays. liblouis translates it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.errors import Problem
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.model import Script


class BrfExporter(Exporter):
    name = "brf"
    files = (ExportedFile("{name}.brf", "brf_file", 60),)
    load_ahead = ("narrate.exporters.brf.writing",)

    def made_with(self) -> str:
        from narrate.exporters.brf.format import made_with
        from narrate.exporters.brf.liblouis import version

        return made_with(version())

    def examine(self, script: Script) -> Iterable[Problem]:
        from narrate.exporters.brf.examining import problems_of

        return problems_of(script)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.brf.writing import write_book

        write_book(edition, folder / f"{edition.name}.brf")

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.brf.writing import described_cells

        return described_cells(edition)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.brf.verifying import check_book

        return check_book(record)


EXPORTER = BrfExporter()
