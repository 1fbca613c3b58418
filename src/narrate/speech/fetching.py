"""Fetching files whose size and hash are known: resumed where the line was cut, checked when whole."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import OutsideError, refused

_TIMEOUT = 30  # seconds without a byte
_ATTEMPTS = 5  # that bring nothing new; what brings something starts the count again
_BLOCK = 1 << 18
_MARGIN = 64 << 20  # bytes left free on the disk

Progress = Callable[[str, int, int], None]
"""Called with a file's name, its bytes so far, and all of them."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A file as it must be: ``path`` within its source, ``size`` in bytes, ``sha256`` in hexadecimal."""

    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def silent(_name: str, _done: int, _size: int) -> None:
    """Progress that nobody watches."""


def fetch(base: str, wanted: Pinned, target: Path, progress: Progress = silent, pause: float = 1.0) -> None:
    """Bring ``wanted`` from under the address ``base`` to ``target``; what came before is kept and continued.

    ``pause`` is how many seconds to wait before a second attempt, twice as long before each
    next one. Raises OutsideError where the network or the disk fails for good, or where what
    came is not what was pinned; ``target`` is then untouched.
    """
    address = f"{base.rstrip('/')}/{wanted.path}"
    part = target.with_name(target.name + ".part")
    for _ in range(2):  # what was kept of an earlier attempt may be of another file
        _complete(address, wanted, part, progress, pause)
        if sha256_of(part) == wanted.sha256:
            part.replace(target)
            return
        part.unlink()
    raise OutsideError(
        f"{address} is not the file that is known here: its hash is another; nothing of it is kept. "
        "Try again later, or take it from a folder with --from"
    )


def require_room(folder: Path, size: int) -> None:
    """Raises OutsideError where the disk of ``folder`` has no room for ``size`` bytes."""
    free = shutil.disk_usage(folder).free
    if free < size + _MARGIN:
        raise OutsideError(
            f"{folder} has {free / 1e6:.0f} MB free and needs {(size + _MARGIN) / 1e6:.0f} MB; "
            "free some space, or set NARRATE_VOICES to a folder with more"
        )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _complete(address: str, wanted: Pinned, part: Path, progress: Progress, pause: float) -> None:
    """Bring ``part`` to its full size."""
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


def _receive(address: str, wanted: Pinned, part: Path, have: int, progress: Progress) -> str:
    """Append what comes to ``part``; returns why it is not whole, if it is not. Raises RequestException where nothing comes."""
    import requests
    from urllib3.exceptions import HTTPError

    headers = {"Accept-Encoding": "identity"}  # else what comes has another size than what is pinned
    if have:
        headers["Range"] = f"bytes={have}-"
    with requests.get(address, headers=headers, stream=True, timeout=_TIMEOUT) as answer:
        if answer.status_code >= 400:
            told = f"the server answers {answer.status_code} {answer.reason}"
            if answer.status_code < 500 and answer.status_code not in (408, 429):
                raise OutsideError(f"{address}: {told}")
            return told
        if have and answer.status_code != 206:
            have = 0  # it sends the whole again
        told = answer.headers.get("Content-Length", "")
        if told.isdecimal() and have + int(told) != wanted.size:
            raise OutsideError(
                f"{address}: the server has a file of {have + int(told)} bytes, not of {wanted.size}; nothing was taken"
            )
        try:
            file = part.open("ab" if have else "wb")
        except OSError as error:
            raise OutsideError(f"{part}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None
        with file:
            while have < wanted.size:
                try:
                    block = answer.raw.read1(min(_BLOCK, wanted.size - have))
                except (HTTPError, OSError):
                    block = b""
                if not block:
                    return f"the line was cut after {have} of {wanted.size} bytes"
                try:
                    file.write(block)
                    file.flush()
                except OSError as error:
                    raise OutsideError(f"{part}: {refused(error, 'set NARRATE_VOICES to another folder')}") from None
                have += len(block)
                progress(wanted.name, have, wanted.size)
    return ""


def innermost(error: BaseException) -> BaseException:
    """What went wrong at the bottom: requests and urllib3 wrap it many times."""
    while isinstance(inner := getattr(error, "reason", None) or (error.args[-1] if error.args else None), Exception):
        error = inner
    return error
