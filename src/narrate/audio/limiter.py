"""Turns sound up or down, and limits its true peaks.

ffmpeg's limiter sees only the samples, but the wave between two samples may be higher than both, and such peaks distort
in a player. So the limiter here is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from narrate.audio.clips import Pcm, silence

CEILING_DBTP = -3.0
# Encoding as MP3 at 64 kb/s raises peaks, so this much headroom is left below the ceiling.
_ROOM_DB = 0.6
_CEILING = 10 ** ((CEILING_DBTP - _ROOM_DB) / 20)
BLOCK = 44  # samples, 1 ms: the limiter's step
_REACH = 6  # blocks on either side of a peak whose gain is reduced too
_OVERSAMPLING, _TAPS = 4, 24
_SIDE = _TAPS // 2
_PIECE = 960  # blocks processed at a time, so that long tracks take little memory
_ROWS = 24  # blocks in a product of matrices
_OFFSETS = np.arange(BLOCK) / BLOCK - 0.5  # from the middle of a block
_TO_BEFORE, _TO_AFTER = np.minimum(_OFFSETS, 0), np.maximum(_OFFSETS, 0)

Signal = npt.NDArray[np.float64]


class Limiter:
    """Turns a sound up or down, and limits its true peaks to the ceiling. What it finds out is kept for other gains."""

    def __init__(self, pcm: Pcm) -> None:
        self._pcm, self._peaks = pcm, TruePeaks(pcm)

    def factors(self, gain_db: float) -> tuple[Signal, float]:
        """Return (the limiter's factor for each block at ``gain_db``, the resulting highest true peak in dBTP)."""
        gain = 10 ** (gain_db / 20)
        peaks = self._peaks.at(_CEILING / gain) * gain
        factors = _limits(peaks)
        return factors, decibels(float((peaks * factors).max()))

    def apply(self, gain_db: float) -> tuple[Pcm, float]:
        """Return (the samples at ``gain_db``, their highest true peak in dBTP)."""
        factors, peak_dbtp = self.factors(gain_db)
        return turned(self._pcm, 10 ** (gain_db / 20) * factors), peak_dbtp


def _blocks(pcm: Pcm) -> Iterator[tuple[int, Pcm]]:
    """Yield (number of the first block, blocks), ``_PIECE`` of them at a time. The last is filled up with silence."""
    count = -(-len(pcm) // BLOCK)
    for first in range(0, count, _PIECE):
        piece = pcm[first * BLOCK : (first + _PIECE) * BLOCK]
        missing = -len(piece) % BLOCK
        yield first, (np.pad(piece, (0, missing)) if missing else piece).reshape(-1, BLOCK)


def turned(pcm: Pcm, gains: Signal) -> Pcm:
    """Return ``pcm`` turned up or down by ``gains``, one factor for each block of samples.

    A gain applies to the middle of its block. Between two middles it is interpolated.
    """
    out = silence(len(pcm))
    before, after = np.concatenate([gains[:1], gains[:-1]]), np.concatenate([gains[1:], gains[-1:]])
    usual = float(np.median(gains))  # where nothing is limited
    is_other = (gains != usual) | (before != usual) | (after != usual)
    room = np.empty((_PIECE, BLOCK))
    for first, blocks in _blocks(pcm):
        some, turned = slice(first, first + len(blocks)), room[: len(blocks)]
        np.multiply(blocks, usual, out=turned)
        numbers = np.flatnonzero(is_other[some])
        middle, one, other = (values[some][numbers, None] for values in (gains, before, after))
        turned[numbers] = (middle + (middle - one) * _TO_BEFORE + (other - middle) * _TO_AFTER) * blocks[numbers]
        np.clip(np.rint(turned, out=turned), -32768, 32767, out=turned)
        start = first * BLOCK
        out[start : start + turned.size] = turned.ravel()[: len(pcm) - start]
    return out


def _limits(peaks: Signal) -> Signal:
    """Return the gain (at most 1) for each block, so that no true peak exceeds the ceiling.

    ``peaks`` are the true peaks of the blocks. The gain is the lowest that any block within ``_REACH`` blocks needs,
    smoothed over the same distance. So it is never above the gain that the block itself needs.
    """
    needed = np.minimum(1.0, _CEILING / np.maximum(peaks, 1e-9))
    if needed.min() >= 1.0:
        return needed
    least = _least_of(np.pad(needed, _REACH, mode="edge"), 2 * _REACH + 1)
    window = np.hanning(2 * _REACH + 1)[1:-1]  # one block narrower, because of the interpolation between blocks
    smooth: Signal = np.convolve(np.pad(least, _REACH - 1, mode="edge"), window / window.sum(), mode="valid")
    return smooth


def _least_of(values: Signal, count: int) -> Signal:
    """Return the least of each ``count`` consecutive ``values``."""
    width = 1
    while 2 * width <= count:
        values, width = np.minimum(values[:-width], values[width:]), 2 * width
    more = count - width
    return np.minimum(values[: len(values) - more], values[more:])


def _highest(blocks: Pcm, room: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    """Return the highest absolute value of each of ``blocks``. ``room`` is two arrays that are long enough.

    The highest of several consecutive samples is found for all places at once: in rows as short as blocks, numpy finds
    maxima slowly.
    """
    size = blocks.size
    values, more = room[0, :size], room[1, :size]
    np.abs(blocks.ravel(), out=values.view(np.int16))  # 32768 becomes -32768, whose bits are those of 32768
    width = 1
    while width < BLOCK:
        step = min(width, BLOCK - width)
        size -= step
        np.maximum(values[:size], values[step : size + step], out=more[:size])
        values, more, width = more, values, width + step
    return values[:size:BLOCK]


class TruePeaks:
    """The true peak of each block of samples (1 is full scale), found once for each block that is asked for.

    It is found by four-fold interpolation as in BS.1770-4 annex 2.
    """

    def __init__(self, pcm: Pcm) -> None:
        self._samples = np.zeros(max(1, -(-len(pcm) // BLOCK)))
        room = np.empty((2, _PIECE * BLOCK), np.uint16)
        for first, blocks in _blocks(pcm):
            self._samples[first : first + len(blocks)] = _highest(blocks, room) / 32768
        self._true = self._samples.copy()
        self._is_known = np.zeros(len(self._samples), bool)
        around = np.pad(self._samples, 1)
        self._beside = np.maximum(np.maximum(around[:-2], around[1:-1]), around[2:])
        self._pcm = pcm

    def at(self, floor: float) -> Signal:
        """Return the peaks. In a block that cannot reach ``floor`` even between samples, it is the highest sample."""
        matrix, most = _interpolation()
        is_wanted = self._beside * most > floor
        new = np.flatnonzero(is_wanted & ~self._is_known)
        for first in range(0, len(new), _PIECE):
            numbers = new[first : first + _PIECE]
            # Products of few rows, always as many: the last bit may depend on their number. BLAS works on each in one
            # thread.
            rows = np.zeros((-(-len(numbers) // _ROWS) * _ROWS, matrix.shape[0]))
            np.divide(self._around(numbers), 32768, out=rows[: len(numbers)])
            products = rows.reshape(-1, _ROWS, matrix.shape[0]) @ matrix
            between = products.reshape(-1, matrix.shape[1])[: len(numbers)]
            self._true[numbers] = np.maximum(self._samples[numbers], np.abs(between, out=between).max(axis=1))
        self._is_known[new] = True
        return np.where(is_wanted, self._true, self._samples)

    def _around(self, numbers: npt.NDArray[np.intp]) -> Pcm:
        """Return the blocks with these ``numbers``, each with as many samples on both sides as a kernel needs."""
        width = BLOCK + 2 * _SIDE
        starts = numbers * BLOCK - _SIDE
        around = np.zeros((len(numbers), width), np.int16)
        is_inside = (starts >= 0) & (starts + width <= len(self._pcm))
        if is_inside.any():
            around[is_inside] = np.lib.stride_tricks.sliding_window_view(self._pcm, width)[starts[is_inside]]
        for row in np.flatnonzero(~is_inside):  # the first and the last blocks
            start = int(starts[row])
            piece = self._pcm[max(0, start) : start + width]
            around[row, max(0, -start) : max(0, -start) + len(piece)] = piece
        return around


@cache
def _interpolation() -> tuple[Signal, float]:
    """Return a matrix that gives the values before the samples of a block, and how much higher than those they can be.

    Its rows are the samples of a block and ``_SIDE`` samples on both sides. Its columns are the values between each
    sample of the block and the one before.
    """
    kernels = [kernel_at(phase / _OVERSAMPLING) for phase in range(1, _OVERSAMPLING)]
    matrix = np.zeros((BLOCK + 2 * _SIDE, len(kernels) * BLOCK))
    for number, kernel in enumerate(kernels):
        for at in range(BLOCK):
            matrix[at : at + _TAPS, number * BLOCK + at] = kernel
    return matrix, max(float(np.abs(kernel).sum()) for kernel in kernels)


def kernel_at(offset: float) -> Signal:
    """Return a windowed sinc that interpolates at ``offset`` (0 to 1) between the two samples in its middle."""
    distances = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1) - offset
    kernel: Signal = np.sinc(distances) * np.cos(np.pi * distances / (_TAPS + 1)) ** 2
    return kernel


def decibels(peak: float) -> float:
    """Return a peak, of which 1 is full scale, in dB; −120 for silence."""
    return 20 * float(np.log10(peak)) if peak > 0 else -120.0
