"""The zip file of a deck: entries without a date, some of them packed before."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.opc.packuri import PackURI

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows
_COMPRESSED_ALREADY = re.compile(r"\.(mp3|png|jpe?g)$")


class Packed(NamedTuple):
    """What an entry of a zip file holds: raw deflate or the bytes as they are, and the checksum and length of the bytes."""

    content: bytes
    crc: int
    size: int


def is_stored(name: PackURI) -> bool:
    """Whether the bytes of the part ``name`` are written as they are: they were made small before."""
    return _COMPRESSED_ALREADY.search(name) is not None


class Archive:
    """A zip file at ``path``, written entry by entry; in place of python-pptx's own writer, which dates them."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def write(self, name: PackURI, content: bytes | Packed) -> None:
        """Write the part ``name``. Raises OSError where the disk refuses."""
        info = _entry(name.membername)
        info.compress_type = zipfile.ZIP_STORED if is_stored(name) else zipfile.ZIP_DEFLATED
        if isinstance(content, Packed):
            self._copy(info, content)
        else:
            self._zip.writestr(info, content)

    def _copy(self, info: zipfile.ZipInfo, packed: Packed) -> None:
        """Write what is packed already, as zipfile writes what it packs itself: it has no call for this."""
        archive = self._zip
        assert archive.fp is not None
        info.CRC, info.compress_size, info.file_size = packed.crc, len(packed.content), packed.size
        archive.fp.seek(archive.start_dir)
        info.header_offset = archive.fp.tell()
        archive.fp.write(info.FileHeader())
        archive.fp.write(packed.content)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(info)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o600 << 16
    return info
