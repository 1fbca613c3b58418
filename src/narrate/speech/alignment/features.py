"""The features by which sounds are compared: mel cepstra, one frame every 10 ms, normalised per sound.

They are mel-frequency cepstral coefficients after Davis and Mermelstein (1980), and their slopes. The noise of a
recording is added to any sound that is compared with it, so that a hiss hides the same bands in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Protocol

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.row_file import PIECE, RowFile, ScratchFile

RATE = 16_000  # Hz: everything is compared at this rate
HOP_MS = 10
_HOP = RATE * HOP_MS // 1000
_WINDOW = RATE * 25 // 1000
_SIZE = 512
_BANDS, _COEFFICIENTS = 32, 13
_LOWEST, _HIGHEST = 80.0, 7_600.0
_FLOOR = 1e3  # the least power of a band: below the last of 16 bits
_SOME = 20_000  # evenly spaced frames that are enough for statistics of the whole sound
_DECIBEL = float(10 / np.log(10))  # dB in a natural logarithm of power
_SPEECH_DB, _SPEECH_SHARE, _SPEECH_STEP = 35.0, 0.1, 1.0

Pcm = npt.NDArray[np.int16]
Rows = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Ear:
    """What can be heard in a recording.

    ``highest`` is the highest frequency in Hz. ``noise`` is the power of the noise in each band, relative to that of
    speech; None if it is unknown.
    """

    highest: float = _HIGHEST
    noise: Rows | None = None


@dataclass(frozen=True, slots=True)
class SoundFrames:
    """A sound as frames, with their features in ``rows``.

    ``over_db`` says how far each frame lies above the silence threshold. Another sound must be listened to with the
    same ``ear`` to be comparable with this one.
    """

    rows: Rows
    over_db: Rows
    ear: Ear

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        return self.over_db > 0

    def part(self, first: int, last: int) -> SoundFrames:
        """Return the frames from ``first`` up to but not including ``last``."""
        return SoundFrames(self.rows[first:last], self.over_db[first:last], self.ear)


class FrameSource(Protocol):
    """A sound as frames, in memory (``SoundFrames``) or in a file (``FiledFrames``)."""

    @property
    def over_db(self) -> Rows: ...
    @property
    def ear(self) -> Ear: ...
    @property
    def voiced(self) -> npt.NDArray[np.bool_]: ...
    def __len__(self) -> int: ...
    def part(self, first: int, last: int) -> SoundFrames: ...


@dataclass(frozen=True, slots=True)
class FiledFrames:
    """A sound like ``SoundFrames``, but with the rows in a file. It takes a few bytes of memory a frame."""

    cepstra: RowFile
    mean: Rows
    deviation: Rows
    over_db: Rows
    ear: Ear

    def __len__(self) -> int:
        return len(self.cepstra)

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        return self.over_db > 0

    def part(self, first: int, last: int) -> SoundFrames:
        """Return the frames from ``first`` up to but not including ``last``."""
        rows = (self.cepstra.read(first, last) - self.mean) / self.deviation
        return SoundFrames(rows, self.over_db[first:last], self.ear)


def ear_for(rate: int) -> Ear:
    """Return what can be heard at a sampling rate of ``rate`` Hz; the noise is unknown."""
    return Ear(min(_HIGHEST, 0.475 * rate))


def listen(pieces: Iterable[Pcm], ear: Ear) -> SoundFrames:
    """Return the frames of a sound, which is given as mono ``pieces`` of any length at ``RATE``.

    Frames are ``HOP_MS`` apart, and the first is centred on the start of the sound. Over speech, the cepstra have mean
    0 and deviation 1, so that neither the microphone nor the loudness matters. If ``ear`` has a noise, it is added to
    the sound; otherwise the sound's own noise is measured.
    """
    heard = listen_long(pieces, ear, ScratchFile())
    return heard.part(0, len(heard))


def listen_long(pieces: Iterable[Pcm], ear: Ear, scratch: ScratchFile) -> FiledFrames:
    """Return the frames of a sound as ``listen`` does, but keep them in ``scratch``."""
    bands = RowFile(ScratchFile(), np.float16, _BANDS)
    for powers in _band_powers(pieces, ear.highest):
        bands.append(np.log(powers))
    sample = _sample(bands, np.arange(len(bands)))
    lowest, loudest = np.percentile(sample, 5, axis=0), np.percentile(sample, 95, axis=0)
    lowest = np.maximum(lowest, loudest - _SPEECH_DB / _DECIBEL)
    level = np.concatenate([_level(part, lowest) for _, part in bands.pieces()])
    low, loud = np.percentile(level, 5), np.percentile(level, 95)
    over = level - (low + _SPEECH_STEP + _SPEECH_SHARE * (loud - low))
    voiced = over > 0
    if not voiced.any():
        voiced[:] = True
    speech = _mean_power(bands, voiced)
    if ear.noise is None:
        ear = Ear(ear.highest, _mean_power(bands, level <= np.percentile(level, 5)) / speech)
        added = np.zeros(_BANDS, np.float32)
    else:
        added = np.asarray(ear.noise * speech, np.float32)
    cepstra = RowFile(scratch, np.float32, 2 * _COEFFICIENTS)
    sums = np.zeros((2, 2 * _COEFFICIENTS))
    for first in range(0, len(bands), PIECE):
        rows = _cepstra(bands, first, min(first + PIECE, len(bands)), added)
        cepstra.append(rows)
        spoken = rows[voiced[first : first + PIECE]].astype(np.float64)
        sums += spoken.sum(axis=0), (spoken**2).sum(axis=0)
    mean, square = sums / voiced.sum()
    deviation = np.sqrt(np.maximum(square - mean**2, 0)) + 1e-3
    scale = np.sqrt(2 * _COEFFICIENTS)  # rows have a length of about 1
    return FiledFrames(
        cepstra, mean.astype(np.float32), (deviation * scale).astype(np.float32), over.astype(np.float32), ear
    )


def _sample(bands: RowFile, numbers: npt.NDArray[np.intp]) -> Rows:
    """Return an evenly spaced sample of the frames with these ``numbers``."""
    return bands.select(numbers[:: max(1, len(numbers) // _SOME)]).astype(np.float32)


def _mean_power(bands: RowFile, which: npt.NDArray[np.bool_]) -> Rows:
    """Return the mean power of each band over the frames that ``which`` selects."""
    return np.asarray(np.exp(_sample(bands, np.flatnonzero(which))).mean(axis=0))


def _cepstra(bands: RowFile, first: int, last: int, added: Rows) -> Rows:
    """Return cepstra and their slopes for the frames from ``first`` up to but not including ``last``.

    ``added`` is the power of the noise that is added to each band.
    """
    beside = np.clip(np.arange(first - 2, last + 2), 0, len(bands) - 1)  # slopes need two frames on each side
    part = bands.read(int(beside[0]), last + 2)[beside - beside[0]].astype(np.float32)
    cepstra = (np.log(np.exp(part) + added) if added.any() else part) @ _cosines()
    return np.hstack([cepstra[2:-2], _slopes(cepstra)])


def _level(bands: Halves, lowest: Rows) -> Rows:
    """Return how many dB each frame lies above the noise, whose level in each band is ``lowest``.

    It is the mean over all bands, so that hum and hiss count little.
    """
    return np.asarray(_DECIBEL * np.maximum(bands.astype(np.float32) - lowest, 0).mean(axis=1))


def _slopes(rows: Rows) -> Rows:
    """Return the slope of each coefficient over five frames, without the two outer rows on each side."""
    return np.asarray((2 * (rows[4:] - rows[:-4]) + rows[3:-1] - rows[1:-3]) / 10, np.float32)


def _band_powers(pieces: Iterable[Pcm], highest: float) -> Iterable[Rows]:
    """Yield the power of every band in every frame, at most ``PIECE`` frames at a time."""
    bank, shape = _bank(highest), np.hanning(_WINDOW).astype(np.float32)
    held, before = np.zeros(_WINDOW // 2, np.float32), np.zeros(1, np.float32)
    for piece in chain(pieces, [np.zeros(_WINDOW // 2, np.int16)]):
        sound = np.concatenate([before, piece])
        before = sound[-1:]
        held = np.concatenate([held, sound[1:] - np.float32(0.97) * sound[:-1]])  # pre-emphasis
        count = (len(held) - _WINDOW) // _HOP + 1
        for first in range(0, max(0, count), PIECE):
            last = min(first + PIECE, count)
            windows = np.lib.stride_tricks.sliding_window_view(
                held[first * _HOP : (last - 1) * _HOP + _WINDOW], _WINDOW
            )
            power = np.square(np.abs(np.fft.rfft(windows[::_HOP] * shape, _SIZE)).astype(np.float32))
            yield power @ bank + np.float32(_FLOOR)
        held = held[max(0, count) * _HOP :]


@lru_cache(maxsize=4)
def _bank(highest: float) -> Rows:
    """Return a bank of triangular filters, evenly spaced on the mel scale, each overlapping the next by half."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (_LOWEST, highest))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    frequencies = np.arange(_SIZE // 2 + 1)[:, None] * RATE / _SIZE
    rising = (frequencies - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - frequencies) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> Rows:
    """Return the matrix of the cosine transform (DCT-II) from bands to coefficients."""
    n = np.arange(_COEFFICIENTS)
    cosines: Rows = np.cos(np.pi / _BANDS * (np.arange(_BANDS)[:, None] + 0.5) * n).astype(np.float32)
    return cosines * np.float32(np.sqrt(2 / _BANDS))
