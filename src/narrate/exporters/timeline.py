"""``timeline.json``: every word's place. Its JSON Schema is docs/timeline.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from narrate.exporters.edition import Edition, track_file
from narrate.exporters.record import Finding, Record, without_space
from narrate.model import Clip, Track

SCHEMA = 1


class TimelineExporter:
    name = "timeline"
    needs: tuple[str, ...] = ("mp3",)

    def write(self, edition: Edition, folder: Path) -> None:
        timeline = edition.timeline
        script = timeline.script
        head = {
            "schema": SCHEMA,
            "title": script.title,
            "language": script.language,
            "edition": timeline.edition,
            "voice": str(timeline.voice),
            "duration_ms": timeline.duration_ms,
        }
        # written segment by segment: the words of a long script as one document are ten times their file
        with (folder / "timeline.json").open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "segments": [')
            for number, (track, title) in enumerate(zip(timeline.tracks, edition.deck.titles, strict=True), 1):
                file.write(",\n" if number > 1 else "\n")
                file.write(json.dumps(_segment(number, track, title), ensure_ascii=False))
            file.write("\n ]\n}\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        yield Finding(
            self.name,
            "agrees with itself",
            record.duration_ms,
            record.manifest.duration_ms,
            "ms",
            tuple(_faults(record)),
        )


def _faults(record: Record) -> Iterator[str]:
    """Where times do not follow one another, or a sentence lasts longer or shorter than its clip."""
    at = 0
    for segment in record.segments:
        if segment.start_ms != at:
            yield f"{segment.id} starts at {segment.start_ms} ms, not at {at}"
        at, inside = segment.end_ms, segment.start_ms
        for said in segment.sentences:
            if not inside <= said.start_ms <= said.end_ms <= segment.end_ms:
                yield f"{said.id} does not lie after what comes before it, within {segment.id}"
            inside = said.end_ms
            _, rate, samples = record.manifest.clips.get(said.id, ("", 1, -1))
            if samples * 1000 != (said.end_ms - said.start_ms) * rate:
                yield f"{said.id} does not last as long as its clip"
            times = [said.start_ms, *(time for _, *word in said.words for time in word), said.end_ms]
            if times != sorted(times):
                yield f"the words of {said.id} are out of order"
            if without_space("".join(text for text, _, _ in said.words)) != without_space(said.text):
                yield f"the words of {said.id} are not its text"
    if not at == record.duration_ms == record.manifest.duration_ms:
        yield f"the segments end at {at} ms, the timeline at {record.duration_ms}"


def _segment(number: int, track: Track, heading: str) -> dict[str, Any]:
    return {
        "id": track.segment.id,
        "kind": str(track.segment.kind),
        "heading": heading,
        "start_ms": track.start_ms,
        "end_ms": track.end_ms,
        "track": track_file(number, track),
        "sentences": [_sentence(clip) for clip in track.clips],
    }


def _sentence(clip: Clip) -> dict[str, Any]:
    utterance = clip.utterance
    tokens = utterance.sentence.tokens
    return {
        "id": utterance.sentence.id,
        "text": utterance.sentence.text,
        "start_ms": clip.start_ms,
        "end_ms": clip.end_ms,
        "timing": str(utterance.timing),
        "words": [
            [tokens[word.token].text, clip.start_ms + word.start_ms, clip.start_ms + word.end_ms]
            for word in utterance.words
        ],
    }


EXPORTER = TimelineExporter()
