"""Reads the M4B file of an edition back: how it is built, its chapters, tags and cover, and what is heard in it."""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from narrate.audio.aac import FRAME, RATE, mux
from narrate.audio.chapters import Chapter
from narrate.exporters.m4b.verifying.boxes import Mp4File, read_mp4
from narrate.exporters.m4b.verifying.tags import cover_of, tag_faults, tags_of
from narrate.exporters.verifying.aac_checks import sound_findings
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.pictures_checks import painted_faults
from narrate.languages import iso639_2
from narrate.sources.regular_files import open_regular

NAME = "m4b"
_MOST_BYTES = 1 << 32
_STBL = "moov/trak/mdia/minf/stbl/"
_PIECE = 1 << 20  # bytes
_UTF8 = bytes.fromhex("0000000c") + b"encd" + bytes.fromhex("00000100")  # the encoding of a title
_COVER = "1"  # the number of the slide that is on the cover


def check_m4b(record: Record) -> Iterator[Finding]:
    """Compare the M4B file with the record. Raises OSError or ValueError if it cannot be read."""
    path = record.folder / f"{record.name}.m4b"
    with open_regular(path, _MOST_BYTES, links=False) as file:
        parts = read_mp4(file, os.fstat(file.fileno()).st_size)
        sizes = _sizes(parts)
        tags, cover = tags_of(parts), cover_of(parts)
        yield _length(record, sizes)
        wrong = tuple(_chapter_faults(record, parts, file))
        yield Finding(NAME, "chapters", len(record.segments), len(record.segments), "chapters", wrong)
        wrong = tuple(tag_faults(record, parts, tags))
        yield Finding(NAME, "tags", len(wrong), 0, "faults", wrong)
        wrong = tuple(painted_faults(record, _COVER, cover, "the cover"))
        yield Finding(NAME, "cover", len(wrong), 0, "faults", wrong)
        wrong = tuple(_box_faults(record, parts, file, _frames(file, parts, sizes), tags, cover))
        yield Finding(NAME, "boxes", len(wrong), 0, "faults", wrong)
        yield from sound_findings(NAME, record, _frames(file, parts, sizes), _called)


def _chapters(record: Record) -> list[Chapter]:
    return [Chapter(segment.heading, segment.start_ms, segment.end_ms) for segment in record.segments]


def _sizes(file: Mp4File) -> tuple[int, ...]:
    """Return the size of each frame of sound. Raises ValueError if the file does not say it."""
    table = next(iter(file.all(f"{_STBL}stsz")), b"")
    count = (len(table) - 12) // 4
    if len(table) < 16 or struct.unpack(">3I", table[:12]) != (0, 0, count) or len(table) % 4:
        raise ValueError("it has no table of the frames of its sound")
    sizes = struct.unpack(f">{count}I", table[12:])
    if sum(sizes) > file.data_size:
        raise ValueError("its table of frames tells of more bytes than there are")
    return sizes


def _length(record: Record, sizes: Sequence[int]) -> Finding:
    off = (len(sizes) - 1) * FRAME * 1000 / RATE - record.duration_ms
    faults = (
        (f"its sound lasts {abs(off):.0f} ms {'more' if off > 0 else 'less'} than the timeline says",) if off else ()
    )
    return Finding(NAME, "length", round(abs(off), 2), 0, "ms off", faults)


def _box_faults(
    record: Record, parts: Mp4File, file: BinaryIO, frames: Iterable[bytes], tags: Mapping[str, str], cover: bytes
) -> Iterator[str]:
    """Yield each difference between ``file`` and what ffmpeg's muxer makes of the same frames, tags and cover."""
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        path = Path(folder) / "again.m4b"
        texts = {name: text for name, text in tags.items() if text} | {"media_type": "2"}
        mux(path, frames, _chapters(record), texts, cover, iso639_2(record.manifest.language))
        with path.open("rb") as again:
            wanted = read_mp4(again, path.stat().st_size)
            faults = list(_differences(parts, wanted))
            if not faults and not _same(file, again):
                faults = ["its bytes are not those that narrate writes"]
    yield from faults


