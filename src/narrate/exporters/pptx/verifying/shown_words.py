"""The words on slides: paragraphs with their numbers, all in sight; a slide's own number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import drawn
from narrate.exporters.pptx.verifying.reading_deck import Parts, holder_of, paragraphs_of, properties_of

_SLACK = 0.01  # of the slide: boxes have more room than their words take


def words_of(parts: Parts) -> list[tuple[str, int | None]]:
    """Every paragraph on a slide, with its lines, and its number if it has one."""
    return [one for shape in parts.slide.iter(f"{P}sp") for one in numbered_of(shape)]


def numbered_of(shape: etree._Element) -> Iterator[tuple[str, int | None]]:
    """The paragraphs of a shape with the numbers that viewers give them: one on in each run with one start."""
    before, count = None, 0
    for paragraph in shape.iter(f"{A}p"):
        numbering = paragraph.find(f"{A}pPr/{A}buAutoNum")
        start = None if numbering is None else int(numbering.get("startAt") or 1)
        count = count + 1 if start == before else 0
        before = start
        yield from ((text, None if start is None else start + count) for text in paragraphs_of(paragraph))


def unseen_words(parts: Parts, size: tuple[float, float]) -> Iterator[str]:
    """Words that lie off the slide, whose ``size`` is in EMU, or are hidden."""
    for shape in parts.slide.iter(f"{P}sp", f"{P}pic", f"{P}grpSp"):
        if properties_of(shape).get("hidden") in ("1", "true"):
            yield f"{properties_of(shape).get('name')!r} is hidden"
    for one in drawn(parts.slide.iterfind(f"{P}cSld/{P}spTree/*"), ()):
        left, top, right, low = one.frame
        wide, high = size[0] * _SLACK, size[1] * _SLACK
        inside = left >= -wide and top >= -high and right <= size[0] + wide and low <= size[1] + high
        if not inside and (paragraphs_of(one.shape) or one.shape.tag == f"{P}pic"):
            yield f"{one.name!r} lies off the slide"


def number_faults(parts: Parts, number: int, total: int) -> Iterator[str]:
    """Whether a slide's own number, where it has one, is ``number`` of ``total``."""
    for shape in parts.slide.iter(f"{P}sp"):
        holder = holder_of(shape)
        if (holder is not None and holder.get("type") == "sldNum") or shape.find(f".//{A}fld") is not None:
            said = [int(digits) for text in paragraphs_of(shape) for digits in re.findall(r"\d+", text)]
            if said not in ([number, total], [number]):
                yield f"its number says {' of '.join(map(str, said))}, and it is {number} of {total}"


def slide_size(presentation: etree._Element) -> tuple[float, float]:
    """Width and height of the slides, in EMU. Raises ValueError where the deck does not tell."""
    size = presentation.find(f"{P}sldSz")
    if size is None:
        raise ValueError("the deck has no size of slides")
    return float(size.get("cx") or 0), float(size.get("cy") or 0)
