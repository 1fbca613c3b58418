"""The 20 ms grid on which all sound lies.

20 ms is a whole number of samples at every rate in ``RATES``, so ms × rate = samples holds
exactly and nothing drifts, however many clips follow one another.
"""

from __future__ import annotations

GRID_MS = 20
RATES = (8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)

# MPEG-1 Layer III codes 1152 samples a frame. 1280 ms at 44.1 kHz are 49 frames exactly and
# 64 steps of the grid: tracks of such lengths can be joined frame by frame, without decoding.
TRACK_MS = 1280


def samples(ms: int, rate: int) -> int:
    """How many samples ``ms`` are. Raises ValueError when that is not a whole number."""
    count, rest = divmod(ms * rate, 1000)
    if rest:
        raise ValueError(f"{ms} ms are not a whole number of samples at {rate} Hz")
    return count


def ceil_to(ms: int, step: int = GRID_MS) -> int:
    """``ms`` rounded up to a multiple of ``step``."""
    return -(-ms // step) * step


def padded_samples(count: int, rate: int) -> int:
    """``count`` samples rounded up to the grid. Raises ValueError for a rate without one."""
    if rate not in RATES:
        raise ValueError(f"{rate} Hz has no 20 ms grid; resample to one of {RATES}")
    return ceil_to(count, samples(GRID_MS, rate))
