"""Reads a kept deck back: what was in it must be as it was, and each slide must play its own sound at its own times.

This does not use the code that wrote the deck. What narrate replaced on a slide is in the slide's memory, whose digest is in
the manifest, so the animation can be compared effect by effect.
"""

from __future__ import annotations

import base64
import hashlib
import math
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P14, P15, P173, URIS, A, P, R
from narrate.exporters.pptx.kept_names import MEMORY_KEY, NARRATE, REST_KEY, is_narration
from narrate.exporters.pptx.verifying.deck_sounds import other_sounds
from narrate.exporters.pptx.verifying.kept_effects import Effect, effects_of, last_effect_ms, media_ms_of
from narrate.exporters.pptx.verifying.reading_deck import Deck, kinds_of, relations_of
from narrate.exporters.verifying.captions_checks import check_captions, parse_captions
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.languages import office_tag, own_name

_NO, _YES = ("0", "false"), ("1", "true")
_MOST_MEMORY = 20_000_000
_UNHEARD_MS, _POINT_REST_MS, _OFFICE_REST_MS, _FIRST_REST_MS = 600, 800, 300, 1300
_NAMES = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", URIS["p"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", URIS["a"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", URIS["r"].encode()),
)


@dataclass(frozen=True, slots=True)
class _Slide:
    """A slide of the deck. ``was`` are the transition and the animation that narrate replaced, if it did."""

    part: str
    root: etree._Element
    memory: etree._Element | None
    was: tuple[etree._Element, ...] = ()

    @property
    def pictures(self) -> list[etree._Element]:
        """The icons of narrations."""
        return [one for one in self.root.iter(f"{P}pic") if one.find(f".//{P15}isNarration") is not None]


def check_kept_deck(record: Record) -> Iterator[Finding]:
    """Compare the kept deck of ``record`` with the timeline and the manifest, and yield one finding for each check."""
    path = next((path for end in (".pptx", ".pptm") if (path := record.folder / f"{record.name}{end}").is_file()), None)
    if path is None:
        yield Finding("pptx", "zip file", 1, 0, "faults", (f"the deck is gone; {BUILD_AGAIN}",))
        return
    with Deck(path) as deck:
        faults = tuple(_zip_faults(deck))
        yield Finding("pptx", "zip file", len(faults), 0, "faults", faults)
        if faults:
            return
        slides = list(_slides(deck))
        changed = list(_part_faults(deck, slides, record.manifest.template_parts))
        yield Finding("pptx", "parts of the deck", len(changed), 0, "faults", tuple(changed))
        pairs = [(_slide_of(slides, segment), segment) for segment in record.segments if segment.slide]
        lost = tuple(f"slide {one.slide} is gone; {BUILD_AGAIN}" for slide, one in pairs if slide is None)
        there = [(slide, segment) for slide, segment in pairs if slide is not None]
        yield Finding("pptx", "slides", len(there), len(pairs), "slides", lost, at_least=True)
        voiced = [(slide, segment) for slide, segment in there if slide.memory is not None and not segment.silent_ms]
        silent = [(slide, segment) for slide, segment in there if slide.memory is not None and segment.silent_ms]
        others = [f"{_name(one)} should be silent; {BUILD_AGAIN}" for slide, one in silent if slide.pictures]
        left = [segment for slide, segment in there if slide.memory is None]
        note = f"not voiced, because the animation was not understood: {', '.join(map(_name, left))}" if left else ""
        yield Finding("pptx", "silent slides", len(others), 0, "faults", tuple(others), note)
        numbers = {segment.id: number for number, segment in enumerate(record.segments)}
        found: list[tuple[tuple[str, str], ...] | None] = [None] * len(record.segments)
        for slide, segment in voiced:
            found[numbers[segment.id]] = tuple(_sounds(deck, slide))
        sounds = tuple(other_sounds(path, record, found))
        yield Finding("pptx", "sounds", len(voiced) - len(sounds), len(voiced), "slides", sounds, at_least=True)
        yield _captions(deck, voiced, record.manifest.language)
        shown = [*(fault for slide, one in voiced for fault in _show_faults(slide, one)), *_properties(deck)]
        yield Finding("pptx", "show", len(shown), 0, "faults", tuple(shown))
        moved = [fault for slide, one in (*voiced, *silent) for fault in _effect_faults(slide, one)]
        yield Finding("pptx", "animations", len(moved), 0, "faults", tuple(moved))
        first = min((segment.slide for _, segment in there), default=0)
        advances = [
            fault for slide, one in (*voiced, *silent) for fault in _advance_faults(slide, one, is_first=one.slide == first)
        ]
        yield Finding("pptx", "advance", len(advances), 0, "faults", tuple(advances))


