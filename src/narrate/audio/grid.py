"""The 20 ms grid to which all sound is aligned.

20 ms is a whole number of samples at every rate in ``RATES``. So times convert to samples exactly, and clips stay in
step however many follow one another.
"""

from __future__ import annotations

GRID_MS = 20
RATES = (8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)

# A frame of MPEG-1 Layer III has 1152 samples. At 44.1 kHz, 1280 ms are exactly 49 frames, and 64 steps of the grid.
# So tracks whose lengths are multiples of this can be joined frame by frame, without decoding.
TRACK_MS = 1280


def samples(ms: int, rate: int) -> int:
    """Return the number of samples in ``ms`` milliseconds at ``rate`` Hz. Raises ValueError if it is not whole."""
    count, rest = divmod(ms * rate, 1000)
    if rest:
        raise ValueError(f"{ms} ms are not a whole number of samples at {rate} Hz")
    return count


def ceil_to(ms: int, step: int = GRID_MS) -> int:
    """Return ``ms`` rounded up to a multiple of ``step``."""
    return -(-ms // step) * step


def padded_samples(count: int, rate: int) -> int:
    """Return the number ``count`` of samples at ``rate`` Hz, rounded up to the grid.

    Raises ValueError for a rate that is not in ``RATES``.
    """
    if rate not in RATES:
        raise ValueError(f"{rate} Hz has no 20 ms grid; resample to one of {RATES}")
    return ceil_to(count, samples(GRID_MS, rate))
