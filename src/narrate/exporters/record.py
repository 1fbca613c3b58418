"""What an edition says of itself, read back: the ground that verifiers stand on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from narrate.manifest import Manifest
from narrate.store import Store
from narrate.typeset.bidi import without_controls


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in ``timeline.json``; ``words`` are (text, start_ms, end_ms)."""

    id: str
    text: str
    start_ms: int
    end_ms: int
    words: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A segment in ``timeline.json``."""

    id: str
    heading: str
    start_ms: int
    end_ms: int
    track: str
    sentences: tuple[Said, ...]
    kind: str = "narration"

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Record:
    """An edition in its folder: manifest, timeline, and the store that has its clips."""

    folder: Path
    manifest: Manifest
    segments: tuple[Heard, ...]
    duration_ms: int
    store: Store

    @property
    def name(self) -> str:
        return self.manifest.topic

    @property
    def sentences(self) -> list[Said]:
        return [sentence for segment in self.segments for sentence in segment.sentences]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of one format: its worst figure, the limit, and what is wrong, if anything."""

    format: str
    check: str
    worst: float | None = None
    limit: float | None = None
    unit: str = ""
    faults: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return not self.faults


def load_record(folder: Path, manifest: Manifest, store: Store) -> Record:
    """The record of the edition in ``folder``. Raises ValueError where its timeline cannot be read."""
    try:
        document = json.loads((folder / "timeline.json").read_bytes())
        segments = tuple(
            Heard(
                s["id"], s["heading"], s["start_ms"], s["end_ms"], s["track"],
                tuple(
                    Said(one["id"], one["text"], one["start_ms"], one["end_ms"], tuple((w, a, b) for w, a, b in one["words"]))
                    for one in s["sentences"]
                ),
                s["kind"],
            )
            for s in document["segments"]
        )  # fmt: skip
        return Record(folder, manifest, segments, document["duration_ms"], store)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"timeline.json cannot be read: {error}") from error


def without_space(text: str) -> str:
    """``text`` without white space, and without the marks that keep right-to-left text in order where it is shown."""
    return "".join(without_controls(text).split())


def missing_sentences(record: Record, text: str) -> tuple[str, ...]:
    """The sentences that ``text`` does not hold, in order; white space does not count."""
    flat, at, faults = without_space(text), 0, []
    for sentence in record.sentences:
        wanted = without_space(sentence.text)
        found = flat.find(wanted, at)
        if found < 0:
            faults.append(f"not there, or out of order: {sentence.text!r}")
        else:
            at = found + len(wanted)
    return tuple(faults)
