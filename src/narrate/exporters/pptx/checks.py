"""The deck, read back without the library that wrote it."""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.cues import check_captions, parse_captions
from narrate.exporters.pptx.references import check_references
from narrate.exporters.record import Finding, Heard, Record, without_space
from narrate.manifest import file_hash

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True, slots=True)
class _ReadSlide:
    """What a slide of the file holds."""

    title: str
    notes: str
    sounds: tuple[bytes, ...]
    """What each player takes for its sound: PowerPoint 2010 and later the media, others the audio."""
    captions: str
    advance_ms: int
    untold: tuple[str, ...]


def check_deck(record: Record) -> Iterator[Finding]:
    """Compare ``<topic>.pptx`` with the record."""
    path = record.folder / f"{record.name}.pptx"
    faults = check_references(path)
    yield Finding("pptx", "references", len(faults), 0, "dangling", tuple(faults))
    with zipfile.ZipFile(path) as deck:
        slides = list(_slides(deck))
        wrong = _presentation_faults(deck)
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
    untold = [f"{s.heading!r}: {fault}" for r, s in pairs for fault in r.untold]
    yield Finding("pptx", "accessibility", len(untold) + len(wrong), 0, "faults", (*wrong, *untold))


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


def _slides(deck: zipfile.ZipFile) -> Iterator[_ReadSlide]:
    relations = _relations(deck, "ppt/presentation.xml")
    root = etree.fromstring(deck.read("ppt/presentation.xml"))
    for element in root.iter(f"{_P}sldId"):
        yield _read(deck, relations[element.get(f"{_R}id") or ""][1])


def _read(deck: zipfile.ZipFile, name: str) -> _ReadSlide:
    root = etree.fromstring(deck.read(name))
    relations = _relations(deck, name)
    targets = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    holders = (s for s in root.iter(f"{_P}sp") if s.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph[@type='title']") is not None)
    title = next((_text(shape) for shape in holders), "")
    notes = ""
    if "notesSlide" in targets:
        notes_root = etree.fromstring(deck.read(targets["notesSlide"]))
        bodies = (
            s for s in notes_root.iter(f"{_P}sp") if s.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph[@type='body']") is not None
        )
        notes = next((_text(shape) for shape in bodies), "")
    advances = [_advance(element, root) for element in root.iter(f"{_P}transition")]
    played = [e.get(f"{_R}link") for e in root.iter(f"{_A}audioFile")]
    played += [e.get(f"{_R}embed") for e in root.iter(f"{_P14}media")]
    sounds = tuple(deck.read(relations[id_ or ""][1]) for id_ in played) if len(played) == 2 else ()
    captions = deck.read(targets["track"]).decode() if "track" in targets else ""
    return _ReadSlide(title, notes, sounds, captions, min(advances, default=0), tuple(_untold(root)))


def _advance(transition: etree._Element, root: etree._Element) -> int:
    """When a transition comes, ms: the branch that only LibreOffice takes counts from the last effect."""
    point = int(transition.get("advTm") or 0)
    branch = transition.getparent()
    if branch is None or branch.get("Requires") != "x12ac":
        return point
    delays = (cond.get("delay") or "" for cond in root.iterfind(f"{_P}timing//{_P}cond"))
    return point + max((int(delay) for delay in delays if delay.isdecimal()), default=0)


def _untold(root: etree._Element) -> Iterator[str]:
    """What a screen reader would stumble over."""
    if any(not (run.get("lang") or "") for run in root.iter(f"{_A}rPr", f"{_A}endParaRPr")):
        yield "words without a language"
    if any(run.find(f"{_A}rPr") is None for run in root.iter(f"{_A}r")):
        yield "words without a language"
    for picture in root.iter(f"{_P}pic"):
        properties = picture.find(f"{_P}nvPicPr/{_P}cNvPr")
        decorative = any(True for _ in picture.iter("{*}decorative"))
        description = (properties.get("descr") or "").strip() if properties is not None else ""
        if not decorative and (not description or re.search(r"\.(png|jpe?g|svg|mp3)$", description)):
            yield "a picture without a description"


def _presentation_faults(deck: zipfile.ZipFile) -> list[str]:
    core = etree.fromstring(deck.read("docProps/core.xml"))
    return [
        f"the deck has no {what}" for what in ("title", "language") if not (core.findtext(f"{{*}}{what}") or "").strip()
    ]


def _text(shape: etree._Element) -> str:
    paragraphs = (
        "".join(" " if part.tag == f"{_A}br" else part.text or "" for part in p.iter(f"{_A}t", f"{_A}br"))
        for p in shape.iter(f"{_A}p")
    )
    return "\n".join(paragraphs)


def _relations(deck: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (type, part)."""
    folder, name = posixpath.split(part)
    found = {}
    for relation in etree.fromstring(deck.read(f"{folder}/_rels/{name}.rels")):
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id") or ""] = (relation.get("Type") or "", path)
    return found
