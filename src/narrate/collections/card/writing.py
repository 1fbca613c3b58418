"""Writes a card: its files are made in a staging folder and renamed into place, its record last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from narrate.collections.card.books import book_sizes, unpack_book
from narrate.collections.card.contents import Card
from narrate.collections.card.id3 import id3_tag, without_tag
from narrate.collections.card.limits import limit_faults, size_notes
from narrate.collections.card.record import SCHEMA, CardRecord, load_record, record_path
from narrate.collections.card.spoken_list import SpokenList, list_pieces, speak_list
from narrate.collections.collection import Means, Written
from narrate.durable_files import flush_files, flush_folder
from narrate.edition_files import hash_inside, is_inside, what_is_at
from narrate.errors import InputError, OutsideError, Place, Problem, Severity
from narrate.publishing import move, move_durably, staged
from narrate.sources.regular_files import read_regular

_MOST_BYTES = 1 << 32
_TAG_ROOM = 4_000  # bytes; more than any tag takes beyond that of the source


def write_card(output: Path, folder: Path, card: Card, means: Means) -> Written:
    """Write ``card`` into ``folder``, unless it lies there already.

    Raises InputError if FAT32 cannot hold it, OutsideError if the disk or the voice refuses.
    """
    old = load_record(folder)
    made_from = _made_from(card, means)
    if (
        old is None
        or old.made_from != made_from
        or any(hash_inside(folder, name) != h for name, h in old.files.items())
    ):
        planned = _planned_sizes(card)
        _refuse_what_fat_cannot_hold(planned, folder)
        _refuse_what_is_in_the_way(output, folder, planned)
        spoken = speak_list(card, means)
        with staged(output) as stage:
            files = dict(_stage(card, spoken, stage / "card"))
            pieces = tuple(spoken.pieces)
            new = CardRecord(1, card.language, made_from, means.program, spoken.voice, pieces, files)
            _publish(stage, folder, new, old.files if old else {})
    else:
        new = old
    sizes = {name: (folder / name).lstat().st_size for name in new.files}
    strange = (f"left {folder / name}: it is no part of the card" for name in strangers(folder, new.files))
    return Written(folder, (*size_notes(sizes, len(card.topics)), *strange))


def remove_card(folder: Path) -> None:
    """Remove the card in ``folder``, as far as its record names its files and nobody has changed them."""
    record = load_record(folder)
    if record is None:
        return
    _remove(folder, record.files)
    record_path(folder).unlink()


def strangers(folder: Path, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of everything in ``folder`` that is neither one of the files ``names`` nor a folder of them."""
    folders = {str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."}

    def look(beneath: str) -> Iterator[str]:
        for path in sorted((folder / beneath).iterdir()):
            name = path.relative_to(folder).as_posix()
            if name in folders and what_is_at(path) == "folder":
                yield from look(name)
            elif name not in names or what_is_at(path) != "file":
                yield name

    if what_is_at(folder) == "folder":
        yield from look("")


def _made_from(card: Card, means: Means) -> str:
    """Return a digest of everything that decides the bytes of ``card``."""
    tracks = [(track.path, track.digest, track.texts) for track in card.tracks]
    listed = [asdict(piece) for piece in list_pieces(card)]
    voices = [topic.voice for topic in card.topics]
    books = [(book.path, book.digest) for book in card.books]
    facts = [SCHEMA, means.program, card.list_file, card.list_texts, listed, voices, tracks, books]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _planned_sizes(card: Card) -> Mapping[str, int]:
    """Return how many bytes each file of ``card`` has at most, by its path. Raises OutsideError for a damaged book."""
    sizes = {card.list_file: _TAG_ROOM}
    for track in card.tracks:
        there = what_is_at(track.source) == "file"
        sizes[track.path] = _TAG_ROOM + (track.source.lstat().st_size if there else 0)
    for book in card.books:
        sizes |= {f"{book.path}/{name}": size for name, size in book_sizes(book.source).items()}
    return sizes


def _refuse_what_fat_cannot_hold(sizes: Mapping[str, int], folder: Path) -> None:
    """Raise InputError if FAT32 cannot hold files of these ``sizes``."""
    problems = [
        Problem(
            Place(str(folder)), Severity.ERROR, "card-name", f"{fault}, more than FAT32 can hold", "divide the topics"
        )
        for fault in limit_faults(sizes)
    ]
    if problems:
        raise InputError(*problems)


def _refuse_what_is_in_the_way(output: Path, folder: Path, names: Iterable[str]) -> None:
    """Raise OutsideError if a file would be written through a link, or over a folder, or in a file's place."""
    files = {folder / name for name in names} | {record_path(folder)}
    folders = {parent for file in files for parent in file.parents if output in parent.parents}
    for path in sorted(files | folders):
        if what_is_at(path) not in ("", "file" if path in files else "folder"):
            raise OutsideError(f"{path} is in the way of the card; remove it and build again")


def _stage(card: Card, spoken: SpokenList, stage: Path) -> Iterator[tuple[str, str]]:
    """Write the files of ``card`` into ``stage``. Yields (path, SHA-256) of each."""
    tracks = [(card.list_file, spoken.track, card.list_texts)]
    tracks += [(track.path, track.source, track.texts) for track in card.tracks]
    for name, source, texts in tracks:
        try:
            content = read_regular(source, _MOST_BYTES, links=False)
        except FileNotFoundError as error:
            raise OutsideError(f"{source} is gone, and the card needs it; build the edition again") from error
        content = id3_tag(texts) + without_tag(content)
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield name, hashlib.sha256(content).hexdigest()
    for book in card.books:
        for name, digest in unpack_book(book.source, stage / book.path):
            yield f"{book.path}/{name}", digest


def _publish(stage: Path, folder: Path, new: CardRecord, old: Mapping[str, str]) -> None:
    """Move the card in ``stage`` to ``folder``, and remove those of the ``old`` files (path, hash) that it lacks."""
    record = stage / "record.json"
    record.write_text(new.to_json(), encoding="utf-8", newline="\n")
    flush_files(stage / "card" / name for name in sorted(new.files))
    for name in sorted(new.files):
        move(stage / "card" / name, folder / name)
    _remove(folder, {name: digest for name, digest in old.items() if name not in new.files})
    for parent in sorted({(folder / name).parent for name in new.files}):
        flush_folder(parent)
    move_durably(record, record_path(folder))


def _remove(folder: Path, files: Mapping[str, str]) -> None:
    """Remove ``files`` (path, hash) from ``folder``, but not those that somebody has changed, and empty folders."""
    for name, digest in files.items():
        if is_inside(folder, name) and hash_inside(folder, name) == digest:
            (folder / name).unlink()
    emptied = {folder / parent for name in files for parent in PurePosixPath(name).parents}
    for path in sorted(emptied, key=lambda path: len(path.parts), reverse=True):
        if what_is_at(path) == "folder":
            with suppress(OSError):  # it holds something else
                path.rmdir()
