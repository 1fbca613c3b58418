"""Writes ``<name>.sheet.png``: all slides at rest on one picture, each with its number. See docs/formats/sheet.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from narrate.errors import Problem
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.sheet.format import SHEET
from narrate.exporters.unpainted_slides import unpainted_slides
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.model import Script


class SheetExporter(Exporter):
    name = "sheet"
    files = (ExportedFile(SHEET),)
    load_ahead = ("narrate.exporters.sheet.writing",)

    def examine(self, script: Script) -> Iterable[Problem]:
        return unpainted_slides(script, "a contact sheet")

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.sheet.writing import write_sheet

        write_sheet(edition, folder)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.sheet.verifying.checks import check_sheet

        return check_sheet(record)


EXPORTER = SheetExporter()
