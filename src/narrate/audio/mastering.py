"""Makes the sound of a track, mixed and levelled once, for any number of encoders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from narrate.audio import loudness, mixing
from narrate.audio.clips import Pcm
from narrate.audio.limiter import CEILING_DBTP
from narrate.audio.loudness import TARGET_LUFS, Levelling
from narrate.audio.mixing import PlacedSound
from narrate.model import Sound, Track

RATE = 44_100
_VERSION = 3  # raise it when mixing or levelling give other samples

Spread = Callable[[Callable[[Pcm], bytes], Iterable[Pcm]], Iterable[bytes]]
"""``map``, or the ``map`` of an executor."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """The sound of a track as every encoder gets it: mono, at ``RATE``, with its final loudness."""

    level: Levelling
    pcm: Pcm

    @property
    def samples(self) -> int:
        """The number of samples."""
        return len(self.pcm)


@dataclass(frozen=True, slots=True)
class Encoder:
    """Encodes the sound of a track as a file.

    - ``name``: names all that determines the bytes of the file: format, settings, version.
    - ``suffix``: the ending of its files, such as ``.mp3``.
    - ``encode``: takes the sound in pieces, the number of samples in all pieces, and a ``Spread``, which is ``map`` or
      a function like it that works on several pieces at a time. Returns the content of the file.
    """

    name: str
    suffix: str
    encode: Callable[[Iterable[Pcm], int, Spread], bytes]


def master(track: Track, load: Callable[[Sound], Pcm], gain_db: float | None = None) -> Mastered:
    """Return the sound of ``track``, levelled to ``TARGET_LUFS``; if ``gain_db`` is given, with that gain instead.

    ``load`` returns the samples of a clip's sound. Raises what ``load`` raises.
    """
    placed = [
        PlacedSound(clip.utterance.sound, clip.start_ms - track.start_ms, clip.end_ms - track.start_ms)
        for clip in track.clips
    ]
    pcm, level = loudness.level(mixing.mix(placed, track.duration_ms, load, RATE), RATE, gain_db)
    return Mastered(level, pcm)


def mastered_from(track: Track, gain_db: float | None) -> Mapping[str, Any]:
    """Return all that determines the samples that ``master`` makes. It is part of an encoded track's store key."""
    return {
        "mastering": _VERSION,
        "rate": RATE,
        "target": [TARGET_LUFS, CEILING_DBTP],
        "gain_db": gain_db,
        "duration_ms": track.duration_ms,
        "clips": [[clip.utterance.sound.key, clip.start_ms - track.start_ms] for clip in track.clips],
    }
