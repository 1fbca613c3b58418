"""Writes the zip file of a book. Its entries have no dates, so that the same book gives the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Self

from narrate.exporters.epub.format import FOLDER, MIMETYPE, Identifier

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_COMPRESSED_ALREADY = (".mp3", ".png", ".jpg")


class Archive:
    """The zip file of a book at ``path``, written file by file.

    Each file of the book is added to ``identifier``. The methods raise OSError if the disk refuses.
    """

    def __init__(self, path: Path, identifier: Identifier) -> None:
        self._zip = zipfile.ZipFile(path, "w")
        self._identifier = identifier

    def __enter__(self) -> Self:
        self._write("mimetype", MIMETYPE, stored=True)  # the first entry, uncompressed, as EPUB demands
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def write(self, name: str, content: bytes) -> None:
        """Write the file ``name`` of the book."""
        self._identifier.add(name, hashlib.sha256(content).hexdigest())
        self._write(f"{FOLDER}{name}", content, stored=name.endswith(_COMPRESSED_ALREADY))

    def write_around(self, name: str, content: bytes) -> None:
        """Write the file ``name`` of the zip file, which is not part of the identifier of the book."""
        self._write(name, content, stored=False)

    def _write(self, name: str, content: bytes, *, stored: bool) -> None:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.external_attr = 0o600 << 16
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, content)
