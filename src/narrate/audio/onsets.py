"""Where a spoken clip really lies in a finished file, by cross-correlation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from narrate.audio.clips import Pcm

REACH_MS = 250


@dataclass(frozen=True, slots=True)
class Onset:
    """How many ms later than expected a clip was found, and how alike it sounds (0 to 1)."""

    late_ms: float
    likeness: float


def find_onset(clip: Pcm, signal: Pcm, expected: int, rate: int) -> Onset:
    """Where ``clip`` lies in ``signal``, within ``REACH_MS`` of sample ``expected``; both at ``rate``.

    Likeness is the normalised cross-correlation at the best place; gain does not matter.
    """
    reach = REACH_MS * rate // 1000
    first = expected - reach
    window = np.zeros(len(clip) + 2 * reach)
    start, stop = max(0, first), min(len(signal), first + len(window))
    if stop > start:
        window[start - first : stop - first] = signal[start:stop]
    needle = clip.astype(np.float64)
    size = 1 << (len(window) + len(needle)).bit_length()
    products = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(needle, size)), size)[: 2 * reach + 1]
    energy = np.concatenate([[0.0], np.cumsum(window**2)])
    local = energy[len(needle) :][: 2 * reach + 1] - energy[: 2 * reach + 1]
    scores = products / np.sqrt(np.maximum(local, 1.0) * max(float(needle @ needle), 1.0))
    best = int(np.argmax(scores))
    return Onset((best - reach) * 1000 / rate, float(scores[best]))
