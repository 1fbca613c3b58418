"""Lets one process make an entry of the store while others that need the same entry wait for it.

A claim only saves work. It ends with its process, nobody waits long for it, and where it cannot be had, the entry is
made twice.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WAIT_S = 5.0
_PAUSE_S = 0.01
_held = threading.local()  # a thread has one claim at a time, so no two threads wait for each other


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold the claim to the entries in ``folder`` during the block, if it can be had within a few seconds."""
    if getattr(_held, "claim", False):
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        yield
        return
    try:
        _lock(handle)
        _held.claim = True
        yield
    finally:
        _held.claim = False
        os.close(handle)


def _lock(handle: int) -> None:
    until = time.monotonic() + _WAIT_S
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE_S)
        except OSError:
            return  # a file system without locks
        else:
            return
