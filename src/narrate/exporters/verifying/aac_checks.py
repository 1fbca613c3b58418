"""Checks the sound of a file that is joined from AAC frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from narrate.audio import mastering
from narrate.audio.aac import AAC, AAC_FOR_BROADCAST, FRAME, RATE, decode, split, turned_up
from narrate.audio.mixing import resample
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.expected_sound import clip_loader
from narrate.exporters.verifying.residuals import AS_AAC, AS_AAC_FOR_BROADCAST
from narrate.exporters.verifying.sound_checks import SoundCheck
from narrate.exporters.verifying.track_comparison import TrackComparison


def sound_findings(
    name: str,
    record: Record,
    frames: Iterator[bytes],
    called: Callable[[RecordSegment], str],
    *,
    for_broadcast: bool = False,
) -> Iterator[Finding]:
    """Compare ``frames`` with the encoded tracks in the store and with its clips, and listen for every clip.

    - ``name``: the format. ``called`` says what the sound of a segment is called in faults.
    - ``for_broadcast``: whether the sound has the loudness of broadcasts.
    """
    encoder, coding = (AAC_FOR_BROADCAST, AS_AAC_FOR_BROADCAST) if for_broadcast else (AAC, AS_AAC)
    heard, compared = SoundCheck(name, record), TrackComparison(name, record, encoder.suffix, coding, called)
    load = clip_loader(record)
    held = [next(frames, b"")]
    for number, segment in enumerate(record.segments):
        held += [frame for _, frame in zip(range(_count(segment)), frames, strict=False)]
        try:
            pcm = decode(held)
        except ValueError as error:
            yield Finding(name, "can be heard", faults=(f"{segment.heading!r}: {error}",))
            return
        if for_broadcast:
            pcm = turned_up(pcm)
        is_last = number + 1 == len(record.segments)
        compared.compare(number, partial(_difference, held if is_last else held[:-1]), pcm, load)
        heard.listen(segment, resample(pcm, RATE, mastering.RATE), segment.start_ms, load)
        held = held[-1:]
    yield from heard.places()
    yield from compared.findings()


def _difference(frames: Sequence[bytes], adts: bytes) -> str:
    """Return how ``frames`` differ from those of the file ``adts``; empty if they do not.

    The last frame of the file may be missing, because the next track overlaps it.
    """
    stored = split(adts)
    if len(frames) not in (len(stored), len(stored) - 1):
        return "it has another length"
    number = next((at for at, (one, other) in enumerate(zip(frames, stored, strict=False)) if one != other), None)
    return "" if number is None else f"it differs from {number * FRAME / RATE:.1f} s on"


def _count(segment: RecordSegment) -> int:
    """Return how many frames the sound of ``segment`` takes."""
    return (segment.end_ms - segment.start_ms) * RATE // (1000 * FRAME)
