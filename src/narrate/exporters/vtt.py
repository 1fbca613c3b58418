"""``<topic>.vtt``: captions of the whole, WebVTT."""

from __future__ import annotations

from pathlib import Path

from narrate.exporters.cues import webvtt
from narrate.exporters.edition import Edition


class VttExporter:
    name = "vtt"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        captions = [caption for track in edition.timeline.tracks for caption in track.captions]
        (folder / f"{edition.name}.vtt").write_text(webvtt(captions), encoding="utf-8", newline="\n")


EXPORTER = VttExporter()
