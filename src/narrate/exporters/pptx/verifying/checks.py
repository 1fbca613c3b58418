"""Reads a deck back, without the library that wrote it, and compares it with what was to be written."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P14, P173, A, P, R
from narrate.exporters.pptx.verifying import playback, shown_words
from narrate.exporters.pptx.verifying.accessibility import presentation_faults, slide_faults, sound_faults
from narrate.exporters.pptx.verifying.carried import check_carried, finding_of
from narrate.exporters.pptx.verifying.drawing import Drawing, read_drawing
from narrate.exporters.pptx.verifying.legibility import LEAST_CONTRAST, size_faults, worst_contrast
from narrate.exporters.pptx.verifying.reading_deck import (
    Deck,
    SlideParts,
    is_body,
    is_title,
    paragraphs_of,
    read_slides,
    read_xml,
    relations_of,
)
from narrate.exporters.pptx.verifying.references import check_references
from narrate.exporters.pptx.verifying.shown_pictures import Album
from narrate.exporters.pptx.verifying.slide_checks import NOTHING_ELSE, SlideChecks, deck_faults
from narrate.exporters.verifying.captions_checks import check_captions, parse_captions
from narrate.exporters.verifying.deck_and_page import lost_from_deck
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import same_words, spaced, spoken_text
from narrate.exporters.verifying.zip_checks import examine_zip
from narrate.languages import office_tag, own_name
from narrate.manifest import file_hash


@dataclass(frozen=True, slots=True)
class _ReadSlide:
    """What is kept of a slide after its XML is dropped, since the XML of a long deck does not fit into memory."""

    title: str
    notes: str
    sounds: tuple[str, ...]
    """The SHA-256 of each file that a player may play. PowerPoint 2010 and later play one, other players the other."""
    captions: tuple[tuple[str, str, str], ...]
    """(language, name of the language, WebVTT) of each caption track."""
    advances: playback.Advances
    words: tuple[tuple[str, int | None], ...]
    """(text, number or None) of each paragraph."""
    pictures: tuple[tuple[str, str], ...]
    """(SHA-256, description) of each picture."""


@dataclass(slots=True)
class _SlideFaults:
    """The faults of all slides read so far, by the name of the check.

    ``contrast`` is the lowest contrast so far. ``off_ms`` is the longest time so far between a change on a slide and
    the start of the nearest word.
    """

    faults: dict[str, list[str]]
    contrast: float = 21.0
    off_ms: int = 0

    def add(self, check: str, where: str, faults: Iterable[str]) -> None:
        self.faults[check] += [f"{where}: {fault}" for fault in faults]

    def finding(self, check: str) -> Finding:
        faults = tuple(self.faults[check])
        return Finding("pptx", check, len(faults), 0, "faults", faults)


_CHECKS = (
    "accessibility",
    "contrast",
    "right to left",
    "show",
    "changes",
    "words on slides",
    "pictures",
    NOTHING_ELSE,
)


def check_deck(record: Record) -> Iterator[Finding]:
    """Compare ``<topic>.pptx`` with the record of the edition, and yield one finding for each check."""
    path = record.folder / f"{record.name}.pptx"
    faults, is_readable = examine_zip(path)
    yield finding_of("zip file", faults)
    if not is_readable:
        return
    yield from check_carried(path, record)
    dangling = check_references(path)
    yield Finding("pptx", "references", len(dangling), 0, "dangling", tuple(dangling))
    collected = _SlideFaults({name: [] for name in _CHECKS})
    with Deck(path) as deck:
        language, title = record.manifest.language, record.manifest.title
        collected.faults["accessibility"] += presentation_faults(deck, record.segments, title, language)
        collected.faults["show"] += playback.presentation_show(deck)
        collected.faults[NOTHING_ELSE] += deck_faults(deck, record.manifest)
        checks = SlideChecks(deck, record.manifest)
        size, album = shown_words.slide_size(read_xml(deck, "ppt/presentation.xml")), Album(deck, record)
        slides = []
        for number, parts in enumerate(read_slides(deck), 1):
            slides.append(_read(deck, parts, album))
            segment = record.segments[number - 1] if number <= len(record.segments) else None
            where, drawing = _place(slides[-1]), read_drawing(parts)
            _check_legibility(deck, parts, drawing, slides[-1], record, collected)
            for check, fault in checks.faults(parts, drawing, number):
                collected.add(check, where, (fault,))
            collected.add("words on slides", where, [*shown_words.unseen_words(drawing, parts, size)])
            collected.add("words on slides", where, shown_words.number_faults(parts, number, len(record.segments)))
            collected.add("pictures", where, album.unpainted(parts))
            if segment is not None:
                collected.add("show", where, playback.slide_show(parts, segment))
                collected.add("accessibility", where, sound_faults(parts.slide, segment, language))
                off_ms, changes = playback.changes_off(parts, segment)
                collected.off_ms = max(collected.off_ms, off_ms)
                collected.add("changes", where, changes)
    yield collected.finding("accessibility")
    low = tuple(collected.faults["contrast"])
    yield Finding("pptx", "contrast", round(collected.contrast, 2), LEAST_CONTRAST, ":1", low)
    yield collected.finding("right to left")
    yield collected.finding(NOTHING_ELSE)
    if len(slides) != len(record.segments):
        wrong_count = ("a slide is missing or too many",)
        yield Finding("pptx", "slides", len(slides), len(record.segments), "slides", wrong_count)
        yield from (collected.finding(check) for check in ("show", "words on slides", "pictures"))
        return
    pairs = list(zip(slides, record.segments, strict=True))
    yield from _speech_findings(pairs, record)
    yield from _show_findings(pairs, collected)
    yield from _content_findings(slides, record, collected)


def _place(slide: _ReadSlide) -> str:
    """Return how a fault names its slide: by the start of its title."""
    return repr(spaced(slide.title)[:40])


def _check_legibility(
    deck: zipfile.ZipFile,
    parts: SlideParts,
    drawing: Drawing,
    slide: _ReadSlide,
    record: Record,
    collected: _SlideFaults,
) -> None:
    """Check a slide's accessibility, sizes, contrast and text direction, and add its faults to ``collected``."""
    language, where = record.manifest.language, _place(slide)
    headings = [segment.heading for segment in record.segments]
    collected.add("accessibility", where, (*slide_faults(parts, language), *size_faults(parts, headings)))
    ratio, low = worst_contrast(drawing, deck)
    collected.contrast = min(collected.contrast, ratio)
    collected.add("contrast", where, low)
    lines = "\n".join([*(text for text, _ in slide.words), slide.notes]).split("\n")
    collected.add("right to left", where, direction_faults(lines, language))


