"""Checks what matters to screen readers, and to people who cannot see the slides."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from narrate.exporters.pptx.format import P14, A, P
from narrate.exporters.pptx.verifying.frames import DRAWN, drawn, meet
from narrate.exporters.pptx.verifying.reading_deck import (
    SlideParts,
    holder_of,
    is_body,
    is_sound,
    is_title,
    properties_of,
    text_of,
)
from narrate.exporters.verifying.edition_record import RecordSegment
from narrate.languages import foreign_phrases, is_right_to_left, primary_language

_FILE_NAME = re.compile(r"\S*\.(png|jpe?g|svg|gif|bmp|emf|wmf|mp3|wav)\s*$", re.IGNORECASE)
_NO_NAME = re.compile(r"((default|untitled|unnamed) section|section \d+)?", re.IGNORECASE)


def slide_faults(parts: SlideParts, language: str) -> Iterator[str]:
    """What is wrong on a slide in ``language`` (BCP 47), each fault as a line of text."""
    yield from _order_faults(parts.slide)
    yield from _description_faults(parts.slide)
    for root in (parts.slide, parts.notes):
        if root is not None:
            yield from dict.fromkeys(_language_faults(root, language))
    yield from _covered_sound(parts.slide)


def presentation_faults(
    deck: zipfile.ZipFile, segments: Sequence[RecordSegment], title: str, language: str
) -> Iterator[str]:
    """What is wrong with the deck as a whole: its title, its language and its sections."""
    core = etree.fromstring(deck.read("docProps/core.xml"))
    called = (core.findtext("{*}title") or "").strip()
    if not called:
        yield "the deck has no title"
    elif called != title.strip():
        yield f"the deck's title is {called!r}, not {title!r}"
    tag = (core.findtext("{*}language") or "").strip()
    if not tag:
        yield "the deck has no language"
    elif not _same_language(tag, language):
        yield f"the deck says that its language is {tag}, not {language}"
    presentation = etree.fromstring(deck.read("ppt/presentation.xml"))
    sections = list(presentation.iter(f"{P14}section"))
    names = [section.get("name") or "" for section in sections]
    for name in names:
        if _NO_NAME.fullmatch(name.strip()):
            yield f"a section is called {name!r}"
    wanted = [segment.heading for segment in segments if segment.kind == "section"]
    if len(wanted) > 1:
        yield from (f"the part {heading!r} is not a section of the deck" for heading in wanted if heading not in names)
    if sections:
        slides = [element.get("id") for element in presentation.iter(f"{P}sldId")]
        members = [element.get("id") for element in presentation.iter(f"{P14}sldId")]
        if members != slides:
            yield "the sections don't hold every slide once, in its order"


def _order_faults(slide: etree._Element) -> Iterator[str]:
    """Check the reading order, which is the order of the shapes: title, narration, body, and the number last.

    A title that is animated comes after the narration, because LibreOffice would end a sound above it.
    """
    shapes = _shapes(slide)
    titles = [index for index, shape in enumerate(shapes) if is_title(shape)]
    sounds = [index for index, shape in enumerate(shapes) if is_sound(shape)]
    if len(titles) != 1 or not text_of(shapes[titles[0]]).strip():
        yield "there is no title in a title placeholder" if not titles else "the title is empty, or not the only one"
        return
    animated = {target.get("spid") for target in slide.iter(f"{P}spTgt")}
    title_is_animated = properties_of(shapes[titles[0]]).get("id") in animated
    if titles[0] != int(title_is_animated):
        yield "its title is not what is read first"
    if sounds != [int(not title_is_animated)]:
        yield "its narration is not read straight after the title"
    number = next((i for i, shape in enumerate(shapes) if _kind(shape) == "sldNum"), len(shapes))
    if any(index > number for index, shape in enumerate(shapes) if is_body(shape)):
        yield "its number is read before its words"


def _description_faults(slide: etree._Element) -> Iterator[str]:
    for shape in slide.iter(*DRAWN):
        properties = properties_of(shape)
        name, description = properties.get("name") or "a shape", (properties.get("descr") or "").strip()
        decorative = any(flag.get("val") not in ("0", "false") for flag in properties.iter("{*}decorative"))
        group = shape.getparent()
        hidden = group is not None and group.tag == f"{P}grpSp" and _is_decoration(group)
        words = any((text.text or "").strip() for text in shape.iter(f"{A}t"))
        if decorative and (description or words or is_sound(shape)):
            yield f"{name!r} is flagged as decoration, but has a meaning"
        elif not decorative and not words and not hidden and holder_of(shape) is None:
            if not description:
                yield f"{name!r} has no description, and is not flagged as decoration"
            elif _FILE_NAME.fullmatch(description):
                yield f"the description of {name!r} is a file's name: {description!r}"


def _language_faults(root: etree._Element, language: str) -> Iterator[str]:
    right_to_left, others = is_right_to_left(language), foreign_phrases(language)
    for run in root.iter(f"{A}r", f"{A}br", f"{A}fld", f"{A}endParaRPr"):
        own = run if run.tag == f"{A}endParaRPr" else run.find(f"{A}rPr")
        tag = (own.get("lang") if own is not None else "") or ""
        if not tag:
            yield f"words without a language ({etree.QName(run).localname})"
        elif not (_same_language(tag, language) or (others and _same_language(tag, others))):
            yield f"words in {tag}, in a deck in {language}"
    for paragraph in root.iter(f"{A}p"):
        if any((text.text or "").strip() for text in paragraph.iter(f"{A}t")):
            properties = paragraph.find(f"{A}pPr")
            if (properties is not None and properties.get("rtl") in ("1", "true")) != right_to_left:
                yield f"a paragraph that runs from {'left to right' if right_to_left else 'right to left'}"


def _covered_sound(slide: etree._Element) -> Iterator[str]:
    """Check that no animated shape lies over the icon of the sound."""
    animated = {target.get("spid") or "" for target in slide.iter(f"{P}spTgt")}
    shapes = list(drawn(slide.iterfind(f"{P}cSld/{P}spTree/*"), animated))
    sound = next((shape for shape in shapes if is_sound(shape.element)), None)
    for shape in shapes:
        if sound is not None and shape is not sound and shape.mover and meet(sound.frame, shape.frame):
            yield f"{shape.name!r}, which is animated, covers the icon of the sound"


def _shapes(slide: etree._Element) -> list[etree._Element]:
    return [shape for shape in slide.iterfind(f"{P}cSld/{P}spTree/*") if shape.tag in DRAWN]


def _kind(shape: etree._Element) -> str:
    holder = holder_of(shape)
    return (holder.get("type") or "") if holder is not None else ""


def _is_decoration(shape: etree._Element) -> bool:
    return any(True for _ in properties_of(shape).iter("{*}decorative"))


def _same_language(one: str, other: str) -> bool:
    return primary_language(one) == primary_language(other)
