"""The deck, read back without the library that wrote it."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.cues import check_captions, parse_captions
from narrate.exporters.pptx.accessibility import presentation_faults, slide_faults
from narrate.exporters.pptx.legibility import LEAST_CONTRAST, size_faults, worst_contrast
from narrate.exporters.pptx.reading_deck import Parts, R, is_body, is_title, read_slides, relations_of, text_of
from narrate.exporters.pptx.references import check_references
from narrate.exporters.record import Finding, Heard, Record, without_space
from narrate.manifest import file_hash
from narrate.sources.drawing_colours import A, P

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


@dataclass(frozen=True, slots=True)
class _ReadSlide:
    """What a slide of the file holds."""

    title: str
    notes: str
    sounds: tuple[bytes, ...]
    """What each player takes for its sound: PowerPoint 2010 and later the media, others the audio."""
    captions: str
    advance_ms: int


def check_deck(record: Record) -> Iterator[Finding]:
    """Compare ``<topic>.pptx`` with the record."""
    path = record.folder / f"{record.name}.pptx"
    dangling = check_references(path)
    yield Finding("pptx", "references", len(dangling), 0, "dangling", tuple(dangling))
    with zipfile.ZipFile(path) as deck:
        language = record.manifest.language
        faults = list(presentation_faults(deck, record.segments, language))
        headings = [segment.heading for segment in record.segments]
        slides, worst, dull = [], 21.0, []
        for parts in read_slides(deck):
            slides.append(_read(deck, parts))
            where = repr(slides[-1].title[:40])
            faults += [f"{where}: {fault}" for fault in (*slide_faults(parts, language), *size_faults(parts, headings))]
            ratio, pale = worst_contrast(parts, deck)
            worst = min(worst, ratio)
            dull += [f"{where}: {fault}" for fault in pale]
    yield Finding("pptx", "accessibility", len(faults), 0, "faults", tuple(faults))
    yield Finding("pptx", "contrast", round(worst, 2), LEAST_CONTRAST, ":1", tuple(dull))
    if len(slides) != len(record.segments):
        yield Finding(
            "pptx", "slides", len(slides), len(record.segments), "slides", ("a slide is missing or too many",)
        )
        return
    pairs = list(zip(slides, record.segments, strict=True))
    notes = [
        f"the notes of {s.heading!r} are not what it says"
        for r, s in pairs
        if without_space(r.notes) != without_space(s.text)
    ]
    yield Finding("pptx", "notes", len(pairs) - len(notes), len(pairs), "slides", tuple(notes))
    titles = [
        f"slide {s.heading!r} has the title {r.title!r}"
        for r, s in pairs
        if without_space(r.title) != without_space(s.heading)
    ]
    titles += ["two slides have one title"] * (len({r.title for r in slides}) != len(slides))
    yield Finding("pptx", "titles", len(pairs) - len(titles), len(pairs), "slides", tuple(titles))
    sounds = [
        f"the sound of {s.heading!r} is not its track"
        for n, (r, s) in enumerate(pairs)
        if not r.sounds or not all(_is_track(record, n, s, sound) for sound in r.sounds)
    ]
    yield Finding("pptx", "sounds", len(pairs) - len(sounds), len(pairs), "slides", tuple(sounds))
    early = [
        f"{s.heading!r} goes before it has spoken"
        for r, s in pairs
        if r.advance_ms < s.sentences[-1].end_ms - s.start_ms
    ]
    yield Finding("pptx", "advance", len(pairs) - len(early), len(pairs), "slides", tuple(early))
    yield _captions(pairs)


def _is_track(record: Record, number: int, segment: Heard, sound: bytes) -> bool:
    """Whether ``sound`` is the very track: the file's beside the deck, else the store's."""
    digest = hashlib.sha256(sound).hexdigest()
    path = record.folder / segment.track
    if path.is_file():
        return digest == file_hash(path)
    entry = record.store.find(record.manifest.tracks[number], ".mp3")
    return entry is not None and digest == file_hash(entry.path)


def _captions(pairs: list[tuple[_ReadSlide, Heard]]) -> Finding:
    worst = 0.0
    faults: list[str] = []
    for read, segment in pairs:
        for finding in check_captions("pptx", parse_captions(read.captions), segment.sentences, segment.start_ms):
            faults += finding.faults
            if finding.unit == "ms" and finding.worst is not None:
                worst = max(worst, finding.worst)
    return Finding("pptx", "captions inside", worst, 0, "ms late", tuple(faults))


def _read(deck: zipfile.ZipFile, parts: Parts) -> _ReadSlide:
    title = next((text_of(shape) for shape in parts.slide.iter(f"{P}sp") if is_title(shape)), "")
    bodies = (shape for shape in parts.notes.iter(f"{P}sp") if is_body(shape)) if parts.notes is not None else ()
    notes = next((text_of(shape) for shape in bodies), "")
    advances = [_advance(element, parts.slide) for element in parts.slide.iter(f"{P}transition")]
    played = [element.get(f"{R}link") for element in parts.slide.iter(f"{A}audioFile")]
    played += [element.get(f"{R}embed") for element in parts.slide.iter(f"{_P14}media")]
    relations = relations_of(deck, parts.name)
    sounds = tuple(deck.read(relations[id_ or ""][1]) for id_ in played) if len(played) == 2 else ()
    captions = deck.read(parts.targets["track"]).decode() if "track" in parts.targets else ""
    return _ReadSlide(title, notes, sounds, captions, min(advances, default=0))


def _advance(transition: etree._Element, root: etree._Element) -> int:
    """When a transition comes, ms: the branch that only LibreOffice takes counts from the last effect."""
    point = int(transition.get("advTm") or 0)
    branch = transition.getparent()
    if branch is None or branch.get("Requires") != "x12ac":
        return point
    delays = (cond.get("delay") or "" for cond in root.iterfind(f"{P}timing//{P}cond"))
    return point + max((int(delay) for delay in delays if delay.isdecimal()), default=0)
