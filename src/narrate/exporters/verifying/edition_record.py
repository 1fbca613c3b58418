"""The record of an edition: its manifest and its timeline. The checks compare all other files with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.editions import file_stem
from narrate.exporters.exported_files import ExportedFile, downloads
from narrate.json_files import UnreadableError, decode_json, read_regular_file
from narrate.manifest import Manifest
from narrate.model import Purpose
from narrate.store import Store

if TYPE_CHECKING:
    from narrate.exporters.verifying.timeline_document import SegmentDocument, TimelineDocument


@dataclass(frozen=True, slots=True)
class RecordSentence:
    """A sentence in ``timeline.json``. ``words`` are (text, start_ms, end_ms).

    A sentence that is not ``shown`` is spoken but appears in no text. ``purpose`` and ``about`` are those of
    ``model.Sentence``. ``links`` are (start, end, address), with offsets in the text.
    """

    id: str
    text: str
    start_ms: int
    end_ms: int
    words: tuple[tuple[str, int, int], ...]
    timing: str = ""
    shown: bool = True
    purpose: str = "narration"
    about: int = -1
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordSegment:
    """A segment in ``timeline.json``.

    ``slide`` is its slide in a kept deck, from 1, and 0 if there is none. ``silent_ms`` is how long a silent slide is
    shown there. ``clicks_ms`` is when the clicks on it fall.
    """

    id: str
    heading: str
    start_ms: int
    end_ms: int
    track: str
    sentences: tuple[RecordSentence, ...]
    kind: str = "narration"
    slide: int = 0
    silent_ms: int = 0
    clicks_ms: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def shown(self) -> tuple[RecordSentence, ...]:
        """The sentences that appear in text, without those that are only spoken."""
        return tuple(sentence for sentence in self.sentences if sentence.shown)

    @property
    def is_announced(self) -> bool:
        """Whether sentences say the number of the slide and its heading, as in the described edition."""
        return bool(self.sentences) and self.sentences[0].purpose == Purpose.SLIDE_NUMBER


@dataclass(frozen=True, slots=True)
class Record:
    """The record of the edition in ``folder``, and the ``store`` that holds its clips.

    ``head`` holds the title, language, edition and voice from the timeline. ``exported`` maps each known format to the
    files that it declares.
    """

    folder: Path
    manifest: Manifest
    segments: tuple[RecordSegment, ...]
    duration_ms: int
    store: Store
    head: Mapping[str, str] = field(default_factory=dict)
    exported: Mapping[str, tuple[ExportedFile, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the names of the edition's own files begin."""
        return file_stem(self.manifest.topic, self.manifest.edition)

    @property
    def downloads(self) -> list[ExportedFile]:
        """The files that the page offers for download, in the order of the page."""
        there = downloads(file for format_ in self.manifest.formats for file in self.exported.get(format_, ()))
        # a deck is one of two kinds of file
        return [file for file in there if any(file.matches(path, self.name) for path in self.manifest.files)]

    @property
    def files_of_unknown_formats(self) -> set[str]:
        """The files that no known format declares, so that they must come from a format without an exporter here."""
        if all(format_ in self.exported for format_ in self.manifest.formats):
            return set()
        known = {
            path for files in self.exported.values() for file in files for path in file.find(self.folder, self.name)
        }
        return set(self.manifest.files) - known

    @property
    def cure(self) -> str:
        """What a user can do if the store has lost something. Building again is not enough: the edition is up to date."""
        return f"name the store it was built with in NARRATE_STORE, or delete {self.folder} and build again"

    @property
    def sentences(self) -> list[RecordSentence]:
        return [sentence for segment in self.segments for sentence in segment.sentences]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check of one format.

    ``worst`` is the worst measured value, in ``unit``, and ``limit`` the limit for it: the most that is allowed, or with
    ``at_least`` the least. ``faults`` say what is wrong, each in a line of text. ``note`` says in a line why something
    was not checked; that is no fault.
    """

    format: str
    check: str
    worst: float | None = None
    limit: float | None = None
    unit: str = ""
    faults: tuple[str, ...] = field(default=())
    note: str = ""
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return not self.faults

    @property
    def is_beyond_limit(self) -> bool:
        """Whether ``worst`` is not allowed. A finding may have faults of other kinds although ``worst`` is allowed."""
        if self.worst is None or self.limit is None:
            return False
        return self.worst < self.limit if self.at_least else self.worst > self.limit


HEAD = ("title", "language", "edition", "voice")
SCHEMA = 1  # of timeline.json: docs/timeline.schema.json
_MOST_BYTES = 256_000_000


def load_record(
    folder: Path, manifest: Manifest, store: Store, exported: Mapping[str, tuple[ExportedFile, ...]] | None = None
) -> Record:
    """Return the record of the edition in ``folder``. Raises ValueError if its timeline cannot be read.

    ``exported`` maps each known format to the files that it declares.
    """
    document = read_timeline(folder)
    segments = tuple(_segment(segment) for segment in document.segments)
    head = {name: getattr(document, name) for name in HEAD}
    return Record(folder, manifest, segments, document.duration_ms, store, head, exported or {})


def read_timeline(folder: Path) -> TimelineDocument:
    """Return the content of ``timeline.json`` in ``folder``. Raises ValueError if it cannot be read."""
    from narrate.exporters.verifying.timeline_document import TimelineDocument

    try:
        content = read_regular_file(folder / "timeline.json", _MOST_BYTES)
        return decode_json(content, TimelineDocument, SCHEMA)
    except (FileNotFoundError, UnreadableError) as error:
        why = error if isinstance(error, UnreadableError) else "it is gone"
        raise ValueError(f"timeline.json cannot be read: {why}; build the edition again") from error


def _segment(read: SegmentDocument) -> RecordSegment:
    sentences = tuple(
        RecordSentence(
            one.id,
            one.text,
            one.start_ms,
            one.end_ms,
            one.words,
            one.timing,
            one.shown,
            one.purpose,
            one.about,
            one.links,
        )
        for one in read.sentences
    )
    return RecordSegment(
        read.id, read.heading, read.start_ms, read.end_ms, read.track, sentences, read.kind,
        read.slide, read.silent_ms, read.clicks_ms,
    )  # fmt: skip
