"""Notices that a file was saved.

The system is asked for size, times and inode of each file, ten times a second. That works the same on all systems and
on network disks, and costs about a millisecond for a hundred files. Editors save in several steps: they empty the file
and write it, or write another file and rename it. So a change counts once nothing has moved for a moment.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int] | None
"""Time of change in ns, size, inode; None if there is no such file."""
Stamps: TypeAlias = Mapping[str, Stamp]

INTERVAL_S = 0.1
SETTLED_S = 0.06
_GONE_SETTLED_S = 0.5  # a script that is gone or empty is mostly about to be written
_LONGEST_S = 5.0  # of a file that is written all the time
_STEP_S = 0.02
_MOST = 3000  # files
_DEPTH = 4


class Watcher:
    """Watches ``script``, all files of its folder, and the files given to ``follow``.

    ``on_change`` is called in another thread after each change, once it has settled.
    """

    def __init__(self, script: Path, on_change: Callable[[], None]) -> None:
        self._script, self._on_change = script, on_change
        self._others: frozenset[Path] = frozenset()
        self._stop = threading.Event()
        self._lock = threading.Lock()  # of what is followed and what was seen of it
        self._seen = self._look()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()

    def follow(self, files: Iterable[Path], since_ns: int) -> None:
        """Also watch ``files``. A new one that was changed after ``since_ns`` (since 1970) counts as changed."""
        with self._lock:
            self._others |= {path.absolute() for path in files}
            new = {path: stamp for path, stamp in self._look().items() if path not in self._seen}
            self._seen = {**self._seen, **new}
        if any(stamp is not None and stamp[0] >= since_ns for stamp in new.values()):
            self._on_change()

    def _watch(self) -> None:
        pause = INTERVAL_S
        while not self._stop.wait(pause):
            began = time.perf_counter()
            with self._lock:
                now = self._look()
                is_changed = now != self._seen
            if is_changed:
                self._settle(now)
                self._on_change()
            # a folder on a slow disk is looked at less often
            pause = max(INTERVAL_S, 10 * (time.perf_counter() - began)) if not is_changed else INTERVAL_S

    def _settle(self, now: Stamps) -> None:
        """Wait until nothing moves, and remember what is there then."""
        end = time.monotonic() + _LONGEST_S
        still_since = time.monotonic()
        while not self._stop.wait(_STEP_S) and time.monotonic() < end:
            before, now = now, self._look()
            if now != before:
                still_since = time.monotonic()
            stamp = now.get(str(self._script.absolute()))
            wait = SETTLED_S if stamp is not None and stamp[1] else _GONE_SETTLED_S
            if time.monotonic() - still_since >= wait:
                break
        with self._lock:
            self._seen = now

    def _look(self) -> Stamps:
        script = self._script.absolute()
        return {str(path): _stamp(path) for path in {script, *self._others, *_files_in(script.parent)}}


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def _files_in(folder: Path, depth: int = _DEPTH) -> list[Path]:
    """Return the files in ``folder``, without those that are hidden and those that editors keep for themselves."""
    found: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "#", "~")) or entry.name.endswith(("~", ".tmp")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    found += _files_in(Path(entry.path), depth - 1) if depth else []
                else:
                    found.append(Path(entry.path))
                if len(found) >= _MOST:
                    break
    except OSError:
        return found
    return found[:_MOST]
