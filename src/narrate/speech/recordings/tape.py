"""A recording, decoded once into a temporary file: an hour of sound is heard and cut without being in memory."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.decoding import decode_file
from narrate.audio.mixing import Resampling
from narrate.errors import InputError, Place, Problem, Severity
from narrate.speech.alignment.features import HOP_MS, RATE, Heard, ear_for, listen


class Tape:
    """The recording ``path``: its samples (mono, ``rate`` Hz) and what is ``heard`` in it.

    Raises InputError where it cannot be decoded or nothing is heard in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rate = 0
        with tempfile.TemporaryFile() as file:
            pieces = self._decoded(file)
            first = next(pieces, None)
            if first is None:
                raise InputError(Problem(Place(str(path)), Severity.ERROR, "recording", "there is no sound in it"))
            self.heard: Heard = listen(self._compared(first, pieces), ear_for(self.rate))
            file.flush()
            self._samples = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._samples)

    def _decoded(self, file: IO[bytes]) -> Iterator[Pcm]:
        for rate, pcm in decode_file(self.path):
            self.rate = rate
            file.write(pcm.tobytes())
            yield pcm

    def _compared(self, first: Pcm, rest: Iterator[Pcm]) -> Iterator[Pcm]:
        """The samples at the rate of comparison."""
        resampling = Resampling(self.rate, RATE)
        yield resampling.take(first)
        for piece in rest:
            yield resampling.take(piece)
        yield resampling.end()

    def cut(self, first: int, last: int) -> Pcm:
        """The samples from frame ``first`` to before frame ``last`` of ``heard``."""
        start, stop = (frame * HOP_MS * self.rate // 1000 for frame in (max(0, first), last))
        return np.frombuffer(os.pread(self._samples, 2 * (stop - start), 2 * start), np.int16)
