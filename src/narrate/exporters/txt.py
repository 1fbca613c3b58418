"""``<topic>.txt``: headings and narration as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.record import Finding, Record, missing_sentences
from narrate.languages import is_right_to_left
from narrate.model import Kind
from narrate.typeset.bidi import standing_alone


class TxtExporter:
    name = "txt"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        script = edition.timeline.script
        blocks = []
        for segment in script.segments:
            if segment.heading and segment.kind is Kind.NARRATION:
                blocks.append(segment.heading)
            blocks += paragraphs(segment, joiner(script.language))
        if is_right_to_left(script.language):
            blocks = [standing_alone(block) for block in blocks]
        text = "\n\n".join(blocks) + "\n"
        (folder / f"{edition.name}.txt").write_text(text, encoding="utf-8", newline="\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        lost = missing_sentences(record, (record.folder / f"{record.name}.txt").read_text(encoding="utf-8"))
        yield Finding(
            self.name, "sentences", len(record.sentences) - len(lost), len(record.sentences), "sentences", lost
        )


EXPORTER = TxtExporter()
