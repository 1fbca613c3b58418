"""Downloads files whose size and hash are known. Interrupted downloads are resumed, and complete files are checked."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from narrate.durable_files import ANY_READER, flush_files
from narrate.errors import OutsideError, refused

_TIMEOUT = 30  # seconds without a byte
_ATTEMPTS = 5  # in a row that receive nothing new
_BLOCK = 1 << 18
_MARGIN = 64 << 20  # bytes left free on the disk

Progress = Callable[[str, int, int], None]
"""Called with the name of a file, the number of bytes received so far, and its size."""


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file that is expected, with its ``size`` in bytes and its ``sha256`` in hexadecimal.

    ``path`` is where it lies below the address of the source.
    """

    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def silent(_name: str, _done: int, _size: int) -> None:
    """Show nothing: the ``Progress`` for callers without a display."""


def fetch(base: str, wanted: PinnedFile, target: Path, progress: Progress = silent, pause: float = 1.0) -> None:
    """Download ``wanted`` from below the address ``base`` to ``target``, continuing an earlier partial download.

    ``pause`` is the time in seconds before the second attempt; it doubles before each further attempt. Raises
    OutsideError if the network or the disk fails for good, or if the file is not the expected one; ``target`` is then
    unchanged.
    """
    address = f"{base.rstrip('/')}/{wanted.path}"
    part = target.with_name(target.name + ".part")
    for _ in range(2):  # the partial download may belong to another version of the file
        _complete(address, wanted, part, progress, pause)
        if sha256_of(part) == wanted.sha256:
            flush_files([part])
            part.replace(target)
            return
        part.unlink()
    raise OutsideError(
        f"{address} is not the expected file: its hash is different; nothing of it is kept. "
        "Try again later, or take it from a folder with --from"
    )


def require_room(folder: Path, size: int) -> None:
    """Raise OutsideError if the disk of ``folder`` has no room for ``size`` bytes."""
    free = shutil.disk_usage(folder).free
    if free < size + _MARGIN:
        raise OutsideError(
            f"{folder} has {free / 1e6:.0f} MB free and needs {(size + _MARGIN) / 1e6:.0f} MB; "
            "free some space, or set NARRATE_VOICES to a folder with more"
        )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _complete(address: str, wanted: PinnedFile, part: Path, progress: Progress, pause: float) -> None:
    """Download ``wanted`` until the partial file ``part`` has its full size."""
    import requests

    idle, last = 0, ""
    while True:
        have = part.stat().st_size if part.exists() else 0
        if have > wanted.size:
            part.unlink()
            have = 0
        if have == wanted.size:
            return
        if idle == _ATTEMPTS:
            kept = f"; {have / 1e6:.1f} MB of it are kept for the next attempt" if have else ""
            raise OutsideError(f"{address}: {last}{kept}")
        if idle:
            time.sleep(pause * 2 ** (idle - 1))
        try:
            last = _receive(address, wanted, part, have, progress)
        except requests.RequestException as error:
            last = str(innermost(error)) or type(error).__name__
        idle = 0 if part.exists() and part.stat().st_size > have else idle + 1


def _receive(address: str, wanted: PinnedFile, part: Path, have: int, progress: Progress) -> str:
    """Append what the server sends to ``part``, which has ``have`` bytes already.

    Returns why the file is still incomplete, or an empty string. Raises RequestException if the server cannot be
    reached.
    """
    import requests
    from urllib3.exceptions import HTTPError

    headers = {"Accept-Encoding": "identity"}  # a compressed answer would have another size
    if have:
        headers["Range"] = f"bytes={have}-"
    with requests.get(address, headers=headers, stream=True, timeout=_TIMEOUT) as answer:
        if answer.status_code >= 400:
            why = f"the server answers {answer.status_code} {answer.reason}"
            if answer.status_code < 500 and answer.status_code not in (408, 429):
                raise OutsideError(f"{address}: {why}")
            return why
        if have and answer.status_code != 206:
            have = 0  # the server sends the whole file again
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and have + int(length) != wanted.size:
            raise OutsideError(
                f"{address}: the server has a file of {have + int(length)} bytes, not of {wanted.size}; "
                "nothing was taken"
            )
        with _opened(part, append=bool(have)) as file:
            while have < wanted.size:
                try:
                    block = answer.raw.read1(min(_BLOCK, wanted.size - have))
                except (HTTPError, OSError):
                    block = b""
                if not block:
                    return f"the connection was cut after {have} of {wanted.size} bytes"
                try:
                    file.write(block)
                    file.flush()
                except OSError as error:
                    raise OutsideError(f"{part}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None
                have += len(block)
                progress(wanted.name, have, wanted.size)
    return ""


def _opened(part: Path, *, append: bool) -> IO[bytes]:
    """Open the partial file ``part`` for writing. Its name is easily guessed, so a link is not followed.

    Raises OutsideError if it is a link or the disk refuses.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (os.O_APPEND if append else os.O_TRUNC)
    try:
        return os.fdopen(os.open(part, flags, ANY_READER), "ab" if append else "wb")
    except OSError as error:
        raise OutsideError(f"{part}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None


def innermost(error: BaseException) -> BaseException:
    """Return the original error inside ``error``: requests and urllib3 wrap it several times."""
    while isinstance(inner := getattr(error, "reason", None) or (error.args[-1] if error.args else None), Exception):
        error = inner
    return error
