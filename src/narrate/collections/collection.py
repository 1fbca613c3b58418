"""The interface of collections, and how ``--to`` is divided into formats and collections."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from narrate.collections import COLLECTIONS
from narrate.errors import Problem, UsageError
from narrate.exporters import DEFAULT_FORMATS, EXPORTERS
from narrate.exporters.edition import Exporter, format_of
from narrate.exporters.verifying.edition_record import Finding
from narrate.store import Store
from narrate.store.opening import open_store, store_address

if TYPE_CHECKING:
    from narrate.speech import Engine


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition that will be part of a collection.

    - ``site``: the web address in its settings.
    - ``path``: its script; ``settings``: the settings file.
    """

    topic: str
    title: str
    site: str
    path: Path
    settings: Path


@dataclass(frozen=True, slots=True)
class Means:
    """What is needed to make a collection. The fields are as in ``BuildSettings``.

    ``program`` is the digest of the program and its packages. If ``offline`` is set, no text is sent to a service.
    """

    store: Store = field(default_factory=lambda: open_store(store_address()))
    voice: str | Engine = ""
    jobs: int = 1
    offline: bool = False
    program: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A main file or folder of a collection, after it was written. ``notes`` are lines of text about it for the user."""

    path: Path
    notes: tuple[str, ...] = ()


class Collection(Protocol):
    """Writes files about all editions in an output folder, and reads them back."""

    name: str
    """Its name in ``--to``."""
    needs: tuple[str, ...] = ()
    """Formats of editions whose files the collection refers to."""

    @abstractmethod
    def problem(self, candidate: Candidate) -> Problem | None:
        """Return why an edition cannot be part of the collection, before it is built; None if it can."""
        ...

    @abstractmethod
    def is_there(self, output: Path) -> bool:
        """Return whether the folder ``output`` holds the collection. If so, every build writes it again."""
        ...

    @abstractmethod
    def write(self, output: Path, means: Means | None = None) -> Sequence[Written]:
        """Write the collection of all editions in ``output``, and return its main files.

        A file that need not change is left alone. A file about an edition that is gone is removed. Without ``means``, the
        store is the user's own. Raises InputError if an edition lacks something, OutsideError if the disk or a voice
        fails.
        """
        ...

    @abstractmethod
    def verify(
        self, output: Path, *, painted: bool, store: Store | None = None
    ) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """Yield (file, findings) of each of the main files. ``file`` is its path relative to ``output``.

        ``painted``: paint pictures again to compare them, because this version of narrate made them. ``store`` holds
        what was spoken.
        """
        ...


def open_collection(name: str) -> Collection:
    """Return the collection called ``name``, one of ``COLLECTIONS``."""
    collection: Collection = import_module(COLLECTIONS[name]).COLLECTION
    return collection


def divide(to: Iterable[str | Exporter]) -> tuple[list[str | Exporter], list[Collection]]:
    """Return (formats, collections) of ``to``, with the formats that the collections need.

    If only collections are named, the formats are the usual ones. Raises UsageError for an unknown name.
    """
    wanted = list(to)
    known = [*EXPORTERS, *COLLECTIONS]
    for entry in wanted:
        if isinstance(entry, str) and format_of(entry) not in (*known, "all"):
            raise UsageError(f"unknown format {entry!r} for --to; the formats are {', '.join(known)}")
    collections = [open_collection(name) for name in COLLECTIONS if name in wanted]
    formats = [entry for entry in wanted if not (isinstance(entry, str) and entry in COLLECTIONS)]
    if collections:
        formats = formats or list(DEFAULT_FORMATS)
        named = {format_of(entry if isinstance(entry, str) else entry.name) for entry in formats}
        formats += sorted(_needed(collections) - named)
    return formats, collections


def _needed(collections: Iterable[Collection]) -> set[str]:
    return {name for one in collections for name in one.needs}


def in_use(output: Path, wanted: Iterable[Collection]) -> list[Collection]:
    """Return the ``wanted`` collections, and those that ``output`` holds already."""
    names = [one.name for one in wanted]
    return [one for one in map(open_collection, COLLECTIONS) if one.name in names or one.is_there(output)]


def write_collections(output: Path, collections: Iterable[Collection], means: Means) -> tuple[Written, ...]:
    """Write ``collections``, and return their main files."""
    return tuple(written for collection in collections for written in collection.write(output, means))
