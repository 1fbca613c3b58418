"""Opens the zip file of a DAISY book, and checks that it holds the files of the book and nothing else."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Self

from narrate.sources.regular_files import open_regular

_LOCAL = struct.Struct("<4s5H3I2H")  # the header before the content of an entry
_CENTRAL = struct.Struct("<4s6H3I5H2I")  # its entry in the list at the end
_END = struct.Struct("<4s4H2IH")
_VERSION, _UNIX = 20, 3 << 8
_NO_DATE = 0x21  # 1 January 1980, as a zip file writes it
_RIGHTS = 0o600 << 16
_PIECE = 1 << 20
_MOST_LISTED = 16 << 20  # bytes of the list of files
MOST_BYTES = 2 << 30
MOST_TEXT = 64 << 20  # bytes of a file that is read as text
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, struct.error)


class BookFile:
    """The zip file of a book. ``names`` are its files, in order.

    Raises ValueError if something in it cannot be read, OSError if it is not a regular file.
    """

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = open_regular(path, MOST_BYTES)
        try:
            self._zip = _opened(self._file)
        except (ValueError, *_DAMAGED) as error:
            self._file.close()
            raise ValueError(f"{path.name} is not a zip file as narrate writes it ({error})") from error
        self.names = self._zip.namelist()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()
        self._file.close()

    def content(self, name: str) -> bytes:
        """Return the content of the file ``name``. Raises ValueError if it is larger than ``MOST_TEXT``."""
        content = b"".join(self._pieces(name, MOST_TEXT))
        if len(content) > MOST_TEXT:
            raise ValueError(f"{name} is larger than {MOST_TEXT >> 20} MB")
        return content

    def is_same(self, name: str, path: Path) -> bool:
        """Whether the file ``name`` has the same bytes as the file at ``path``."""
        try:
            with open_regular(path, MOST_BYTES) as other:
                same = all(piece == other.read(len(piece)) for piece in self._pieces(name, MOST_BYTES))
                return same and not other.read(1)
        except OSError:
            return False

    def _pieces(self, name: str, most: int) -> Iterator[bytes]:
        """Yield the content of ``name``, and end when it has more than ``most`` bytes."""
        try:
            with self._zip.open(name) as file:
                size = 0
                while size <= most and (piece := file.read(_PIECE)):
                    size += len(piece)
                    yield piece
        except (KeyError, *_DAMAGED) as error:
            raise ValueError(f"{name} cannot be read: {error}") from error

    def size(self, name: str) -> int:
        """Return the size of the file ``name`` in bytes, as the zip file states it."""
        return self._zip.getinfo(name).file_size

    def layout_faults(self) -> Iterator[str]:
        """Yield the first place where the zip file holds anything but its files, uncompressed and without dates."""
        entries = sorted(self._zip.infolist(), key=lambda entry: entry.header_offset)
        start, central = 0, b""
        for entry in entries:
            name = entry.orig_filename.encode("ascii", "replace")
            facts = (entry.CRC, entry.file_size, entry.file_size, len(name), 0)
            header = _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, 0, _NO_DATE, *facts) + name
            if self._at(start, len(header)) != header:
                yield f"{entry.filename!r} is not stored in the zip file as narrate stores it"
                return
            rest = (0, 0, 0, 0, _RIGHTS, start)
            central += _CENTRAL.pack(b"PK\1\2", _VERSION | _UNIX, _VERSION, 0, 0, 0, _NO_DATE, *facts[:4], *rest) + name
            start += len(header) + entry.file_size
        ending = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(central), start, 0)
        if self._at(start, len(central) + len(ending) + 1) != central + ending:
            yield "its list of files is not as narrate writes it, or there are bytes around it"

    def _at(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    """Open the zip file ``file``. Its list of files is read whole, so it must have a size that fits."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END.size))
    ending = file.read()
    if len(ending) < _END.size or not ending.startswith(b"PK\5\6"):
        raise ValueError("it does not end with its list of files")
    if _END.unpack(ending)[5] > _MOST_LISTED:
        raise ValueError("its list of files is too long")
    return zipfile.ZipFile(file)


def name_faults(names: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    """Say what is wrong with the ``names`` of the files of a book, which should be ``wanted``, in this order."""
    there, needed = set(names), set(wanted)
    yield from (f"{name} is missing" for name in wanted if name not in there)
    yield from (f"{name!r} does not belong there" for name in names if name not in needed)
    if len(there) < len(names):
        yield "a file is there twice"
    elif sorted(names) == sorted(wanted) and list(names) != list(wanted):
        yield "its files are in another order than narrate writes them"
