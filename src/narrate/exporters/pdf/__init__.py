"""``{name}.pdf``, ``{name}.large.pdf`` and ``{name}.slides.pdf``: paper that a screen reader can read too. See docs/formats/pdf.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.pdf.format import HANDOUT, HEAD, LARGE, SLIDES, digest, part_key, slide_key
from narrate.exporters.verifying.edition_record import Finding, Record


class PdfExporter(Exporter):
    name = "pdf"
    files = (
        ExportedFile(HANDOUT, "pdf_file", 45),
        ExportedFile(LARGE, "large_print_file", 45),
        ExportedFile(SLIDES, "slides_pdf_file", 45),
    )
    sound = ()
    load_ahead = ("narrate.exporters.pdf.writing.handout",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.pdf.writing import handout
        from narrate.exporters.pdf.writing.blocks import handout_of
        from narrate.exporters.pdf.writing.slides import write_slides

        blocks = handout_of(edition)
        for file, look in ((HANDOUT, handout.STANDARD), (LARGE, handout.LARGE)):
            handout.write_handout(edition, blocks, folder / file.replace("{name}", edition.name), look)
        write_slides(edition, None, folder / SLIDES.replace("{name}", edition.name))

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.pdf.writing.blocks import handout_of
        from narrate.exporters.pdf.writing.slides import slide_blocks

        blocks, language = handout_of(edition), edition.timeline.script.language
        slides = {
            slide_key(number): digest(slide_blocks(slide, language))
            for number, slide in enumerate(edition.deck.slides, 1)
        }
        parts = {part_key(part.number): digest(part.blocks) for part in blocks.parts}
        return {HEAD: digest(blocks.head), **parts, **slides}

    def verify(self, record: Record) -> Iterable[Finding]:  # noqa: ARG002
        return ()


EXPORTER = PdfExporter()
