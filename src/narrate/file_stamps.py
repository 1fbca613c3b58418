"""Stamps of files: what the file system says of a file that changes whenever its content does.

A stamp is the file's size, time of change, time of change of its inode, and number of its inode. A program may set the
time of change back, but not that of the inode. If all four are as before, the content is taken to be as before.

The clock of a file system ticks every few milliseconds. So a stamp says nothing of a file that was changed at about the
time when the stamp was taken (``is_settled``), as in git's index.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from narrate.manifest import NAME as MANIFEST

SETTLED_NS = 50_000_000  # a clock that ticks 20 times a second
_NUMBERS = struct.Struct("<QqqQ")

Stamp = tuple[int, int, int, int]
"""The size in bytes, both times in ns, and the number of the inode."""


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of the file at ``path``, following links; None if there is no regular file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return _stamp(status) if stat.S_ISREG(status.st_mode) else None


def is_settled(stamp: Stamp, at_ns: int) -> bool:
    """Whether a file with ``stamp`` had its content already some time before ``at_ns`` (ns since 1970)."""
    return max(stamp[1], stamp[2]) + SETTLED_NS < at_ns


def folder_stamp(folder: Path) -> tuple[str, int]:
    """Return a digest of the stamps of all files in ``folder``, and the latest time of change of one of them in ns.

    Folders within it that are editions of their own, and those that begin with a dot, are left out. Raises OSError if
    the folder cannot be read.
    """
    digest = hashlib.blake2b(digest_size=16)
    latest = 0
    for prefix, entries in _folders(folder):
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            digest.update(f"{prefix}{entry.name}\0{status.st_mode}\0".encode("utf-8", "surrogateescape"))
            digest.update(_NUMBERS.pack(*_stamp(status)))
            latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
    return digest.hexdigest(), latest


def _folders(folder: Path) -> Iterable[tuple[str, list[os.DirEntry[str]]]]:
    """Yield (its path in ``folder``, its files) of ``folder`` and of each folder within it."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
        if prefix and any(entry.name == MANIFEST for entry in entries):
            continue
        yield prefix, [entry for entry in entries if not entry.is_dir(follow_symlinks=False)]
        waiting += [
            f"{prefix}{entry.name}/"
            for entry in entries
            if entry.name[0] != "." and entry.is_dir(follow_symlinks=False)
        ]


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
