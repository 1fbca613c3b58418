"""Clips on a track become one signal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.grid import samples
from narrate.model import Clip, Sound, Track


def mix(track: Track, load: Callable[[Sound], Pcm], rate: int) -> Pcm:
    """The sound of ``track`` at ``rate``: its clips in their places, silence elsewhere.

    Runs of clips of one rate are resampled together; each lies on the 20 ms grid, so that
    no place is rounded.
    """
    mixed = np.zeros(samples(track.duration_ms, rate), np.int16)
    for run in _runs(track.clips):
        own_rate = run[0].utterance.sound.rate
        first, last = run[0].start_ms, run[-1].end_ms
        signal = np.zeros(samples(last - first, own_rate), np.int16)
        for clip in run:
            at = samples(clip.start_ms - first, own_rate)
            pcm = load(clip.utterance.sound)
            signal[at : at + len(pcm)] = pcm
        signal = resample(signal, own_rate, rate)
        at = samples(first - track.start_ms, rate)
        mixed[at : at + len(signal)] = signal
    return mixed


def _runs(clips: Sequence[Clip]) -> list[list[Clip]]:
    runs: list[list[Clip]] = []
    for clip in clips:
        if not runs or runs[-1][0].utterance.sound.rate != clip.utterance.sound.rate:
            runs.append([])
        runs[-1].append(clip)
    return runs


def resample(pcm: Pcm, rate: int, to_rate: int) -> Pcm:
    """``pcm`` at another rate, exactly as long in time, by ffmpeg's swresample."""
    if rate == to_rate or not len(pcm):
        return pcm
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=to_rate)
    frame = av.AudioFrame.from_ndarray(pcm[None, :], format="s16", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    parts = [part.to_ndarray()[0] for part in (*resampler.resample(frame), *resampler.resample(None))]
    out: Pcm = np.concatenate(parts)
    length = len(pcm) * to_rate // rate
    return out[:length] if len(out) >= length else np.pad(out, (0, length - len(out)))
