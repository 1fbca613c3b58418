"""Makes the sound that a track should have, from the clips in the store."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from functools import cache

from narrate.audio import clips, loudness, mixing
from narrate.audio.clips import Pcm
from narrate.audio.loudness import SHORTEST_MS
from narrate.audio.mixing import PlacedSound
from narrate.audio.mp3_codec import MP3, RATE
from narrate.errors import OutsideError
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.model import Sound
from narrate.store import Entry

_MOST_DB = 90.0  # more than 16 bits can need; a gain beyond it is measured anew


def is_short(segment: RecordSegment) -> bool:
    """Whether the track of ``segment`` is too short for a loudness meter."""
    return segment.end_ms - segment.start_ms < SHORTEST_MS


def stored_tracks(record: Record, suffix: str) -> list[Entry | None]:
    """Return the store's entry of each track in the encoding whose files end in ``suffix``.

    It is None where the store has lost it, or holds it damaged.
    """
    manifest = record.manifest
    keys = manifest.tracks if suffix == MP3.suffix else manifest.other_tracks.get(suffix, ())
    if len(keys) != len(record.segments):
        return [None] * len(record.segments)
    return [record.store.find(key, suffix) for key in keys]


def usual_gain(record: Record, stored: list[Entry | None]) -> float | None:
    """Return the usual gain in dB: the median of the tracks that are not short, rounded to 0.5 dB.

    ``stored`` are the store's entries of all tracks. None if all tracks are short. Raises OutsideError if the store has
    lost a track that is not short.
    """
    gains = []
    for segment, entry in zip(record.segments, stored, strict=True):
        if is_short(segment):
            continue
        gain = stored_gain(entry)
        if gain is None:
            raise OutsideError(f"the track {segment.track} is not in the store; {record.cure}")
        gains.append(gain)
    return round(2 * statistics.median(gains)) / 2 if gains else None


def clip_loader(record: Record) -> Callable[[Sound], Pcm]:
    """Return a function that returns the samples of a clip's sound, and keeps them in memory for the next call.

    It raises OutsideError if the store has lost the clip.
    """
    return cache(lambda sound: clips.load(record.store, sound))


def expected_sound(
    record: Record,
    segment: RecordSegment,
    gain_db: float | None,
    load: Callable[[Sound], Pcm],
) -> Pcm:
    """Return the sound at 44.1 kHz that the track of ``segment`` should have, before it is encoded.

    It is mixed from the clips, which ``load`` returns, and has the gain ``gain_db``; None means that the gain is
    measured anew. Raises OutsideError if the store has lost a clip, and ValueError if the clips do not fit into the
    segment.
    """
    if not all(segment.start_ms <= one.start_ms <= one.end_ms <= segment.end_ms for one in segment.sentences):
        raise ValueError(f"the sentences of {segment.id} are not within it")
    for sentence in segment.sentences:
        _, rate, samples = record.manifest.clips[sentence.id]
        if samples * 1000 > (sentence.end_ms - sentence.start_ms) * rate:
            raise ValueError(f"the clip of {sentence.id} is longer than the sentence")
    placed = [
        PlacedSound(
            Sound(*record.manifest.clips[sentence.id]),
            sentence.start_ms - segment.start_ms,
            sentence.end_ms - segment.start_ms,
        )
        for sentence in segment.sentences
    ]
    mixed = mixing.mix(placed, segment.end_ms - segment.start_ms, load, RATE)
    return loudness.level(mixed, RATE, gain_db)[0]


def stored_gain(entry: Entry | None) -> float | None:
    """Return the gain in dB that is kept with ``entry``; None if there is none that can be used."""
    gain = entry.facts.get("gain_db") if entry else None
    if not isinstance(gain, int | float) or not math.isfinite(gain) or abs(gain) > _MOST_DB:
        return None
    return float(gain)
