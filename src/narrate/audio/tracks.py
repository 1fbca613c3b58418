"""Tracks of a timeline become MP3 files in the store: mixed, levelled, encoded, once."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from narrate.audio.loudness import CEILING_DBTP, SHORTEST_MS, TARGET_LUFS
from narrate.model import Timeline, Track
from narrate.store import Entry, Store, content_key

SUFFIX = ".mp3"


@dataclass(frozen=True, slots=True)
class EncodedTrack:
    """A track as MP3, under ``key`` in the store, where it lies at ``path``."""

    track: Track
    key: str
    path: Path


def encode_tracks(
    timeline: Timeline, store: Store, jobs: int, done: Callable[[], None] = lambda: None
) -> tuple[EncodedTrack, ...]:
    """Every track as MP3 in the store, made where it is not there yet.

    Tracks with too little sound to measure take the median gain of the others, in steps of
    half a decibel, so that an edit elsewhere seldom changes them.
    """
    short = [track for track in timeline.tracks if _is_short(track)]
    long = [track for track in timeline.tracks if not _is_short(track)]

    def encode(track: Track, gain_db: float | None = None) -> tuple[EncodedTrack, float]:
        key = _key(track, gain_db)
        entry = store.find(key, SUFFIX) or _make(track, key, store, gain_db)
        done()
        return EncodedTrack(track, key, entry.path), float(entry.facts["gain_db"])

    with ThreadPoolExecutor(jobs) as pool:
        encoded = dict(zip((t.segment.id for t in long), pool.map(encode, long), strict=True))
        gains = [gain for _, gain in encoded.values()]
        usual = round(2 * statistics.median(gains)) / 2 if gains else None
        encoded |= zip((t.segment.id for t in short), pool.map(lambda t: encode(t, usual), short), strict=True)
    return tuple(encoded[track.segment.id][0] for track in timeline.tracks)


def _is_short(track: Track) -> bool:
    return sum(clip.utterance.duration_ms for clip in track.clips) < SHORTEST_MS


def _make(track: Track, key: str, store: Store, gain_db: float | None) -> Entry:
    from narrate.audio import clips, loudness, mixing, mp3

    pcm = mixing.mix(track, lambda sound: clips.load(store, sound), mp3.RATE)
    pcm, given_db = loudness.level(pcm, mp3.RATE, gain_db)
    return store.keep(key, SUFFIX, mp3.encode(pcm), {"gain_db": round(given_db, 2)})


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