def _zip_faults(deck: Deck) -> Iterator[str]:
    """Yield what is wrong with the zip file. Its entries are as the program wrote them that made the deck."""
    for name, count in Counter(name.casefold() for name in deck.namelist()).items():
        if count > 1:
            yield f"{name} is in the file {count} times; {BUILD_AGAIN}"
    if damaged := deck.testzip():
        yield f"{damaged} is damaged; {BUILD_AGAIN}"


def _name(segment: RecordSegment) -> str:
    return f"slide {segment.slide} ({segment.heading[:40]!r})"


def _slides(deck: Deck) -> Iterator[_Slide]:
    """Yield the slides in the order of the presentation. Raises KeyError or ValueError if one cannot be read."""
    main = next(target for kind, target in relations_of(deck, "").values() if kind.endswith("/officeDocument"))
    relations = relations_of(deck, main)
    for entry in _xml(deck, main).iterfind(f"{P}sldIdLst/{P}sldId"):
        part = relations[entry.get(f"{R}id") or ""][1]
        root = _xml(deck, part)
        memory = next(root.iter(f"{{{NARRATE}}}slide"), None)
        yield _Slide(part, root, memory, tuple(_remembered(memory)) if memory is not None else ())


def _xml(deck: Deck, part: str) -> etree._Element:
    content = deck.read(part)
    for strict, usual in _NAMES:
        content = content.replace(strict, usual)
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the part {part} is not XML: {error}") from error


def _remembered(memory: etree._Element) -> Iterator[etree._Element]:
    packed = base64.b64decode(memory.get("was", ""))
    yield from etree.fromstring(zlib.decompressobj().decompress(packed, _MOST_MEMORY))


def _slide_of(slides: list[_Slide], segment: RecordSegment) -> _Slide | None:
    return slides[segment.slide - 1] if segment.slide <= len(slides) else None


def _part_faults(deck: Deck, slides: list[_Slide], wanted: Mapping[str, str]) -> Iterator[str]:
    """Yield each part that is not as it was in the deck that was given, or is not narrate's own."""
    voiced = {slide.part: slide for slide in slides if slide.memory is not None}
    found: dict[str, str] = {}
    for name in deck.namelist():
        slide = voiced.get(name)
        if slide is not None and slide.memory is not None:
            found[f"{name}{MEMORY_KEY}"] = hashlib.sha256(slide.memory.get("was", "").encode()).hexdigest()
            found[f"{name}{REST_KEY}"] = hashlib.sha256(_rest(slide)).hexdigest()
        elif not is_narration(name):
            found[name] = hashlib.sha256(deck.read(name)).hexdigest()
    for name in sorted({*found, *wanted}):
        part = name.partition("#")[0]
        if name not in wanted:
            yield f"{part} was not in the deck; {BUILD_AGAIN}"
        elif name not in found:
            yield f"{part} is gone; {BUILD_AGAIN}"
        elif found[name] != wanted[name]:
            what = {REST_KEY: "shows something else", MEMORY_KEY: "has forgotten its own animation"}
            key = name.removeprefix(part)
            yield f"{part} {what.get(key, 'is not as it was')}; {BUILD_AGAIN}"


def _rest(slide: _Slide) -> bytes:
    """Return the slide without what narrate has put in, in the canonical form of XML. ``slide`` stays as it is."""
    root = etree.fromstring(etree.tostring(slide.root))
    for picture in list(root.iter(f"{P}pic")):
        if picture.find(f".//{P15}isNarration") is not None:
            _remove(picture)
    for child in list(root):
        if any(child.tag == f"{P}{name}" or _holds(child, name) for name in ("transition", "timing")):
            _remove(child)
    memory = next(root.iter(f"{{{NARRATE}}}slide"))
    extension = memory.getparent()
    extensions = extension.getparent() if extension is not None else None
    assert extension is not None
    assert extensions is not None
    _remove(extension)
    if memory.get("extended") != "1" and len(extensions) == 0:
        _remove(extensions)
    rest: bytes = etree.tostring(root, method="c14n", exclusive=True)
    return rest


