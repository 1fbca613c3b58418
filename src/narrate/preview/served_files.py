"""Opens files for a browser: only those inside one folder, through no link; whole, or the part that is asked for."""

from __future__ import annotations

import os
import re
import stat
from io import BufferedReader
from pathlib import Path
from urllib.parse import unquote

_OTHER = "application/octet-stream"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
}
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class RangeError(ValueError):
    """The part that is asked for lies behind the end of the file."""


def media_type(name: str) -> str:
    """Return the media type of the file ``name``. What is not known is offered for saving, and never run."""
    return _TYPES.get(Path(name).suffix.lower(), _OTHER)


def open_inside(folder: Path, path: str) -> tuple[BufferedReader, int] | None:
    """Return (file, its size) of the regular file with the address ``path`` inside ``folder``, or None.

    ``path`` is encoded as in an address. No link is followed, and nothing that is hidden is opened, such as the folder of
    a build that is not finished.
    """
    parts = [unquote(part, errors="surrogateescape") for part in path.split("/")]
    if not all(map(_is_name, parts)):
        return None
    try:
        handle = _descend(folder, parts)
    except OSError:
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb"), status.st_size


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """Return (first, last) of the bytes that ``header``, the value of ``Range``, asks for; None for the whole file.

    ``size`` is that of the file. Several ranges, and what cannot be understood, give the whole file. Raises RangeError.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:  # so many bytes at the end
        if not int(last) or not size:
            raise RangeError
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeError
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_name(part: str) -> bool:
    """Whether ``part`` can be the name of a file or a folder that is not hidden."""
    return bool(part) and not part.startswith(".") and not any(sign in part for sign in "/\\\0")


def _descend(folder: Path, parts: list[str]) -> int:
    """Return the handle of the file, folder or other thing at ``parts``. Each step is through an open folder."""
    at = os.open(folder, _FOLDER)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER, dir_fd=at)
            os.close(at)
            at = inner
        return os.open(parts[-1], _FILE, dir_fd=at)
    finally:
        os.close(at)
