"""Reads the MP3 files of an edition back: how they are built, what their tags say, and what is heard in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from narrate.audio.id3_tags import read_id3_tag
from narrate.audio.mp3_codec import RATE, decode, decode_spans
from narrate.audio.mp3_structure import Mp3Structure, structure
from narrate.audio.mp3_writing import FRAME
from narrate.exporters.exported_files import sound_file
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.expected_sound import clip_loader
from narrate.exporters.verifying.mp3_differences import frames_difference, sound_difference
from narrate.exporters.verifying.mp3_tags import chapter_faults, tag_faults, track_tag_faults
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN, why_unread
from narrate.exporters.verifying.sound_checks import SoundCheck
from narrate.exporters.verifying.track_comparison import TrackComparison

LENGTH_MS = 1
AROUND_MS = 300  # added before and after each segment, to find sound that has moved
TRACKS, WHOLE = "mp3 tracks", "mp3 whole"
_HEARD = ("onset of clips", "sentences heard", "words heard")


@dataclass(slots=True)
class CheckedTracks:
    """What ``check_tracks`` leaves for ``check_whole``: its findings, and how each track that can be read is built."""

    findings: list[Finding] = field(default_factory=list)
    built: dict[str, Mp3Structure] = field(default_factory=dict)


def check_tracks(record: Record) -> CheckedTracks:
    """Compare the files in ``tracks/``, one for each slide, with the record. A missing file is a fault."""
    check, compared, checked = SoundCheck(TRACKS, record), TrackComparison(TRACKS, record), CheckedTracks()
    worst, lengths, strange, tags = 0.0, [], [], []
    files = _stray(record)
    for number, segment in enumerate(record.segments):
        try:
            content = (record.folder / segment.track).read_bytes()
            built = checked.built[segment.track] = structure(content)
            strange += [f"{segment.track}: {fault}" for fault in (*built.faults, *_count_faults(built, segment))]
            tags += [f"{segment.track}: {fault}" for fault in track_tag_faults(built.tag)]
            pcm = decode(content)
        except FileNotFoundError:
            files.append(f"{segment.track} is gone; {BUILD_AGAIN}")
            continue
        except (OSError, ValueError) as error:
            files.append(f"{segment.track} cannot be read: {why_unread(error)}; {BUILD_AGAIN}")
            continue
        off = len(pcm) * 1000 / RATE - (segment.end_ms - segment.start_ms)
        worst = max(worst, abs(off))
        if abs(off) > LENGTH_MS:
            lengths.append(_length_fault(segment.track, off))
        load = clip_loader(record)
        check.listen(segment, pcm, segment.start_ms, load)
        check.weigh(segment, pcm, compared.compare(number, partial(sound_difference, content), pcm, load))
    checked.findings += [
        Finding(TRACKS, "files", len(files), 0, "faults", tuple(files)),
        Finding(TRACKS, "length", round(worst, 2), LENGTH_MS, "ms off", tuple(lengths)),
        *check.places(),
        *compared.findings(),
        *check.levels(),
        Finding(TRACKS, "encoding", len(strange), 0, "faults", tuple(strange)),
        Finding(TRACKS, "tags", len(tags), 0, "faults", tuple(tags)),
    ]
    return checked


def check_whole(record: Record, tracks: CheckedTracks) -> Iterator[Finding]:
    """Compare the sound of the whole edition with the record and with its tracks.

    ``tracks`` is the result of ``check_tracks``. If the frames of the sound are those of all tracks one after the
    other, the findings about the tracks hold for the sound too, and nobody needs to listen to it again.
    """
    path = record.folder / sound_file(record.name)
    built = structure(path.read_bytes())
    off = built.samples * 1000 / RATE - record.duration_ms
    faults = (_length_fault(path.name, off),) if abs(off) > LENGTH_MS else ()
    yield Finding(WHOLE, "length", round(abs(off), 2), LENGTH_MS, "ms off", faults)
    unlike = tuple(_unlike(record, built, tracks.built))
    yield Finding(WHOLE, "same sound as tracks", len(unlike), 0, "tracks", unlike)
    yield Finding(WHOLE, "encoding", len(built.faults), 0, "faults", built.faults)
    if unlike:
        yield from _heard(record, path)
    else:
        yield from (replace(finding, format=WHOLE) for finding in tracks.findings if finding.check in _HEARD)
    try:
        tag = read_id3_tag(built.tag)
    except ValueError as error:
        yield Finding(WHOLE, "tags", 1, 0, "faults", (str(error),))
        return
    wrong = tuple(chapter_faults(record, tag.chapters))
    yield Finding(WHOLE, "chapters", len(tag.chapters), len(record.segments), "chapters", wrong, at_least=True)
    wrong = tuple(tag_faults(record, tag.texts))
    yield Finding(WHOLE, "tags", len(wrong), 0, "faults", wrong)


def _length_fault(name: str, off_ms: float) -> str:
    return f"{name} lasts {abs(off_ms):.0f} ms {'more' if off_ms > 0 else 'less'} than the timeline says"


def _stray(record: Record) -> list[str]:
    """A line of text for each file in ``tracks/`` that belongs to no slide.

    Somebody who plays the whole folder would hear it too.
    """
    wanted = {segment.track for segment in record.segments}
    there = (path.relative_to(record.folder).as_posix() for path in sorted((record.folder / "tracks").glob("*")))
    return [f"{name} is not the track of any slide" for name in there if name not in wanted]


def _count_faults(built: Mp3Structure, segment: RecordSegment) -> Iterator[str]:
    """Yield a line of text if a track has not the frames that its ``segment`` takes, and one more."""
    if len(built.frames) != (wanted := _frames(segment) + 1):
        yield f"it has {len(built.frames)} frames of sound, not {wanted}"


def _frames(segment: RecordSegment) -> int:
    """Return how many frames the sound of ``segment`` takes."""
    return (segment.end_ms - segment.start_ms) * RATE // (1000 * FRAME)


def _unlike(record: Record, whole: Mp3Structure, tracks: dict[str, Mp3Structure]) -> Iterator[str]:
    """Yield a line of text for each track whose frames are not in their place in ``whole``.

    The last frame of each track is left out of the whole, except that of the last track (see ``mp3_codec``).
    """
    at = 0
    for segment in record.segments:
        built = tracks.get(segment.track)
        if built is None:
            yield f"{segment.track} cannot be compared, because it cannot be read"
            at += _frames(segment)
            continue
        frames = built.frames if segment is record.segments[-1] else built.frames[:-1]
        if whole.frames[at : at + len(frames)] != frames:
            heard = f"what is heard from {segment.start_ms} to {segment.end_ms} ms"
            yield f"{heard} is not {segment.track}{_which(whole.frames[at : at + len(frames)], frames, tracks)}"
        at += len(frames)
    if at != len(whole.frames):
        yield f"the whole has {len(whole.frames)} frames of sound, and its tracks have {at}"


def _which(found: tuple[bytes, ...], wanted: tuple[bytes, ...], tracks: dict[str, Mp3Structure]) -> str:
    """Say which track the frames ``found`` are, or how they differ from ``wanted``, the frames of the right track."""
    other = next((name for name, built in tracks.items() if built.frames[:-1][: len(found)] == found), "")
    return f" but {other}" if found and other else f": {frames_difference(found, wanted)}"


def _heard(record: Record, path: Path) -> Iterator[Finding]:
    """Listen for the clips in the whole sound, the file ``path``."""
    check = SoundCheck(WHOLE, record)
    spans = [(max(0, s.start_ms - AROUND_MS), s.end_ms + AROUND_MS) for s in record.segments]
    try:
        for segment, (start_ms, pcm, _) in zip(record.segments, decode_spans(path, spans), strict=True):
            check.listen(segment, pcm, start_ms, clip_loader(record))
    except (OSError, ValueError) as error:
        yield Finding(WHOLE, "can be heard", faults=(f"{path.name} cannot be decoded: {why_unread(error)}",))
    yield from check.places()
