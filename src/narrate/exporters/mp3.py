"""``tracks/NN-<segment>.mp3``, and the whole with chapters: see docs/formats/mp3.md."""

from __future__ import annotations

from pathlib import Path

from narrate.exporters.edition import Edition, track_file
from narrate.languages import iso639_2


class Mp3Exporter:
    name = "mp3"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.audio.mp3 import Chapter, join

        (folder / "tracks").mkdir()
        timeline = edition.timeline
        for number, encoded in enumerate(edition.tracks, 1):
            (folder / track_file(number, encoded.track)).write_bytes(encoded.path.read_bytes())
        script = timeline.script
        tags = {"title": script.title, "language": iso639_2(script.language), "date": edition.date.isoformat()}
        if script.publisher:
            tags["artist"] = script.publisher
        chapters = [
            Chapter(slide.title, track.start_ms, track.end_ms)
            for slide, track in zip(edition.slides, timeline.tracks, strict=True)
        ]
        pieces = ((encoded.path.read_bytes(), encoded.track.duration_ms) for encoded in edition.tracks)
        (folder / f"{edition.name}.mp3").write_bytes(join(pieces, chapters, tags))


EXPORTER = Mp3Exporter()
