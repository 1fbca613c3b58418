"""How fast to ask the model to be, so that words a minute mean what they mean to the other engines.

espeak-ng's words a minute are the measure: at the same rate a voice takes as long as espeak-ng
for the same text in its language. The model rounds every phoneme to whole frames of 25 ms, so
asked for 1.3 it is 1.2 times as quick, and asked for 1.4 1.5 times; tempo.tsv holds what was
measured over seven languages, and the voices differ from it by 2 % up to 1.3, 5 % beyond.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files

_RATE = 150  # words a minute, at which ``pace`` is measured


def speed_for(pace: float, rate: int) -> float:
    """The speed to ask for so that a voice speaks at ``rate`` words a minute.

    ``pace`` is how many times as long as espeak-ng at 150 words a minute it takes at speed 1.
    """
    wanted = pace * rate / _RATE
    curve = _curve()
    at = min(max(bisect_left(curve, wanted, key=lambda point: point[1]), 1), len(curve) - 1)
    (speed, tempo), (next_speed, next_tempo) = curve[at - 1], curve[at]
    found = speed + (next_speed - speed) * (wanted - tempo) / (next_tempo - tempo)
    return round(max(found, 0.1), 4)  # beyond both ends, on from the last two points


@cache
def _curve() -> tuple[tuple[float, float], ...]:
    """(speed, tempo) in rising order of both."""
    lines = files("narrate.speech.kokoro").joinpath("tempo.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple((float(speed), float(tempo)) for speed, tempo in rows)
