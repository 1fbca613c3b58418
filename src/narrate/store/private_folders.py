"""Keeps the store private to the user.

A store may have been made by an older version that let others read it, or lie in a folder that somebody chose with
``NARRATE_STORE`` and that also holds other things. Only what the store made itself is narrowed.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from narrate.durable_files import PRIVATE_FILE, narrow

_NAME = re.compile("[0-9a-f]{2}")


def entry_folders(folder: Path) -> Sequence[Path]:
    """Return the folders in the store ``folder`` that hold its entries. Links are left out."""
    with os.scandir(folder) as found:
        names = sorted(each.name for each in found if _NAME.fullmatch(each.name) and each.is_dir(follow_symlinks=False))
    return [folder / name for name in names]


def narrow_store(folder: Path) -> None:
    """Take away the rights that others have to the store ``folder``, if it is the user's own and holds nothing else.

    If it holds other things too, only the folders with entries are narrowed. Raises OSError if the system refuses.
    """
    if not _is_wide(folder):
        return
    shards = [shard for shard in entry_folders(folder) if _is_wide(shard)]
    for shard in shards:
        for path in shard.iterdir():
            if path.is_file() and not path.is_symlink():
                with suppress(OSError):  # pruned by another process, or another user's
                    path.chmod(PRIVATE_FILE)
        narrow(shard)
    is_shared = folder.stat().st_mode & stat.S_ISVTX  # like /tmp
    if not is_shared and all(_NAME.fullmatch(name) for name in os.listdir(folder)):  # noqa: PTH208 - only the names are wanted
        folder.resolve().chmod(stat.S_IMODE(folder.stat().st_mode) & ~0o077)


def _is_wide(folder: Path) -> bool:
    """Whether others have any rights to ``folder``, and the user can change that."""
    status = folder.stat()
    return bool(status.st_mode & 0o077) and status.st_uid == os.geteuid()


def other_owner(folder: Path) -> str:
    """Return a sentence about the store ``folder`` if it is another user's, else an empty string."""
    try:
        status = folder.stat()
    except OSError:
        return ""
    if status.st_uid == os.geteuid():
        return ""
    return (
        f"the store {folder} belongs to another user, who can change what narrate keeps there, also how it sounds; "
        "set NARRATE_STORE to a folder of your own"
    )
