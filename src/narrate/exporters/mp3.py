"""Writes ``tracks/NN-<segment>.mp3``, and all tracks as one file with chapters. See docs/formats/mp3.md."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.exporters.edition import Edition, Exporter, track_file
from narrate.exporters.exported_files import ExportedFile, sound_file
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.languages import iso639_2


class Mp3Exporter(Exporter):
    name = "mp3"
    files = (ExportedFile(sound_file("{name}"), "sound_file", 20), ExportedFile("tracks/*.mp3"))
    editions = ()
    runs_beside = True  # it needs only the sound, and its work releases Python's lock

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.audio.chapters import Chapter
        from narrate.audio.mp3_codec import join

        (folder / "tracks").mkdir()
        timeline = edition.timeline
        for number, encoded in enumerate(edition.tracks, 1):
            shutil.copyfile(encoded.path, folder / track_file(number, encoded.track))
        script = timeline.script
        tags = {"title": script.title, "language": iso639_2(script.language)}
        if edition.date:
            tags["date"] = edition.date.isoformat()
        if script.publisher:
            tags["artist"] = script.publisher
        chapters = [
            Chapter(title, track.start_ms, track.end_ms)
            for title, track in zip(edition.deck.titles, timeline.tracks, strict=True)
        ]
        pieces = [(encoded.path, encoded.track.duration_ms) for encoded in edition.tracks]
        join(folder / sound_file(edition.name), pieces, chapters, tags)

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.verifying.mp3_tags import DESCRIBED, described_tags

        date = edition.date.isoformat() if edition.date else ""
        return {DESCRIBED: described_tags(date, edition.timeline.script.publisher)}

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.verifying.mp3_checks import check_tracks, check_whole

        tracks = check_tracks(record)
        yield from tracks.findings
        yield from check_whole(record, tracks)


EXPORTER = Mp3Exporter()