def _speech_findings(pairs: list[tuple[_ReadSlide, RecordSegment]], record: Record) -> Iterator[Finding]:
    """Compare the notes, titles, sounds and captions of the slides with what is spoken."""
    language = record.manifest.language
    notes = [
        f"the notes of {segment.heading!r} are not what it says"
        for slide, segment in pairs
        if not same_words(slide.notes, spoken_text(segment, language))
    ]
    yield Finding("pptx", "notes", len(pairs) - len(notes), len(pairs), "slides", tuple(notes))
    titles = [
        f"slide {segment.heading!r} has the title {slide.title!r}"
        for slide, segment in pairs
        if not same_words(slide.title, segment.heading)
    ]
    titles += ["two slides have one title"] * (len({slide.title for slide, _ in pairs}) != len(pairs))
    yield Finding("pptx", "titles", len(pairs) - len(titles), len(pairs), "slides", tuple(titles))
    sounds = [
        f"the sound of {segment.heading!r} is not its track"
        for index, (slide, segment) in enumerate(pairs)
        if not slide.sounds or not all(_is_track(record, index, segment, sound) for sound in slide.sounds)
    ]
    yield Finding("pptx", "sounds", len(pairs) - len(sounds), len(pairs), "slides", tuple(sounds))
    yield _captions(pairs, language)


