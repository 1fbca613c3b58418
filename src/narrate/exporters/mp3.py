"""``tracks/NN-<segment>.mp3``, and the whole with chapters: see docs/formats/mp3.md."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from narrate.exporters.edition import Edition, track_file
from narrate.exporters.record import Finding, Record
from narrate.languages import iso639_2

LENGTH_MS = 1


class Mp3Exporter:
    name = "mp3"
    needs: tuple[str, ...] = ()

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.audio.mp3 import Chapter, join

        (folder / "tracks").mkdir()
        timeline = edition.timeline
        for number, encoded in enumerate(edition.tracks, 1):
            shutil.copyfile(encoded.path, folder / track_file(number, encoded.track))
        script = timeline.script
        tags = {"title": script.title, "language": iso639_2(script.language), "date": edition.date.isoformat()}
        if script.publisher:
            tags["artist"] = script.publisher
        chapters = [
            Chapter(title, track.start_ms, track.end_ms)
            for title, track in zip(edition.deck.titles, timeline.tracks, strict=True)
        ]
        pieces = ((encoded.path, encoded.track.duration_ms) for encoded in edition.tracks)
        join(folder / f"{edition.name}.mp3", pieces, chapters, tags)

    def verify(self, record: Record) -> Iterable[Finding]:
        yield from self._tracks(record)
        yield from self._whole(record)

    def _tracks(self, record: Record) -> Iterator[Finding]:
        from narrate.audio.mp3 import RATE, decode
        from narrate.exporters.sound_checks import SoundCheck

        check = SoundCheck("mp3 tracks", record)
        worst, faults = 0.0, []
        for segment in record.segments:
            pcm = decode((record.folder / segment.track).read_bytes())
            off = len(pcm) * 1000 / RATE - (segment.end_ms - segment.start_ms)
            worst = max(worst, abs(off))
            if abs(off) > LENGTH_MS:
                faults.append(f"{segment.track} lasts {off:+.0f} ms more than the timeline says")
            check.listen(segment, pcm, segment.start_ms)
            check.weigh(segment, pcm)
        yield Finding("mp3 tracks", "length", round(worst, 2), LENGTH_MS, "ms off", tuple(faults))
        yield from check.places()
        yield from check.levels()

    def _whole(self, record: Record) -> Iterator[Finding]:
        from narrate.audio.mp3 import decode_spans, read_chapters
        from narrate.exporters.sound_checks import SoundCheck

        path = record.folder / f"{record.name}.mp3"
        check = SoundCheck("mp3 whole", record)
        around = 300  # ms beside each segment, to find what has moved
        spans = [(max(0, s.start_ms - around), s.end_ms + around) for s in record.segments]
        length_ms = 0.0
        for segment, (start_ms, pcm, decoded_ms) in zip(record.segments, decode_spans(path, spans), strict=True):
            check.listen(segment, pcm, start_ms)
            length_ms = decoded_ms
        off = length_ms - record.duration_ms
        faults = (f"{path.name} lasts {off:+.0f} ms more than the timeline says",) if abs(off) > LENGTH_MS else ()
        yield Finding("mp3 whole", "length", round(abs(off), 2), LENGTH_MS, "ms off", faults)
        yield from check.places()
        wanted = [(s.heading, s.start_ms, s.end_ms) for s in record.segments]
        found = [(c.title, c.start_ms, c.end_ms) for c in read_chapters(path)]
        lost = tuple(
            f"no chapter {heading!r} from {a} to {b} ms" for heading, a, b in wanted if (heading, a, b) not in found
        )
        more = tuple(f"a chapter {title!r} that no slide has" for title, a, b in found if (title, a, b) not in wanted)
        yield Finding("mp3 whole", "chapters", len(found), len(wanted), "chapters", lost + more)


EXPORTER = Mp3Exporter()
