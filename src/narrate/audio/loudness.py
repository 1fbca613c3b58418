"""Measures and sets loudness (ITU-R BS.1770-4 / EBU R 128), and limits true peaks.

ffmpeg's ebur128 filter measures the loudness. The limiter is our own. ffmpeg's limiter sees only the samples, but the
wave between two samples may be higher than both, and such peaks distort in a player.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from narrate.audio.clips import Pcm, silence

TARGET_LUFS = -19.0  # mono; as loud as −16 LUFS in stereo
CEILING_DBTP = -3.0
SILENCE_LUFS = -70.0  # the gate of BS.1770: softer sound is ignored
SHORTEST_MS = 3_000  # BS.1770 gates blocks of 400 ms, so its result for shorter tracks is unreliable
# Encoding as MP3 at 64 kb/s raises peaks, so this much headroom is left below the ceiling.
_ROOM_DB = 0.6
_BLOCK = 44  # samples, 1 ms: the limiter's step
_REACH = 6  # blocks on either side of a peak whose gain is reduced too
_OVERSAMPLING, _TAPS = 4, 24
_PIECE = 1000  # blocks processed at a time, so that long tracks take little memory
_MAX_PASSES = 6
_TOLERANCE_DB = 0.1

Signal = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness in LUFS (−70 for silence) and true peak in dBTP."""

    lufs: float
    peak_dbtp: float


def measure(pcm: Pcm, rate: int) -> Loudness:
    """Return the loudness and true peak of mono ``pcm`` at ``rate`` Hz, as measured by ffmpeg."""
    metadata = _meter(pcm, rate, "peak=true")
    peak = max((float(v) for k, v in metadata.items() if k.startswith("lavfi.r128.true_peak")), default=0.0)
    return Loudness(_integrated(metadata), _decibels(peak))


@dataclass(frozen=True, slots=True)
class Levelling:
    """How the loudness of a sound was set.

    - ``gain_db``: the gain that was applied before the limiter.
    - ``lufs``: the resulting loudness, exact to a tenth. It is None if the gain was given and nothing was measured.
    - ``peak_dbtp``: the resulting highest true peak. If no peak comes near the limit, it is the highest sample, which
      is a little lower.
    """

    gain_db: float
    lufs: float | None
    peak_dbtp: float


def level(pcm: Pcm, rate: int, gain_db: float | None = None) -> tuple[Pcm, Levelling]:
    """Bring ``pcm`` to ``TARGET_LUFS`` with true peaks below the ceiling. ``rate`` is in Hz.

    Return (the new samples, how they were levelled). If ``gain_db`` is given, that gain is applied and nothing is
    measured. This is for sound that is too short to measure, or was measured before: the ``gain_db`` of an earlier
    result gives the same samples again.
    """
    if gain_db is not None:
        return _at_gain(pcm, gain_db, None)
    lufs = _integrated(_meter(pcm, rate))
    if lufs <= SILENCE_LUFS:
        return _at_gain(pcm, 0.0, SILENCE_LUFS)
    gain_db, power = TARGET_LUFS - lufs, _power(pcm)
    for _ in range(_MAX_PASSES):
        result, levelling = _at_gain(pcm, gain_db, TARGET_LUFS)
        # The limiter lowers the loudness by no more than the power. Measure only where that matters.
        taken_db = 10 * np.log10(power * 10 ** (gain_db / 10) / max(_power(result), 1.0))
        if taken_db < _TOLERANCE_DB:
            break
        missing = TARGET_LUFS - _integrated(_meter(result, rate))
        levelling = replace(levelling, lufs=TARGET_LUFS - missing)
        if missing < _TOLERANCE_DB:
            break
        gain_db += missing
    return result, levelling


def _at_gain(pcm: Pcm, gain_db: float, lufs: float | None) -> tuple[Pcm, Levelling]:
    """Apply ``gain_db`` to ``pcm``, and limit its peaks to the ceiling.

    Return (the new samples, how they were levelled). ``lufs`` is what the result states as its loudness.
    """
    ceiling, gain = 10 ** ((CEILING_DBTP - _ROOM_DB) / 20), 10 ** (gain_db / 20)
    peaks = _block_peaks(pcm, ceiling / gain) * gain
    limits = _limits(peaks, ceiling)
    peak = float((peaks * limits).max())
    return _turned(pcm, gain * limits), Levelling(gain_db, lufs, _decibels(peak))


def _decibels(peak: float) -> float:
    return 20 * float(np.log10(peak)) if peak > 0 else -120.0


