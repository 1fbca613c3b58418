"""Finds by cross-correlation where a spoken clip is in a finished file, and whether it is complete there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.audio.clips import Pcm

REACH_MS = 250


@dataclass(frozen=True, slots=True)
class Onset:
    """Where a clip was found: ``late_ms`` after the expected time (negative if before it).

    ``likeness`` (0 to 1) says how much the sound there is like the clip.
    """

    late_ms: float
    likeness: float


def find_onset(clip: Pcm, signal: Pcm, expected: int, rate: int) -> Onset:
    """Find the place in ``signal`` that is most like ``clip``, at most ``REACH_MS`` from the sample ``expected``.

    Both sounds have ``rate`` Hz. The likeness is the normalised cross-correlation at that place, so a difference in
    gain does not matter.
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
    """Return the least length from ``least`` on that is 8 to 16 times a power of two.

    Fourier transforms of such lengths are fast.
    """
    step = 1 << max(0, least.bit_length() - 4)
    return -(-least // step) * step


def share_heard(clip: Pcm, signal: Pcm, offset: int, rate: int) -> float:
    """Return the share (0 to 1) of the speech in ``clip`` that is in ``signal`` from the sample ``offset`` on.

    The clip is divided into tenths of a second; ``rate`` is in Hz. A tenth is speech if it has at least a hundredth of
    the clip's mean power. It is in the signal if it correlates by more than 0.6. For a tenth with less than a tenth of
    the mean power, 0.3 is enough.
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
    """Return the likeness (0 to 1) to ``signal`` of a word: the samples ``span`` (first, last) of ``clip``.

    The clip begins at the sample ``offset`` of ``signal``. None if the clip itself is almost silent in that span, with
    less than a thousandth of its mean power.
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
    """Return the inner product.

    ``@`` would use two threads for long arrays, and these threads wait for longer than they compute.
    """
    return float(np.einsum("i,i->", first, second))
