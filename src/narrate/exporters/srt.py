"""``<topic>.srt``: captions of the whole, SubRip."""

from __future__ import annotations

from pathlib import Path

from narrate.exporters.cues import clock
from narrate.exporters.edition import Edition


class SrtExporter:
    name = "srt"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        captions = (caption for track in edition.timeline.tracks for caption in track.captions)
        blocks = [
            f"{number}\n{clock(c.start_ms, ',')} --> {clock(c.end_ms, ',')}\n{c.text}\n"
            for number, c in enumerate(captions, 1)
        ]
        (folder / f"{edition.name}.srt").write_text("\n".join(blocks), encoding="utf-8", newline="\n")


EXPORTER = SrtExporter()
