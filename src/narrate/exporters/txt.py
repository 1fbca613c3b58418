"""Writes ``<topic>.txt``: headings and narration as plain text.

In the described edition, the sentences themselves announce each slide and its heading, so no heading is added to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import between_sentences, missing_sentences
from narrate.exporters.verifying.verbatim import text_form
from narrate.languages import is_right_to_left
from narrate.model import Kind, Purpose
from narrate.typeset.bidi import standing_alone


class TxtExporter(Exporter):
    name = "txt"
    files = (ExportedFile("{name}.txt", "text_file", 40),)
    editions = ()

    def write(self, edition: Edition, folder: Path) -> None:
        script = edition.timeline.script
        blocks = []
        for segment in script.segments:
            announced = segment.sentences[0].purpose is Purpose.SLIDE_NUMBER
            if segment.heading and segment.kind is Kind.NARRATION and not announced:
                blocks.append(segment.heading)
            blocks += paragraphs(segment, joiner(script.language))
        if is_right_to_left(script.language):
            blocks = [standing_alone(block) for block in blocks]
        text = "\n\n".join(blocks) + "\n"
        (folder / f"{edition.name}.txt").write_text(text, encoding="utf-8", newline="\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        text = (record.folder / f"{record.name}.txt").read_bytes().decode()
        missing, total = missing_sentences(record, text), len(record.sentences)
        yield Finding(self.name, "sentences", total - len(missing), total, "sentences", missing, at_least=True)
        if not missing:
            faults = tuple(between_sentences(record, text, (Kind.NARRATION,)))
            yield Finding(self.name, "headings", len(faults), 0, "faults", faults)
            faults = tuple(text_form(record, text))
            yield Finding(self.name, "paragraphs", len(faults), 0, "faults", faults)
        faults = tuple(direction_faults(text.split("\n"), record.manifest.language, alone=True))
        yield Finding(self.name, "right to left", len(faults), 0, "lines", faults)


EXPORTER = TxtExporter()
