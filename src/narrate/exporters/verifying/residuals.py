"""Finds where a track's sound differs from its clips by more than the noise that MP3 or AAC adds.

What differs is looked at in windows of 23 ms (at 44.1 kHz) and in nine bands. At 64 kb/s, MP3 adds noise that depends on how loud the
speech is just there, so the limits are relative to the loudest of three windows. Each stands 1 to 2 dB above the most
that 104 tracks of four voices had (espeak-ng in seven languages, Kokoro, Piper).

Another voice may have more. So ``differing`` encodes the expected sound again before it calls a track wrong: the encoder
gives the same sound again, and with it exactly the same noise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.audio import aac, mp3_codec
from narrate.audio.clips import Pcm
from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import RATE

FLOOR_DBFS = -50.0  # softer differences beside speech are not looked at
_SILENCE_DBFS = -58.0  # nor those where nobody speaks that are softer than this
_WINDOW = 1024  # samples
_EDGES_HZ = (0, 150, 300, 600, 1200, 2400, 4800, 9600, 16000)  # the lower ends of the bands
_MOST_IN_BAND_DB = (-22.5, -24.0, -20.0, -20.0, -16.5, -13.5, -12.5, -13.0, -13.0)
_MOST_DB = -9.0  # of all bands together
_MOST_CREST = 13.0  # times the mean of its window: a click is a sample that stands out
_LEAST_CLICK = 300.0  # of 32768
# Another build of the encoder adds other noise of the same power: together they have twice the power of one, and more
# in some windows.
_TIMES_OWN_NOISE = 8.0

_Signal = npt.NDArray[np.float32]
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a track that differs: from ``start_ms`` to ``end_ms`` of the track, by up to ``dbfs``."""

    start_ms: int
    end_ms: int
    dbfs: float


@dataclass(frozen=True, slots=True)
class Coding:
    """An encoding of tracks.

    - ``rate``: that of decoded tracks, in Hz.
    - ``again``: encodes a sound at 44.1 kHz and decodes it.
    """

    rate: int
    again: Callable[[Pcm], Pcm]


AS_MP3 = Coding(RATE, lambda sound: mp3_codec.decode(mp3_codec.encode([sound], len(sound))))
AS_AAC_FOR_BROADCAST = Coding(
    aac.RATE,
    lambda sound: aac.turned_up(aac.decode(aac.split(aac.AAC_FOR_BROADCAST.encode([sound], len(sound), map)))),
)
AS_AAC = Coding(aac.RATE, lambda sound: aac.decode(aac.split(aac.encode([sound], len(sound)))))


def differing(pcm: Pcm, expected: Pcm, *, exactly: bool = False, coding: Coding = AS_MP3) -> list[Difference]:
    """Return where ``pcm``, a decoded track, differs from ``expected``, its sound at 44.1 kHz before it was encoded.

    With ``exactly``, the expected sound is encoded again even if nothing seems to differ. This takes ten times as long
    and finds softer differences.
    """
    before = resample(expected, RATE, coding.rate)
    if len(pcm) != len(before):
        start, end = sorted((len(pcm), len(before)))
        return [Difference(start * 1000 // coding.rate, end * 1000 // coding.rate, 0.0)]
    heard, wanted = _windows(pcm), _windows(before)
    if not exactly and not _seems_wrong(heard - wanted, _power(wanted), coding.rate).any():
        return []
    own = coding.again(expected)
    if len(own) == len(pcm) and np.array_equal(own, pcm):
        return []
    again = _windows(own[: len(before)])
    apart_from_own = heard - again
    noise = _bands(again - wanted, coding.rate)
    found = _bands(apart_from_own, coding.rate)
    limits = _TIMES_OWN_NOISE * _loudest_near(noise) + _from_db(_SILENCE_DBFS)
    wrong: _Flags = np.logical_or.reduce(found > limits, axis=1)
    return _stretches(wrong, _power(apart_from_own), coding.rate)


def _windows(pcm: Pcm) -> _Signal:
    """Return ``pcm`` in rows of ``_WINDOW`` samples (1 is full scale), with silence at the end."""
    count = -(-len(pcm) // _WINDOW)
    rows = np.zeros(count * _WINDOW, np.float32)
    np.multiply(pcm, np.float32(1 / 32768), out=rows[: len(pcm)])
    return rows.reshape(count, _WINDOW)


def _seems_wrong(apart: _Signal, speech: _Signal, rate: int) -> _Flags:
    """Return for each window of ``apart`` whether it holds more than MP3's noise beside ``speech``, a power each."""
    power, near, floor = _power(apart), _loudest_near(speech), _from_db(FLOOR_DBFS)
    wrong: _Flags = power > np.maximum(_from_db(_SILENCE_DBFS), near * _from_db(_MOST_DB))
    peaks = np.abs(apart).max(axis=1)
    wrong |= (peaks > _LEAST_CLICK / 32768) & (peaks * peaks > power * np.float32(_MOST_CREST**2))
    loud = np.flatnonzero((power > floor) & ~wrong)
    bands = _bands(apart[loud], rate)
    most = np.array([_from_db(limit) for limit in _MOST_IN_BAND_DB[: bands.shape[1]]], np.float32)
    wrong[loud] = (bands > np.maximum(floor, near[loud, None] * most)).any(axis=1)
    return wrong


def _power(rows: _Signal) -> _Signal:
    """Return the mean square of each row."""
    power: _Signal = np.einsum("ij,ij->i", rows, rows) / np.float32(_WINDOW)
    return power


def _bands(rows: _Signal, rate: int) -> _Signal:
    """Return the power of each row (first axis) in each band (second axis)."""
    shape = np.hanning(_WINDOW).astype(np.float32)
    shape /= np.sqrt((shape * shape).mean())
    spectrum = np.fft.rfft(rows * shape, axis=1)
    power = (spectrum.real**2 + spectrum.imag**2) * np.float32(2 / _WINDOW**2)
    edges = [edge * _WINDOW // rate for edge in _EDGES_HZ if edge < rate / 2]
    bands: _Signal = np.add.reduceat(power, edges, axis=1)
    return bands


def _loudest_near(power: _Signal) -> _Signal:
    """Return for each window the greatest power of the window itself and the two beside it."""
    near = power.copy()
    near[1:] = np.maximum(near[1:], power[:-1])
    near[:-1] = np.maximum(near[:-1], power[1:])
    return near


def _from_db(level: float) -> np.float32:
    return np.float32(10 ** (level / 10))


def _stretches(wrong: _Flags, power: _Signal, rate: int) -> list[Difference]:
    """Return the stretches of windows that are ``wrong``. ``power`` is what each window differs by."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], wrong.astype(np.int8), [0]])))
    return [
        Difference(
            int(start) * _WINDOW * 1000 // rate,
            int(end) * _WINDOW * 1000 // rate,
            round(float(10 * np.log10(max(float(power[start:end].max()), 1e-13))), 1),
        )
        for start, end in edges.reshape(-1, 2)
    ]
