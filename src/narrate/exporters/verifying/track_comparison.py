"""Compares the tracks of an edition with what the store holds: the encoded tracks, and the clips they are mixed from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from narrate.audio.clips import Pcm
from narrate.audio.mp3_codec import MP3
from narrate.errors import OutsideError
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.expected_sound import expected_sound, is_short, stored_gain, stored_tracks, usual_gain
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.exporters.verifying.residuals import AS_MP3, FLOOR_DBFS, Coding, differing
from narrate.model import Sound
from narrate.store import Entry

_SILENCE_DBFS = -120.0


@dataclass(slots=True)
class TrackComparison:
    """Collects over all tracks what differs from the store.

    - ``suffix``, ``coding``: the encoding of the tracks.
    - ``name_of``: what a track is called in faults.
    - ``usual_gain_db``: the gain in dB of short tracks. ``gain_known`` says whether the store could tell it.
    """

    format: str
    record: Record
    suffix: str = MP3.suffix
    coding: Coding = AS_MP3
    name_of: Callable[[RecordSegment], str] = attrgetter("track")
    stored: list[Entry | None] = field(init=False)
    usual_gain_db: float | None = None
    gain_known: bool = True
    unlike: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    worst_dbfs: float = _SILENCE_DBFS

    def __post_init__(self) -> None:
        self.stored = stored_tracks(self.record, self.suffix)
        try:
            self.usual_gain_db = usual_gain(self.record, self.stored)
        except OutsideError:
            self.gain_known = False

    def compare(
        self, number: int, difference_from: Callable[[bytes], str], pcm: Pcm, load: Callable[[Sound], Pcm]
    ) -> Pcm | None:
        """Compare the track with the index ``number``, which decodes to ``pcm``.

        ``difference_from`` says how the track differs from the file in the store; empty text if it does not. ``load``
        returns the samples of a clip's sound.

        Return the sound at 44.1 kHz that the track should have, before it is encoded; None if the store has lost what
        it is made from.
        """
        segment, entry = self.record.segments[number], self.stored[number]
        if entry is not None and (differs := difference_from(entry.path.read_bytes())):
            name = self.name_of(segment)
            self.others.append(f"{name} is not what was encoded for it: {differs}; {BUILD_AGAIN}")
        lasts_ms = segment.end_ms - segment.start_ms
        if (is_short(segment) and not self.gain_known) or len(pcm) * 1000 != lasts_ms * self.coding.rate:
            return None  # a track of another length is reported as such
        gain_db = self.usual_gain_db if is_short(segment) else stored_gain(entry)
        try:
            expected = expected_sound(self.record, segment, gain_db, load)
        except (OutsideError, ValueError, KeyError):
            return None  # the checks of clips and of the timeline say so
        for difference in differing(pcm, expected, exactly=entry is None, coding=self.coding):
            self.worst_dbfs = max(self.worst_dbfs, difference.dbfs)
            where = f"from {difference.start_ms} to {difference.end_ms} ms"
            said = _said(segment, difference.start_ms, difference.end_ms)
            self.unlike.append(
                f"{self.name_of(segment)} differs {where} from its clips, by {difference.dbfs} dBFS{said}"
            )
        return expected

    def findings(self) -> Iterator[Finding]:
        """The findings of ``compare``."""
        unlike = tuple(self.unlike)
        yield Finding(self.format, "sound of the clips alone", self.worst_dbfs, FLOOR_DBFS, "dBFS apart", unlike)
        yield Finding(self.format, "as encoded", len(self.others), 0, "faults", tuple(self.others))


def _said(segment: RecordSegment, start_ms: int, end_ms: int) -> str:
    """Say which sentence of ``segment`` is spoken between two times of its track; empty if there is none."""
    for sentence in segment.sentences:
        if sentence.start_ms - segment.start_ms < end_ms and start_ms < sentence.end_ms - segment.start_ms:
            return f", in {sentence.text[:40]!r}"
    return ""
