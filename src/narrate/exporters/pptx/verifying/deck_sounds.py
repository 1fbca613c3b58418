"""Checks that the sound of each slide of a deck is its track, and says how it differs if it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrate.exporters.pptx.verifying.reading_deck import Deck
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.mp3_differences import sound_difference
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.manifest import file_hash

Sounds = Sequence[tuple[str, str]]
"""(name of the part, SHA-256) of each sound file that a slide plays. Empty if it does not refer to two of them."""


def other_sounds(path: Path, record: Record, slides: Sequence[Sounds | None]) -> Iterator[str]:
    """Yield a line of text for each slide of the deck at ``path`` whose sound is not its track.

    ``slides`` are the sounds of each slide, in the order of the segments of ``record``; None for a slide that is silent.
    """
    tracks = [_track(record, number) for number in range(len(record.segments))]
    digests = [file_hash(track) if track else "" for track in tracks]
    for sounds, segment, track, digest in zip(slides, record.segments, tracks, digests, strict=True):
        if sounds is None:
            continue
        where = f"the sound of {segment.heading!r}"
        if not sounds:
            yield f"{where} is not there twice, for old and for new players; {BUILD_AGAIN}"
        for name, found in dict.fromkeys(sounds):
            if track is None:
                yield f"{where} cannot be compared, because {segment.track} is neither here nor in the store; {record.cure}"
            elif found in digests and found != digest:
                number = digests.index(found) + 1
                other = f"the track of slide {number}, {record.segments[number - 1].heading!r}"
                yield f"{where} is {other} ({name}); {BUILD_AGAIN}"
            elif found != digest:
                yield f"{where} is not its track: {_difference(path, name, track)} ({name}); {BUILD_AGAIN}"


def _track(record: Record, number: int) -> Path | None:
    """Return the track of slide ``number`` (from 0): the file in the edition if it is there, or else the store's."""
    path = record.folder / record.segments[number].track
    if path.is_file():
        return path
    keys = record.manifest.tracks
    entry = record.store.find(keys[number], ".mp3") if number < len(keys) else None
    return entry.path if entry is not None else None


def _difference(path: Path, name: str, track: Path) -> str:
    with Deck(path) as deck:
        return sound_difference(deck.read(name), track.read_bytes())
