"""Checks the media overlays of a book: each sentence or word is heard at its time, and together they are the whole sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.epub.format import audio_file, text_file
from narrate.exporters.epub.verifying.expected_clips import ExpectedClip, expected_clips
from narrate.exporters.epub.verifying.reading import EPUB_TYPE, OPF, ReadPart
from narrate.exporters.verifying.edition_record import Record

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
    """Return the time ``text`` in ms, or None if narrate does not write times so."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def clip_faults(clips: Sequence[OverlayClip], part: ReadPart, record: Record, *, by_words: bool) -> Iterator[str]:
    """Yield what is wrong with the ``clips`` of ``part``. ``by_words`` is whether each word has a clip."""
    wanted = [
        (slide.number, clip)
        for slide in part.slides
        for sentence in expected_clips(slide.number, record.segments[slide.number - 1], by_words=by_words)
        for clip in sentence.clips
    ]
    if len(clips) != len(wanted):
        yield f"{len(clips)} clips in the overlay of slide {part.number} instead of {len(wanted)}"
    for clip, (number, right) in zip(clips, wanted, strict=False):
        yield from _clip_faults(clip, part, number, right)


def _clip_faults(clip: OverlayClip, part: ReadPart, number: int, right: ExpectedClip) -> Iterator[str]:
    where = f"{right.text[:40]!r} (slide {number})"
    if clip.text != f"../{text_file(part.number)}#{right.id}":
        yield f"{where} marks {clip.text[:60]!r}"
    if clip.audio != f"../{audio_file(number)}":
        yield f"{where} is heard in {clip.audio[:60]!r}"
    for what, found, wanted in (("begins", clip.begin_ms, right.begin_ms), ("ends", clip.end_ms, right.end_ms)):
        if found is None:
            yield f"{where}: the time when it {what} cannot be read"
        elif abs(found - wanted) > _LIMIT_MS:
            yield f"{where} {what} at {found} ms of its track instead of {wanted} ms"


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
            yield f"the package says that the overlay of slide {number} lasts {said} ms, but it lasts {duration_ms} ms"
    if stated.pop("", None) != record.duration_ms:
        yield f"the package does not say that the whole book lasts {record.duration_ms} ms"
    if sum(lasts.values()) != record.duration_ms:
        yield f"all overlays last {sum(lasts.values())} ms, but the edition {record.duration_ms} ms"
    yield from (f"the package gives a duration for {name!r}, which is not an overlay" for name in stated)


def skippable_faults(clips: Sequence[OverlayClip], part: ReadPart, record: Record, *, by_words: bool) -> Iterator[str]:
    """Yield each clip whose ``epub:type``, by which it can be skipped, does not fit the purpose of its sentence."""
    wanted = {
        f"../{text_file(part.number)}#{clip.id}": clip
        for slide in part.slides
        for sentence in expected_clips(slide.number, record.segments[slide.number - 1], by_words=by_words)
        for clip in sentence.clips
    }
    for clip in clips:
        right = wanted.get(clip.text)
        if right is not None and clip.type != right.type:
            found, needed = (f"as {one!r}" if one else "never" for one in (clip.type, right.type))
            yield f"{right.text[:40]!r} in {text_file(part.number)} is skipped {found} instead of {needed}"
