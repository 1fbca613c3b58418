"""Writes ``<name>.mp4``: the edition as a film with captions and chapters. See docs/formats/mp4.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from narrate.editions import STANDARD
from narrate.errors import Problem, UsageError
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.mp4.format import BROADCAST, NOTED, OPTIONS, SIZES
from narrate.exporters.unpainted_slides import unpainted_slides
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.model import Script


class Mp4Exporter(Exporter):
    options = OPTIONS
    needs = ("vtt",)  # browsers show no captions that are inside a film
    files = (ExportedFile("{name}.mp4", "film_file", 12),)
    editions = (STANDARD,)
    load_ahead = ("narrate.exporters.mp4.film",)

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        self.chosen = tuple(chosen)
        self.name = "+".join(("mp4", *chosen))
        self.sound = (".broadcastaac",) if BROADCAST in chosen else (".aac",)

    def with_options(self, chosen: Sequence[str]) -> Exporter:
        sizes = [option for option in chosen if option in SIZES]
        if len(sizes) > 1:
            raise UsageError(f"{' and '.join(sizes)} are two sizes of one film; name one of them in --to")
        return Mp4Exporter(chosen)

    def made_with(self) -> str:
        from narrate.video.h264 import encoder_version

        encoder_version()
        return ""  # it comes with PyAV, which is among the packages that decide an edition

    def examine(self, script: Script) -> Iterable[Problem]:
        return unpainted_slides(script, "a film")

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.mp4.film import write

        write(edition, self.chosen, self.sound[0], folder / f"{edition.name}.mp4")

    def described(self, edition: Edition) -> Mapping[str, str]:
        return {key: digest for key, digest in edition.drawn.items() if key.startswith(NOTED)}

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.mp4.verifying.checks import check_film

        return check_film(record, self.chosen)


EXPORTER = Mp4Exporter()
