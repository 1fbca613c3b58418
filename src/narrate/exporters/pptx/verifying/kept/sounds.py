"""Checks that each slide of a kept deck plays its own narration, with its own captions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from lxml import etree

from narrate.exporters.pptx.format import P14, P173, A, P, R
from narrate.exporters.pptx.verifying.kept.reading import KeptSlide, main_part, name_of, read_part
from narrate.exporters.pptx.verifying.reading_deck import Deck, kinds_of, relations_of
from narrate.exporters.verifying.captions_checks import check_captions, parse_captions
from narrate.exporters.verifying.edition_record import Finding, RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.languages import office_tag, own_name

_NO, _YES = ("0", "false"), ("1", "true")


def sounds_of(deck: Deck, slide: KeptSlide) -> Iterator[tuple[str, str]]:
    """Yield (name, SHA-256) of the sounds of the narration: that for old players, then that for new ones."""
    relations = relations_of(deck, slide.part)
    for picture in slide.pictures[:1]:
        ids = [one.get(f"{R}link") for one in picture.iter(f"{A}audioFile")]
        ids += [one.get(f"{R}embed") for one in picture.iter(f"{P14}media")]
        if len(ids) == 2:
            for name in dict.fromkeys(relations[id_ or ""][1] for id_ in ids):
                yield name, hashlib.sha256(deck.read(name)).hexdigest()


def captions_finding(deck: Deck, voiced: Sequence[tuple[KeptSlide, RecordSegment]], language: str) -> Finding:
    worst, faults = 0.0, []
    for slide, segment in voiced:
        relations = relations_of(deck, slide.part)
        tracks = [track for picture in slide.pictures for track in picture.iter(f"{P173}track")]
        named = [(track.get("lang"), track.get("label")) for track in tracks]
        if named != [(office_tag(language), own_name(language))]:
            faults.append(
                f"{name_of(segment)} has captions named {named}, not in {own_name(language)} alone; {BUILD_AGAIN}"
            )
        for track in tracks:
            text = deck.read(relations[track.get(f"{R}embed") or ""][1]).decode()
            try:
                captions = parse_captions(text, "vtt")
            except ValueError as error:
                faults.append(f"the captions of {name_of(segment)}: {error}")
                continue
            for finding in check_captions("pptx", captions, segment.sentences, language, segment.start_ms):
                faults += [f"{name_of(segment)}: {fault}" for fault in finding.faults]
                if finding.unit == "ms" and finding.worst is not None:
                    worst = max(worst, finding.worst)
    return Finding("pptx", "captions inside", worst, 0, "ms off", tuple(faults))


def show_faults(slide: KeptSlide, segment: RecordSegment) -> Iterator[str]:
    """Yield what would keep the narration of a slide from being heard."""
    name, pictures = name_of(segment), slide.pictures
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
    yield from _play_faults(slide, id_, segment)


def _play_faults(slide: KeptSlide, id_: str | None, segment: RecordSegment) -> Iterator[str]:
    """Yield what is wrong with how the sound of the shape ``id_`` is played, in each alternative of the animation."""
    duration = str(segment.end_ms - segment.start_ms)
    timings = list(slide.root.iter(f"{P}timing"))
    if not timings:
        yield f"the sound of {name_of(segment)} is not played; {BUILD_AGAIN}"
    for timing in timings:
        calls = [
            (one.get("cmd"), [node.get("dur") for node in one.iter(f"{P}cTn")]) for one in _acting(timing, "cmd", id_)
        ]
        if calls != [("playFrom(0.0)", [duration])]:
            yield f"the sound of {name_of(segment)} is not played once from its start for {duration} ms; {BUILD_AGAIN}"
        if [one.get("isNarration") for one in _acting(timing, "audio", id_)] != ["1"]:
            yield f"the sound of {name_of(segment)} is not marked as narration; {BUILD_AGAIN}"


def _acting(timing: etree._Element, kind: str, id_: str | None) -> Iterator[etree._Element]:
    """Yield the elements of this ``kind`` that act on the shape ``id_`` alone."""
    for one in timing.iter(f"{P}{kind}"):
        if [target.get("spid") for target in one.iter(f"{P}spTgt")] == [id_]:
            yield one


def property_faults(deck: Deck) -> Iterator[str]:
    """Yield the settings of the deck that would keep its sounds from being heard, or its times from being used."""
    name = kinds_of(deck, main_part(deck)).get("presProps")
    show = read_part(deck, name).find(f"{P}showPr") if name else None
    if show is None:
        return
    for attribute, default in (("showNarration", "0"), ("useTimings", "1")):
        if show.get(attribute, default) in _NO:
            yield f"the show has {attribute}={show.get(attribute)!r}; {BUILD_AGAIN}"