def _holds(child: etree._Element, name: str) -> bool:
    return child.tag == f"{{{URIS['mc']}}}AlternateContent" and child.find(f".//{P}{name}") is not None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _sounds(deck: Deck, slide: _Slide) -> Iterator[tuple[str, str]]:
    """Yield (name, SHA-256) of the sounds of the narration: that for old players, then that for new ones."""
    relations = relations_of(deck, slide.part)
    for picture in slide.pictures[:1]:
        ids = [one.get(f"{R}link") for one in picture.iter(f"{A}audioFile")]
        ids += [one.get(f"{R}embed") for one in picture.iter(f"{P14}media")]
        if len(ids) == 2:
            for name in dict.fromkeys(relations[id_ or ""][1] for id_ in ids):
                yield name, hashlib.sha256(deck.read(name)).hexdigest()


def _captions(deck: Deck, voiced: list[tuple[_Slide, RecordSegment]], language: str) -> Finding:
    worst, faults = 0.0, []
    for slide, segment in voiced:
        relations = relations_of(deck, slide.part)
        tracks = [track for picture in slide.pictures for track in picture.iter(f"{P173}track")]
        named = [(track.get("lang"), track.get("label")) for track in tracks]
        if named != [(office_tag(language), own_name(language))]:
            faults.append(f"{_name(segment)} has captions named {named}, not in {own_name(language)} alone; {BUILD_AGAIN}")
        for track in tracks:
            text = deck.read(relations[track.get(f"{R}embed") or ""][1]).decode()
            try:
                captions = parse_captions(text, "vtt")
            except ValueError as error:
                faults.append(f"the captions of {_name(segment)}: {error}")
                continue
            for finding in check_captions("pptx", captions, segment.sentences, language, segment.start_ms):
                faults += [f"{_name(segment)}: {fault}" for fault in finding.faults]
                if finding.unit == "ms" and finding.worst is not None:
                    worst = max(worst, finding.worst)
    return Finding("pptx", "captions inside", worst, 0, "ms off", tuple(faults))


def _show_faults(slide: _Slide, segment: RecordSegment) -> Iterator[str]:
    """Yield what would keep the narration of a slide from being heard."""
    name, pictures = _name(segment), slide.pictures
    if len(pictures) != 1:
        yield f"{name} has {len(pictures)} narrations; {BUILD_AGAIN}"
        return
    shape = pictures[0].find(f"{P}nvPicPr/{P}cNvPr")
    id_ = shape.get("id") if shape is not None else None
    tree = slide.root.find(f"{P}cSld/{P}spTree")
    shapes = [one for one in tree if one.tag not in (f"{P}nvGrpSpPr", f"{P}grpSpPr")] if tree is not None else []
    if shapes[:1] != pictures:
        yield f"the sound of {name} does not lie below all other shapes; {BUILD_AGAIN}"
    if [one.get("id") for one in slide.root.iter("{*}cNvPr")].count(id_) != 1:
        yield f"the sound of {name} has the id of another shape; {BUILD_AGAIN}"
    if shape is None or shape.get("hidden") in _YES:
        yield f"the sound of {name} is hidden; {BUILD_AGAIN}"
    duration = str(segment.end_ms - segment.start_ms)
    calls = [
        (one.get("cmd"), [node.get("dur") for node in one.iter(f"{P}cTn")])
        for one in slide.root.iter(f"{P}cmd")
        if [target.get("spid") for target in one.iter(f"{P}spTgt")] == [id_]
    ]
    if calls != [("playFrom(0.0)", [duration])]:
        yield f"the sound of {name} is not played once from its start for {duration} ms; {BUILD_AGAIN}"
    nodes = [
        one.get("isNarration")
        for one in slide.root.iter(f"{P}audio")
        if [target.get("spid") for target in one.iter(f"{P}spTgt")] == [id_]
    ]
    if nodes != ["1"]:
        yield f"the sound of {name} is not marked as narration; {BUILD_AGAIN}"


