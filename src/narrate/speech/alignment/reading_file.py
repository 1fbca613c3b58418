"""Keeps the readings of many sentences in a file: those of an hour are as large as the frames of the recording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from narrate.speech.alignment.features import Rows
from narrate.speech.alignment.reading import Reading
from narrate.speech.alignment.row_file import RowFile, ScratchFile


class ReadingFile:
    """A sequence of readings kept in ``scratch``; each access reads the file.

    ``spoken`` is the number of states that belong to words, in all readings together.
    """

    def __init__(self, readings: Iterable[Reading], scratch: ScratchFile) -> None:
        self._tokens = RowFile(scratch, np.intp)
        self._rows: RowFile | None = None
        self._firsts = [0]
        self.spoken = 0
        for reading in readings:
            if self._rows is None:
                self._rows = RowFile(scratch, np.float32, reading.rows.shape[1])
            self._rows.append(reading.rows)
            self._tokens.append(reading.tokens)
            self._firsts.append(len(self._rows))
            self.spoken += reading.frames

    def __len__(self) -> int:
        return len(self._firsts) - 1

    def __iter__(self) -> Iterator[Reading]:
        return map(self.read, range(len(self)))

    def read(self, number: int) -> Reading:
        """Return the reading with the index ``number``."""
        return self.row(number, number + 1)

    def row(self, low: int, high: int) -> Reading:
        """Return the readings from ``low`` up to but not including ``high``, concatenated into one."""
        assert self._rows is not None, "there are no readings"
        first, last = self._firsts[low], self._firsts[high]
        return Reading(self._rows.read(first, last), self._tokens.read(first, last))

    def lengths(self, low: int, high: int) -> list[int]:
        """Return the number of states of each reading from ``low`` up to but not including ``high``."""
        return [self._firsts[number + 1] - self._firsts[number] for number in range(low, high)]


def sample_of_speech(readings: Iterable[Reading], spoken: int, most: int) -> Rows:
    """Return the rows of about ``most`` states that belong to words, evenly spaced over ``readings``.

    ``spoken`` is the number of all such states in ``readings``.
    """
    step, before, samples = max(1, spoken // most), 0, []
    for reading in readings:
        rows = reading.rows[~reading.silent]
        samples.append(rows[-before % step :: step].copy())  # a copy, since a view would keep all rows in memory
        before += len(rows)
    return np.concatenate(samples)
