"""Checks the level of tracks that are too short for a loudness meter.

Such a track must be as loud as its clips are with the usual gain of the longer tracks.
"""

from __future__ import annotations

import math
import statistics

import numpy as np

from narrate.audio import clips, loudness
from narrate.audio.clips import Pcm
from narrate.audio.grid import samples
from narrate.audio.loudness import SHORTEST_MS
from narrate.audio.mixing import resample
from narrate.audio.mp3_codec import MP3, RATE
from narrate.errors import OutsideError
from narrate.exporters.verifying.edition_record import Record, RecordSegment
from narrate.model import Sound


def is_short(segment: RecordSegment) -> bool:
    """Whether the track of ``segment`` is too short for a loudness meter."""
    return segment.end_ms - segment.start_ms < SHORTEST_MS


def usual_gain(record: Record) -> float | None:
    """Return the usual gain in dB: the median of the tracks that are not short, rounded to 0.5 dB.

    None if all tracks are short. Raises OutsideError if the store has lost a track.
    """
    gains = []
    for segment, key in zip(record.segments, record.manifest.tracks, strict=True):
        if is_short(segment):
            continue
        entry = record.store.find(key, MP3.suffix)
        if entry is None:
            raise OutsideError(f"the track {segment.track} is not in the store; {record.cure}")
        gains.append(float(entry.facts["gain_db"]))
    return round(2 * statistics.median(gains)) / 2 if gains else None


def level_off(record: Record, segment: RecordSegment, pcm: Pcm, gain_db: float | None) -> float:
    """Return how much louder a short track is than it should be, in dB (negative if it is softer).

    ``pcm`` is the track's sound at 44.1 kHz. It should be as loud as the clips of ``segment`` with the gain
    ``gain_db``. Power is compared instead of loudness, because BS.1770 ignores sound of less than 400 ms. Raises
    OutsideError if the store has lost a clip.
    """
    mixed = np.zeros(samples(segment.end_ms - segment.start_ms, RATE), np.int16)
    for sentence in segment.sentences:
        sound = Sound(*record.manifest.clips[sentence.id])
        clip = resample(clips.load(record.store, sound), sound.rate, RATE)
        at = samples(sentence.start_ms - segment.start_ms, RATE)
        mixed[at : at + len(clip)] = clip
    expected, _ = loudness.level(mixed, RATE, gain_db)
    return 10 * math.log10(max(1.0, _power(pcm)) / max(1.0, _power(expected)))


def _power(pcm: Pcm) -> float:
    return float(np.square(pcm, dtype=np.float64).sum())
