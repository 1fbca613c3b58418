"""Reads what a slide draws: its words, line by line, and whatever may be seen behind or lie over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import DrawnShape, Frame, drawn
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, properties_of
from narrate.exporters.pptx.verifying.tables import cells_of, is_clear
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
from narrate.typeset.faces import FACES, face_for
from narrate.typeset.widths import ems

_EM = 127.0  # EMU in a hundredth of a point
_ALL = 100_000  # paragraphs


@dataclass(frozen=True, slots=True)
class Line:
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


@dataclass(frozen=True, slots=True)
class _Colouring:
    """An effect that gives ``colour`` to some paragraphs (from 0) of the shape with the id ``shape``."""

    shape: str | None
    paragraphs: range
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a slide draws.

    ``shapes`` are its own shapes, and ``layers`` are all things with a colour or a picture, from bottom to top. ``lines`` are the lines of all words, each
    with the shape that holds it and the number of layers below it.
    """

    shapes: list[DrawnShape]
    layers: list[Layer]
    lines: list[tuple[Line, DrawnShape, int]]


def read_drawing(parts: SlideParts) -> Drawing:
    """Return what the slide of ``parts`` draws, together with its layout and master."""
    colours = _colours(parts)
    layers = [Layer("the background", (-1e9, -1e9, 1e9, 1e9), tuple(_ground(parts, colours)))]
    layers += inherited(parts, colours)
    effects = list(_effects(parts.slide, colours))
    animated = {target.get("spid") or "" for target in parts.slide.iterfind(f".//{P}set//{P}spTgt")}
    shapes = list(drawn(parts.slide.iterfind(f"{P}cSld/{P}spTree/*"), animated))
    lines = []
    for shape in shapes:
        layers += _layers(shape, parts.name, colours, parts.theme)
        for holder in (shape, *cells_of(shape)):
            lines += [(line, holder, len(layers)) for line in _lines(holder, effects, colours)]
    return Drawing(shapes, layers, lines)


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
    elif is_clear(element):
        return  # a table of narrate's has neither fills nor lines
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


def _lines(shape: DrawnShape, effects: Sequence[_Colouring], colours: Colours) -> Iterator[Line]:
    """Yield the lines of a shape as the file breaks them.

    Their widths are measured with a font that has the letter widths of the deck's font.
    """
    frame = shape.frame
    body = next((body for tag in (P, A) if (body := shape.element.find(f"{tag}txBody")) is not None), None)
    if body is None:
        return
    id_ = properties_of(shape.element).get("id")
    top = frame[1]
    for number, paragraph in enumerate(body.iterfind(f"{A}p")):
        properties = paragraph.find(f"{A}pPr")
        effect_colours = _effect_colours(effects, id_, number)
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
                yield Line(text, (left, top + height - size * _EM, left + width, top + height), all_colours, size)
            top += height


def _effect_colours(effects: Sequence[_Colouring], id_: str | None, paragraph: int) -> set[str]:
    """Return the colours that ``effects`` give to a paragraph (from 0) of the shape ``id_``."""
    return {effect.colour for effect in effects if effect.shape == id_ and paragraph in effect.paragraphs}


def _effects(slide: etree._Element, colours: Colours) -> Iterator[_Colouring]:
    """Yield what each effect colours. An effect without paragraphs colours all that its shape has."""
    for effect in slide.iter(f"{P}animClr"):
        to, target = effect.find(f"{P}to"), effect.find(f".//{P}spTgt")
        if to is not None and target is not None:
            span = target.find(f"{P}txEl/{P}pRg")
            first, last = (0, _ALL) if span is None else (int(span.get("st") or 0), int(span.get("end") or 0))
            yield _Colouring(target.get("spid"), range(first, last + 1), colour_of(to, colours))


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
