"""Writes ``slides/``: a picture of every slide with nothing highlighted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from narrate.exporters.edition import Edition, Exporter, picture_file
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.pictures_checks import picture_name, slide_picture_faults, stray_pictures

WIDTH, HEIGHT = 1920, 1080


class PngExporter(Exporter):
    name = "png"
    files = (ExportedFile("slides/*.png"),)

    def write(self, edition: Edition, folder: Path) -> None:
        slides = edition.deck.slides
        (folder / "slides").mkdir(exist_ok=True)
        for number, (slide, picture) in enumerate(
            zip(slides, edition.paint([(n, None) for n in range(len(slides))]), strict=True), 1
        ):
            shutil.copyfile(picture.path, folder / picture_file(number, slide.segment))

    def verify(self, record: Record) -> Iterable[Finding]:
        from PIL import Image

        faults = []
        for number, segment in enumerate(record.segments, 1):
            if picture_faults := list(slide_picture_faults(record, number, segment)):
                faults += picture_faults
                continue
            with Image.open(record.folder / picture_name(number, segment)) as image:
                if image.size != (WIDTH, HEIGHT):
                    faults.append(
                        f"the picture of {segment.heading!r} is {image.width} x {image.height} px, not {WIDTH} x {HEIGHT}"
                    )
                elif len(image.getcolors(2) or (1, 2)) < 2:
                    faults.append(f"the picture of {segment.heading!r} is blank")
                image.load()
        faults += stray_pictures(record)
        yield Finding(
            "png",
            "pictures",
            max(0, len(record.segments) - len(faults)),
            len(record.segments),
            "slides",
            tuple(faults),
            at_least=True,
        )


EXPORTER = PngExporter()
