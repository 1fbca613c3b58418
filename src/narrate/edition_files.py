"""The files inside the folder of an edition. No link is followed, so nothing outside the folder is touched.

A name is the path of a file relative to the folder. ``json_files.name_fault`` must have found no fault in it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path

from narrate.sources.regular_files import open_regular


def hash_inside(folder: Path, name: str) -> str:
    """Return the SHA-256 of the file ``name`` in ``folder``.

    It is empty if the file cannot be read, is no regular file, or is or lies behind a link.
    """
    if not is_inside(folder, name):
        return ""
    try:
        with open_regular(folder / name, sys.maxsize, links=False) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_inside(folder: Path, name: str) -> bool:
    """Whether the folders on the way from ``folder`` to the file ``name`` exist and are no links."""
    way = os.fspath(folder)
    for part in name.split("/")[:-1]:
        way = os.path.join(way, part)  # noqa: PTH118 - called for every file of every edition
        try:
            if not stat.S_ISDIR(os.lstat(way).st_mode):
                return False
        except OSError:
            return False
    return True


def what_is_at(path: Path) -> str:
    """Return what lies at ``path``: ``file``, ``folder``, ``link``, ``special file`` or, if nothing does, nothing."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return ""
    for kind, matches in (("file", stat.S_ISREG), ("folder", stat.S_ISDIR), ("link", stat.S_ISLNK)):
        if matches(mode):
            return kind
    return "special file"
