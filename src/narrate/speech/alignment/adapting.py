"""A model of a speaker's voice. It changes espeak-ng's reading of a sentence so that it resembles this voice.

The model is learnt from sentences already found in the recordings. It is a linear regression from the reading's frames
to the recording's, as in early voice conversion (Stylianou and others, 1998). Each dimension of a frame is weighted by
how well the model predicts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import Rows, SoundFrames
from narrate.speech.alignment.reading import Reading

_AROUND = (-2, 2)  # offsets of the neighbouring frames that help to predict a frame
_RIDGE = 4.0  # strength of the ridge regularisation, in frames


@dataclass(frozen=True, slots=True)
class SpeakerModel:
    """Makes readings and recordings of one speaker comparable.

    ``matrix`` predicts a frame of the speaker from a frame of the reading and its neighbours.
    ``weights`` has a factor for each dimension of a frame.
    """

    matrix: Rows
    weights: Rows

    def reading(self, reading: Reading) -> Reading:
        """Return ``reading`` as this speaker would say it."""
        rows = _context(reading.rows).astype(np.float32) @ self.matrix
        return Reading(rows * self.weights, reading.tokens)

    def heard(self, heard: SoundFrames) -> SoundFrames:
        """Return ``heard``, a sound of this speaker, weighted so that it can be compared with ``self.reading(...)``."""
        return SoundFrames(heard.rows * self.weights, heard.over_db, heard.ear)


def learn(examples: Iterable[tuple[SoundFrames, Reading, npt.NDArray[np.intp]]]) -> SpeakerModel | None:
    """Learn a speaker's voice from ``examples``: (sound, its reading, warping path between the two).

    The path is as returned by ``warping.warp``. Returns None if there are too few frames to learn from.
    """
    known, wanted = [], []
    for heard, reading, path in examples:
        speech = ~reading.silent[path] & heard.voiced
        known.append(_context(reading.rows)[path[speech]].astype(np.float32))  # exact, and half as large
        wanted.append(heard.rows[speech])
    count = sum(map(len, known))
    if not known or count < 2 * known[0].shape[1]:
        return None
    # One example at a time: all of them together as doubles would take tens of megabytes.
    alike, crossed = np.zeros((known[0].shape[1],) * 2), np.zeros((known[0].shape[1], wanted[0].shape[1]))
    for x, y in zip((rows.astype(np.float64) for rows in known), wanted, strict=True):
        alike += x.T @ x
        crossed += x.T @ y
    matrix = np.linalg.solve(alike + _RIDGE * np.diag(np.diag(alike) / count), crossed)
    missed = np.concatenate([y - x @ matrix for x, y in zip(known, wanted, strict=True)])
    weights, y = 1 / (missed.std(axis=0) + 1e-6), np.concatenate(wanted)
    weights /= np.sqrt(((y.std(axis=0) * weights) ** 2).sum())  # rows keep a length of about 1
    return SpeakerModel(matrix.astype(np.float32), weights.astype(np.float32))


def _context(rows: Rows) -> npt.NDArray[np.float64]:
    """Return each row extended by its neighbours and a constant 1."""
    indices = np.arange(len(rows))
    beside = [rows[np.clip(indices + step, 0, len(rows) - 1)] for step in _AROUND]
    return np.hstack([rows, *beside, np.ones((len(rows), 1))]).astype(np.float64)
