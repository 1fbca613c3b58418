"""Checks that words on a slide are large enough, and have enough contrast to what is behind them (WCAG 2.2)."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.drawing import Drawing, Layer
from narrate.exporters.pptx.verifying.frames import Frame, covers, meet
from narrate.exporters.pptx.verifying.pixels import seen_in
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_slide_number
from narrate.sources.drawing_colours import UNKNOWN
from narrate.typeset.contrast import contrast

LEAST_CONTRAST = 4.5
LEAST_SIZE = 2100  # hundredths of a point: 28 px
NUMBER_SIZE = 1650  # "3 of 8"; the outline shows the number too
RAIL_SIZE = 1800  # names of parts, which also appear as headings


def worst_contrast(drawing: Drawing, deck: zipfile.ZipFile) -> tuple[float, list[str]]:
    """Return (the lowest contrast of words in ``drawing``, a slide of ``deck``; faults).

    Each fault is a line of text about words whose contrast is too low or cannot be measured. The lowest contrast is 21,
    the highest that exists, if the slide has no words.
    """
    worst, faults = 21.0, []
    for line, shape, below in drawing.lines:
        if UNKNOWN in line.colours:
            faults.append(f"{line.text[:40]!r} has no colour of its own")
        for name, behind in seen_behind(line.frame, shape.mover, drawing.layers[:below], deck):
            if behind == UNKNOWN:
                faults.append(f"{line.text[:40]!r} stands on {name}, a picture or a pattern")
                continue
            ratio = min((contrast(colour, behind) for colour in line.colours if colour), default=21.0)
            worst = min(worst, ratio)
            if ratio < LEAST_CONTRAST:
                faults.append(f"{line.text[:40]!r} has a contrast of {ratio:.1f} with {name}, #{behind}")
    return worst, list(dict.fromkeys(faults))


def size_faults(parts: SlideParts, headings: Collection[str]) -> Iterator[str]:
    """Yield a line of text for each run of words that is too small.

    Words that repeat one of ``headings`` may be smaller, because the list of sections on a slide shows them again.
    """
    known = {"".join(heading.split()) for heading in headings}
    for shape in parts.slide.iter(f"{P}sp", f"{P}graphicFrame"):
        text = "".join("".join(words.text or "" for words in shape.iter(f"{A}t")).split())
        if not text:
            continue
        least = NUMBER_SIZE if is_slide_number(shape) else RAIL_SIZE if text in known else LEAST_SIZE
        scale = next((int(fit.get("fontScale") or 100_000) for fit in shape.iter(f"{A}normAutofit")), 100_000)
        for run in shape.iter(f"{A}r", f"{A}fld"):
            size = _size(run) * scale / 100_000
            if size < least:
                actual = f"{size / 100:g} pt" if size else "a size that the master decides"
                yield f"{(run.findtext(f'{A}t') or '')[:40]!r} is {actual}, and not {least / 100:g}"


def seen_behind(frame: Frame, mover: str, layers: list[Layer], deck: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (name, colour) of each of ``layers`` that may be visible behind words at ``frame``, from top to bottom.

    ``mover`` is the id by which the words are animated, empty if they are not. The search ends at the first opaque
    layer that covers the whole frame whenever the words are visible.
    """
    for layer in reversed(layers):
        if not meet(frame, layer.frame):
            continue
        colours, solid = list(layer.colours), True
        if layer.picture is not None:
            colours, solid = seen_in(deck, layer.part, layer.picture, layer.frame, frame)
        yield from ((layer.name, colour) for colour in colours)
        opaque = solid and UNKNOWN not in colours and layer.mover in ("", mover)
        if opaque and covers(layer.frame, frame):
            return


def _size(run: etree._Element) -> int:
    """Return the size that ``run`` states, in hundredths of a point; 0 if it states none."""
    properties = run.find(f"{A}rPr")
    return int(properties.get("sz") or 0) if properties is not None else 0
