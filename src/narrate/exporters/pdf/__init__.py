"""``{name}.pdf``, ``{name}.large.pdf`` and ``{name}.slides.pdf``: a handout, large print, and the slides, to print.

All are tagged, so that a screen reader can read them. See docs/formats/pdf.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from narrate.errors import Problem
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.pdf.format import HANDOUT, LARGE, NOTES, SLIDES
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.model import Script


class PdfExporter(Exporter):
    """Writes the three files. With ``notes``, the narration stands under each slide."""

    name = "pdf"
    options = (NOTES,)
    notes = False
    files = (
        ExportedFile(HANDOUT, "pdf_file", 45),
        ExportedFile(LARGE, "large_print_file", 45),
        ExportedFile(SLIDES, "slides_pdf_file", 45),
    )
    sound = ()
    load_ahead = ("narrate.exporters.pdf.writing.handout", "narrate.exporters.pdf.writing.slides", "typst")

    def with_options(self, chosen: Sequence[str]) -> Exporter:
        other = PdfExporter()
        other.name, other.notes = "+".join((self.name, *chosen)), NOTES in chosen
        return other

    def examine(self, script: Script) -> Iterable[Problem]:
        from narrate.exporters.pdf.examining import problems_of

        return problems_of(script)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.pdf.writing import write_all

        write_all(edition, folder, notes=self.notes)

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.pdf.writing import digests_of

        return digests_of(edition, notes=self.notes)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.pdf.verifying.besides import check_besides
        from narrate.exporters.pdf.verifying.checks import check_files

        yield from check_files(record, notes=self.notes)
        yield from check_besides(record)


EXPORTER = PdfExporter()
