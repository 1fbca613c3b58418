"""Reads the cards back: their names, their tags, every byte of their sound, and what the spoken list says."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from narrate.audio.mp3_structure import structure
from narrate.collections.card.books import SHELF
from narrate.collections.card.contents import FOLDER, Card, CardTopic, CardTrack, find_cards
from narrate.collections.card.list_checks import check_list, tag_faults
from narrate.collections.card.record import CardRecord, read_record, record_path
from narrate.edition_files import what_is_at
from narrate.errors import NarrateError
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.sound_differences import frames_difference
from narrate.json_files import UnreadableError, one_line
from narrate.sources.regular_files import open_regular, read_regular
from narrate.store import Store

_MOST_BYTES = 1 << 32
_CURE = "build again with --to card"
_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]|[. ]\Z|\A '
)
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])\Z", re.IGNORECASE)
_MOST_LETTERS = 64
_NUMBERED = re.compile(r"([0-9]{2,6})(?: (.+))?")


def check_cards(output: Path, store: Store, *, again: bool) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield (path, findings) of each card in ``output``, and of each that should be there.

    ``store`` holds the sounds of the spoken lists. ``again``: the lists are made again from them to compare.
    """
    try:
        cards = {card.language: card for card in find_cards(output)}
    except NarrateError as error:
        yield FOLDER, (Finding("card", "editions", faults=(one_line(str(error)),)),)
        return
    there = {path.stem for path in (output / FOLDER).glob("*.json")}
    there |= {path.name for path in (output / FOLDER).iterdir() if what_is_at(path) == "folder"}
    for language in sorted({*cards, *there}):
        name = f"{FOLDER}/{language}"
        if language in cards:
            yield one_line(name), tuple(_findings(output / name, cards[language], store, again=again))
        else:
            fault = f"{one_line(name)} is there, and no edition in this language has sound; remove it"
            yield one_line(name), (Finding("card", "editions", faults=(fault,)),)


def _findings(folder: Path, card: Card, store: Store, *, again: bool) -> Iterator[Finding]:
    try:
        record = read_record(folder)
    except UnreadableError as error:
        record, why = None, f"cannot be read: {error}"
    else:
        why = "is gone"
    if record is None:
        fault = f"{FOLDER}/{record_path(folder).name} {why}; {_CURE}"
        yield Finding("card", "record", faults=(fault,))
        return
    found = _names(folder)
    faults = tuple(_name_faults(found))
    yield Finding("card", "names", len(faults), 0, "faults", faults)
    faults = tuple(_file_faults(folder, record, found))
    yield Finding("card", "files", len(faults), 0, "faults", faults)
    faults = tuple(_topic_faults(folder, card, found))
    count = sum(len(topic.tracks) for topic in card.topics)
    yield Finding("card", "tracks", max(0, count - len(faults)), count, "tracks", faults, at_least=True)
    if any(card.books) or SHELF in found:
        faults = tuple(_book_faults(folder, card, found))
        yield Finding("card", "books", len(faults), 0, "faults", faults)
    yield from check_list(folder, card, record, store, again=again)


def _names(folder: Path) -> dict[str, list[str]]:
    """Return the names of the files in each folder of ``folder``, both sorted. No link is followed.

    A folder's key is its path; that of ``folder`` itself is empty.
    """
    names: dict[str, list[str]] = {"": []}
    todo = [""] if what_is_at(folder) == "folder" else []
    while todo:
        beneath = todo.pop()
        names[beneath] = []
        for path in sorted((folder / beneath).iterdir()):
            if what_is_at(path) == "folder":
                todo.append(f"{beneath}/{path.name}".lstrip("/"))
            else:
                names[beneath].append(path.name)
    return dict(sorted(names.items()))


