"""Checks what matters to people who use a screen reader or cannot see the slides."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import DRAWN, drawn, meet
from narrate.exporters.pptx.verifying.reading_deck import (
    SlideParts,
    holder_of,
    is_body,
    is_sound,
    is_title,
    properties_of,
    read_xml,
    text_of,
)
from narrate.exporters.pptx.verifying.section_checks import section_faults
from narrate.exporters.verifying.edition_record import RecordSegment
from narrate.languages import foreign_phrases, is_right_to_left, language_data, office_tag, primary_language

_FILE_NAME = re.compile(r"\S*\.(png|jpe?g|svg|gif|bmp|emf|wmf|mp3|wav)\s*$", re.IGNORECASE)


def slide_faults(parts: SlideParts, language: str) -> Iterator[str]:
    """Yield what is wrong on a slide in ``language`` (BCP 47). Each fault is a line of text."""
    yield from _order_faults(parts.slide)
    yield from _description_faults(parts.slide)
    for root in (parts.slide, parts.notes):
        if root is not None:
            yield from dict.fromkeys(_language_faults(root, language))
    yield from _covered_sound(parts.slide)


def sound_faults(slide: etree._Element, segment: RecordSegment, language: str) -> Iterator[str]:
    """Check that the description of a slide's sound says how long ``segment``, the slide's track, lasts."""
    seconds = round((segment.end_ms - segment.start_ms) / 1000)
    wanted = language_data(language).phrases["narration"].format(seconds=seconds)
    for sound in (shape for shape in slide.iter(f"{P}pic") if is_sound(shape)):
        description = properties_of(sound).get("descr") or ""
        if description != wanted:
            yield f"the description of its sound is {description!r}, not {wanted!r}"


def presentation_faults(
    deck: zipfile.ZipFile, segments: Sequence[RecordSegment], title: str, language: str
) -> Iterator[str]:
    """Yield what is wrong with the deck as a whole: its title, its language and its sections.

    ``segments`` are what is spoken on each slide; ``title`` is the title of the script.
    """
    core = read_xml(deck, "docProps/core.xml")
    yield from _title_faults((core.findtext("{*}title") or "").strip(), title)
    yield from _deck_language_faults((core.findtext("{*}language") or "").strip(), language)
    presentation = read_xml(deck, "ppt/presentation.xml")
    yield from section_faults(presentation, segments, title)


def _title_faults(title: str, wanted: str) -> Iterator[str]:
    if not title:
        yield "the deck has no title"
    elif title != wanted.strip():
        yield f"the deck's title is {title!r}, not {wanted!r}"


def _deck_language_faults(tag: str, wanted: str) -> Iterator[str]:
    if not tag:
        yield "the deck has no language"
    elif not _same_language(tag, wanted):
        yield f"the deck says that its language is {tag}, not {wanted}"


def _order_faults(slide: etree._Element) -> Iterator[str]:
    """Check the reading order, which is the order of the shapes: title, narration, body, slide number.

    An animated title comes after the narration, because LibreOffice would end the sound of a shape above an animated
    one.
    """
    shapes = [shape for shape in slide.iterfind(f"{P}cSld/{P}spTree/*") if shape.tag in DRAWN]
    titles = [index for index, shape in enumerate(shapes) if is_title(shape)]
    if not titles:
        yield "there is no title in a title placeholder"
        return
    if len(titles) > 1:
        yield f"it has {len(titles)} titles, not one"
        return
    if not text_of(shapes[titles[0]]).strip():
        yield "the title is empty"
        return
    title_is_animated = (properties_of(shapes[titles[0]]).get("id") or "") in _animated(slide)
    if titles[0] != int(title_is_animated):
        yield "its title is not what is read first"
    if [index for index, shape in enumerate(shapes) if is_sound(shape)] != [int(not title_is_animated)]:
        yield "its narration is not read straight after the title"
    if _number_precedes_body(shapes):
        yield "its number is read before its words"


def _number_precedes_body(shapes: Sequence[etree._Element]) -> bool:
    number = next((index for index, shape in enumerate(shapes) if _kind(shape) == "sldNum"), len(shapes))
    return any(is_body(shape) for shape in shapes[number:])


def _description_faults(slide: etree._Element) -> Iterator[str]:
    for shape in slide.iter(*DRAWN):
        properties = properties_of(shape)
        name, description = properties.get("name") or "a shape", (properties.get("descr") or "").strip()
        if any(flag.get("val") not in ("0", "false") for flag in properties.iter("{*}decorative")):
            if description or _has_words(shape) or is_sound(shape):
                yield f"{name!r} is flagged as decoration, but has a meaning"
        elif not _needs_description(shape):
            continue
        elif not description:
            yield f"{name!r} has no description, and is not flagged as decoration"
        elif _FILE_NAME.fullmatch(description):
            yield f"the description of {name!r} is a file's name: {description!r}"


def _needs_description(shape: etree._Element) -> bool:
    """Whether a shape needs a description: it has no words, fills no placeholder and is not in a decorative group."""
    group = shape.getparent()
    is_hidden = group is not None and group.tag == f"{P}grpSp" and _is_decoration(group)
    return not is_hidden and not _has_words(shape) and holder_of(shape) is None


def _has_words(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(f"{A}t"))


def _language_faults(root: etree._Element, language: str) -> Iterator[str]:
    """Check the language of each run of words below ``root``, and the direction of each paragraph."""
    allowed = {office_tag(tag) for tag in (language, foreign_phrases(language)) if tag}
    for run in root.iter(f"{A}r", f"{A}br", f"{A}fld", f"{A}endParaRPr"):
        properties = run if run.tag == f"{A}endParaRPr" else run.find(f"{A}rPr")
        tag = (properties.get("lang") if properties is not None else "") or ""
        if not tag:
            yield f"words without a language ({etree.QName(run).localname})"
        elif tag not in allowed:
            yield f"words in {tag}, in a deck in {office_tag(language)}"
    right_to_left = is_right_to_left(language)
    for paragraph in root.iter(f"{A}p"):
        if _has_words(paragraph) and _is_right_to_left(paragraph) != right_to_left:
            yield f"a paragraph that runs from {'left to right' if right_to_left else 'right to left'}"


def _is_right_to_left(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{A}pPr")
    return properties is not None and properties.get("rtl") in ("1", "true")


def _covered_sound(slide: etree._Element) -> Iterator[str]:
    """Check that no animated shape lies over the icon of the sound."""
    shapes = list(drawn(slide.iterfind(f"{P}cSld/{P}spTree/*"), _animated(slide)))
    sound = next((shape for shape in shapes if is_sound(shape.element)), None)
    for shape in shapes:
        if sound is not None and shape is not sound and shape.mover and meet(sound.frame, shape.frame):
            yield f"{shape.name!r}, which is animated, covers the icon of the sound"


def _animated(slide: etree._Element) -> set[str]:
    """Return the ids of the shapes that have effects or sounds."""
    return {target.get("spid") or "" for target in slide.iter(f"{P}spTgt")}


def _kind(shape: etree._Element) -> str:
    holder = holder_of(shape)
    return (holder.get("type") or "") if holder is not None else ""


def _is_decoration(shape: etree._Element) -> bool:
    return any(True for _ in properties_of(shape).iter("{*}decorative"))


def _same_language(tag: str, other: str) -> bool:
    return primary_language(tag) == primary_language(other)
