"""Copies a ZIP file with some entries replaced, left out or added. All other entries keep their packed bytes."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, BinaryIO

_DATE = (1980, 1, 1, 0, 0, 0)
Content = bytes | Callable[[], Path]
"""The content of an entry, or a function that returns the path of a file that holds it."""


def copy_zip(
    source: BinaryIO,
    target: Path,
    replaced: Mapping[str, bytes],
    left_out: frozenset[str],
    added: Sequence[tuple[str, Content]],
) -> None:
    """Copy the ZIP file ``source`` to ``target``.

    Entries in ``replaced`` get that content in their old places, and those in ``left_out`` are gone. Those that are
    ``added`` come last, in their order. An entry that is not touched is copied with its header as it is packed, so it
    takes no memory. Raises OSError, and zipfile.BadZipFile if the file is damaged.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        assert new.fp is not None
        ends = _ends(old)
        for entry in old.infolist():
            if entry.filename in left_out:
                continue
            if entry.filename in replaced:
                new.writestr(_entry(entry.filename), replaced[entry.filename])
                continue
            start = new.fp.tell()
            source.seek(entry.header_offset)
            _copy(source, new.fp, ends[entry.header_offset] - entry.header_offset)
            entry.header_offset = start
            new.filelist.append(entry)
            new.NameToInfo[entry.filename] = entry
            new.start_dir = new.fp.tell()  # where the next entry begins
        for name, content in added:
            if isinstance(content, bytes):
                new.writestr(_entry(name), content)
            else:
                with content().open("rb") as file, new.open(_stored(name), "w") as entry_file:
                    shutil.copyfileobj(file, entry_file, 1 << 20)


def _ends(archive: zipfile.ZipFile) -> dict[int, int]:
    """Return where each entry of ``archive`` ends, by where its header begins."""
    starts = sorted(entry.header_offset for entry in archive.infolist())
    return dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))


def _copy(source: BinaryIO, target: IO[bytes], size: int) -> None:
    while size > 0:
        piece = source.read(min(size, 1 << 20))
        if not piece:
            raise zipfile.BadZipFile("the file ends too early")
        target.write(piece)
        size -= len(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    entry.external_attr = 0
    return entry


def _stored(name: str) -> zipfile.ZipInfo:
    """Sound is packed already."""
    entry = _entry(name)
    entry.compress_type = zipfile.ZIP_STORED
    return entry
