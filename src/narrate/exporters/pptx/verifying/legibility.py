"""Checks that words on a slide are large enough, and have enough contrast to what is behind them (WCAG 2.2)."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import DrawnShape, Frame, covers, drawn, meet
from narrate.exporters.pptx.verifying.pixels import seen_in
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_slide_number, is_sound, properties_of
from narrate.sources.drawing_colours import (
    UNKNOWN,
    Colours,
    background,
    colour_of,
    fills,
    read_map,
    read_scheme,
    seen_through,
    styled_fills,
)
from narrate.typeset.contrast import contrast
from narrate.typeset.faces import FACES, face_for
from narrate.typeset.widths import ems

LEAST_CONTRAST = 4.5
LEAST_SIZE = 2100  # hundredths of a point: 28 px
NUMBER_SIZE = 1650  # "3 of 8"; the outline shows the number too
RAIL_SIZE = 1800  # names of parts, which also appear as headings
_EM = 127.0  # EMU in a hundredth of a point


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words. ``colours`` are all colours that it has at any time. ``size`` is in hundredths of a point."""

    text: str
    frame: Frame
    colours: frozenset[str]
    size: int


@dataclass(frozen=True, slots=True)
class Layer:
    """One thing that is drawn on a slide, a layout or a master. ``part`` is the path of that slide, layout or master.

    A layer shows either ``colours`` or a ``picture``. ``mover`` is the id by which it is animated, as in
    ``DrawnShape``.
    """

    name: str
    frame: Frame
    colours: tuple[str, ...]
    mover: str = ""
    part: str = ""
    picture: etree._Element | None = None


def worst_contrast(parts: SlideParts, deck: zipfile.ZipFile) -> tuple[float, list[str]]:
    """Return (the lowest contrast of words on a slide of ``deck``, faults).

    Each fault is a line of text about words whose contrast is too low or cannot be measured. The lowest contrast is 21,
    the highest that exists, if the slide has no words.
    """
    worst, faults = 21.0, []
    colours = _colours(parts)
    layers = [Layer("the background", (-1e9, -1e9, 1e9, 1e9), tuple(_ground(parts, colours)))]
    layers += inherited(parts, colours)
    animated = {target.get("spid") or "" for target in parts.slide.iterfind(f".//{P}set//{P}spTgt")}
    for shape in drawn(parts.slide.iterfind(f"{P}cSld/{P}spTree/*"), animated):
        layers += _layers(shape, parts.name, colours, parts.theme)
        for line in _lines(shape, parts.slide, colours):
            if UNKNOWN in line.colours:
                faults.append(f"{line.text[:40]!r} has no colour of its own")
            for name, behind in seen_behind(line.frame, shape.mover, layers, deck):
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
    for shape in parts.slide.iter(f"{P}sp"):
        text = "".join("".join(words.text or "" for words in shape.iter(f"{A}t")).split())
        if not text:
            continue
        least = NUMBER_SIZE if is_slide_number(shape) else RAIL_SIZE if text in known else LEAST_SIZE
        scale = next((int(fit.get("fontScale") or 100_000) for fit in shape.iter(f"{A}normAutofit")), 100_000)
        for run in shape.iter(f"{A}r", f"{A}fld"):
            size = int(_attribute(run.find(f"{A}rPr"), "sz") or 0) * scale / 100_000
            if size < least:
                actual = f"{size / 100:g} pt" if size else "a size that the master decides"
                yield f"{(run.findtext(f'{A}t') or '')[:40]!r} is {actual}, and not {least / 100:g}"


def _colours(parts: SlideParts) -> Colours:
    """Return the colours of the theme's scheme, by the names that the slide uses for them."""
    mapping = read_map(parts.slide) or read_map(parts.layout) or read_map(parts.master) or {}
    return seen_through(read_scheme(parts.theme), mapping)


def _ground(parts: SlideParts, colours: Colours) -> list[str]:
    """Return the colours of a slide's background, which may come from its layout or master; white if none has one."""
    return background([parts.slide, parts.layout, parts.master], colours, parts.theme) or ["FFFFFF"]


def inherited(parts: SlideParts, colours: Colours) -> Iterator[Layer]:
    """Yield what the master and the layout draw below the slide. Their placeholders are not drawn."""
    hidden = ("0", "false")
    if parts.slide.get("showMasterSp") in hidden:
        return
    sheets = [(parts.layout_name, parts.layout)]
    if parts.layout.get("showMasterSp") not in hidden:
        sheets.insert(0, (parts.master_name, parts.master))
    for name, root in sheets:
        for shape in drawn(root.iterfind(f"{P}cSld/{P}spTree/*"), ()):
            if shape.element.find(f".//{P}ph") is None:
                yield from _layers(shape, name, colours, parts.theme)


