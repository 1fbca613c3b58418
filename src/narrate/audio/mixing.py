"""Mixes the clips of a track into one signal, and changes sampling rates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from narrate.audio.clips import Pcm, silence
from narrate.audio.grid import samples
from narrate.model import Sound

if TYPE_CHECKING:
    from av import AudioFrame


@dataclass(frozen=True, slots=True)
class PlacedSound:
    """A clip's sound, and when it starts and ends in its track, in ms."""

    sound: Sound
    start_ms: int
    end_ms: int


def mix(placed: Sequence[PlacedSound], duration_ms: int, load: Callable[[Sound], Pcm], rate: int) -> Pcm:
    """Return the sound of a track at ``rate`` Hz: ``placed`` at their times, with silence between them.

    The track lasts ``duration_ms``. ``load`` returns the samples of a clip's sound. Consecutive clips of the same rate
    are resampled together. Each clip starts and ends on the 20 ms grid, so no time is rounded.
    """
    mixed = silence(samples(duration_ms, rate))
    for run in _runs(placed):
        own_rate = run[0].sound.rate
        first, last = run[0].start_ms, run[-1].end_ms
        signal = silence(samples(last - first, own_rate))
        for clip in run:
            offset = samples(clip.start_ms - first, own_rate)
            pcm = load(clip.sound)
            signal[offset : offset + len(pcm)] = pcm
        offset = samples(first, rate)
        _resample_into(mixed[offset : offset + samples(last - first, rate)], signal, own_rate, rate)
    return mixed


def _runs(placed: Sequence[PlacedSound]) -> list[list[PlacedSound]]:
    runs: list[list[PlacedSound]] = []
    for clip in placed:
        if not runs or runs[-1][0].sound.rate != clip.sound.rate:
            runs.append([])
        runs[-1].append(clip)
    return runs


class Resampling:
    """Resamples sound from ``rate`` to ``to_rate`` (Hz) piece by piece, with ffmpeg's swresample."""

    def __init__(self, rate: int, to_rate: int) -> None:
        import av

        self._rate, self._tick, self._taken = rate, Fraction(1, rate), 0
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=to_rate)

    def take(self, pcm: Pcm) -> Pcm:
        """Add the next piece, and return the samples that are ready. Some come only with the piece after it."""
        import av

        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm)[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._taken, self._tick
        self._taken += len(pcm)
        return self._joined(self._resampler.resample(frame))

    def end(self) -> Pcm:
        """Return the samples that remain after the last piece."""
        return self._joined(self._resampler.resample(None))

    @staticmethod
    def _joined(frames: Sequence[AudioFrame]) -> Pcm:
        parts = [frame.to_ndarray()[0] for frame in frames]
        return np.concatenate(parts) if parts else np.zeros(0, np.int16)


def resample(pcm: Pcm, rate: int, to_rate: int) -> Pcm:
    """Return ``pcm`` resampled from ``rate`` to ``to_rate`` (Hz) with ffmpeg's swresample. Its duration stays."""
    if rate == to_rate or not len(pcm):
        return pcm
    out = silence(len(pcm) * to_rate // rate)
    _resample_into(out, pcm, rate, to_rate)
    return out


def _resample_into(out: Pcm, pcm: Pcm, rate: int, to_rate: int) -> None:
    """Write ``pcm`` at ``to_rate`` into ``out``, which has the same duration. It works on one second at a time."""
    if rate == to_rate:
        out[:] = pcm
        return
    resampling, written = Resampling(rate, to_rate), 0
    for start in range(0, len(pcm) + rate, rate):
        part = resampling.take(pcm[start : start + rate]) if start < len(pcm) else resampling.end()
        out[written : written + len(part)] = part[: max(0, len(out) - written)]
        written += len(part)