def _meter(pcm: Pcm, rate: int, options: str = "peak=none") -> dict[str, str]:
    """Return the metadata of ffmpeg's ebur128 filter, with the given ``options``, at the end of ``pcm``."""
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate))
    meter = graph.add("ebur128", f"metadata=1:framelog=quiet:{options}")
    # The filter gives figures for every 100 ms. Only the last are needed. ``atrim`` drops the others, since each frame
    # that reaches Python would wait for other threads.
    end = graph.add("atrim", f"start_sample={max(0, len(pcm) - rate // 4)}")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(end)
    end.link_to(sink)
    graph.configure()
    for start in range(0, len(pcm), rate):  # in pieces, since the filter takes eight bytes for each sample of a frame
        frame = av.AudioFrame.from_ndarray(pcm[None, start : start + rate], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        source.push(frame)
    source.push(None)
    metadata: dict[str, str] = {}
    while True:
        try:
            metadata = dict(sink.pull().metadata) or metadata
        except (av.BlockingIOError, av.EOFError):
            return metadata


def _integrated(metadata: dict[str, str]) -> float:
    return float(metadata.get("lavfi.r128.I", SILENCE_LUFS))


def _power(pcm: Pcm) -> float:
    """Return the sum of the squares of the samples."""
    return float(np.einsum("i,i->", pcm, pcm, dtype=np.float64))


def _turned(pcm: Pcm, gains: Signal) -> Pcm:
    """Return ``pcm`` turned up or down by ``gains``, one factor for each block of samples.

    A gain applies to the middle of its block. Between two middles it is interpolated.
    """
    out = silence(len(pcm))
    centres = (np.arange(len(gains)) + 0.5) * _BLOCK
    for start in range(0, len(pcm), _PIECE * _BLOCK):
        piece = pcm[start : start + _PIECE * _BLOCK]
        gain = np.interp(np.arange(start, start + len(piece)), centres, gains)
        out[start : start + len(piece)] = np.clip(np.rint(piece * gain), -32768, 32767)
    return out


def _limits(peaks: Signal, ceiling: float) -> Signal:
    """Return the gain (at most 1) for each block, so that no true peak exceeds ``ceiling``.

    ``peaks`` are the true peaks of the blocks. The gain is the lowest that any block within ``_REACH`` blocks needs,
    smoothed over the same distance. So it is never above the gain that the block itself needs.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    padded = np.pad(needed, _REACH, mode="edge")
    least = np.lib.stride_tricks.sliding_window_view(padded, 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 1)[1:-1]  # one block narrower, because of the interpolation between blocks
    smooth: Signal = np.convolve(np.pad(least, _REACH - 1, mode="edge"), window / window.sum(), mode="valid")
    return smooth


def _block_peaks(pcm: Pcm, floor: float) -> Signal:
    """Return the true peak of each block of samples (1 is full scale).

    It is found by four-fold interpolation as in BS.1770-4 annex 2. In a block that cannot reach ``floor`` even between
    samples, it is the highest sample.
    """
    count = -(-len(pcm) // _BLOCK)
    peaks = np.zeros(max(1, count))
    for first in range(0, count, _PIECE):
        piece = np.abs(pcm[first * _BLOCK : (first + _PIECE) * _BLOCK] / 32768)
        piece = np.pad(piece, (0, -len(piece) % _BLOCK)).reshape(-1, _BLOCK)
        peaks[first : first + _PIECE] = piece.max(axis=1)
    kernels = [_kernel(phase / _OVERSAMPLING) for phase in range(1, _OVERSAMPLING)]
    gain = max(float(np.abs(kernel).sum()) for kernel in kernels)
    beside = np.lib.stride_tricks.sliding_window_view(np.pad(peaks, 1), 3).max(axis=1)
    reach = np.flatnonzero(beside * gain > floor)
    # Concatenate the blocks to interpolate, each with as many samples on both sides as a kernel needs.
    side = _TAPS // 2
    padded = silence(len(pcm) + 2 * side + _BLOCK)
    padded[side : side + len(pcm)] = pcm
    around = np.lib.stride_tricks.sliding_window_view(padded, _BLOCK + 2 * side)
    for first in range(0, len(reach), _PIECE):
        blocks = reach[first : first + _PIECE]
        signal = (around[blocks * _BLOCK] / 32768).ravel()
        for kernel in kernels:
            between = np.convolve(signal, kernel)[side - 1 :][: len(signal)].reshape(len(blocks), -1)
            peaks[blocks] = np.maximum(peaks[blocks], np.abs(between[:, side : side + _BLOCK]).max(axis=1))
    return peaks


def _kernel(offset: float) -> Signal:
    """Return a windowed sinc that interpolates at ``offset`` (0 to 1) between two samples, when convolved with them."""
    distances = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1) - offset
    kernel: Signal = (np.sinc(distances) * np.cos(np.pi * distances / (_TAPS + 1)) ** 2)[::-1]
    return kernel
