"""Tracks of a timeline become MP3 files in the store: mixed, levelled, encoded, once."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.audio.loudness import CEILING_DBTP, SHORTEST_MS, TARGET_LUFS
from narrate.model import Timeline, Track
from narrate.store import Entry, Store, content_key

if TYPE_CHECKING:
    from narrate.audio.mp3 import Spread

SUFFIX = ".mp3"
_AT_A_TIME = 32  # tracks a thread


@dataclass(frozen=True, slots=True)
class EncodedTrack:
    """A track as MP3, under ``key`` in ``store``."""

    track: Track
    key: str
    store: Store

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.store.path(self.key, SUFFIX)


def encode_tracks(
    timeline: Timeline, store: Store, jobs: int, done: Callable[[], None] = lambda: None
) -> tuple[EncodedTrack, ...]:
    """Every track as MP3 in the store, made where it is not there yet.

    Tracks too short to measure take the median gain of the others, in steps of
    half a decibel, so that an edit elsewhere seldom changes them.
    """
    short = [track for track in timeline.tracks if _is_short(track)]
    long = [track for track in timeline.tracks if not _is_short(track)]

    with ThreadPoolExecutor(jobs) as pool:

        def all_of(tracks: Sequence[Track], gain_db: float | None) -> dict[str, tuple[str, float]]:
            """Key and gain of each, by its segment; an entry would keep a kilobyte."""
            keys = [_key(track, gain_db) for track in tracks]
            gains = {n: _gain(entry) for n, key in enumerate(keys) if (entry := store.find(key, SUFFIX))}
            missing = [n for n in range(len(tracks)) if n not in gains]
            # many tracks at a time, or a few in pieces at a time
            outer, inner = (pool.map, map) if len(missing) >= jobs else (map, pool.map)
            for first in range(0, len(missing), _AT_A_TIME * jobs):  # what waits for a thread takes memory
                some = missing[first : first + _AT_A_TIME * jobs]
                made = outer(lambda n: _make(tracks[n], keys[n], store, gain_db, inner), some)
                gains |= zip(some, made, strict=True)
            for _ in tracks:
                done()
            return {track.segment.id: (keys[n], gains[n]) for n, track in enumerate(tracks)}

        found = all_of(long, None)
        usual = round(2 * statistics.median(gain for _, gain in found.values())) / 2 if found else None
        found |= all_of(short, usual)
    return tuple(EncodedTrack(track, found[track.segment.id][0], store) for track in timeline.tracks)


def _is_short(track: Track) -> bool:
    return track.duration_ms < SHORTEST_MS


def _make(track: Track, key: str, store: Store, gain_db: float | None, spread: Spread) -> float:
    """Put ``track`` as MP3 into the store: its gain in dB."""
    from narrate.audio import clips, loudness, mixing, mp3

    pcm = mixing.mix(track, lambda sound: clips.load(store, sound), mp3.RATE)
    pcm, given_db = loudness.level(pcm, mp3.RATE, gain_db)
    return _gain(store.keep(key, SUFFIX, mp3.encode(pcm, spread), {"gain_db": round(given_db, 2)}))


def _gain(entry: Entry) -> float:
    return float(entry.facts["gain_db"])


def _key(track: Track, gain_db: float | None) -> str:
    from narrate.audio.mp3 import ENCODER

    return content_key(
        "track",
        {
            "encoder": ENCODER,
            "target": [TARGET_LUFS, CEILING_DBTP],
            "gain_db": gain_db,
            "duration_ms": track.duration_ms,
            "clips": [[clip.utterance.sound.key, clip.start_ms - track.start_ms] for clip in track.clips],
        },
    )
