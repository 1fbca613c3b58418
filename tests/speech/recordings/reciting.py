"""Recordings for tests: sentences spoken by some engine, with pauses, as files of any kind; where each begins is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.mixing import resample
from narrate.model import Script, Sentence, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Spoken
from narrate.speech.espeak.engine import EspeakSession

_CODECS = {".wav": "pcm_s16le", ".flac": "flac", ".mp3": "libmp3lame", ".m4a": "aac", ".ogg": "libvorbis"}


@dataclass(frozen=True)
class Recital:
    """What was said: samples, and (sentence, start in s, its words' starts in s by token)."""

    pcm: Pcm
    rate: int
    said: tuple[tuple[Sentence, float, dict[int, float]], ...]

    def begins(self, sentence: Sentence, time: int = 0) -> float:
        """When ``sentence`` begins to be said, the first time or a later one."""
        return [start for one, start, _ in self.said if one == sentence][time]

    def words(self, sentence: Sentence, time: int = 0) -> dict[int, float]:
        return [words for one, _, words in self.said if one == sentence][time]


def sentence(text: str) -> Sentence:
    return Sentence("other", text, tokenise(text))


def sentences(script: Script) -> list[Sentence]:
    return [one for segment in script.segments for one in segment.sentences]


def spoken_by_espeak(variant: str = "gmw/en+m5", rate: int = 135):
    """A speaker: another voice of espeak-ng than the one that recordings are compared with."""

    def speak(wanted: Sequence[Sentence]) -> list[Spoken]:
        session = EspeakSession({"other": variant})
        try:
            return [session.speak(one, Voice("espeak", "other", "en"), rate) for one in wanted]
        finally:
            session.close()

    return speak


def recite(wanted: Sequence[Sentence], speak, pause_s: tuple[float, float] = (0.2, 0.9), seed: int = 3) -> Recital:
    """``wanted`` in this order, with a pause of some length before each."""
    random = np.random.default_rng(seed)
    parts, said, at = [], [], 0
    for one, spoken in zip(wanted, speak(wanted), strict=True):
        quiet = int(random.uniform(*pause_s) * spoken.rate)
        parts += [np.zeros(quiet, np.int16), spoken.pcm]
        at += quiet
        words = {token: (at + start) / spoken.rate for token, start, _ in spoken.words}
        said.append((one, min(words.values()), words))
        at += len(spoken.pcm)
    return Recital(np.concatenate([*parts, np.zeros(spoken.rate // 2, np.int16)]), spoken.rate, tuple(said))


def noisy(recital: Recital, snr_db: float, seed: int = 4) -> Recital:
    """``recital`` in a hiss so many dB under its mean power."""
    power = float(np.square(recital.pcm, dtype=np.float64).mean())
    hiss = np.random.default_rng(seed).normal(0, np.sqrt(power / 10 ** (snr_db / 10)), len(recital.pcm))
    return Recital(np.clip(recital.pcm + hiss, -32768, 32767).astype(np.int16), recital.rate, recital.said)


def save(recital: Recital, path: Path, rate: int = 0, channels: int = 1) -> Path:
    """``recital`` as a file; its kind follows from the name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rate = rate or recital.rate
    pcm = resample(recital.pcm, recital.rate, rate)
    layout = "stereo" if channels == 2 else "mono"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(_CODECS[path.suffix], rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate, frame_size=1024)
        frame = av.AudioFrame.from_ndarray(np.repeat(pcm, channels)[None, :], format="s16", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path
