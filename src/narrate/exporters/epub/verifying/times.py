"""Checks the media overlays of a book: each sentence is heard at its time, and together they are the whole sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.epub.format import SKIPPABLE, audio_file, sentence_id, text_file
from narrate.exporters.epub.verifying.reading import EPUB_TYPE, OPF, ReadPart
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence

_SMIL = "{http://www.w3.org/ns/SMIL}"
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})")
_LIMIT_MS = 20  # of the distance between a boundary and the timeline


@dataclass(frozen=True, slots=True)
class OverlayClip:
    """A ``par`` of a media overlay. Times are None if they cannot be read."""

    id: str
    type: str
    text: str
    audio: str
    begin_ms: int | None
    end_ms: int | None


def read_clips(root: etree._Element) -> list[OverlayClip]:
    """Return the clips of the media overlay ``root``, in order."""
    clips = []
    for par in root.iter(f"{_SMIL}par"):
        text, audio = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
        clips.append(
            OverlayClip(
                id=par.get("id", ""),
                type=par.get(EPUB_TYPE, ""),
                text="" if text is None else text.get("src", ""),
                audio="" if audio is None else audio.get("src", ""),
                begin_ms=None if audio is None else read_clock(audio.get("clipBegin", "")),
                end_ms=None if audio is None else read_clock(audio.get("clipEnd", "")),
            )
        )
    return clips


def read_clock(text: str) -> int | None:
    """Return the time ``text`` in ms, None if it is not one as narrate writes it."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def clip_faults(clips: Sequence[OverlayClip], part: ReadPart, record: Record) -> Iterator[str]:
    """Yield what is wrong with the ``clips`` of ``part``."""
    wanted = [
        (slide.number, index, record.segments[slide.number - 1])
        for slide in part.slides
        for index in range(len(record.segments[slide.number - 1].sentences))
    ]
    if len(clips) != len(wanted):
        yield f"{len(clips)} clips in the overlay of slide {part.number}, and {len(wanted)} sentences"
    for clip, (number, index, segment) in zip(clips, wanted, strict=False):
        yield from _clip_faults(clip, part, number, index, segment)


def _clip_faults(clip: OverlayClip, part: ReadPart, number: int, index: int, segment: RecordSegment) -> Iterator[str]:
    id_, sentence = sentence_id(number, index + 1), segment.sentences[index]
    where = f"{sentence.text[:40]!r} (slide {number})"
    if clip.text != f"../{text_file(part.number)}#{id_}":
        yield f"{where} marks {clip.text[:60]!r}"
    if clip.audio != f"../{audio_file(number)}":
        yield f"{where} is heard in {clip.audio[:60]!r}"
    begin_ms = sentence.start_ms - segment.start_ms if index else 0
    last = index + 1 == len(segment.sentences)
    end_ms = (segment.end_ms if last else segment.sentences[index + 1].start_ms) - segment.start_ms
    for what, found, right in (("begins", clip.begin_ms, begin_ms), ("ends", clip.end_ms, end_ms)):
        if found is None:
            yield f"{where}: when it {what} cannot be read"
        elif abs(found - right) > _LIMIT_MS:
            yield f"{where} {what} at {found} ms of its track instead of {right} ms"


def gap_faults(clips: Sequence[OverlayClip], part: ReadPart) -> Iterator[str]:
    """Yield where the ``clips`` of ``part`` leave out or repeat some of the sound."""
    audio, at = "", 0
    for clip in clips:
        if clip.begin_ms is None or clip.end_ms is None:
            continue  # reported with the times
        if clip.audio != audio:
            audio, at = clip.audio, 0
        if clip.begin_ms != at:
            yield f"{abs(clip.begin_ms - at)} ms of the sound of slide {part.number} are left out or repeated"
        at = clip.end_ms


def lasts_ms(clips: Sequence[OverlayClip]) -> int:
    """Return how long ``clips`` last together."""
    return sum((clip.end_ms or 0) - (clip.begin_ms or 0) for clip in clips)


def duration_faults(package: etree._Element, lasts: dict[int, int], record: Record) -> Iterator[str]:
    """Yield what is wrong with the durations in ``package``. ``lasts`` are those of the overlays, by their number."""
    stated = {
        meta.get("refines", ""): read_clock(meta.text or "")
        for meta in package.iterfind(f"{OPF}metadata/{OPF}meta")
        if meta.get("property") == "media:duration"
    }
    for number, duration_ms in lasts.items():
        said = stated.pop(f"#overlay-{number}", None)
        if said is None:
            yield f"the package does not say how long the overlay of slide {number} lasts"
        elif said != duration_ms:
            yield f"the package says that the overlay of slide {number} lasts {said} ms, and it lasts {duration_ms} ms"
    if stated.pop("", None) != record.duration_ms:
        yield f"the package does not say that the whole lasts {record.duration_ms} ms"
    if sum(lasts.values()) != record.duration_ms:
        yield f"all overlays last {sum(lasts.values())} ms, and the edition {record.duration_ms} ms"
    yield from (f"a duration of {name!r}, which is no overlay" for name in stated)


def skippable_faults(clips: Sequence[OverlayClip], part: ReadPart, record: Record) -> Iterator[str]:
    """Yield each clip that can be skipped and is narration, or cannot be skipped and is not."""
    sentences: dict[str, RecordSentence] = {
        f"../{text_file(part.number)}#{sentence_id(slide.number, index)}": sentence
        for slide in part.slides
        for index, sentence in enumerate(record.segments[slide.number - 1].sentences, 1)
    }
    for clip in clips:
        sentence = sentences.get(clip.text)
        if sentence is not None and clip.type != (wanted := SKIPPABLE.get(sentence.purpose, "")):
            found, right = (f"as {one!r}" if one else "never" for one in (clip.type, wanted))
            yield f"{sentence.text[:40]!r} in {text_file(part.number)} is skipped {found} instead of {right}"
