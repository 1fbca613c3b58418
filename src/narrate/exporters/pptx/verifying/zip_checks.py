"""Checks the zip file of a deck: nothing lies in it but its entries, and they carry nothing but their content."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_LOCAL = struct.Struct("<4s5H3I2H")  # the header before the content of an entry
_CENTRAL_LENGTH, _END_LENGTH = 46, 22  # of an entry in the list at the end, and of what follows the list
_LARGEST_ENTRY, _LARGEST = 256 << 20, 4 << 30  # bytes when unpacked: of an entry, and of all
_PIECE = 1 << 20


def zip_faults(path: Path) -> Iterator[str]:
    """Yield what is wrong with the zip file at ``path``, each fault as a line of text.

    Raises OSError or zipfile.BadZipFile if it cannot be read at all.
    """
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        counts = Counter(entry.filename.casefold() for entry in entries)
        yield from (f"{name!r} is in the file {count} times" for name, count in counts.items() if count > 1)
        if sum(entry.file_size for entry in entries) > _LARGEST:
            yield f"it holds more than {_LARGEST >> 30} GB"
        for entry in entries:
            yield from (f"{entry.filename!r} {fault}" for fault in _entry_faults(entry))
        yield from _gap_faults(file, archive, entries)


def is_readable(path: Path) -> bool:
    """Return whether each entry of the zip file at ``path`` can be read, without taking too much memory."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        return sum(entry.file_size for entry in entries) <= _LARGEST and all(
            not entry.flag_bits & 1 and entry.compress_type in _METHODS and entry.file_size <= _LARGEST_ENTRY
            for entry in entries
        )


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[str]:
    """Yield what the list at the end of the zip file says about ``entry``, but narrate does not write."""
    if entry.flag_bits & 1:
        yield "is encrypted"
    elif entry.flag_bits or entry.internal_attr:
        yield "has flags that narrate does not set"
    if entry.compress_type not in _METHODS:
        yield "is compressed in another way than a deck's parts"
    if entry.file_size > _LARGEST_ENTRY:
        yield f"is larger than {_LARGEST_ENTRY >> 20} MB"
    if entry.date_time != _NO_DATE:
        yield "has a date"
    if entry.extra or entry.comment:
        yield "has a comment or an extra field"
    if entry.external_attr != 0o600 << 16 or entry.create_system != 3:
        yield "has other permissions than narrate sets"


def _gap_faults(file: BinaryIO, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Yield where bytes lie that belong to no entry. ``entries`` are in the order of the file."""
    end = 0
    for entry in entries:
        if entry.header_offset != end:
            yield f"there are bytes before {entry.filename!r} that belong to no part"
        start = _content_start(file, entry)
        if start is None:
            yield f"{entry.filename!r} has another header than the file's list says"
            return
        if entry.compress_type == zipfile.ZIP_DEFLATED and not _is_all_content(file, start, entry):
            yield f"{entry.filename!r} is damaged, or has bytes after its content"
        end = start + entry.compress_size
    if archive.start_dir != end:
        yield "there are bytes after the last part"
    lengths = (_CENTRAL_LENGTH + len(_name(entry)) + len(entry.extra) + len(entry.comment) for entry in entries)
    if archive.comment or file.seek(0, 2) != archive.start_dir + sum(lengths) + _END_LENGTH:
        yield "there are bytes after its list of parts"


def _content_start(file: BinaryIO, entry: zipfile.ZipInfo) -> int | None:
    """Return where the content of ``entry`` starts; None if its own header differs from the list at the end."""
    file.seek(entry.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        return None
    mark, _, flags, method, time, date, crc, packed, size, name_length, extra_length = _LOCAL.unpack(header)
    name = file.read(name_length)
    says = (mark, flags, method, time, date, crc, packed, size, name, extra_length)
    wanted = (
        *(b"PK\3\4", entry.flag_bits, entry.compress_type, *_date(entry)),
        *(entry.CRC, entry.compress_size, entry.file_size, _name(entry), 0),
    )
    return file.tell() if says == wanted else None


def _date(entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the time and the date of ``entry`` as a zip file writes them."""
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")


def _is_all_content(file: BinaryIO, start: int, entry: zipfile.ZipInfo) -> bool:
    """Return whether the compressed bytes of ``entry``, from ``start`` on, hold its content and nothing after it."""
    file.seek(start)
    left, size, unpacker = entry.compress_size, 0, zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            while piece:
                size += len(unpacker.decompress(piece, _PIECE))
                if size > entry.file_size:
                    return False
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return unpacker.eof and not unpacker.unused_data and left == 0 and size == entry.file_size
