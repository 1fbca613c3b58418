"""The interface of exporters: what they are given (``Edition``), and what they define (``Exporter``)."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from narrate.editions import STANDARD, Offer, file_stem
from narrate.errors import Problem, UsageError
from narrate.exporters import ALWAYS, BRAILLE_PAGE, EXPORTERS, NAMED_ONLY
from narrate.exporters.exported_files import ExportedFile, downloads
from narrate.model import Deck, Picture, Script, Segment, Timeline, Track
from narrate.store.memo import NO_MEMO, Memo
from narrate.typeset.painting import PageDescription

if TYPE_CHECKING:
    from narrate.audio.tracks import EncodedTrack
    from narrate.exporters.verifying.edition_record import Finding, Record


def _describes_nothing(number: int) -> PageDescription:
    raise NotImplementedError(f"slide {number} is not laid out")


class Paint(Protocol):
    """Paints pictures of slides of 1920 × 1080 px, times ``scale``."""

    def __call__(self, wanted: Sequence[tuple[int, int | None]], scale: int = 1) -> Sequence[Picture]: ...


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that exporters need to write an edition.

    - ``paint``: paints pictures of slides. It takes pairs (slide, state), both counted from 0; the state None is the
      slide with nothing highlighted. It may be told to paint them larger, as ``Paint`` says.
    - ``draw``: begins to paint a drawing (the content of a clean SVG file) as PNG with a transparent background, in the
      given width and height in px, and returns what will give the picture.
    - ``describe``: describes a slide at rest, counted from 0, so that typst can draw it in vectors.
    - ``encoding``: will give the encoded tracks by file ending, such as ``.mp3``, when they are ready. It has the
      endings that the exporters name in ``sound``.
    - ``date``: the date of the script, None if it is unknown.
    - ``exporters``: the exporters that write this edition, in order.
    - ``builds``: whether anything moves on the slides of PowerPoint decks.
    - ``braille_page``: the cells of a line and the lines of a page in braille, such as ``40x25``.
    - ``shown``: an exporter of slides writes here, under the number of each slide, what ``slide_words.shown_on`` says of it.
    - ``placed``: likewise the checksums of what is where on the slide and of what is seen when.
    - ``drawn``: likewise the page, under the key ``html.format.light_key``, the digest of what lights up on the slide.
    - ``memo``: keeps what has been found out about drawings, so that it is found out once.
    - ``offers``: the other editions that the page of this one offers, by name, and ``offered``: their folders.
    """

    timeline: Timeline
    deck: Deck
    paint: Paint
    draw: Callable[[bytes, int, int], Future[Picture]]
    encoding: Future[Mapping[str, tuple[EncodedTrack, ...]]]
    date: datetime.date | None
    exporters: tuple[Exporter, ...]
    describe: Callable[[int], PageDescription] = _describes_nothing
    builds: bool = True
    braille_page: str = BRAILLE_PAGE
    memo: Memo = NO_MEMO
    shown: dict[str, str] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    offered: Mapping[str, Path] = field(default_factory=dict)

    @property
    def tracks(self) -> tuple[EncodedTrack, ...]:
        """The tracks as MP3. This waits until all are encoded, so an exporter should ask as late as possible."""
        return self.tracks_as(".mp3")

    def tracks_as(self, suffix: str) -> tuple[EncodedTrack, ...]:
        """The tracks in the encoding whose files end in ``suffix``, which the exporter must name in ``sound``.

        This waits until all are encoded.
        """
        return self.encoding.result()[suffix]

    @property
    def cover(self) -> Picture:
        """The picture of the title slide at rest."""
        return self.paint([(0, None)])[0]

    @property
    def name(self) -> str:
        """The stem of file names: the topic, followed by the edition's name if it is not the standard edition."""
        return file_stem(self.timeline.script.topic, self.timeline.edition)

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the formats that are written, in order."""
        return tuple(exporter.name for exporter in self.exporters)

    @property
    def downloads(self) -> list[ExportedFile]:
        """The files that the page offers for download, in the order of the page."""
        return downloads(file for exporter in self.exporters for file in exporter.files_of(self.timeline.script))


class Exporter(Protocol):
    """Writes one format, and reads it back. All that the program knows about a format comes from its exporter.

    A subclass must define ``name``, ``write`` and ``verify``; the rest has defaults.
    """

    name: str
    """The format's name in ``--to`` and in the manifest."""
    options: tuple[str, ...] = ()
    """What may follow the name in ``--to`` after a plus, in the order in which the name in the manifest has them."""
    needs: tuple[str, ...] = ()
    """Other formats whose files this format refers to. They are always built with it."""
    files: tuple[ExportedFile, ...] = ()
    """All files that the exporter writes."""
    editions: tuple[str, ...] = (STANDARD,)
    """The editions that have this format, unless the user names editions: a build makes all of them.

    A talking book names both. If it is empty, every edition that is made for other formats has this format too.
    """
    offers: tuple[str, ...] = ()
    """Other editions whose files this format refers to in the standard edition. They are built with it."""
    sound: tuple[str, ...] = (".mp3",)
    """The encodings of the tracks that it needs, by the endings of their files (``audio.tracks.ENCODERS``)."""
    runs_beside: bool = False
    """Whether it may write in its own thread, while the other exporters write one after the other."""
    load_ahead: tuple[str, ...] = ()
    """Modules that are slow to import. They are imported while the voice speaks."""

    def with_options(self, chosen: Sequence[str]) -> Exporter:
        """Return the exporter that writes the format with the options ``chosen``, which are some of ``options``, in order.

        Its name is ``name`` and the options, joined by pluses. Raises UsageError if they exclude each other.
        """
        raise UsageError(f"{self.name} has no option {', '.join(chosen)}")

    def files_of(self, script: Script) -> tuple[ExportedFile, ...]:  # noqa: ARG002
        """Return those of ``files`` that an edition of ``script`` has."""
        return self.files

    def made_with(self) -> str:
        """Return the name and version of a program outside narrate that decides the bytes; empty if there is none.

        Raises OutsideError, which says what to install, if it is missing. It is called before anything is read.
        """
        return ""

    def examine(self, script: Script) -> Iterable[Problem]:  # noqa: ARG002
        """Yield what in ``script`` the format cannot show. It is called before anything is spoken."""
        return ()

    @abstractmethod
    def write(self, edition: Edition, folder: Path) -> None:
        """Write the format's files to ``folder``, which does not hold any of them yet."""
        ...

    def template_parts(self, edition: Edition, folder: Path) -> Mapping[str, str]:  # noqa: ARG002 - most have none
        """Return the SHA-256 of each part of the file in ``folder`` that came from the theme's template, or from a kept deck.

        The manifest keeps them, so that ``verify`` notices any change of what only the template says.
        """
        return {}

    def described(self, edition: Edition) -> Mapping[str, str]:  # noqa: ARG002
        """Return the SHA-256 of words that the format shows and that ``timeline.json`` does not hold, for the manifest.

        The keys are the exporter's own. ``verify`` finds the digests in ``record.manifest.described``.
        """
        return {}

    @abstractmethod
    def verify(self, record: Record) -> Iterable[Finding]:
        """Read the format's files back from ``record.folder``, compare them with the timeline, and yield the findings.

        Raises OSError or ValueError if the files cannot be read at all.
        """
        ...


