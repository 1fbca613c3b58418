"""The interface of collections, and how ``--to`` is divided into formats and collections."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from narrate.collections import COLLECTIONS
from narrate.errors import InputError, Place, Problem, UsageError
from narrate.exporters import DEFAULT_FORMATS, EXPORTERS
from narrate.exporters.edition import Exporter
from narrate.exporters.verifying.edition_record import Finding


class Collection(Protocol):
    """Writes files about all editions in an output folder, and reads them back."""

    name: str
    """Its name in ``--to``."""
    needs: tuple[str, ...] = ()
    """Formats of editions whose files the collection refers to."""

    @abstractmethod
    def problem(self, site: str, place: Place) -> Problem | None:
        """Return why an edition cannot be part of the collection, before it is built; None if it can.

        ``site`` is the web address in its settings, and ``place`` the settings file.
        """
        ...

    @abstractmethod
    def is_there(self, output: Path) -> bool:
        """Whether the folder ``output`` holds the collection. It is written again after each build then."""
        ...

    @abstractmethod
    def write(self, output: Path) -> Sequence[Path]:
        """Write the collection of all editions in ``output``, and return its main files.

        A file that need not change is left alone, and one of an edition that is gone is removed. Raises InputError if
        an edition lacks something, OutsideError if the disk refuses.
        """
        ...

    @abstractmethod
    def verify(self, output: Path, *, painted: bool) -> Iterator[tuple[str, tuple[Finding, ...]]]:
        """Yield (file, findings) of each of the main files. ``file`` is its path relative to ``output``.

        ``painted``: pictures are painted again, because this program made them.
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
        if isinstance(entry, str) and entry not in (*known, "all"):
            raise UsageError(f"unknown format {entry!r} for --to; the formats are {', '.join(known)}")
    collections = [open_collection(name) for name in COLLECTIONS if name in wanted]
    formats = [entry for entry in wanted if not (isinstance(entry, str) and entry in COLLECTIONS)]
    if collections:
        formats = formats or list(DEFAULT_FORMATS)
        formats += [name for one in collections for name in one.needs if name not in formats]
    return formats, collections


def refuse_unfit(collections: Iterable[Collection], sites: Iterable[tuple[str, Path]]) -> None:
    """Raise InputError if an edition cannot be part of one of ``collections``.

    ``sites`` are (web address, settings file) of each edition.
    """
    pairs = dict.fromkeys(sites)
    found = [one.problem(site, Place(str(path))) for one in collections for site, path in pairs]
    if problems := [problem for problem in found if problem is not None]:
        raise InputError(*problems)


def write_collections(output: Path, wanted: Iterable[Collection]) -> tuple[Path, ...]:
    """Write the ``wanted`` collections, and those that ``output`` holds already. Return their main files."""
    names = [one.name for one in wanted]
    collections = [open_collection(name) for name in COLLECTIONS]
    return tuple(
        path
        for collection in collections
        if collection.name in names or collection.is_there(output)
        for path in collection.write(output)
    )