def _name_faults(found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what FAT32, or a player with a small display, cannot take of the names ``found``."""
    for folder, files in found.items():
        seen: set[str] = set()
        for name in (*files, *_folders(found, folder)):
            shown = one_line(f"{folder}/{name}".lstrip("/"))
            stem = name.removesuffix(".mp3")
            if _FORBIDDEN.search(name) or _FORBIDDEN.search(stem) or _RESERVED.match(name.partition(".")[0]):
                yield f"{shown} is a name that FAT32 or Windows cannot hold"
            if len(stem) > _MOST_LETTERS or len(name.encode("utf-16-le", "surrogatepass")) > 2 * 255:
                yield f"{shown} is longer than {_MOST_LETTERS} letters"
            if name.casefold() in seen:
                yield f"{shown} stands there twice, if capital letters do not count"
            seen.add(name.casefold())


def _folders(found: Mapping[str, list[str]], beneath: str) -> Iterator[str]:
    """Yield the names of the folders in the folder ``beneath``, sorted."""
    for name in found:
        parent, _, last = name.rpartition("/")
        if name and parent == beneath:
            yield last


def _file_faults(folder: Path, record: CardRecord, found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each file that is not as the ``record`` says, and each that the record does not know."""
    there = {f"{inner}/{name}".lstrip("/") for inner, names in found.items() for name in names}
    there |= {name for name, names in found.items() if name and not names and not any(_folders(found, name))}
    for name in sorted(there - record.files.keys()):
        yield f"{one_line(name)} does not belong to the card; remove it"
    for name, digest in record.files.items():
        try:
            content = read_regular(folder / name, _MOST_BYTES, links=False)
        except (OSError, ValueError) as error:
            yield f"{one_line(name)} cannot be read: {one_line(str(error))}; {_CURE}"
            continue
        if hashlib.sha256(content).hexdigest() != digest:
            yield f"{one_line(name)} was changed after it was written; {_CURE}"


def _topic_faults(folder: Path, card: Card, found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what is wrong with the folders of the topics, in their order."""
    expected = {"", SHELF, *(name for name in _folders(found, "")), *(book.path for book in card.books)}
    for name in found.keys() - expected:
        yield f"{one_line(name)} is a folder of no topic; remove it"
    folders = [name for name in _folders(found, "") if name != SHELF]
    if len(folders) != len(card.topics):
        yield f"there are {len(folders)} folders, and {len(card.topics)} topics; {_CURE}"
        return
    for number, (name, topic) in enumerate(zip(folders, card.topics, strict=True), 1):
        if not _is_named(name, number, topic.title):
            yield f"the folder {one_line(name)!r} stands where topic {number}, {topic.title!r}, should; {_CURE}"
            continue
        yield from _track_faults(folder / name, topic, found[name])


def _track_faults(folder: Path, topic: CardTopic, names: list[str]) -> Iterator[str]:
    """Yield what is wrong with the tracks in the ``folder`` of ``topic``, whose files are ``names``, sorted."""
    if len(names) != len(topic.tracks):
        yield f"{folder.name} has {len(names)} files, and the edition has {len(topic.tracks)} tracks; {_CURE}"
        return
    for number, (name, track) in enumerate(zip(names, topic.tracks, strict=True), 1):
        where = one_line(f"{folder.name}/{name}")
        heading = dict(track.texts)["TIT2"]
        if not name.endswith(".mp3") or not _is_named(name.removesuffix(".mp3"), number, heading):
            yield f"{where} stands where track {number}, {heading!r}, should; {_CURE}"
        try:
            content = read_regular(folder / name, _MOST_BYTES, links=False)
            wanted = read_regular(track.source, _MOST_BYTES, links=False)
        except (OSError, ValueError) as error:
            yield f"{where} cannot be compared: {one_line(str(error))}; {_CURE}"
            continue
        yield from (f"{where}: {fault}; {_CURE}" for fault in _sound_faults(content, wanted, track))


def _sound_faults(content: bytes, wanted: bytes, track: CardTrack) -> Iterator[str]:
    """Yield how the file ``content`` differs from ``wanted``, the track of the edition, besides its tag."""
    here, there = structure(content), structure(wanted)
    if here.frames != there.frames:
        yield f"its sound is not that of the edition: {frames_difference(here.frames, there.frames)}"
    elif content[len(here.tag) :] != wanted[len(there.tag) :]:
        yield "its sound is that of the edition, and something else in it is not"
    yield from tag_faults(here.tag, track.texts)


def _book_faults(folder: Path, card: Card, found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield how the unpacked DAISY books differ from the zip files of the editions."""
    shelf, books = [f"{SHELF}/{name}" for name in _folders(found, SHELF)], {book.path: book for book in card.books}
    yield from (f"{one_line(name)} is the book of no topic; remove it" for name in shelf if name not in books)
    yield from (f"{one_line(SHELF)}/{one_line(name)} is in no book; remove it" for name in found.get(SHELF, ()))
    for path, book in books.items():
        try:
            with open_regular(book.source, sys.maxsize, links=False) as file, zipfile.ZipFile(file) as packed:
                names = sorted(packed.namelist())
                if found.get(path, []) != names:
                    yield f"{path} has not the files of {book.source.name}; {_CURE}"
                    continue
                for name in names:
                    with (
                        packed.open(name) as one,
                        open_regular(folder / path / name, _MOST_BYTES, links=False) as other,
                    ):
                        if not _are_same(one, other):
                            yield f"{path}/{name} is not that of {book.source.name}; {_CURE}"
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
            yield f"{path} cannot be compared: {one_line(str(error))}; {_CURE}"


def _are_same(one: IO[bytes], other: IO[bytes]) -> bool:
    while (piece := one.read(1 << 20)) == other.read(1 << 20):
        if not piece:
            return True
    return False


def _is_named(name: str, number: int, text: str) -> bool:
    """Whether ``name`` has the ``number``, and its words are the beginning of ``text``."""
    match = _NUMBERED.fullmatch(name)
    if match is None or int(match[1]) != number:
        return False
    words, wanted = _letters(match[2] or ""), _letters(text)
    is_cut = len(name) > _MOST_LETTERS // 2
    return wanted.startswith(words) if is_cut and words else words == wanted


def _letters(text: str) -> str:
    """Return the letters and digits of ``text``, whatever stands between them."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if unicodedata.category(letter)[0] in "LMN")
