"""Aligns a recording with a reading of the same sentence, by dynamic time warping.

After Sakoe and Chiba (1978). A reading is a sequence of states (``reading.Reading``). Every frame of the recording is
assigned to one state. From one frame to the next, the path stays in its state, goes to the next, or skips one or two
states.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import Rows, SoundFrames
from narrate.speech.alignment.reading import Reading

STAY = PASS_OVER = 0.5  # the cost of being slower or faster than the reading by a frame
_SILENCE, _PER_DB, _LEAST, _MOST = 0.8, 0.07, -10.0, 30.0
_PIECE = 512  # frames whose distances are in memory at a time
FAR = np.float32(1e9)
_EARLY = 1  # words come out too early by so many frames, as measured with voices that report exact times


def distances(rows: Rows, over_db: Rows, reading: Reading) -> Rows:
    """Return the distance of each frame of a sound from each state of ``reading``.

    ``rows`` and ``over_db`` describe the frames as in ``SoundFrames``.
    """
    squares = (rows**2).sum(axis=1)[:, None] + (reading.rows**2).sum(axis=1) - 2 * (rows @ reading.rows.T)
    costs: Rows = np.sqrt(np.maximum(squares, 0))
    costs[:, reading.silent] = (_SILENCE + _PER_DB * np.clip(over_db, _LEAST, _MOST))[:, None]
    return costs


def warp(heard: SoundFrames, reading: Reading) -> npt.NDArray[np.intp]:
    """Return the warping path: the index of the state of ``reading`` for each frame of ``heard``.

    The sound and the reading are aligned from end to end. It takes len(heard) × states bytes of memory, so use it for
    single sentences.
    """
    states = len(reading.silent)
    stay = np.where(reading.silent, 0, STAY).astype(np.float32)
    over = np.full(states, PASS_OVER, np.float32)
    over[1:][reading.silent[:-1]] = 0  # silences are optional
    back = np.zeros((len(heard), states), np.uint8)
    total = np.full(states, FAR, np.float32)
    ways = np.full((4, states), FAR, np.float32)
    for first in range(0, len(heard), _PIECE):
        costs = distances(heard.rows[first : first + _PIECE], heard.over_db[first : first + _PIECE], reading)
        for frame, row in enumerate(costs, first):
            if frame == 0:
                total[:2] = row[:2]
                continue
            np.add(total, stay, out=ways[0])
            ways[1, 1:] = total[:-1]
            np.add(total[:-2], over[2:], out=ways[2, 2:])
            np.add(total[:-3], 2 * PASS_OVER, out=ways[3, 3:])
            back[frame] = ways.argmin(axis=0)
            total = ways.min(axis=0) + row
    state = states - 1 - int(total[-1] > total[-2])
    path = np.empty(len(heard), np.intp)
    for frame in range(len(heard) - 1, -1, -1):
        path[frame] = state
        state -= int(back[frame, state])
    return path


def word_starts(reading: Reading, path: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """Return (token, first frame) for each word of ``reading`` along ``path`` (from ``warp``), in order."""
    tokens = reading.tokens[path]
    changes = np.flatnonzero(np.diff(tokens, prepend=-1))
    return [(int(tokens[frame]), min(int(frame) + _EARLY, len(path) - 1)) for frame in changes if tokens[frame] >= 0]
