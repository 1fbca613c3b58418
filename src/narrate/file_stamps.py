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
from collections.abc import Iterable
from pathlib import Path

from narrate.manifest import NAME as MANIFEST

SETTLED_NS = 50_000_000  # a clock that ticks 20 times a second

Stamp = tuple[int, int, int, int]
"""The size in bytes, both times in ns, and the number of the inode."""


def stamp_of(path: Path | str) -> Stamp | None:
    """Return the stamp of the file at ``path``, following links; None if there is no regular file."""
    try:
        status = os.stat(path)  # noqa: PTH116 - a path is not made for each of thousands of files
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
    lines, latest = [], 0
    for prefix, entries in _folders(folder):
        for entry in entries:
            status = entry.stat(follow_symlinks=False)
            changed, changed_inode = status.st_mtime_ns, status.st_ctime_ns
            lines.append(
                f"{prefix}{entry.name}\0{status.st_mode} {status.st_size} {changed} {changed_inode} {status.st_ino}"
            )
            latest = max(latest, changed, changed_inode)
    listed = "\0".join(lines).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(listed, digest_size=16).hexdigest(), latest


def folder_stamp_or_none(folder: Path) -> tuple[str, int] | None:
    """Return the stamp of ``folder``, as ``folder_stamp``; None if it cannot be read."""
    try:
        return folder_stamp(folder)
    except OSError:
        return None


def _folders(folder: Path) -> Iterable[tuple[str, list[os.DirEntry[str]]]]:
    """Yield (its path in ``folder``, its files) of ``folder`` and of each folder within it."""
    base, waiting = os.fspath(folder), [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{base}/{prefix}") as found:
            entries = {entry.name: entry for entry in found}
        if prefix and MANIFEST in entries:
            continue
        names = sorted(entries)
        folders = [name for name in names if entries[name].is_dir(follow_symlinks=False)]
        yield prefix, [entries[name] for name in names if name not in folders]
        waiting += [f"{prefix}{name}/" for name in folders if name[0] != "."]


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
