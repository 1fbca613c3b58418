"""How long a voice's symbols must last, so that words a minute mean what they mean to the other engines.

espeak-ng's words a minute are the measure: at the same rate a voice takes as long as espeak-ng
for the same text. A model rounds every symbol up to whole frames of about 12 ms, so that asked
for a tenth more it may become a twentieth slower; what it will be is calculated from the lengths
before rounding.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

Curve = tuple[tuple[float, float], ...]
"""(scale, how many times as long as espeak-ng at 150 words a minute it takes), both rising."""

SCALES = tuple(tenths / 20 for tenths in range(6, 61))
_RATE = 150  # words a minute, at which voices are compared


def curve_of(lengths: Sequence[float], ratio: float) -> Curve:
    """The curve of a voice that takes ``ratio`` times as long as espeak-ng at scale 1, by the ``lengths`` of its symbols."""

    def frames(scale: float) -> int:
        return sum(math.ceil(length * scale) for length in lengths)

    whole = frames(1.0)
    return tuple((scale, round(ratio * frames(scale) / whole, 4)) for scale in SCALES)


def scale_for(curve: Curve, rate: int) -> float:
    """The scale to ask for so that a voice speaks at ``rate`` words a minute."""
    wanted = _RATE / rate
    at = min(max(bisect_left(curve, wanted, key=lambda point: point[1]), 1), len(curve) - 1)
    (scale, times), (next_scale, next_times) = curve[at - 1], curve[at]
    if next_times <= times:
        return scale
    found = scale + (next_scale - scale) * (wanted - times) / (next_times - times)
    return round(max(found, 0.1), 4)  # beyond both ends, on from the last two points
