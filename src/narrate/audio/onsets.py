"""Finds by cross-correlation where a spoken clip lies in a finished file, and whether it is complete there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.audio.clips import Pcm

REACH_MS = 250


@dataclass(frozen=True, slots=True)
class Onset:
    """How many ms later than expected a clip was found, and the likeness (0 to 1) of the sound there to the clip."""

    late_ms: float
    likeness: float


def find_onset(clip: Pcm, signal: Pcm, expected: int, rate: int) -> Onset:
    """Where ``clip`` lies in ``signal`` (both at ``rate`` Hz), at most ``REACH_MS`` from sample ``expected``.

    The likeness is the normalised cross-correlation at the best place, so a difference in gain does not matter.
    """
    reach = REACH_MS * rate // 1000
    first = expected - reach
    window = np.zeros(len(clip) + 2 * reach)
    start, stop = max(0, first), min(len(signal), first + len(window))
    if stop > start:
        window[start - first : stop - first] = signal[start:stop]
    needle = clip.astype(np.float64)
    size = _quick_length(len(window))  # results that wrap around lie outside the range that is used
    products = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(needle, size)), size)[: 2 * reach + 1]
    energy = np.concatenate([[0.0], np.cumsum(window**2)])
    local = energy[len(needle) :][: 2 * reach + 1] - energy[: 2 * reach + 1]
    scores = products / np.sqrt(np.maximum(local, 1.0) * max(_product(needle, needle), 1.0))
    best = int(np.argmax(scores))
    return Onset((best - reach) * 1000 / rate, float(scores[best]))


def _quick_length(least: int) -> int:
    """The next length that is 8 to 16 times a power of two, for which Fourier transforms are fast."""
    step = 1 << max(0, least.bit_length() - 4)
    return -(-least // step) * step


def share_heard(clip: Pcm, signal: Pcm, offset: int, rate: int) -> float:
    """The share (0 to 1) of the clip's voiced tenths of a second that are in ``signal`` from sample ``offset`` on.

    ``rate`` is in Hz. A tenth of a second is voiced if it has at least a hundredth of the clip's mean power. It counts
    as heard if it correlates by more than 0.6, or by more than 0.3 if it has less than a tenth of the mean power.
    """
    step = rate // 10
    needle = clip[: len(clip) // step * step].astype(np.float64).reshape(-1, step)
    samples_there = np.zeros(needle.size)
    start, stop = max(0, offset), min(len(signal), offset + needle.size)
    if stop > start:
        samples_there[start - offset : stop - offset] = signal[start:stop]
    hay = samples_there.reshape(-1, step)
    power = (needle**2).mean(axis=1)
    voiced = power >= 0.01 * power.mean() if len(power) else np.zeros(0, bool)
    if not voiced.any():
        return 1.0
    product = (needle * hay).sum(axis=1)
    size = np.sqrt((needle**2).sum(axis=1) * (hay**2).sum(axis=1))
    alike = product / np.maximum(size, 1.0)
    heard = alike > np.where(power >= 0.1 * power.mean(), 0.6, 0.3)
    return float((heard & voiced).sum() / voiced.sum())


def word_heard(clip: Pcm, signal: Pcm, offset: int, span: tuple[int, int]) -> float | None:
    """The likeness (0 to 1) of the samples ``span`` of ``clip`` to ``signal``.

    The clip begins at sample ``offset`` of ``signal``. None where the clip itself is almost silent there: less than a
    thousandth of its mean power.
    """
    first, last = span
    needle = clip[first:last].astype(np.float64)
    power = _product(needle, needle)
    if power < 0.001 * len(needle) * float(np.square(clip, dtype=np.float64).mean()) or not power:
        return None
    hay = np.zeros(len(needle))
    start, stop = max(0, offset + first), min(len(signal), offset + last)
    if stop > start:
        hay[start - offset - first : stop - offset - first] = signal[start:stop]
    return max(0.0, _product(needle, hay) / max(1.0, float(np.sqrt(power * _product(hay, hay)))))


def _product(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> float:
    """The inner product. ``@`` would use two threads for long arrays, and these wait longer than they compute."""
    return float(np.einsum("i,i->", first, second))
