"""Decodes the MP3 files of an edition, and checks what is heard in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from narrate.audio.mp3_codec import RATE, decode, decode_spans, read_chapters, read_tags, strange_frames
from narrate.exporters.exported_files import sound_file
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.sentence_matching import spaced
from narrate.exporters.verifying.sound_checks import SoundCheck
from narrate.languages import iso639_2

LENGTH_MS = 1
AROUND_MS = 300  # added before and after each segment, to find sound that has moved
ROUNDING = 2  # of 32768: how much samples may differ that were decoded from the same frames
TRACKS, WHOLE = "mp3 tracks", "mp3 whole"
_HEARD = ("onset of clips", "sentences heard", "words heard")


def check_tracks(record: Record) -> Iterator[Finding]:
    """Compare the files in ``tracks/``, one for each slide, with the record. A missing file is a fault."""
    check = SoundCheck(TRACKS, record)
    worst, lengths, strange = 0.0, [], []
    files = _stray(record)
    for segment in record.segments:
        try:
            content = (record.folder / segment.track).read_bytes()
            pcm = decode(content)
        except (OSError, ValueError) as error:
            files.append(f"{segment.track} cannot be read: {error}")
            continue
        strange += [f"{segment.track}: {fault}" for fault in strange_frames(content)]
        off = len(pcm) * 1000 / RATE - (segment.end_ms - segment.start_ms)
        worst = max(worst, abs(off))
        if abs(off) > LENGTH_MS:
            lengths.append(f"{segment.track} lasts {off:+.0f} ms more than the timeline says")
        check.listen(segment, pcm, segment.start_ms)
        check.weigh(segment, pcm)
    yield Finding(TRACKS, "files", len(files), 0, "faults", tuple(files))
    yield Finding(TRACKS, "length", round(worst, 2), LENGTH_MS, "ms off", tuple(lengths))
    yield from check.places()
    yield from check.levels()
    yield Finding(TRACKS, "encoding", len(strange), 0, "faults", tuple(strange))


def check_whole(record: Record, tracks: Sequence[Finding]) -> Iterator[Finding]:
    """Compare the sound of the whole edition with the record and with its tracks.

    ``tracks`` are the findings of ``check_tracks``. If the sound equals all tracks one after the other, sample by
    sample, their findings hold for the sound too, and it is not checked again.
    """
    path = record.folder / sound_file(record.name)
    length_ms, unlike = _compare(record, path)
    off = length_ms - record.duration_ms
    faults = (f"{path.name} lasts {off:+.0f} ms more than the timeline says",) if abs(off) > LENGTH_MS else ()
    yield Finding(WHOLE, "length", round(abs(off), 2), LENGTH_MS, "ms off", faults)
    yield Finding(WHOLE, "same sound as tracks", len(unlike), 0, "tracks", tuple(unlike))
    if unlike:
        check = SoundCheck(WHOLE, record)
        spans = [(max(0, s.start_ms - AROUND_MS), s.end_ms + AROUND_MS) for s in record.segments]
        for segment, (start_ms, pcm, _) in zip(record.segments, decode_spans(path, spans), strict=True):
            check.listen(segment, pcm, start_ms)
        yield from check.places()
    else:
        yield from (replace(finding, format=WHOLE) for finding in tracks if finding.check in _HEARD)
    strange = tuple(strange_frames(path.read_bytes()))
    yield Finding(WHOLE, "encoding", len(strange), 0, "faults", strange)
    yield _chapters(record, path)
    tags = tuple(_tags(record, path))
    yield Finding(WHOLE, "tags", len(tags), 0, "faults", tags)


def _stray(record: Record) -> list[str]:
    """A line of text for each file in ``tracks/`` that belongs to no slide.

    Somebody who plays the whole folder would hear it too.
    """
    wanted = {segment.track for segment in record.segments}
    there = (path.relative_to(record.folder).as_posix() for path in sorted((record.folder / "tracks").glob("*")))
    return [f"{name} is not the track of any slide" for name in there if name not in wanted]


def _compare(record: Record, path: Path) -> tuple[float, list[str]]:
    """Return (duration, faults) of the whole sound in the file ``path``.

    The duration is in ms; there is a fault, a line of text, for each track that sounds different in the whole.
    """
    length_ms, unlike = 0.0, []
    spans = [(segment.start_ms, segment.end_ms) for segment in record.segments]
    for segment, (_, pcm, decoded_ms) in zip(record.segments, decode_spans(path, spans), strict=True):
        length_ms = decoded_ms
        try:
            alone = decode((record.folder / segment.track).read_bytes())
        except (OSError, ValueError):
            unlike.append(f"{segment.track} cannot be compared")
            continue
        short = min(len(pcm), len(alone))
        apart = np.abs(pcm[:short].astype(np.int32) - alone[:short]).max(initial=0)
        if len(pcm) != len(alone) or apart > ROUNDING:
            unlike.append(f"{segment.track} is not what is heard from {segment.start_ms} ms on")
    return length_ms, unlike


def _chapters(record: Record, path: Path) -> Finding:
    """Check that the file ``path`` has one chapter for each slide, with the slide's heading and times."""
    wanted = [(segment.heading, segment.start_ms, segment.end_ms) for segment in record.segments]
    chapters = [(chapter.title, chapter.start_ms, chapter.end_ms) for chapter in read_chapters(path)]
    lost = [f"no chapter {heading!r} from {a} to {b} ms" for heading, a, b in wanted if (heading, a, b) not in chapters]
    more = [f"a chapter {title!r} that no slide has" for title, a, b in chapters if (title, a, b) not in wanted]
    if not (lost or more or chapters == wanted):
        more.append("the chapters are in another order, or one stands twice")
    return Finding(WHOLE, "chapters", len(chapters), len(wanted), "chapters", (*lost, *more))


def _tags(record: Record, path: Path) -> Iterator[str]:
    """What is wrong with the title and the language that are written in the file ``path``."""
    tags = read_tags(path)
    wanted = {"title": record.manifest.title, "language": iso639_2(record.manifest.language)}
    for name, value in wanted.items():
        if spaced(tags.get(name, "")) != spaced(value):
            yield f"its {name} is {tags.get(name)!r}, not {value!r}"
