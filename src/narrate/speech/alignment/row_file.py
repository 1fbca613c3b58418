"""Keeps rows of numbers in a temporary file, so that hours of sound do not fill the memory."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

PIECE = 4096  # rows read at a time

Table = npt.NDArray[Any]


class ScratchFile:
    """A temporary file that only grows and is shared by threads. It is deleted when no object refers to it any more.

    The file is not memory-mapped, since mapped pages count as memory of the process.
    """

    def __init__(self) -> None:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
        weakref.finalize(self, file.close)
        self._number = file.fileno()
        self._end = 0
        self._lock = threading.Lock()

    def write(self, data: bytes) -> int:
        """Append ``data``, and return the offset at which it begins. Raises OSError if the disk is full."""
        with self._lock:
            start = self._end
            self._end += len(data)
        done = 0
        while done < len(data):
            done += os.pwrite(self._number, data[done:], start + done)
        return start

    def read(self, start: int, length: int) -> bytes:
        """Return ``length`` bytes from the offset ``start``."""
        return os.pread(self._number, length, start)


class RowFile:
    """Rows of ``width`` numbers of one type in a scratch file. If ``width`` is 0, a row is a single number.

    One thread may append; any number of threads may read.
    """

    def __init__(self, scratch: ScratchFile, dtype: npt.DTypeLike, width: int = 0) -> None:
        self._scratch, self._dtype, self._width = scratch, np.dtype(dtype), width
        self._size = self._dtype.itemsize * max(1, width)
        # Rows that lie together in the file form a run: its first row, and the offset where it begins.
        self._firsts: list[int] = []
        self._starts: list[int] = []
        self._count = 0

    def append(self, rows: Table) -> None:
        """Add ``rows`` at the end."""
        start = self._scratch.write(np.ascontiguousarray(rows, self._dtype).tobytes())
        if not self._starts or start != self._starts[-1] + (self._count - self._firsts[-1]) * self._size:
            self._firsts.append(self._count)
            self._starts.append(start)
        self._count += len(rows)

    def __len__(self) -> int:
        return self._count

    def read(self, first: int, last: int) -> Table:
        """Return the rows from ``first`` up to but not including ``last``; fewer if the range goes beyond the ends."""
        first, last = max(0, first), min(last, self._count)
        parts = []
        while first < last:
            run = bisect_right(self._firsts, first) - 1
            stop = min(last, self._firsts[run + 1]) if run + 1 < len(self._firsts) else last
            position = self._starts[run] + (first - self._firsts[run]) * self._size
            parts.append(np.frombuffer(self._scratch.read(position, (stop - first) * self._size), self._dtype))
            first = stop
        rows = parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, self._dtype), *parts])
        return rows.reshape(-1, self._width) if self._width else rows

    def pieces(self) -> Iterator[tuple[int, Table]]:
        """Yield all rows, ``PIECE`` at a time, as (number of the first row, rows)."""
        for first in range(0, self._count, PIECE):
            yield first, self.read(first, first + PIECE)

    def select(self, numbers: npt.NDArray[np.intp]) -> Table:
        """Return the rows with these ``numbers``, which must be in rising order."""
        chosen = [self.read(0, 0)]
        for first, rows in self.pieces():
            low, high = np.searchsorted(numbers, (first, first + len(rows)))
            chosen.append(rows[numbers[low:high] - first])
        return np.concatenate(chosen)