def _layers(shape: DrawnShape, part: str, colours: Colours, theme: etree._Element) -> Iterator[Layer]:
    """Yield the layer that a shape makes, if it has a fill or a picture.

    ``part`` is the path of the slide, layout or master that holds the shape.
    """
    element = shape.element
    if element.tag == f"{P}pic" and not is_sound(element):
        yield Layer(repr(shape.name), shape.frame, (), shape.mover, part, element)
    elif element.tag in (f"{P}pic", f"{P}graphicFrame"):
        yield Layer(repr(shape.name), shape.frame, (UNKNOWN,), shape.mover)
    elif element.tag == f"{P}sp":
        properties = element.find(f"{P}spPr")
        fill = fills(properties, colours) if properties is not None else None
        reference = element.find(f"{P}style/{A}fillRef")
        if fill is None and reference is not None:
            fill = styled_fills(reference, colours, theme)
        if fill:
            yield Layer(repr(shape.name), shape.frame, tuple(fill), shape.mover)


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


def _lines(shape: DrawnShape, slide: etree._Element, colours: Colours) -> Iterator[_Line]:
    """Yield the lines of a shape as the file breaks them.

    Their widths are measured with a font that has the letter widths of the deck's font.
    """
    frame, body = shape.frame, shape.element.find(f"{P}txBody")
    if body is None:
        return
    id_ = properties_of(shape.element).get("id")
    top = frame[1]
    for number, paragraph in enumerate(body.iterfind(f"{A}p")):
        properties = paragraph.find(f"{A}pPr")
        effect_colours = _effect_colours(slide, id_, number, colours)
        top += _points(properties, "spcBef")
        pitch = _points(properties, "lnSpc")
        align, indent = _attribute(properties, "algn") or "l", float(_attribute(properties, "marL") or 0)
        for runs in _broken(paragraph):
            size = max((_size(run) for run in runs), default=0)
            height = pitch or size * 1.2 * _EM
            width = sum(_width(run) for run in runs)
            left = _left(frame, width, align, indent)
            text = "".join(run.findtext(f"{A}t") or "" for run in runs)
            if text.strip():
                all_colours = frozenset(_run_colour(run, colours) for run in runs) | effect_colours
                yield _Line(text, (left, top + height - size * _EM, left + width, top + height), all_colours, size)
            top += height


def _effect_colours(slide: etree._Element, id_: str | None, paragraph: int, colours: Colours) -> set[str]:
    """Return the colours that effects give to a paragraph (from 0) of the shape ``id_``."""
    effects = ((effect, effect.find(f"{P}to")) for effect in slide.iter(f"{P}animClr"))
    return {colour_of(to, colours) for effect, to in effects if to is not None and _targets(effect, id_, paragraph)}


def _width(run: etree._Element) -> float:
    """Return the width of ``run`` in EMU, measured with a font that has the letter widths of the deck's font."""
    text = run.findtext(f"{A}t") or ""
    face = face_for([text])
    return ems(text, FACES[face.twin] if face.twin else face, bold=_bold(run)) * _size(run) * _EM


def _broken(paragraph: etree._Element) -> list[list[etree._Element]]:
    """Divide the runs of ``paragraph`` at its line breaks, and return the runs of each line."""
    lines: list[list[etree._Element]] = [[]]
    for part in paragraph.iter(f"{A}r", f"{A}fld", f"{A}br"):
        if part.tag == f"{A}br":
            lines.append([])
        else:
            lines[-1].append(part)
    return lines


def _left(frame: Frame, width: float, align: str, indent: float) -> float:
    if align == "ctr":
        return (frame[0] + frame[2] - width) / 2
    return frame[2] - width - indent if align == "r" else frame[0] + indent


def _points(properties: etree._Element | None, name: str) -> float:
    """Return the distance ``name`` (such as ``spcBef``) of a paragraph in EMU; 0 if it is not given in points."""
    value = properties.find(f"{A}{name}/{A}spcPts") if properties is not None else None
    return int(value.get("val") or 0) * _EM if value is not None else 0.0


def _size(run: etree._Element) -> int:
    return int(_attribute(run.find(f"{A}rPr"), "sz") or 1800)


def _bold(run: etree._Element) -> bool:
    return _attribute(run.find(f"{A}rPr"), "b") in ("1", "true")


def _attribute(properties: etree._Element | None, name: str) -> str:
    """Return the value of the attribute ``name``; empty if it is missing, or if there are no ``properties``."""
    return (properties.get(name) or "") if properties is not None else ""


def _run_colour(run: etree._Element, colours: Colours) -> str:
    fill = run.find(f"{A}rPr/{A}solidFill")
    return colour_of(fill, colours) if fill is not None else UNKNOWN


def _targets(effect: etree._Element, id_: str | None, paragraph: int) -> bool:
    target = effect.find(f".//{P}spTgt")
    if target is None or target.get("spid") != id_:
        return False
    span = target.find(f"{P}txEl/{P}pRg")
    return span is None or int(span.get("st") or 0) <= paragraph <= int(span.get("end") or 0)
