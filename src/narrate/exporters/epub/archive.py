"""Writes the zip file of a book. Its entries have no dates, so that the same book gives the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Self

from narrate.exporters.epub.format import FOLDER, MIMETYPE, Identifier
from narrate.exporters.zip_entries import is_compressed_already, undated_entry


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
        self._write(f"{FOLDER}{name}", content, stored=is_compressed_already(name))

    def write_around(self, name: str, content: bytes) -> None:
        """Write the file ``name`` of the zip file, which is not part of the identifier of the book."""
        self._write(name, content, stored=False)

    def _write(self, name: str, content: bytes, *, stored: bool) -> None:
        self._zip.writestr(undated_entry(name, stored=stored), content)
