"""Writes the zip file of a deck. Its entries have no dates, and some were compressed before they come here."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple, Self

from narrate.exporters.zip_entries import is_compressed_already, undated_entry

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.opc.packuri import PackURI


class Packed(NamedTuple):
    """The content of one entry of a zip file, ready to be copied into it.

    ``content`` is compressed as raw deflate, except for names for which ``is_stored`` is true. ``crc`` and ``size`` are
    the checksum and the length of the uncompressed bytes.
    """

    content: bytes
    crc: int
    size: int


def is_stored(name: PackURI) -> bool:
    """Whether the part ``name`` is stored uncompressed, because its format is compressed already."""
    return is_compressed_already(name)


class Archive:
    """A zip file at ``path``, written entry by entry. It replaces python-pptx's writer, which gives entries a date."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def write(self, name: PackURI, content: bytes | Packed) -> None:
        """Write the part ``name``. Raises OSError if the disk refuses."""
        info = undated_entry(name.membername, stored=is_stored(name))
        if isinstance(content, Packed):
            self._copy(info, content)
        else:
            self._zip.writestr(info, content)

    def _copy(self, info: zipfile.ZipInfo, packed: Packed) -> None:
        """Write content that is compressed already, as zipfile would. zipfile has no function for this."""
        archive = self._zip
        assert archive.fp is not None
        info.CRC, info.compress_size, info.file_size = packed.crc, len(packed.content), packed.size
        archive.fp.seek(archive.start_dir)
        info.header_offset = archive.fp.tell()
        archive.fp.write(info.FileHeader())
        archive.fp.write(packed.content)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)
