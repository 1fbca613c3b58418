"""A speaker's voice, learnt from sentences that were found: espeak-ng's reading as this person would say it.

Linear regression from the reading's frames to the recording's, as voice conversion began
(Stylianou and others, 1998), with each dimension weighed by how well it is foretold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import Rows, SoundFrames
from narrate.speech.alignment.reading import Reading

_AROUND = (-2, 2)  # frames beside each that help to foretell it
_RIDGE = 4.0  # how many frames' worth of doubt


@dataclass(frozen=True, slots=True)
class SpeakerModel:
    """Turns readings and sounds into what is best compared: ``matrix`` foretells, ``weights`` weigh."""

    matrix: Rows
    weights: Rows

    def reading(self, reading: Reading) -> Reading:
        """``reading`` in this speaker's voice."""
        rows = _context(reading.rows).astype(np.float32) @ self.matrix
        return Reading(rows * self.weights, reading.tokens)

    def heard(self, heard: SoundFrames) -> SoundFrames:
        """A sound of this speaker, weighed to be compared with such a reading."""
        return SoundFrames(heard.rows * self.weights, heard.over_db, heard.ear)


def learn(examples: Iterable[tuple[SoundFrames, Reading, npt.NDArray[np.intp]]]) -> SpeakerModel | None:
    """The speaker of sounds with their readings and the paths between them; None without examples."""
    known, wanted = [], []
    for heard, reading, path in examples:
        both = ~reading.silent[path] & heard.voiced
        known.append(_context(reading.rows)[path[both]].astype(np.float32))  # exact, and half as large
        wanted.append(heard.rows[both])
    count = sum(map(len, known))
    if not known or count < 2 * known[0].shape[1]:
        return None
    # an example at a time: all of them as doubles are tens of megabytes
    alike, crossed = np.zeros((known[0].shape[1],) * 2), np.zeros((known[0].shape[1], wanted[0].shape[1]))
    for x, y in zip((one.astype(np.float64) for one in known), wanted, strict=True):
        alike += x.T @ x
        crossed += x.T @ y
    matrix = np.linalg.solve(alike + _RIDGE * np.diag(np.diag(alike) / count), crossed)
    missed = np.concatenate([y - x @ matrix for x, y in zip(known, wanted, strict=True)])
    weights, y = 1 / (missed.std(axis=0) + 1e-6), np.concatenate(wanted)
    weights /= np.sqrt(((y.std(axis=0) * weights) ** 2).sum())  # rows keep a length of about 1
    return SpeakerModel(matrix.astype(np.float32), weights.astype(np.float32))


def _context(rows: Rows) -> npt.NDArray[np.float64]:
    """Each row, those beside it, and 1."""
    at = np.arange(len(rows))
    beside = [rows[np.clip(at + step, 0, len(rows) - 1)] for step in _AROUND]
    return np.hstack([rows, *beside, np.ones((len(rows), 1))]).astype(np.float64)
