"""Writes ``<name>.m4b``: the sound of the whole edition as an audiobook with chapters. See docs/formats/m4b.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.editions import DESCRIBED, STANDARD, shown_title
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.languages import iso639_2


class M4bExporter(Exporter):
    name = "m4b"
    files = (ExportedFile("{name}.m4b", "m4b_file", 25),)
    editions = (STANDARD, DESCRIBED)
    sound = (".aac",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.audio.chapters import Chapter
        from narrate.audio.m4b_file import write_m4b

        script = edition.timeline.script
        title = shown_title(script.title, script.language, edition.timeline.edition)
        date = edition.date.isoformat() if edition.date else ""
        tags = {
            "title": title,
            "artist": script.publisher,
            "album": title,
            "date": date,
            "genre": "Audiobook",
            "description": script.subtitle,
        }
        chapters = [
            Chapter(heading, track.start_ms, track.end_ms)
            for heading, track in zip(edition.deck.titles, edition.timeline.tracks, strict=True)
        ]
        cover = edition.cover.path.read_bytes()
        tracks = [(encoded.path, encoded.track.duration_ms) for encoded in edition.tracks_as(".aac")]
        write_m4b(folder / f"{edition.name}.m4b", tracks, chapters, tags, cover, iso639_2(script.language))

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.m4b.verifying.tags import DESCRIBED_TAGS, described_tags

        script = edition.timeline.script
        date = edition.date.isoformat() if edition.date else ""
        return {DESCRIBED_TAGS: described_tags(date, script.publisher, script.subtitle)}

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.m4b.verifying.checks import check_m4b

        return check_m4b(record)


EXPORTER = M4bExporter()