def _properties(deck: Deck) -> Iterator[str]:
    """Yield the settings of the deck that would keep its sounds from being heard, or its times from being used."""
    main = next(target for kind, target in relations_of(deck, "").values() if kind.endswith("/officeDocument"))
    name = kinds_of(deck, main).get("presProps")
    show = _xml(deck, name).find(f"{P}showPr") if name else None
    if show is None:
        return
    for attribute, default in (("showNarration", "0"), ("useTimings", "1")):
        if show.get(attribute, default) in _NO:
            yield f"the show has {attribute}={show.get(attribute)!r}; {BUILD_AGAIN}"


def _clicks(segment: RecordSegment, count: int, ends_ms: int) -> list[int]:
    """Return when each of ``count`` clicks comes: at its mark, and those without marks evenly before the end."""
    marks = [min(one - segment.start_ms, ends_ms) for one in segment.clicks_ms[:count]]
    last, rest = marks[-1] if marks else 0, count - len(marks)
    return [*marks, *(last + (ends_ms - last) * number // (rest + 1) for number in range(1, rest + 1))]


def _was(slide: _Slide, name: str) -> etree._Element | None:
    return next((one for one in slide.was if one.tag == f"{P}{name}" or _holds(one, name)), None)


def _ends_ms(segment: RecordSegment) -> int:
    return segment.silent_ms or segment.end_ms - segment.start_ms


def _effect_faults(slide: _Slide, segment: RecordSegment) -> Iterator[str]:
    """Yield each effect of the slide that is lost, added, or comes at another time than it should."""
    before = effects_of(_was(slide, "timing"))
    now = effects_of(slide.root.find(f"{P}timing"))
    own = {shape.get("id") for one in slide.pictures for shape in one.iter(f"{P}cNvPr")}
    played = [one for one in now if one.shapes & own]
    rest = [one for one in now if not one.shapes & own]
    ends = _ends_ms(segment)
    clicks = _clicks(segment, 1 + max((one.click for one in before), default=-1), ends)
    starts = _start_of(played)
    if [one.look for one in before] != [one.look for one in rest]:
        yield f"{_name(segment)} has other animations than it had: {len(rest)}, not {len(before)}; {BUILD_AGAIN}"
        return
    for old, new in zip(before, rest, strict=True):
        media = ends + starts if starts == 0 else 0
        wanted = media if old.is_media else (starts + clicks[old.click] if old.click >= 0 else 0) + old.at_ms
        if new.at_ms != wanted or new.click >= 0:
            yield f"an animation of {_name(segment)} comes after {new.at_ms} ms, not after {wanted}; {BUILD_AGAIN}"


def _start_of(played: list[Effect]) -> int:
    """Return when the narration starts, in ms from the start of the slide."""
    return played[0].at_ms if played else 0


def _advance_faults(slide: _Slide, segment: RecordSegment, *, is_first: bool) -> Iterator[str]:
    """Yield whether the slide does not advance when it has been heard, in PowerPoint or in LibreOffice."""
    timing = slide.root.find(f"{P}timing")
    own = {shape.get("id") for one in slide.pictures for shape in one.iter(f"{P}cNvPr")}
    effects = effects_of(timing)
    starts = _start_of([one for one in effects if one.shapes & own])
    last = last_effect_ms([one for one in effects if not one.shapes & own])
    ends = _ends_ms(segment)
    heard = ends if segment.silent_ms else max(segment.sentences[-1].end_ms - segment.start_ms, ends - _UNHEARD_MS)
    media = media_ms_of(effects, own) if starts == 0 and not segment.silent_ms else 0
    stays = max(starts + heard + media, last)
    late = _FIRST_REST_MS if is_first and not (segment.silent_ms and timing is None) else _OFFICE_REST_MS
    office, point = [], []
    for transition in slide.root.iter(f"{P}transition"):
        branch = transition.getparent()
        times = office if branch is not None and branch.get("Requires") == "x12ac" else point
        times.append(int(transition.get("advTm") or -1))
    wanted = 1000 * max(1, math.ceil((stays + late - last) / 1000))
    if office != [wanted]:
        yield f"{_name(segment)} advances after {office} ms in LibreOffice, not after {wanted}; {BUILD_AGAIN}"
    if set(point) != {stays + _POINT_REST_MS}:
        yield f"{_name(segment)} advances after {point} ms in PowerPoint, not after {stays + _POINT_REST_MS}; {BUILD_AGAIN}"
