"""Turns the tracks of a timeline into files in the store: each is mixed and levelled once, and then encoded."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from narrate.audio import clips
from narrate.audio.aac import AAC, AAC_FOR_BROADCAST
from narrate.audio.loudness import SHORTEST_MS, Levelling
from narrate.audio.mastering import Encoder, Spread, master, mastered_from
from narrate.audio.mp3_codec import MP3
from narrate.model import Timeline, Track
from narrate.store import Store, content_key

ENCODERS: tuple[Encoder, ...] = (MP3, AAC, AAC_FOR_BROADCAST)
"""All encoders. To add one, write a module like ``mp3_codec.py`` with an ``Encoder``, and list it here."""

_AT_A_TIME = 32  # tracks queued for each thread


def encoders_for(suffixes: Iterable[str]) -> tuple[Encoder, ...]:
    """Return the encoders of the files with the endings ``suffixes``, each once. Raises ValueError if there is none."""
    by_suffix = {encoder.suffix: encoder for encoder in ENCODERS}
    wanted = set(suffixes)
    if unknown := wanted - by_suffix.keys():
        raise ValueError(f"no encoder makes {min(unknown)} files; there are {', '.join(by_suffix)}")
    return tuple(encoder for encoder in ENCODERS if encoder.suffix in wanted)


@dataclass(frozen=True, slots=True)
class EncodedTrack:
    """A track that ``encoder`` has encoded, and that ``store`` keeps under ``key``."""

    track: Track
    key: str
    encoder: Encoder
    store: Store

    @property
    def path(self) -> Path:
        """The path of the file in the store."""
        return self.store.path(self.key, self.encoder.suffix)


def encode_tracks(
    timeline: Timeline,
    store: Store,
    jobs: int,
    done: Callable[[], None] = lambda: None,
    encoders: Sequence[Encoder] = (MP3,),
) -> Mapping[str, tuple[EncodedTrack, ...]]:
    """Encode every track of ``timeline`` with each of ``encoders``, unless it is in ``store`` already.

    Returns the encoded tracks by the suffix of the encoder. Tracks that are too short to measure get the median gain of
    the others. It is rounded to half a decibel, so that an edit elsewhere seldom changes them. At most ``jobs`` threads
    work at a time. ``done`` is called for each track. Raises OutsideError if a clip is missing from the store or the
    store cannot be written.
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
    """Encode each of ``tracks`` with each of ``encoders``, unless the file is in ``store``. Return the gains in dB.

    If ``gain_db`` is None, the tracks are measured; otherwise all get that gain.
    """
    gains: dict[int, float] = {}
    missing: dict[int, list[Encoder]] = {}
    store.fetch((_key(track, gain_db, encoder), encoder.suffix) for track in tracks for encoder in encoders)
    for number, track in enumerate(tracks):
        entries = [(encoder, store.find(_key(track, gain_db, encoder), encoder.suffix)) for encoder in encoders]
        if lacking := [encoder for encoder, entry in entries if entry is None]:
            missing[number] = lacking
        for _, entry in entries:
            if entry is not None:
                gains[number] = float(entry.facts["gain_db"])
    todo = list(missing)
    # With many tracks, the threads work on different tracks; with few, on pieces of one track.
    outer, inner = (pool.map, map) if len(todo) >= jobs else (map, pool.map)

    def make(number: int) -> float:
        return _make(tracks[number], gain_db, store, missing[number], inner)

    for first in range(0, len(todo), _AT_A_TIME * jobs):  # a queued track takes memory
        batch = todo[first : first + _AT_A_TIME * jobs]
        gains |= zip(batch, outer(make, batch), strict=True)
    return [gains[number] for number in range(len(tracks))]


def _make(track: Track, gain_db: float | None, store: Store, encoders: Sequence[Encoder], spread: Spread) -> float:
    """Encode ``track`` with each of ``encoders``, and keep the files in ``store``. Return the track's gain in dB."""
    level = _known_level(track, gain_db, store, [encoder for encoder in ENCODERS if encoder not in encoders])
    mastered = master(track, lambda sound: clips.recall(store, sound), level.gain_db if level else gain_db)
    level = level or mastered.level
    for encoder in encoders:
        content = encoder.encode([mastered.pcm], mastered.samples, spread)
        store.keep(_key(track, gain_db, encoder), encoder.suffix, content, asdict(level))
    return level.gain_db


def _known_level(track: Track, gain_db: float | None, store: Store, encoders: Sequence[Encoder]) -> Levelling | None:
    """Return how ``track`` was levelled when one of ``encoders`` encoded it; None if none of them did.

    With this the track need not be measured again.
    """
    for encoder in encoders:
        if entry := store.find(_key(track, gain_db, encoder), encoder.suffix):
            return Levelling(**entry.facts)
    return None