def _differences(parts: Mp4File, wanted: Mp4File) -> Iterator[str]:
    """Yield each difference between the boxes of two files."""
    if parts.order != wanted.order:
        yield f"it holds the boxes {', '.join(parts.order)[:100]}, not {', '.join(wanted.order)}"
    elif parts.head != wanted.head:
        yield "its boxes ftyp and free are not those that narrate writes"
    if parts.data_size != wanted.data_size:
        yield f"its data are {parts.data_size} bytes, but its chapters and frames take {wanted.data_size}"
    there, wished = [path for path, _ in parts.boxes], [path for path, _ in wanted.boxes]
    if there != wished:
        pairs = zip([*there, "nothing"], [*wished, "nothing"], strict=False)
        other = next(path for path, wish in pairs if path != wish)
        yield f"{other!r} stands where narrate writes another box"
        return
    for (path, content), (_, wish) in zip(parts.boxes, wanted.boxes, strict=True):
        if content != wish:
            told = _TOLD.get(path.rpartition("/")[2], "")
            yield f"{path}{told and f', {told},'} does not say what narrate writes there"


_TOLD = {
    "chpl": "the list of chapters",
    "covr": "the cover",
    "elst": "which says where playing begins",
    "hdlr": "which says what a track is for",
    "mdhd": "the length and the language of a track",
    "stts": "the times of the chapters, or of the frames of sound",
    "stsz": "the sizes of the titles, or of the frames of sound",
    "tkhd": "which says whether a track is played",
}
"""What a box holds, for people who do not know the format."""


def _same(one: BinaryIO, other: BinaryIO) -> bool:
    """Whether two files hold the same bytes."""
    one.seek(0)
    other.seek(0)
    while True:
        here, there = one.read(_PIECE), other.read(_PIECE)
        if here != there:
            return False
        if not here:
            return True


def _chapter_faults(record: Record, parts: Mp4File, file: BinaryIO) -> Iterator[str]:
    """Yield each chapter that one of the two lists of chapters lacks or has in addition."""
    titles = [one.title.encode() for one in _chapters(record)]
    texts = b"".join(len(title).to_bytes(2, "big") + title + _UTF8 for title in titles)
    file.seek(parts.data_at)
    if file.read(len(texts)) != texts:
        yield "the titles in the chapter track are not the headings of the slides"
    listed, wanted = list(_listed(parts)), [(_cut(one.title), one.start_ms) for one in _chapters(record)][:255]
    yield from (f"there is no chapter {title!r} at {ms} ms" for title, ms in wanted if (title, ms) not in listed)
    yield from (
        f"there is a chapter {title!r} at {ms} ms, but no such slide"
        for title, ms in listed
        if (title, ms) not in wanted
    )
    if sorted(listed) == sorted(wanted) and listed != wanted:
        yield "the chapters are in another order"


def _cut(title: str) -> str:
    """Return what ``chpl`` holds of a title: its first 255 bytes, as ffmpeg's muxer cuts it."""
    return title.encode()[:255].decode(errors="replace")


def _listed(file: Mp4File) -> Iterator[tuple[str, float]]:
    """Yield (title, start in ms) of each chapter in the box ``chpl``."""
    content = next(iter(file.all("moov/udta/chpl")), b"")
    at = 9
    while at + 9 <= len(content):
        start, length = struct.unpack(">QB", content[at : at + 9])
        yield content[at + 9 : at + 9 + length].decode(errors="replace"), start / 10_000
        at += 9 + length


def _frames(file: BinaryIO, parts: Mp4File, sizes: Sequence[int]) -> Iterator[bytes]:
    """Yield the frames of sound, which stand at the end of the data."""
    file.seek(parts.data_at + parts.data_size - sum(sizes))
    for size in sizes:
        yield file.read(size)


def _called(segment: RecordSegment) -> str:
    return f"the chapter {segment.heading!r}"
