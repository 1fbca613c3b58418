"""Dynamic time warping: which moment of one reading is which moment of another.

After Sakoe and Chiba (1978), synchronous in the time of the recording: every frame of it is
in one state of the model, and a state is stayed in, or up to two are passed over.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import Rows, SoundFrames
from narrate.speech.alignment.reading import Reading

STAY = PASS_OVER = 0.5  # what it costs to be slower or quicker than the model by a frame
_SILENCE, _PER_DB, _LEAST, _MOST = 0.8, 0.07, -10.0, 30.0
_PIECE = 512  # frames whose distances are in memory at a time
FAR = np.float32(1e9)
_EARLY = 1  # frames by which words are entered too early, against voices that know their times


def apart(rows: Rows, over_db: Rows, reading: Reading) -> Rows:
    """How unlike each frame (its ``rows`` and ``over_db`` as in ``SoundFrames``) is to each state."""
    squares = (rows**2).sum(axis=1)[:, None] + (reading.rows**2).sum(axis=1) - 2 * (rows @ reading.rows.T)
    unlike: Rows = np.sqrt(np.maximum(squares, 0))
    unlike[:, reading.silent] = (_SILENCE + _PER_DB * np.clip(over_db, _LEAST, _MOST))[:, None]
    return unlike


def warp(heard: SoundFrames, reading: Reading) -> npt.NDArray[np.intp]:
    """The state of ``reading`` in which each frame of ``heard`` is; all of both, from end to end.

    Takes len(heard) × states bytes: for sentences, not for hours.
    """
    states = len(reading.silent)
    stay = np.where(reading.silent, 0, STAY).astype(np.float32)
    over = np.full(states, PASS_OVER, np.float32)
    over[1:][reading.silent[:-1]] = 0  # a silence need not be there
    back = np.zeros((len(heard), states), np.uint8)
    total = np.full(states, FAR, np.float32)
    ways = np.full((4, states), FAR, np.float32)
    for first in range(0, len(heard), _PIECE):
        unlike = apart(heard.rows[first : first + _PIECE], heard.over_db[first : first + _PIECE], reading)
        for at, row in enumerate(unlike, first):
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


def entered(reading: Reading, path: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """(token, first frame) of the words of ``reading`` along ``path``, in order."""
    tokens = reading.tokens[path]
    changes = np.flatnonzero(np.diff(tokens, prepend=-1))
    return [(int(tokens[at]), min(int(at) + _EARLY, len(path) - 1)) for at in changes if tokens[at] >= 0]