def format_of(name: str) -> str:
    """Return the format of an exporter's ``name`` without its options, such as ``mp4`` of ``mp4+720p``."""
    return name.partition("+")[0]


def open_exporter(name: str) -> Exporter:
    """Return the exporter called ``name``, which may have options, as in ``mp4+720p``.

    Raises UsageError if there is none, or if the format does not have one of the options.
    """
    format_, *chosen = name.split("+")
    if format_ not in EXPORTERS:
        raise UsageError(f"unknown format {name!r} for --to; the formats are {', '.join(EXPORTERS)}")
    exporter: Exporter = import_module(EXPORTERS[format_]).EXPORTER
    if not chosen:
        return exporter
    if unknown := [option for option in chosen if option not in exporter.options]:
        has = f"its options are {', '.join(exporter.options)}" if exporter.options else "it has none"
        raise UsageError(f"{format_} has no option {unknown[0]!r} for --to; {has}")
    return exporter.with_options([option for option in exporter.options if option in chosen])


class KnownExporters(Mapping[str, Exporter]):
    """Exporters by name: ``others``, and all of narrate's own. Those with options are found too, but not listed."""

    def __init__(self, others: Iterable[Exporter] = ()) -> None:
        self._others = {exporter.name: exporter for exporter in others}

    def __getitem__(self, name: str) -> Exporter:
        if name in self._others:
            return self._others[name]
        try:
            exporter = open_exporter(name)
        except UsageError:
            raise KeyError(name) from None
        if exporter.name != name:  # the options stand in another order
            raise KeyError(name)
        return exporter

    def __iter__(self) -> Iterator[str]:
        return iter({**EXPORTERS, **self._others})

    def __len__(self) -> int:
        return len({**EXPORTERS, **self._others})


def choose_exporters(wanted: Iterable[str | Exporter]) -> tuple[Exporter, ...]:
    """Return the ``wanted`` exporters, given by name or as objects, and those that must be built with them.

    The name ``all`` stands for all of narrate's own exporters that need no other program. A format that another needs
    may have any options. Raises UsageError for an unknown name, and for a format with different options.
    """
    chosen: dict[str, Exporter] = {}
    named = list(wanted)
    queue: list[str | Exporter] = [*(entry for entry in named if entry != "all"), ALWAYS]
    if "all" in named:
        queue += [name for name in EXPORTERS if name not in NAMED_ONLY]
    while queue:
        entry = queue.pop(0)
        exporter = open_exporter(entry) if isinstance(entry, str) else entry
        format_ = format_of(exporter.name)
        if format_ not in chosen:
            chosen[format_] = exporter
            queue += exporter.needs
        elif exporter.name not in (format_, chosen[format_].name):
            raise UsageError(f"--to names {chosen[format_].name} and {exporter.name}; name {format_} once")
    order = list(EXPORTERS)
    return tuple(
        exporter
        for _, exporter in sorted(
            chosen.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)
        )
    )


def picture_file(number: int, segment: Segment) -> str:
    """Return the path of the picture of slide ``number`` (from 1), relative to the edition's folder."""
    return f"slides/{number:02d}-{segment.id}.png"


def track_file(number: int, track: Track) -> str:
    """Return the path of the track of slide ``number`` (from 1), relative to the edition's folder."""
    return f"tracks/{number:02d}-{track.segment.id}.mp3"
