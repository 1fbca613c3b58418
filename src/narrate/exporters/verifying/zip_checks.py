"""Checks the zip file of a deck or a book: nothing lies in it but its entries, and they carry nothing but their content."""

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
_VERSION = 20  # of the zip format: 2.0, which all readers know
_PIECE = 1 << 20


def examine_zip(path: Path) -> tuple[tuple[str, ...], bool]:
    """Return what is wrong with the zip file at ``path``, and whether its entries can be read.

    Each fault is a line of text. Raises OSError or zipfile.BadZipFile if it cannot be read at all.
    """
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return _examine(file, archive)
    except NotImplementedError as error:  # of zipfile, for a version of the format that it does not know
        return (f"it cannot be read ({error})",), False


def _examine(file: BinaryIO, archive: zipfile.ZipFile) -> tuple[tuple[str, ...], bool]:
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    counts = Counter(entry.filename.casefold() for entry in entries)
    faults = [f"{name!r} is in the file {count} times" for name, count in counts.items() if count > 1]
    fits = sum(entry.file_size for entry in entries) <= _LARGEST
    faults += [] if fits else [f"it holds more than {_LARGEST >> 30} GB"]
    faults += [f"{entry.filename!r} {fault}" for entry in entries for fault in _entry_faults(entry)]
    faults += _gap_faults(file, archive, entries)
    damaged = [f"{entry.filename!r} {_DAMAGED}" for entry in entries if _is_damaged(file, entry)]
    return (*faults, *damaged), fits and not damaged and all(map(_is_readable, entries))


def _is_readable(entry: zipfile.ZipInfo) -> bool:
    """Return whether ``entry`` is of a size and in a form that can be read."""
    return not entry.flag_bits & 1 and entry.compress_type in _METHODS and entry.file_size <= _LARGEST_ENTRY


_DAMAGED = "is damaged, or has bytes that are not its content"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[str]:
    """Yield what the list at the end of the zip file says about ``entry``, but narrate does not write."""
    if entry.flag_bits & 1:
        yield "is encrypted"
    elif entry.flag_bits or entry.internal_attr:
        yield "has flags that narrate does not set"
    if entry.compress_type not in _METHODS:
        yield "is compressed in another way than narrate compresses"
    if entry.file_size > _LARGEST_ENTRY:
        yield f"is larger than {_LARGEST_ENTRY >> 20} MB"
    if (entry.create_version, entry.extract_version) != (_VERSION, _VERSION):
        yield "needs another version of the zip format"
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
            return  # it is damaged
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
    mark, version, flags, method, time, date, crc, packed, size, name_length, extra_length = _LOCAL.unpack(header)
    name = file.read(name_length)
    says = (mark, version, flags, method, time, date, crc, packed, size, name, extra_length)
    wanted = (
        *(b"PK\3\4", _VERSION, entry.flag_bits, entry.compress_type, *_date(entry)),
        *(entry.CRC, entry.compress_size, entry.file_size, _name(entry), 0),
    )
    return file.tell() if says == wanted else None


def _date(entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the time and the date of ``entry`` as a zip file writes them."""
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437", "replace")


def _is_damaged(file: BinaryIO, entry: zipfile.ZipInfo) -> bool:
    """Return whether ``entry`` has another header than the list at the end says, or other bytes than its content."""
    start = _content_start(file, entry)
    if start is None:
        return True
    if entry.compress_type != zipfile.ZIP_DEFLATED or not _is_readable(entry):
        return False
    file.seek(start)
    left, size, unpacker = entry.compress_size, 0, zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            while piece and size <= entry.file_size:
                size += len(unpacker.decompress(piece, _PIECE))
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return True
    return not unpacker.eof or bool(unpacker.unused_data) or left != 0 or size != entry.file_size
