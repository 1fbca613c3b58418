"""Decodes a recording once into a temporary file, so that an hour of sound need not be in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.decoding import decode_file
from narrate.audio.mixing import Resampling
from narrate.errors import InputError, Place, Problem, Severity
from narrate.speech.alignment.features import HOP_MS, RATE, FiledFrames, ear_for, listen_long
from narrate.speech.alignment.row_file import RowFile, ScratchFile


class DecodedRecording:
    """The recording in the file ``path``, decoded.

    Its samples (mono, ``rate`` Hz) and its frames (``heard``) are kept in ``scratch``. Raises InputError if the file
    cannot be decoded or is silent.
    """

    def __init__(self, path: Path, scratch: ScratchFile) -> None:
        self.path = path
        self.rate = 0
        self._samples = RowFile(scratch, np.int16)
        pieces = self._decoded()
        first = next(pieces, None)
        if first is None:
            raise InputError(Problem(Place(str(path)), Severity.ERROR, "recording", "there is no sound in it"))
        self.heard: FiledFrames = listen_long(self._compared(first, pieces), ear_for(self.rate), scratch)

    def _decoded(self) -> Iterator[Pcm]:
        for rate, pcm in decode_file(self.path):
            self.rate = rate
            self._samples.append(pcm)
            yield pcm

    def _compared(self, first: Pcm, rest: Iterator[Pcm]) -> Iterator[Pcm]:
        """Yield the samples, resampled to the rate at which sounds are compared."""
        resampling = Resampling(self.rate, RATE)
        yield resampling.take(first)
        for piece in rest:
            yield resampling.take(piece)
        yield resampling.end()

    def cut(self, first: int, last: int) -> Pcm:
        """Return the samples from frame ``first`` of ``heard`` up to but not including frame ``last``."""
        return self._samples.read(*(frame * HOP_MS * self.rate // 1000 for frame in (first, last)))
