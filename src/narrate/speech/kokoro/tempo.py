"""Finds the model's speed setting for a rate in words a minute, so that the rate means the same for all engines.

The standard is espeak-ng: at the same rate, a voice takes as long as espeak-ng for the same text in its language. The
model rounds every phoneme to whole frames of 25 ms, so its tempo is not in proportion to the setting: 1.3 gives 1.2
times the tempo, and 1.4 gives 1.5 times. tempo.tsv has the tempo measured over seven languages. The voices deviate from
it by 2 % up to 1.3, and by 5 % beyond.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files

_RATE = 150  # words a minute at which ``pace`` is measured


def speed_for(pace: float, rate: int) -> float:
    """Return the speed setting with which a voice speaks at ``rate`` words a minute.

    ``pace`` is the time that the voice takes at speed 1, divided by the time of espeak-ng at 150 words a minute.
    """
    wanted = pace * rate / _RATE
    curve = _curve()
    index = min(max(bisect_left(curve, wanted, key=lambda point: point[1]), 1), len(curve) - 1)
    (speed, tempo), (next_speed, next_tempo) = curve[index - 1], curve[index]
    interpolated = speed + (next_speed - speed) * (wanted - tempo) / (next_tempo - tempo)
    return round(max(interpolated, 0.1), 4)  # beyond the ends of the curve, this extrapolates


@cache
def _curve() -> tuple[tuple[float, float], ...]:
    """Return the points (speed, tempo) in rising order."""
    lines = files("narrate.speech.kokoro").joinpath("tempo.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((float(speed), float(tempo)) for speed, tempo in rows)
