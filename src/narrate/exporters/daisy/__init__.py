"""``<name>.daisy.zip``: a DAISY 2.02 talking book with full text and sound. See docs/formats/daisy.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.editions import DESCRIBED, STANDARD
from narrate.errors import InputError, Problem, Severity
from narrate.exporters.daisy.limits import limit_faults
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record


class DaisyExporter(Exporter):
    name = "daisy"
    needs = ("mp3",)  # whose tracks are compared with those of the book
    files = (ExportedFile("{name}.daisy.zip", "daisy_file", 60),)
    editions = (STANDARD, DESCRIBED)
    load_ahead = ("narrate.exporters.daisy.writing.book",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.daisy.writing.book import write_book

        timeline = edition.timeline
        faults = tuple(limit_faults(len(timeline.tracks), timeline.duration_ms))
        if faults:
            place, hint = timeline.script.place, "divide the script, or name the other formats with --to"
            raise InputError(*(Problem(place, Severity.ERROR, "too-long", fault, hint) for fault in faults))
        write_book(edition, folder / f"{edition.name}.daisy.zip")

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.daisy.writing.word_digests import word_digests

        return word_digests(edition)

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.daisy.verifying import check_book

        return check_book(record)


EXPORTER = DaisyExporter()
