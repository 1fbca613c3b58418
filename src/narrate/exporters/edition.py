"""The seam: what an exporter is given, and what it tells about itself."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from narrate.editions import file_stem
from narrate.errors import UsageError
from narrate.exporters import EXPORTERS
from narrate.exporters.exported_files import ExportedFile, downloads
from narrate.model import Deck, Picture, Segment, Timeline, Track
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.audio.tracks import EncodedTrack
    from narrate.exporters.verifying.edition_record import Finding, Record


@dataclass(frozen=True, slots=True)
class Edition:
    """All that exporters write from. ``exporters`` are those that write it, in order.

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
    exporters: tuple[Exporter, ...]
    builds: bool = True
    memo: Memo = NO_MEMO

    @property
    def tracks(self) -> tuple[EncodedTrack, ...]:
        """The tracks as MP3, once all of them are encoded: an exporter asks as late as it can."""
        return self.encoding.result()[".mp3"]

    @property
    def name(self) -> str:
        """What files are called: the topic, with the edition's name where it is not the standard one."""
        return file_stem(self.timeline.script.topic, self.timeline.edition)

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that are written, in order."""
        return tuple(exporter.name for exporter in self.exporters)

    @property
    def downloads(self) -> list[ExportedFile]:
        """The files that the page offers, in its order."""
        return downloads(file for exporter in self.exporters for file in exporter.files)


class Exporter(Protocol):
    """Writes one format and reads it back. All that the program knows of a format, it asks its exporter.

    A subclass states its name, ``write`` and ``verify``; the rest has defaults.
    """

    name: str
    """What it is called in ``--to`` and in the manifest."""
    needs: tuple[str, ...] = ()
    """Other formats whose files this one's refer to: they are built with it."""
    files: tuple[ExportedFile, ...] = ()
    """All files that it writes."""
    runs_beside: bool = False
    """Whether it may write in a thread of its own while the others write, one after the other."""
    load_ahead: tuple[str, ...] = ()
    """Modules that are slow to load: they are loaded while the voice speaks."""

    @abstractmethod
    def write(self, edition: Edition, folder: Path) -> None:
        """Write the format's files into ``folder``, which is empty of them."""
        ...

    @abstractmethod
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
