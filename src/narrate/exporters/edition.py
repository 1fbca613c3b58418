"""The seam: what an exporter is given, and which there are."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from narrate.errors import UsageError
from narrate.model import Deck, Picture, Segment, Timeline, Track
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.audio.tracks import EncodedTrack
    from narrate.exporters.verifying.record import Finding, Record

EXPORTERS: Mapping[str, str] = {
    # in the order in which they write: those that need no sound first, while it is still encoded
    "vtt": "narrate.exporters.vtt",
    "srt": "narrate.exporters.srt",
    "txt": "narrate.exporters.txt",
    "timeline": "narrate.exporters.timeline",
    "png": "narrate.exporters.png",
    "html": "narrate.exporters.html",
    "pptx": "narrate.exporters.pptx",
    "mp3": "narrate.exporters.mp3",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """All that exporters write from. ``formats`` are those written beside one another.

    ``paint`` gives pictures of (slide, state), both from 0; the state None is the slide at rest.
    ``draw`` gives a clean drawing (SVG) as PNG of a width and a height in px, on nothing.
    Without ``builds`` nothing moves on a deck's slides. ``date`` is None where nobody gave one.
    ``memo`` knows what was found out about its drawings before.
    """

    timeline: Timeline
    deck: Deck
    paint: Callable[[Sequence[tuple[int, int | None]]], Sequence[Picture]]
    draw: Callable[[bytes, int, int], Picture]
    encoding: Future[Mapping[str, tuple[EncodedTrack, ...]]]
    date: datetime.date | None
    formats: tuple[str, ...]
    builds: bool = True
    memo: Memo = NO_MEMO

    @property
    def tracks(self) -> tuple[EncodedTrack, ...]:
        """The tracks as MP3, once all of them are encoded: an exporter asks as late as it can."""
        return self.encoding.result()[".mp3"]

    @property
    def name(self) -> str:
        """What files are called: the topic."""
        return self.timeline.script.topic


class Exporter(Protocol):
    """Writes one format."""

    name: str
    """What it is called in ``--to``."""
    needs: tuple[str, ...]
    """Other formats whose files this one's refer to."""

    def write(self, edition: Edition, folder: Path) -> None:
        """Write the format's files into ``folder``, which is empty of them."""
        ...

    def verify(self, record: Record) -> Iterable[Finding]:
        """Read the format's files back from ``record.folder`` and compare them with the timeline.

        Raises OSError or ValueError where they cannot be read at all.
        """
        ...


def open_exporter(name: str) -> Exporter:
    """The exporter called ``name``. Raises UsageError for an unknown one."""
    if name not in EXPORTERS:
        raise UsageError(f"unknown format {name!r} for --to: known are {', '.join(EXPORTERS)}")
    exporter: Exporter = import_module(EXPORTERS[name]).EXPORTER
    return exporter


def picture_file(number: int, segment: Segment) -> str:
    """Where the picture of slide ``number`` (from 1) lies, seen from the edition's folder."""
    return f"slides/{number:02d}-{segment.id}.png"


def track_file(number: int, track: Track) -> str:
    """Where the track of slide ``number`` (from 1) lies, seen from the edition's folder."""
    return f"tracks/{number:02d}-{track.segment.id}.mp3"
