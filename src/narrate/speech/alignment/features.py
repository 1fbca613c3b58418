"""What sounds are compared by: mel cepstra, a frame every 10 ms, without the speaker's own colour.

Mel-frequency cepstral coefficients after Davis and Mermelstein (1980), and their slopes. What
is compared with a recording gets its noise too: a hiss covers the same bands in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

RATE = 16_000  # Hz: everything is compared at this rate
HOP_MS = 10
_HOP = RATE * HOP_MS // 1000
_WINDOW = RATE * 25 // 1000
_SIZE = 512
_BANDS, _COEFFICIENTS = 32, 13
_LOWEST, _HIGHEST = 80.0, 7_600.0
_FLOOR = 1e3  # of a band's power: less than the last bit of 16
_PIECE = 4096  # frames worked on at a time
_DECIBEL = float(10 / np.log(10))  # dB in a natural logarithm of power
_SPEECH_DB, _SPEECH_SHARE, _SPEECH_STEP = 35.0, 0.1, 1.0

Pcm = npt.NDArray[np.int16]
Rows = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Ear:
    """What can be heard in a recording: up to ``highest`` Hz, over ``noise`` (power by band, of that of speech)."""

    highest: float = _HIGHEST
    noise: Rows | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound in frames: ``rows`` to be compared, ``over_db`` how far each is over what counts as silence.

    ``ear`` is how something else must be listened to, to be compared with it.
    """

    rows: Rows
    over_db: Rows
    ear: Ear

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        return self.over_db > 0

    def part(self, first: int, last: int) -> Heard:
        """The frames from ``first`` to before ``last``."""
        return Heard(self.rows[first:last], self.over_db[first:last], self.ear)


def ear_for(rate: int) -> Ear:
    """What can be heard at a sampling rate of ``rate`` Hz, when nothing is known of the noise."""
    return Ear(min(_HIGHEST, 0.475 * rate))


def listen(pieces: Iterable[Pcm], ear: Ear) -> Heard:
    """A sound, mono at ``RATE`` in pieces of any length, as frames whose middles lie ``HOP_MS`` apart.

    The first is at its start. Cepstra have mean 0 and deviation 1 over speech, so that neither
    a microphone nor loudness matters. Where ``ear`` knows of noise, it is added; else the
    sound's own is found.
    """
    found = [np.log(part).astype(np.float16) for part in _band_powers(pieces, ear.highest)]
    bands = np.concatenate(found)
    some = bands[:: max(1, len(bands) // 20_000)].astype(np.float32)
    lowest, loudest = np.percentile(some, 5, axis=0), np.percentile(some, 95, axis=0)
    lowest = np.maximum(lowest, loudest - _SPEECH_DB / _DECIBEL)
    level = np.concatenate([_level(bands[at : at + _PIECE], lowest) for at in range(0, len(bands), _PIECE)])
    low, loud = np.percentile(level, 5), np.percentile(level, 95)
    over = level - (low + _SPEECH_STEP + _SPEECH_SHARE * (loud - low))
    voiced = over > 0
    if not voiced.any():
        voiced[:] = True
    speech = _mean_power(bands[voiced])
    if ear.noise is None:
        quiet = bands[level <= np.percentile(level, 5)]
        ear = Ear(ear.highest, _mean_power(quiet) / speech)
        added = np.zeros(_BANDS, np.float32)
    else:
        added = np.asarray(ear.noise * speech, np.float32)
    rows = np.empty((len(bands), 2 * _COEFFICIENTS), np.float32)
    for at in range(0, len(bands), _PIECE):
        part = bands[at : at + _PIECE].astype(np.float32)
        rows[at : at + _PIECE, :_COEFFICIENTS] = (np.log(np.exp(part) + added) if added.any() else part) @ _cosines()
    rows[:, _COEFFICIENTS:] = _slopes(rows[:, :_COEFFICIENTS])
    rows -= rows[voiced].mean(axis=0)
    rows /= (rows[voiced].std(axis=0) + np.float32(1e-3)) * np.float32(np.sqrt(2 * _COEFFICIENTS))
    return Heard(rows, over.astype(np.float32), ear)


def _mean_power(bands: Halves) -> Rows:
    """The mean power of each band over some frames, of which a few hundred are enough."""
    some = bands[:: max(1, len(bands) // 20_000)]
    return np.asarray(np.exp(some.astype(np.float32)).mean(axis=0))


def _level(bands: Halves, lowest: Rows) -> Rows:
    """How many dB frames are over the noise, in the mean of all bands: neither hum nor hiss counts for much."""
    return np.asarray(_DECIBEL * np.maximum(bands.astype(np.float32) - lowest, 0).mean(axis=1))


def _slopes(rows: Rows) -> Rows:
    """How each coefficient rises over five frames."""
    wide = np.pad(rows, ((2, 2), (0, 0)), mode="edge")
    return np.asarray((2 * (wide[4:] - wide[:-4]) + wide[3:-1] - wide[1:-3]) / 10, np.float32)


def _band_powers(pieces: Iterable[Pcm], highest: float) -> Iterable[Rows]:
    """The power of every band in every frame, some frames at a time."""
    bank, shape = _bank(highest), np.hanning(_WINDOW).astype(np.float32)
    held, before = np.zeros(_WINDOW // 2, np.float32), np.zeros(1, np.float32)
    for piece in chain(pieces, [np.zeros(_WINDOW // 2, np.int16)]):
        sound = np.concatenate([before, piece])
        before = sound[-1:]
        held = np.concatenate([held, sound[1:] - np.float32(0.97) * sound[:-1]])  # treble raised, as is usual
        count = (len(held) - _WINDOW) // _HOP + 1
        for first in range(0, max(0, count), _PIECE):
            last = min(first + _PIECE, count)
            windows = np.lib.stride_tricks.sliding_window_view(
                held[first * _HOP : (last - 1) * _HOP + _WINDOW], _WINDOW
            )
            power = np.square(np.abs(np.fft.rfft(windows[::_HOP] * shape, _SIZE)).astype(np.float32))
            yield power @ bank + np.float32(_FLOOR)
        held = held[max(0, count) * _HOP :]


@lru_cache(maxsize=4)
def _bank(highest: float) -> Rows:
    """Triangles that overlap by half, evenly apart on the mel scale."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (_LOWEST, highest))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    at = np.arange(_SIZE // 2 + 1)[:, None] * RATE / _SIZE
    rising = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> Rows:
    """The cosine transform (DCT-II) of a frame's bands."""
    n = np.arange(_COEFFICIENTS)
    cosines: Rows = np.cos(np.pi / _BANDS * (np.arange(_BANDS)[:, None] + 0.5) * n).astype(np.float32)
    return cosines * np.float32(np.sqrt(2 / _BANDS))
