"""Dynamic time warping: which moment of one reading is which moment of another.

After Sakoe and Chiba (1978), synchronous in the time of the recording: every frame of it is
in one state of the model, and a state is stayed in, or up to two are passed over.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import Heard, Rows
from narrate.speech.alignment.reading import Reading

STAY, PASS_OVER = 0.2, 0.2  # what it costs to be slower or quicker than the model by a frame
_SILENCE, _PER_DB, _LEAST, _MOST = 0.3, 0.07, -10.0, 30.0
_PIECE = 512  # frames whose distances are in memory at a time
_FAR = np.float32(1e9)


def distances(heard: Heard, reading: Reading, first: int, last: int) -> Rows:
    """How unlike each of the frames ``first`` to ``last`` is to each state."""
    mine, theirs = heard.rows[first:last], reading.rows
    squares = (mine**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * (mine @ theirs.T)
    apart: Rows = np.sqrt(np.maximum(squares, 0))
    over = np.clip(heard.over_db[first:last], _LEAST, _MOST)
    apart[:, reading.silent] = (_SILENCE + _PER_DB * over)[:, None]
    return apart


def warp(heard: Heard, reading: Reading) -> npt.NDArray[np.intp]:
    """The state of ``reading`` in which each frame of ``heard`` is; all of both, from end to end.

    Takes len(heard) × states bytes: for sentences, not for hours.
    """
    states = len(reading.silent)
    stay = np.where(reading.silent, 0, STAY).astype(np.float32)
    over = np.full(states, PASS_OVER, np.float32)
    over[1:][reading.silent[:-1]] = 0  # a silence need not be there
    back = np.zeros((len(heard), states), np.uint8)
    total = np.full(states, _FAR, np.float32)
    ways = np.full((4, states), _FAR, np.float32)
    for first in range(0, len(heard), _PIECE):
        apart = distances(heard, reading, first, min(first + _PIECE, len(heard)))
        for at, row in enumerate(apart, first):
            if at == 0:
                total[:2] = row[:2]
                continue
            np.add(total, stay, out=ways[0])
            ways[1, 1:] = total[:-1]
            np.add(total[:-2], over[2:], out=ways[2, 2:])
            np.add(total[:-3], 2 * PASS_OVER, out=ways[3, 3:])
            back[at] = ways.argmin(axis=0)
            total = ways.min(axis=0) + row
    state = states - 1 - int(total[-1] > total[-2])
    path = np.empty(len(heard), np.intp)
    for at in range(len(heard) - 1, -1, -1):
        path[at] = state
        state -= int(back[at, state])
    return path
