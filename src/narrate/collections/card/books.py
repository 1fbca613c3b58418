"""The DAISY books on a card, which a Victor Reader looks for in ``$VRDTB``, each unpacked in a folder of its own."""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from narrate.errors import OutsideError
from narrate.json_files import name_fault, one_line
from narrate.sources.regular_files import UnfitFileError, open_regular

SHELF = "$VRDTB"
"""The folder of a Victor Reader's card for DAISY books."""


def book_sizes(source: Path) -> Mapping[str, int]:
    """Return the bytes of each file in the zip file of a book. Raises OutsideError if it cannot be read."""
    with _opened(source) as book:
        return {entry.filename: entry.file_size for entry in book.infolist()}


def unpack_book(source: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Write the files of a book into ``folder``, little by little. Yields (name, SHA-256) of each.

    ``source`` is its zip file. Raises OutsideError if that cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(source) as book:
        for entry in book.infolist():
            path = folder / entry.filename
            with book.open(entry) as packed, path.open("xb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
            with path.open("rb") as file:
                yield entry.filename, hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with open_regular(source, sys.maxsize, links=False) as file, zipfile.ZipFile(file) as book:
            names = book.namelist()
            is_flat = not any("/" in name or name_fault(name) for name in names)
            if not is_flat or len({name.casefold() for name in names}) < len(names):
                raise _damaged(source, "it does not hold the files of a book alone")
            yield book
    except FileNotFoundError as error:
        raise OutsideError(f"{source} is gone, and the card needs it; build the edition again") from error
    except (UnfitFileError, zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise _damaged(source, str(error)) from error


def _damaged(source: Path, why: str) -> OutsideError:
    return OutsideError(f"{source} cannot be unpacked: {one_line(why)}; build the edition again")
