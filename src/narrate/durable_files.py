"""Writes files that are on the disk before they get their names, and makes folders that only the user can read.

``os.fsync`` gives a file to the disk. On macOS the disk may still hold it in its cache for a moment after that: only
``F_FULLFSYNC`` would empty the cache, and it takes far longer.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
ANY_READER = 0o666  # the system takes the rights away that the umask forbids
PARTIAL = ".partial"

_AT_ONCE = 4  # files flushed together are one transaction of the file system, ten times as fast as one by one
_NO_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # file systems that cannot flush a folder


def replace_file(path: Path, content: bytes, mode: int = PRIVATE_FILE, *, flush: bool = True) -> None:
    """Write ``content`` to ``path`` in one step: a reader sees either the old content or the new content.

    The new file has at most the rights ``mode``. If ``path`` is a link, the link is replaced, not the file that it
    leads to. With ``flush``, the content is on the disk before the file gets its name; without, a power failure may
    leave a file with less of it. Call ``flush_folder`` to make sure of the new name. Raises OSError if the disk refuses.
    """
    partial = path.with_name(f".{path.name[:50]}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if flush:
                os.fsync(handle)
        finally:
            os.close(handle)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def flush_files(paths: Iterable[Path]) -> None:
    """Wait until the content of all the files ``paths`` is on the disk. Raises OSError if the disk fails."""
    _flush_all(_flush_file, paths)


def flush_folders(folders: Iterable[Path]) -> None:
    """Wait until the names in all ``folders`` are on the disk, as ``flush_folder`` does for one."""
    _flush_all(flush_folder, folders)


def _flush_all(flush: Callable[[Path], None], paths: Iterable[Path]) -> None:
    todo = list(paths)
    if len(todo) <= 1:
        list(map(flush, todo))
        return
    from concurrent.futures import ThreadPoolExecutor  # a build with nothing to do flushes nothing

    def flush_each(some: Sequence[Path]) -> None:
        for path in some:
            flush(path)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(flush_each, (todo[first::_AT_ONCE] for first in range(_AT_ONCE))))


def _flush_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk, as far as its file system can do that.

    A folder that may not be read, or is not there, is left out. Raises OSError if the disk fails.
    """
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH:
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its parents, with the rights that the umask leaves, and make sure that they are on the disk.

    Folders that exist already stay as they are. Raises OSError if the disk refuses.
    """
    missing = []
    for path in (folder, *folder.parents):
        if path.is_dir():
            break
        missing.append(path)
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        flush_folder(path.parent)


def make_private_folder(folder: Path, *, flush: bool = True) -> None:
    """Make ``folder``, which only the user can read. If it exists already, its rights are narrowed.

    With ``flush``, a new name is on the disk when this returns. Raises NotADirectoryError if it is a link or a file, and another OSError if the disk refuses.
    """
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        if flush:
            flush_folder(folder.parent)
    narrow(folder)


def narrow(path: Path) -> None:
    """Take away the rights that others have to a folder of the user's. Folders of other users stay as they are.

    Raises NotADirectoryError if ``path`` is a link or a file, and another OSError if the disk refuses.
    """
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, f"{path.name} in it is a link or a file; remove it", str(path))
    if status.st_mode & 0o077 and status.st_uid == os.geteuid():
        path.chmod(stat.S_IMODE(status.st_mode) & ~0o077)
