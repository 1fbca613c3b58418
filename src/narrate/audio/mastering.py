"""A track's sound, mixed and levelled once, in pieces for any number of encoders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from narrate.audio import loudness, mixing
from narrate.audio.clips import Pcm
from narrate.audio.grid import TRACK_MS, samples
from narrate.audio.loudness import CEILING_DBTP, TARGET_LUFS, Levelling
from narrate.model import Sound, Track

RATE = 44_100
_VERSION = 1  # to be raised when mixing or levelling change what they give
_PIECE = samples(TRACK_MS, RATE)

Spread = Callable[[Callable[[Pcm], bytes], Iterable[Pcm]], Iterable[bytes]]
"""``map``, or an executor's."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """The sound of a track at ``RATE``, mono, levelled: what every encoder is given."""

    level: Levelling
    pcm: Pcm

    @property
    def samples(self) -> int:
        """How many there are in all pieces."""
        return len(self.pcm)

    def pieces(self) -> Iterator[Pcm]:
        """The samples in order, ``TRACK_MS`` at a time. They can be asked for again, which costs nothing."""
        for start in range(0, len(self.pcm), _PIECE):
            yield self.pcm[start : start + _PIECE]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Makes a file of a track's sound. ``name`` tells whatever decides its bytes, ``suffix`` is its files' own.

    ``encode`` is given the sound in pieces, how many samples they have, and what may work on several parts at a time.
    """

    name: str
    suffix: str
    encode: Callable[[Iterable[Pcm], int, Spread], bytes]


def master(track: Track, load: Callable[[Sound], Pcm], gain_db: float | None = None) -> Mastered:
    """The sound of ``track``, whose clips ``load`` gives, at the loudness of all tracks, or with ``gain_db``.

    Raises what ``load`` raises.
    """
    pcm, level = loudness.level(mixing.mix(track, load, RATE), RATE, gain_db)
    return Mastered(level, pcm)


def mastered_from(track: Track, gain_db: float | None) -> Mapping[str, Any]:
    """All that decides the samples of ``master``, as JSON: a part of the key of what is encoded from them."""
    return {
        "mastering": _VERSION,
        "rate": RATE,
        "target": [TARGET_LUFS, CEILING_DBTP],
        "gain_db": gain_db,
        "duration_ms": track.duration_ms,
        "clips": [[clip.utterance.sound.key, clip.start_ms - track.start_ms] for clip in track.clips],
    }
