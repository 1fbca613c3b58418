"""Opens the files that people give: only regular files, of limited size.

A pipe, a socket or a device could block for ever, never end, or act when it is opened. So a name is examined before it
is opened, and the opened file once more: the name may mean another file by then.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class UnfitFileError(OSError):
    """A file is not a regular file, or is too large. ``reason`` says which, ``too_large`` is true for the latter."""

    def __init__(self, path: Path, message: str, *, too_large: bool = False) -> None:
        super().__init__(errno.EFBIG if too_large else errno.EINVAL, message, str(path))
        self.reason = message
        self.too_large = too_large


def open_regular(path: Path, most: int, *, links: bool = True) -> BufferedReader:
    """Open the regular file at ``path``, of at most ``most`` bytes, for reading.

    If ``links`` is false, a link is refused. Raises UnfitFileError, or another OSError if the system refuses access.
    """
    _check(path, path.stat(follow_symlinks=links), most)
    opened = os.open(path, _FLAGS | (0 if links else os.O_NOFOLLOW))
    try:
        _check(path, os.fstat(opened), most)
        return os.fdopen(opened, "rb")
    except BaseException:
        os.close(opened)
        raise


def read_regular(path: Path, most: int, *, links: bool = True) -> bytes:
    """Return the content of the regular file at ``path``. The arguments and errors are those of ``open_regular``."""
    with open_regular(path, most, links=links) as file:
        content = file.read(most + 1)
    if len(content) > most:  # the file grew, or its system does not know its size
        raise _too_large(path, most)
    return content


def _check(path: Path, status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a link"))
        kind = next((name for is_kind, name in kinds if is_kind(status.st_mode)), "a pipe, a device or the like")
        raise UnfitFileError(path, f"it is {kind}, not a file")
    if status.st_size > most:
        raise _too_large(path, most)


def _too_large(path: Path, most: int) -> UnfitFileError:
    size = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most} bytes"
    return UnfitFileError(path, f"it is larger than {size}", too_large=True)
