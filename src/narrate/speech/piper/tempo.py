"""Finds the model's length scale for a rate in words a minute, so that the rate means the same for all engines.

The standard is espeak-ng: at the same rate, a voice takes as long as espeak-ng for the same text. A model rounds every
symbol up to whole frames of about 12 ms, so its tempo is not in proportion to the scale: a scale one tenth larger may
make it only one twentieth slower. The real tempo is calculated from the lengths before rounding.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

Curve = tuple[tuple[float, float], ...]
"""Points (scale, time relative to espeak-ng at 150 words a minute), both rising."""

SCALES = tuple(tenths / 20 for tenths in range(6, 61))
_RATE = 150  # words a minute at which voices are compared


def curve_of(lengths: Sequence[float], ratio: float) -> Curve:
    """Return how long a voice takes at each scale of ``SCALES``.

    ``lengths`` are the lengths of symbols at scale 1 before rounding, in frames. ``ratio`` is the time of the voice at
    scale 1 relative to espeak-ng.
    """

    def frames(scale: float) -> int:
        return sum(math.ceil(length * scale) for length in lengths)

    whole = frames(1.0)
    return tuple((scale, round(ratio * frames(scale) / whole, 4)) for scale in SCALES)


def scale_for(curve: Curve, rate: int) -> float:
    """Return the scale with which a voice speaks at ``rate`` words a minute."""
    wanted = _RATE / rate
    index = min(max(bisect_left(curve, wanted, key=lambda point: point[1]), 1), len(curve) - 1)
    (scale, times), (next_scale, next_times) = curve[index - 1], curve[index]
    if next_times <= times:
        return scale
    interpolated = scale + (next_scale - scale) * (wanted - times) / (next_times - times)
    return round(max(interpolated, 0.1), 4)  # beyond the ends of the curve, this extrapolates