def _show_findings(pairs: list[tuple[_ReadSlide, RecordSegment]], collected: _SlideFaults) -> Iterator[Finding]:
    """Yield the findings on whether the deck plays by itself, and when its slides and what is on them change."""
    advances = [fault for slide, segment in pairs for fault in playback.advance_faults(slide.advances, segment)]
    yield collected.finding("show")
    yield Finding("pptx", "advance", len(pairs) - len(advances), len(pairs), "slides", tuple(advances))
    yield Finding("pptx", "changes", collected.off_ms, 0, "ms off a word", tuple(collected.faults["changes"]))


def _content_findings(slides: list[_ReadSlide], record: Record, collected: _SlideFaults) -> Iterator[Finding]:
    """Compare what the slides show with what the edition's HTML page shows, if there is a page."""
    if "html" in record.manifest.formats:
        words, pictures = lost_from_deck(record, [(slide.words, slide.pictures) for slide in slides])
        collected.faults["words on slides"] += words
        collected.faults["pictures"] += pictures
    yield collected.finding("words on slides")
    yield collected.finding("pictures")


def _is_track(record: Record, number: int, segment: RecordSegment, digest: str) -> bool:
    """Whether ``digest`` is the SHA-256 of the track of slide ``number`` (from 0).

    The track is the file in the edition if it is there, otherwise the one in the store.
    """
    path = record.folder / segment.track
    if path.is_file():
        return digest == file_hash(path)
    entry = record.store.find(record.manifest.tracks[number], ".mp3")
    return entry is not None and digest == file_hash(entry.path)


def _captions(pairs: list[tuple[_ReadSlide, RecordSegment]], language: str) -> Finding:
    worst = 0.0
    faults: list[str] = []
    for slide, segment in pairs:
        if [tag for tag, _, _ in slide.captions] != [office_tag(language)]:
            faults.append(f"{segment.heading!r} has no captions that a player finds, or in another language")
        for _, name, text in slide.captions:
            if name != own_name(language):
                faults.append(f"the captions of {segment.heading!r} are called {name!r}, not {own_name(language)!r}")
            captions = parse_captions(text, "vtt")
            for finding in check_captions("pptx", captions, segment.sentences, language, segment.start_ms):
                faults += finding.faults
                if finding.unit == "ms" and finding.worst is not None:
                    worst = max(worst, finding.worst)
    return Finding("pptx", "captions inside", worst, 0, "ms off", tuple(faults))


def _read(deck: zipfile.ZipFile, parts: SlideParts, album: Album) -> _ReadSlide:
    relations = relations_of(deck, parts.name)
    tracks = [
        (track.get("lang") or "", track.get("label") or "", relations.get(track.get(f"{R}embed") or ""))
        for track in parts.slide.iter(f"{P173}track")
    ]
    return _ReadSlide(
        _first_words(parts.slide, is_title),
        _first_words(parts.notes, is_body),
        tuple(hashlib.sha256(deck.read(name)).hexdigest() for name in _sounds(parts.slide, relations)),
        tuple((tag, name, deck.read(relation[1]).decode()) for tag, name, relation in tracks if relation),
        playback.advances_of(parts.slide),
        tuple(shown_words.words_of(parts)),
        tuple(album.pictures(parts)),
    )


def _first_words(root: etree._Element | None, is_wanted: Callable[[etree._Element], bool]) -> str:
    """Return the words of the first shape below ``root`` for which ``is_wanted`` is true; empty if there is none."""
    shapes = (shape for shape in root.iter(f"{P}sp") if is_wanted(shape)) if root is not None else ()
    return next(("\n".join(paragraphs_of(shape)) for shape in shapes), "")


def _sounds(slide: etree._Element, relations: Mapping[str, tuple[str, str]]) -> set[str]:
    """Return the paths of the sounds that a slide plays; empty if it does not refer to exactly two.

    The first reference is for old players, the second for new ones. Both may lead to the same file.
    """
    played = [element.get(f"{R}link") for element in slide.iter(f"{A}audioFile")]
    played += [element.get(f"{R}embed") for element in slide.iter(f"{P14}media")]
    return {relations[id_ or ""][1] for id_ in played} if len(played) == 2 else set()
