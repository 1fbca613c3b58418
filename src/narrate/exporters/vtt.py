"""Writes ``<topic>.vtt``: the captions of the whole edition as WebVTT."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.caption_files import webvtt
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.captions_checks import check_file
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.languages import is_right_to_left


class VttExporter(Exporter):
    name = "vtt"
    files = (ExportedFile("{name}.vtt", "captions_file", 30),)
    editions = ()

    def write(self, edition: Edition, folder: Path) -> None:
        captions = [caption for track in edition.timeline.tracks for caption in track.captions]
        text = webvtt(captions, alone=is_right_to_left(edition.timeline.script.language))
        (folder / f"{edition.name}.vtt").write_text(text, encoding="utf-8", newline="\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        return check_file(record, self.name)


EXPORTER = VttExporter()
