"""Reads a deck back, without the library that wrote it, and compares it with what was to be written."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from narrate.exporters.pptx.format import P14, P173, A, P, R
from narrate.exporters.pptx.verifying import playback, shown_words
from narrate.exporters.pptx.verifying.accessibility import presentation_faults, slide_faults, sound_faults
from narrate.exporters.pptx.verifying.carried import check_carried, finding_of
from narrate.exporters.pptx.verifying.deck_sounds import Sounds, other_sounds
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
from narrate.exporters.verifying.text_differences import text_difference
from narrate.exporters.verifying.zip_checks import examine_zip
from narrate.languages import office_tag, own_name


@dataclass(frozen=True, slots=True)
class _ReadSlide:
    """What is kept of a slide after its XML is dropped, since the XML of a long deck does not fit into memory."""

    title: str
    notes: str
    sounds: Sounds
    """The files that a player may play. PowerPoint 2010 and later play one, other players the other."""
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
    path = _path(record)
    faults, is_readable = examine_zip(path)
    yield finding_of("zip file", faults)
    if not is_readable:
        return
    yield from check_carried(path, record)
    dangling = check_references(path)
    yield Finding("pptx", "references", len(dangling), 0, "faults", tuple(dangling))
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
            collected.add("pictures", where, album.unpainted(parts, segment.id if segment else ""))
            if segment is not None:
                collected.add("show", where, playback.slide_show(parts, segment))
                collected.add("accessibility", where, sound_faults(parts.slide, segment, language))
                off_ms, changes = playback.changes_off(parts, segment)
                collected.off_ms = max(collected.off_ms, off_ms)
                collected.add("changes", where, changes)
    yield collected.finding("accessibility")
    low = tuple(collected.faults["contrast"])
    yield Finding("pptx", "contrast", round(collected.contrast, 2), LEAST_CONTRAST, ":1", low, at_least=True)
    yield collected.finding("right to left")
    yield collected.finding(NOTHING_ELSE)
    if len(slides) != len(record.segments):
        wrong_count = (f"the deck has {len(slides)} slides, and the timeline {len(record.segments)}",)
        yield Finding("pptx", "slides", len(slides), len(record.segments), "slides", wrong_count)
        yield from (collected.finding(check) for check in ("show", "words on slides", "pictures"))
        return
    pairs = list(zip(slides, record.segments, strict=True))
    yield from _speech_findings(pairs, record)
    yield from _show_findings(pairs, collected)
    yield from _content_findings(slides, record, collected)


def _path(record: Record) -> Path:
    return record.folder / f"{record.name}.pptx"


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
        f"the notes of {segment.heading!r} are not what it says: {text_difference(slide.notes, said) or 'lines are divided otherwise'}"
        for slide, segment in pairs
        if not same_words(slide.notes, said := spoken_text(segment, language))
    ]
    yield Finding("pptx", "notes", len(pairs) - len(notes), len(pairs), "slides", tuple(notes), at_least=True)
    titles = [
        f"slide {segment.heading!r} has the title {slide.title!r}"
        for slide, segment in pairs
        if not same_words(slide.title, segment.heading)
    ]
    counts = Counter(slide.title for slide, _ in pairs)
    titles += [f"{count} slides have the title {title!r}" for title, count in counts.items() if count > 1]
    yield Finding("pptx", "titles", len(pairs) - len(titles), len(pairs), "slides", tuple(titles), at_least=True)
    sounds = list(other_sounds(_path(record), record, [slide.sounds for slide, _ in pairs]))
    yield Finding("pptx", "sounds", len(pairs) - len(sounds), len(pairs), "slides", tuple(sounds), at_least=True)
    yield _captions(pairs, language)


def _show_findings(pairs: list[tuple[_ReadSlide, RecordSegment]], collected: _SlideFaults) -> Iterator[Finding]:
    """Yield the findings on whether the deck plays by itself, and when its slides and what is on them change."""
    advances = [fault for slide, segment in pairs for fault in playback.advance_faults(slide.advances, segment)]
    yield collected.finding("show")
    yield Finding("pptx", "advance", len(pairs) - len(advances), len(pairs), "slides", tuple(advances), at_least=True)
    yield Finding("pptx", "changes", collected.off_ms, 0, "ms off a word", tuple(collected.faults["changes"]))


def _content_findings(slides: list[_ReadSlide], record: Record, collected: _SlideFaults) -> Iterator[Finding]:
    """Compare what the slides show with what the edition's HTML page shows, if there is a page."""
    if "html" in record.manifest.formats:
        words, pictures = lost_from_deck(record, [(slide.words, slide.pictures) for slide in slides])
        collected.faults["words on slides"] += words
        collected.faults["pictures"] += pictures
    yield collected.finding("words on slides")
    yield collected.finding("pictures")


def _captions(pairs: list[tuple[_ReadSlide, RecordSegment]], language: str) -> Finding:
    worst = 0.0
    faults: list[str] = []
    for slide, segment in pairs:
        if (tags := [tag for tag, _, _ in slide.captions]) != [office_tag(language)]:
            found = f"captions in {' and '.join(map(repr, tags))}" if tags else "no captions that a player finds"
            faults.append(f"{segment.heading!r} has {found}, not in {office_tag(language)!r} alone")
        for _, name, text in slide.captions:
            if name != own_name(language):
                faults.append(f"the captions of {segment.heading!r} are called {name!r}, not {own_name(language)!r}")
            try:
                captions = parse_captions(text, "vtt")
            except ValueError as error:
                faults.append(f"the captions of {segment.heading!r}: {error}")
                continue
            for finding in check_captions("pptx", captions, segment.sentences, language, segment.start_ms):
                faults += [f"{segment.heading!r}: {fault}" for fault in finding.faults]
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
        tuple((name, hashlib.sha256(deck.read(name)).hexdigest()) for name in _sounds(parts.slide, relations)),
        tuple((tag, name, deck.read(relation[1]).decode()) for tag, name, relation in tracks if relation),
        playback.advances_of(parts.slide),
        tuple(shown_words.words_of(parts)),
        tuple(album.pictures(parts)),
    )


def _first_words(root: etree._Element | None, is_wanted: Callable[[etree._Element], bool]) -> str:
    """Return the words of the first shape below ``root`` for which ``is_wanted`` is true; empty if there is none."""
    shapes = (shape for shape in root.iter(f"{P}sp") if is_wanted(shape)) if root is not None else ()
    return next(("\n".join(paragraphs_of(shape)) for shape in shapes), "")


def _sounds(slide: etree._Element, relations: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return the names of the sounds that a slide plays; empty if it does not refer to exactly two.

    The first reference is for old players, the second for new ones. Both may lead to the same file.
    """
    played = [element.get(f"{R}link") for element in slide.iter(f"{A}audioFile")]
    played += [element.get(f"{R}embed") for element in slide.iter(f"{P14}media")]
    return list(dict.fromkeys(relations[id_ or ""][1] for id_ in played)) if len(played) == 2 else []
