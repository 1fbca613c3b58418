"""Tracks of a timeline become files in the store: each is mixed and levelled once, then encoded."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from narrate.audio import clips
from narrate.audio.loudness import SHORTEST_MS, Levelling
from narrate.audio.mastering import Encoder, Spread, master, mastered_from
from narrate.audio.mp3 import MP3
from narrate.model import Timeline, Track
from narrate.store import Store, content_key

ENCODERS: tuple[Encoder, ...] = (MP3,)
"""All there are. A new one is a module beside ``mp3.py`` with an ``Encoder``, and its name here."""

_AT_A_TIME = 32  # tracks a thread


@dataclass(frozen=True, slots=True)
class EncodedTrack:
    """A track as ``encoder`` made it, under ``key`` in ``store``."""

    track: Track
    key: str
    encoder: Encoder
    store: Store

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.store.path(self.key, self.encoder.suffix)


def encode_tracks(
    timeline: Timeline,
    store: Store,
    jobs: int,
    done: Callable[[], None] = lambda: None,
    encoders: Sequence[Encoder] = (MP3,),
) -> Mapping[str, tuple[EncodedTrack, ...]]:
    """Every track as each of ``encoders`` makes it, by its suffix, in the store; made where it is not there yet.

    Tracks too short to measure take the median gain of the others, in steps of
    half a decibel, so that an edit elsewhere seldom changes them. ``done`` is called for each track.
    Raises OutsideError where the store lost a clip or refuses.
    """
    long = [track for track in timeline.tracks if not _is_short(track)]
    short = [track for track in timeline.tracks if _is_short(track)]
    with ThreadPoolExecutor(jobs) as pool:
        gains = _keep(long, None, store, encoders, jobs, pool)
        for _ in long:
            done()
        usual = round(2 * statistics.median(gains)) / 2 if gains else None
        _keep(short, usual, store, encoders, jobs, pool)
        for _ in short:
            done()
    return {
        encoder.suffix: tuple(
            EncodedTrack(track, _key(track, usual if _is_short(track) else None, encoder), encoder, store)
            for track in timeline.tracks
        )
        for encoder in encoders
    }


def _is_short(track: Track) -> bool:
    return track.duration_ms < SHORTEST_MS


def _key(track: Track, gain_db: float | None, encoder: Encoder) -> str:
    return content_key("track", {"encoder": encoder.name, **mastered_from(track, gain_db)})


def _keep(
    tracks: Sequence[Track],
    gain_db: float | None,
    store: Store,
    encoders: Sequence[Encoder],
    jobs: int,
    pool: ThreadPoolExecutor,
) -> list[float]:
    """Have each of ``tracks`` in ``store`` from each of ``encoders``: the gains of the tracks in dB."""
    gains: dict[int, float] = {}
    missing: dict[int, list[Encoder]] = {}
    for number, track in enumerate(tracks):
        entries = [(encoder, store.find(_key(track, gain_db, encoder), encoder.suffix)) for encoder in encoders]
        if lacking := [encoder for encoder, entry in entries if entry is None]:
            missing[number] = lacking
        for _, entry in entries:
            if entry is not None:
                gains[number] = float(entry.facts["gain_db"])
    todo = list(missing)
    # many tracks at a time, or a few in pieces at a time
    outer, inner = (pool.map, map) if len(todo) >= jobs else (map, pool.map)

    def make(number: int) -> float:
        return _make(tracks[number], gain_db, store, missing[number], inner)

    for first in range(0, len(todo), _AT_A_TIME * jobs):  # what waits for a thread takes memory
        some = todo[first : first + _AT_A_TIME * jobs]
        gains |= zip(some, outer(make, some), strict=True)
    return [gains[number] for number in range(len(tracks))]


def _make(track: Track, gain_db: float | None, store: Store, encoders: Sequence[Encoder], spread: Spread) -> float:
    """Put ``track`` as each of ``encoders`` makes it into ``store``: its gain in dB."""
    level = _known_level(track, gain_db, store, [one for one in ENCODERS if one not in encoders])
    mastered = master(track, lambda sound: clips.load(store, sound), level.gain_db if level else gain_db)
    level = level or mastered.level
    for encoder in encoders:
        content = encoder.encode(mastered.pieces(), mastered.samples, spread)
        store.keep(_key(track, gain_db, encoder), encoder.suffix, content, asdict(level))
    return level.gain_db


def _known_level(track: Track, gain_db: float | None, store: Store, encoders: Sequence[Encoder]) -> Levelling | None:
    """How ``track`` was levelled for one of ``encoders``, so that it need not be measured again."""
    for encoder in encoders:
        if entry := store.find(_key(track, gain_db, encoder), encoder.suffix):
            return Levelling(**entry.facts)
    return None
