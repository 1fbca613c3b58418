"""Writes ``timeline.json``, which says when each word is heard. Its JSON Schema is docs/timeline.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from narrate.exporters.click_times import kept_facts
from narrate.exporters.edition import Edition, Exporter, track_file
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.verifying.edition_record import SCHEMA, Finding, Record
from narrate.exporters.verifying.kept_facts_checks import KEPT, check_kept_facts, kept_digest
from narrate.exporters.verifying.timeline_checks import check_timeline
from narrate.model import Clip, Purpose, Sentence, Timeline, Track


class TimelineExporter(Exporter):
    name = "timeline"
    needs = ("mp3",)
    files = (ExportedFile("timeline.json"),)
    editions = ()

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
        # written segment by segment: in memory the whole document would take ten times the size of the file
        with (folder / "timeline.json").open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "segments": [')
            for number, (track, title) in enumerate(zip(timeline.tracks, edition.deck.titles, strict=True), 1):
                file.write(",\n" if number > 1 else "\n")
                kept = kept_facts(track, script.kept) if script.kept is not None else {}
                file.write(json.dumps(_segment(number, track, title, kept), ensure_ascii=False))
            file.write("\n ]\n}\n")

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.verifying.described_checks import ABOUT, about_digest

        sentences = (clip.utterance.sentence for track in edition.timeline.tracks for clip in track.clips)
        digest = about_digest((sentence.id, sentence.about) for sentence in sentences)
        return {**({ABOUT: digest} if digest else {}), **_described_kept(edition.timeline)}

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.verifying.described_checks import check_added

        yield from check_timeline(record)
        yield from check_kept_facts(record)
        yield from check_added(record)


def _described_kept(timeline: Timeline) -> dict[str, str]:
    """Return the digest of what the timeline says about a kept deck; nothing if there is none."""
    kept = timeline.script.kept
    if kept is None:
        return {}
    facts = [(track.segment.id, kept_facts(track, kept)) for track in timeline.tracks]
    return {KEPT: kept_digest((id_, one["slide"], one["silent_ms"], one["clicks_ms"]) for id_, one in facts)}


def _segment(number: int, track: Track, heading: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a segment. ``kept`` says which slide of a kept deck it is spoken to; what is usual is left out."""
    return {
        "id": track.segment.id,
        "kind": str(track.segment.kind),
        "heading": heading,
        "start_ms": track.start_ms,
        "end_ms": track.end_ms,
        "track": track_file(number, track),
        **{name: value for name, value in kept.items() if value},
        "sentences": [_sentence(clip) for clip in track.clips],
    }


def _sentence(clip: Clip) -> dict[str, Any]:
    utterance = clip.utterance
    tokens = utterance.sentence.tokens
    return {
        "id": utterance.sentence.id,
        "text": utterance.sentence.text,
        **_use(utterance.sentence),
        **(
            {"links": [[one.start, one.end, one.address] for one in links]}
            if (links := utterance.sentence.links)
            else {}
        ),
        "start_ms": clip.start_ms,
        "end_ms": clip.end_ms,
        "timing": str(utterance.timing),
        "words": [
            [tokens[word.token].text, clip.start_ms + word.start_ms, clip.start_ms + word.end_ms]
            for word in utterance.words
        ],
    }


def _use(sentence: Sentence) -> dict[str, Any]:
    """Return the fields of a sentence that is not shown or is not narration; empty for any other sentence."""
    use: dict[str, Any] = {} if sentence.shown else {"shown": False}
    if sentence.purpose is not Purpose.NARRATION:
        use["purpose"] = str(sentence.purpose)
    if sentence.about >= 0:
        use["about"] = sentence.about
    return use


EXPORTER = TimelineExporter()
