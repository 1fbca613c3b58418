"""Remembers which entries of a store may not be on the disk yet, and flushes them in groups.

Files that are flushed together are one transaction of the file system, which takes far less time than one for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from narrate.durable_files import flush_files, flush_folders

_GROUP = 128  # files: what is spoken in a few seconds, or by a slow voice in some minutes


class Unflushed:
    """Files whose content, and folders whose names, may not be on the disk yet. Several threads may use it."""

    def __init__(self) -> None:
        self._files: set[Path] = set()
        self._folders: set[Path] = set()
        self._flushing = Lock()

    def add(self, *paths: Path) -> None:
        """Remember the new files or folders ``paths``. If they complete a group, flush the content of its files.

        Raises OSError if the disk fails.
        """
        self._files.update(paths)
        self._folders.update(path.parent for path in paths)
        if len(self._files) >= _GROUP:
            self._flush_files()

    def flush(self) -> None:
        """Wait until all these files are on the disk under their names. Raises OSError if the disk fails."""
        self._flush_files()
        flush_folders(_taken(self._folders))

    def _flush_files(self) -> None:
        with self._flushing:  # nobody returns while another thread still flushes files that it has taken
            flush_files(path for path in _taken(self._files) if path.exists())


def _taken(paths: set[Path]) -> Iterator[Path]:
    """Remove all of ``paths``, to which other threads may add some, and yield them."""
    while True:
        try:
            path = paths.pop()
        except KeyError:
            return
        yield path
