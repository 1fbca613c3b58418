"""The loudness of a sound block by block (ITU-R BS.1770-4): what it is, and what it becomes if blocks are turned down.

The filters of BS.1770 are of order two each, and every sample depends on all samples before it. Here they are applied
to whole blocks by products of matrices: the sound of a block is that of its own samples, and that of the state in which
the blocks before it leave the filters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from narrate.audio.clips import Pcm

SILENCE_LUFS = -70.0  # the gate of BS.1770: softer sound is ignored
_GATE_DB = 10.0  # so much below the loudness of the rest, sound is ignored as well
_OFFSET_DB = -0.691
_HOPS = 4  # of 100 ms each, in a window of BS.1770
_STATES = 4  # of both filters
_GROUP = 32  # blocks
_PIECE = 32  # groups at a time, so that long tracks take little memory
_ROWS = 8  # groups in a product
_AFTER = 4  # groups after which the state that a group leaves behind has died away

Signal = npt.NDArray[np.float64]
_Matrix = npt.NDArray[np.float32]


class WeightedPowers:
    """The power of mono ``pcm`` (``rate`` Hz) in each block of ``block`` samples, as BS.1770 weights frequencies."""

    def __init__(self, pcm: Pcm, rate: int, block: int) -> None:
        self._powers = np.concatenate([np.zeros(0), *_powers(pcm, _filters(rate, block))]) / 32768**2
        self._hop = rate / 10 / block  # blocks
        self._window = _HOPS * rate / 10  # samples
        self._ends = np.arange(int(len(pcm) * 10 / rate) + 1) * self._hop

    def lufs(self, gain_db: float = 0.0, gains: Signal | None = None) -> float:
        """Return the integrated loudness at ``gain_db``, with a factor for each block if ``gains`` is given.

        It is exact to a hundredth of a decibel if the factors change slowly. −70 for silence.
        """
        powers = self._powers * 10 ** (gain_db / 10)
        if gains is not None:
            powers *= gains**2
        until = np.interp(self._ends, np.arange(len(powers) + 1), np.concatenate([[0.0], np.cumsum(powers)]))
        windows = (until[_HOPS:] - until[:-_HOPS]) / self._window
        loud = windows[windows >= _power(SILENCE_LUFS)]
        if not len(loud):
            return SILENCE_LUFS
        loudest = loud[loud >= loud.mean() * 10 ** (-_GATE_DB / 10)]
        return _OFFSET_DB + 10 * math.log10(loudest.mean())


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))


@dataclass(frozen=True, slots=True)
class _Filters:
    """The filters of BS.1770 for whole blocks and groups.

    - ``block``: samples of a block → its filtered samples, and the state that it leaves behind.
    - ``from_state``: the state before a block → what it adds to the filtered samples.
    - ``group``: what each block of a group leaves behind → the state before each block, and the one after the group.
    - ``from_group``: the state before a group → what it adds to the state before each block, and to the one after it.
    """

    block: _Matrix
    from_state: _Matrix
    group: _Matrix
    from_group: _Matrix

    @property
    def length(self) -> int:
        return len(self.block)


def _powers(pcm: Pcm, filters: _Filters) -> Iterator[Signal]:
    """Yield the sums of the squares of the filtered samples of each block of ``pcm``, for a piece at a time."""
    length = filters.length
    blocks, size = -(-len(pcm) // length), _PIECE * _GROUP * length
    # Products of few rows: BLAS works on each in one thread, so the last bit does not depend on the number of threads.
    padded = np.zeros(size, np.float32)
    left = np.zeros((_AFTER, _STATES), np.float32)  # by the groups before
    for start in range(0, len(pcm), size):
        piece = pcm[start : start + size]
        padded[: len(piece)] = piece
        padded[len(piece) :] = 0
        made = padded.reshape(_PIECE, _GROUP, length) @ filters.block
        filtered = made[:, :, :length]
        inside = (made[:, :, length:].reshape(-1, _ROWS, _GROUP * _STATES) @ filters.group).reshape(_PIECE, -1)
        left = np.concatenate([left[-_AFTER:], inside[:, -_STATES:]])
        before = _before_groups(left, filters.from_group[:, -_STATES:])
        states = inside[:, :-_STATES] + before @ filters.from_group[:, :-_STATES]
        filtered += states.reshape(_PIECE, _GROUP, _STATES) @ filters.from_state
        yield np.einsum("ijk,ijk->ij", filtered, filtered).ravel()[: blocks - start // length].astype(np.float64)


def _before_groups(left: _Matrix, decay: _Matrix) -> _Matrix:
    """Return the state before each group after the first ``_AFTER``. ``left`` is what each group leaves behind."""
    count = len(left) - _AFTER
    before = np.zeros((count, _STATES), np.float32)
    for ago in range(_AFTER, 0, -1):
        before = before @ decay + left[_AFTER - ago : _AFTER - ago + count]
    return before


@cache
def _filters(rate: int, block: int) -> _Filters:
    """Return the filters at ``rate`` Hz for blocks of ``block`` samples."""
    coefficients = (_shelf(rate), _high_pass(rate))
    none = [0.0] * _STATES
    own = [_run(coefficients, [float(at == one) for at in range(block)], none) for one in range(block)]
    kept = [_run(coefficients, [0.0] * block, [float(at == one) for at in range(_STATES)]) for one in range(_STATES)]
    decay = np.array([state for _, state in kept])
    powers = [np.linalg.matrix_power(decay, count) for count in range(_GROUP + 1)]
    group = np.zeros((_GROUP, _STATES, _GROUP + 1, _STATES))
    for one in range(_GROUP):
        for other in range(one + 1, _GROUP + 1):
            group[one, :, other] = powers[other - one - 1]
    return _Filters(
        np.array([[*filtered, *state] for filtered, state in own], np.float32),
        np.array([filtered for filtered, _ in kept], np.float32),
        group.reshape(_GROUP * _STATES, -1).astype(np.float32),
        np.concatenate(powers, axis=1).astype(np.float32),
    )


_Coefficients = tuple[float, float, float, float, float]  # b0, b1, b2, a1, a2


def _run(
    filters: Sequence[_Coefficients], samples: Sequence[float], state: Sequence[float]
) -> tuple[list[float], list[float]]:
    """Apply ``filters``, one after the other, to ``samples``. Return the result and the state of the filters after it."""
    result, after = list(samples), list(state)
    for number, (b0, b1, b2, a1, a2) in enumerate(filters):
        one, two = after[2 * number : 2 * number + 2]
        for at, sample in enumerate(result):
            result[at] = b0 * sample + one
            one, two = b1 * sample - a1 * result[at] + two, b2 * sample - a2 * result[at]
        after[2 * number : 2 * number + 2] = one, two
    return result, after


def _shelf(rate: int) -> _Coefficients:
    """Return the first filter of BS.1770, for the effect of a head, at ``rate`` Hz.

    The standard gives coefficients at 48 kHz. These numbers are of the analogue filter behind them, as in ffmpeg.
    """
    k, q = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    over = 1 + k / q + k * k
    b0, b1, b2 = high + band * k / q + k * k, 2 * (k * k - high), high - band * k / q + k * k
    return b0 / over, b1 / over, b2 / over, 2 * (k * k - 1) / over, (1 - k / q + k * k) / over


def _high_pass(rate: int) -> _Coefficients:
    """Return the second filter of BS.1770 at ``rate`` Hz."""
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    over = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / over, (1 - k / q + k * k) / over
