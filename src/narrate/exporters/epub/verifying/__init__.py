"""Reads a book back. Each file must be the same as one that is written a second time, and each clip at its time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from narrate.exporters.epub.format import (
    COVER_IMAGE,
    COVER_PAGE,
    FOLDER,
    MIMETYPE,
    NAVIGATION,
    PACKAGE,
    STYLES,
    Identifier,
    audio_file,
    overlay_file,
    text_file,
)
from narrate.exporters.epub.verifying.checks import (
    altered_words,
    cover_faults,
    heading_faults,
    missing_pictures,
    navigation_faults,
    reordered_words,
    sentence_faults,
    slide_faults,
    sound_faults,
)
from narrate.exporters.epub.verifying.expected_package import CONTAINER, ExpectedPackage
from narrate.exporters.epub.verifying.expected_text import ExpectedPart
from narrate.exporters.epub.verifying.reading import (
    PackageWords,
    ReadPart,
    parse_member,
    read_member,
    read_package,
    read_part,
    text_numbers,
)
from narrate.exporters.epub.verifying.times import (
    clip_faults,
    duration_faults,
    gap_faults,
    lasts_ms,
    read_clips,
    skippable_faults,
)
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.markup_differences import differences
from narrate.exporters.verifying.zip_checks import examine_zip

_STYLES = Path(__file__).parent.parent / "templates/styles.css"
_CONTAINER = "META-INF/container.xml"


def check_book(record: Record, path: Path, *, by_words: bool = False) -> Iterator[Finding]:
    """Compare the book in the file ``path`` with the record of the edition. Raises ValueError if it cannot be read.

    ``by_words`` is whether the book should mark each word, and not only each sentence.
    """
    try:
        faults, readable = examine_zip(path)
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path.name} is not a zip file: {error}") from error
    yield _finding("zip file", faults)
    if readable:
        try:
            with zipfile.ZipFile(path) as archive:
                yield from _check(archive, record, by_words=by_words)
        except zipfile.BadZipFile as error:  # the checksum of a file is wrong
            raise ValueError(f"{path.name} is damaged: {error}") from error


def _check(archive: zipfile.ZipFile, record: Record, *, by_words: bool) -> Iterator[Finding]:
    parts = [read_part(number, parse_member(archive, text_file(number))) for number in text_numbers(archive)]
    words, package = read_package(archive)
    slides = tuple(slide_faults(parts, record))
    yield _finding("slides", slides)
    if slides:
        return  # the parts cannot be compared with the slides
    lost = tuple(fault for part in parts for fault in sentence_faults(part, record))
    total = len(record.sentences)
    yield Finding("epub", "sentences", total - len(lost), total, "sentences", lost)
    times: list[str] = []
    gaps: list[str] = []
    types: list[str] = []
    lasts: dict[int, int] = {}
    for part in parts:
        clips = read_clips(parse_member(archive, overlay_file(part.number)))
        times += clip_faults(clips, part, record, by_words=by_words)
        gaps += gap_faults(clips, part)
        types += skippable_faults(clips, part, record, by_words=by_words)
        lasts[part.number] = lasts_ms(clips)
    yield _finding("times", times)
    yield _finding("sound without gaps", gaps)
    yield _finding("durations", duration_faults(package, lasts, record))
    yield _finding("what can be skipped", types)
    yield _finding("headings", heading_faults(parts, record))
    yield _finding("navigation", navigation_faults(parse_member(archive, NAVIGATION), parts, record))
    yield _finding("right to left", reordered_words(parts, record))
    yield _finding("tracks", sound_faults(archive, record))
    yield _finding("cover", cover_faults(archive, record))
    strangers = tuple(missing_pictures(parts, archive))
    yield _finding("pictures", strangers)
    if strangers:
        return  # what follows reads the pictures
    yield _finding("words about pictures, points, publisher", altered_words(parts, words, archive, record))
    yield _finding("files", _file_faults(archive, _names(parts)))
    yield _finding("markup", _markup_faults(archive, parts, words, record, by_words=by_words))


def _finding(check: str, faults: Iterator[str] | Sequence[str]) -> Finding:
    found = tuple(faults)
    return Finding("epub", check, len(found), 0, "faults", found)


def _names(parts: Sequence[ReadPart]) -> list[str]:
    """Return the names of all files of the book, in the order in which they lie in the zip file."""
    names = ["mimetype", _CONTAINER, f"{FOLDER}{STYLES}", f"{FOLDER}{COVER_IMAGE}", f"{FOLDER}{COVER_PAGE}"]
    for part in parts:
        names += [f"{FOLDER}{text_file(part.number)}", f"{FOLDER}{overlay_file(part.number)}"]
        for slide in part.slides:
            names.append(f"{FOLDER}{audio_file(slide.number)}")
            names += [f"{FOLDER}{figure.file}" for figure in slide.figures]
    return [*names, f"{FOLDER}{NAVIGATION}", f"{FOLDER}{PACKAGE}"]


def _file_faults(archive: zipfile.ZipFile, wanted: Sequence[str]) -> Iterator[str]:
    found = archive.namelist()
    yield from (f"{name!r} does not belong in the book" for name in found if name not in set(wanted))
    yield from (f"{name!r} is missing" for name in wanted if name not in set(found))
    if sorted(found) == sorted(wanted) and found != list(wanted):
        yield "the files are in another order"
    first = archive.infolist()[0]
    if archive.read(first) != MIMETYPE or first.compress_type != zipfile.ZIP_STORED:
        yield "the file does not begin with its type"


def _markup_faults(
    archive: zipfile.ZipFile, parts: Sequence[ReadPart], words: PackageWords, record: Record, *, by_words: bool
) -> Iterator[str]:
    """Yield where a file differs from the one that is written a second time."""
    unspoken = [text for text in (words.subtitle, words.publisher) if text]
    expected = ExpectedPackage(record, parts, words)
    if _CONTAINER in archive.NameToInfo:  # a missing file is reported by _file_faults
        yield from _different(_CONTAINER, archive.read(_CONTAINER), CONTAINER)
    yield from _different(STYLES, read_member(archive, STYLES), _STYLES.read_text(encoding="utf-8"))
    yield from _different(COVER_PAGE, read_member(archive, COVER_PAGE), expected.cover())
    for part in parts:
        writer = ExpectedPart(part, record, unspoken, by_words=by_words)
        for name, text in ((text_file(part.number), writer.text()), (overlay_file(part.number), writer.overlay())):
            yield from _different(name, read_member(archive, name), text)
    yield from _different(NAVIGATION, read_member(archive, NAVIGATION), expected.navigation())
    package = expected.package(_identifier(archive, record))
    yield from _different(PACKAGE, read_member(archive, PACKAGE), package)


def _different(name: str, content: bytes, expected: str) -> Iterator[str]:
    if content != expected.encode():
        yield from (f"{name}, {where}" for where in differences(content.decode(errors="replace"), expected))


def _identifier(archive: zipfile.ZipFile, record: Record) -> str:
    """Return the identifier of the book with the files in ``archive``."""
    manifest = record.manifest
    identifier = Identifier((manifest.topic, manifest.language, manifest.edition))
    for name in archive.namelist()[2:-1]:
        identifier.add(name.removeprefix(FOLDER), sha256(archive.read(name)).hexdigest())
    return identifier.urn()
