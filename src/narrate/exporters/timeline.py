"""``timeline.json``: every word's place. Its JSON Schema is docs/timeline.schema.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrate.exporters.edition import Edition, track_file
from narrate.model import Clip

SCHEMA = 1


class TimelineExporter:
    name = "timeline"
    needs: tuple[str, ...] = ("mp3",)

    def write(self, edition: Edition, folder: Path) -> None:
        timeline = edition.timeline
        script = timeline.script
        document = {
            "schema": SCHEMA,
            "title": script.title,
            "language": script.language,
            "edition": timeline.edition,
            "voice": str(timeline.voice),
            "duration_ms": timeline.duration_ms,
            "segments": [
                {
                    "id": track.segment.id,
                    "kind": str(track.segment.kind),
                    "heading": slide.title,
                    "start_ms": track.start_ms,
                    "end_ms": track.end_ms,
                    "track": track_file(number, track),
                    "sentences": [_sentence(clip) for clip in track.clips],
                }
                for number, (track, slide) in enumerate(zip(timeline.tracks, edition.slides, strict=True), 1)
            ],
        }
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        (folder / "timeline.json").write_text(text, encoding="utf-8", newline="\n")


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
