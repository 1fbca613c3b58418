"""Reads the words and list numbers on slides, and checks that words are visible and slide numbers are right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.drawing import Drawing
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_slide_number, paragraphs_of, properties_of

_SLACK = 0.01  # of the slide's size: text boxes are a little larger than their words


def words_of(parts: SlideParts) -> list[tuple[str, int | None]]:
    """Return (text with line breaks, list number or None) of each paragraph on a slide."""
    return [paragraph for shape in parts.slide.iter(f"{P}sp", f"{P}graphicFrame") for paragraph in numbered_of(shape)]


def numbered_of(shape: etree._Element) -> Iterator[tuple[str, int | None]]:
    """Yield (text, list number or None) of each paragraph of a shape.

    The number is the one that viewers show: it counts up over paragraphs in a row with the same ``startAt``.
    """
    before, count = None, 0
    for paragraph in shape.iter(f"{A}p"):
        numbering = paragraph.find(f"{A}pPr/{A}buAutoNum")
        start = None if numbering is None else int(numbering.get("startAt") or 1)
        count = count + 1 if start == before else 0
        before = start
        yield from ((text, None if start is None else start + count) for text in paragraphs_of(paragraph))


def unseen_words(drawing: Drawing, parts: SlideParts, size: tuple[float, float]) -> Iterator[str]:
    """Yield a line of text for each shape that is hidden or outside the slide.

    ``drawing`` is what the slide draws, and ``size`` is its size in EMU.
    """
    for shape in parts.slide.iter(f"{P}sp", f"{P}pic", f"{P}grpSp", f"{P}graphicFrame"):
        if properties_of(shape).get("hidden") in ("1", "true"):
            yield f"{properties_of(shape).get('name')!r} is hidden"
    for drawn_shape in drawing.shapes:
        left, top, right, low = drawn_shape.frame
        wide, high = size[0] * _SLACK, size[1] * _SLACK
        inside = left >= -wide and top >= -high and right <= size[0] + wide and low <= size[1] + high
        if not inside and (paragraphs_of(drawn_shape.element) or drawn_shape.element.tag == f"{P}pic"):
            yield f"{drawn_shape.name!r} is outside the slide"


def number_faults(parts: SlideParts, number: int, total: int) -> Iterator[str]:
    """Check that the number on a slide, if it shows one, is ``number`` or "``number`` of ``total``"."""
    for shape in parts.slide.iter(f"{P}sp"):
        if is_slide_number(shape):
            shown = [int(digits) for text in paragraphs_of(shape) for digits in re.findall(r"\d+", text)]
            if shown not in ([number, total], [number]):
                yield f"its number says {' of '.join(map(str, shown))}, and it is {number} of {total}"


def slide_size(presentation: etree._Element) -> tuple[float, float]:
    """Return the width and height of the slides in EMU. Raises ValueError if the deck does not state them."""
    size = presentation.find(f"{P}sldSz")
    if size is None:
        raise ValueError("the deck has no size of slides")
    return float(size.get("cx") or 0), float(size.get("cy") or 0)
