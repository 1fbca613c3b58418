"""Whether words on a slide can be read: their size, and their contrast with all that may lie behind them (WCAG 2.2)."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.frames import Drawn, Frame, covers, drawn, meet
from narrate.exporters.pptx.verifying.pixels import seen_in
from narrate.exporters.pptx.verifying.reading_deck import Parts, holder_of, is_sound, properties_of
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
NUMBER_SIZE = 1650  # "3 of 8", which the outline says too
RAIL_SIZE = 1800  # names of parts, which are headings too
_EM = 127.0  # EMU in a hundredth of a point


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words: where it lies, its colours by turns, its size."""

    text: str
    frame: Frame
    colours: frozenset[str]
    size: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Something drawn on the part ``part``: a picture, or what it may show; ``mover`` as of what is drawn."""

    name: str
    frame: Frame
    colours: tuple[str, ...]
    mover: str = ""
    part: str = ""
    picture: etree._Element | None = None


def worst_contrast(parts: Parts, deck: zipfile.ZipFile) -> tuple[float, list[str]]:
    """The least contrast of words on a slide of ``deck`` (21 where there are none), and a line for each that is too little."""
    worst, faults = 21.0, []
    colours = _colours(parts)
    layers = [Layer("the background", (-1e9, -1e9, 1e9, 1e9), tuple(_ground(parts, colours)))]
    layers += inherited(parts, colours)
    animated = {target.get("spid") or "" for target in parts.slide.iterfind(f".//{P}set//{P}spTgt")}
    for one in drawn(parts.slide.iterfind(f"{P}cSld/{P}spTree/*"), animated):
        layers += _layers(one, parts.name, colours, parts.theme)
        for line in _lines(one, parts.slide, colours):
            if UNKNOWN in line.colours:
                faults.append(f"{line.text[:40]!r} has no colour of its own")
            for name, behind in seen_behind(line.frame, one.mover, layers, deck):
                if behind == UNKNOWN:
                    faults.append(f"{line.text[:40]!r} stands on {name}, a picture or a pattern")
                    continue
                ratio = min((contrast(colour, behind) for colour in line.colours if colour), default=21.0)
                worst = min(worst, ratio)
                if ratio < LEAST_CONTRAST:
                    faults.append(f"{line.text[:40]!r} has a contrast of {ratio:.1f} with {name}, #{behind}")
    return worst, list(dict.fromkeys(faults))


def size_faults(parts: Parts, headings: Collection[str]) -> Iterator[str]:
    """Words that are too small for what they say; ``headings`` are those that a rail may repeat."""
    known = {"".join(heading.split()) for heading in headings}
    for shape in parts.slide.iter(f"{P}sp"):
        text = "".join("".join(one.text or "" for one in shape.iter(f"{A}t")).split())
        if not text:
            continue
        holder = holder_of(shape)
        number = (holder is not None and holder.get("type") == "sldNum") or shape.find(f".//{A}fld") is not None
        least = NUMBER_SIZE if number else RAIL_SIZE if text in known else LEAST_SIZE
        shrunk = next((int(one.get("fontScale") or 100_000) for one in shape.iter(f"{A}normAutofit")), 100_000)
        for run in shape.iter(f"{A}r", f"{A}fld"):
            properties = run.find(f"{A}rPr")
            size = int((properties.get("sz") if properties is not None else "") or 0) * shrunk / 100_000
            if size < least:
                said = f"{size / 100:g} pt" if size else "a size that the master decides"
                yield f"{(run.findtext(f'{A}t') or '')[:40]!r} is {said}, and not {least / 100:g}"


def _colours(parts: Parts) -> Colours:
    """The scheme as the slide names it."""
    mapping = read_map(parts.slide) or read_map(parts.layout) or read_map(parts.master) or {}
    return seen_through(read_scheme(parts.theme), mapping)


def _ground(parts: Parts, colours: Colours) -> list[str]:
    return background([parts.slide, parts.layout, parts.master], colours, parts.theme) or ["FFFFFF"]


def inherited(parts: Parts, colours: Colours) -> Iterator[Layer]:
    """What the layout and the master draw beneath the slide; their placeholders are not drawn."""
    hidden = ("0", "false")
    if parts.slide.get("showMasterSp") in hidden:
        return
    sheets = [(parts.layout_name, parts.layout)]
    if parts.layout.get("showMasterSp") not in hidden:
        sheets.insert(0, (parts.master_name, parts.master))
    for name, root in sheets:
        for one in drawn(root.iterfind(f"{P}cSld/{P}spTree/*"), ()):
            if one.shape.find(f".//{P}ph") is None:
                yield from _layers(one, name, colours, parts.theme)


def _layers(one: Drawn, part: str, colours: Colours, theme: etree._Element) -> Iterator[Layer]:
    """What a shape of ``part`` shows, if anything."""
    if one.shape.tag == f"{P}pic" and not is_sound(one.shape):
        yield Layer(repr(one.name), one.frame, (), one.mover, part, one.shape)
    elif one.shape.tag in (f"{P}pic", f"{P}graphicFrame"):
        yield Layer(repr(one.name), one.frame, (UNKNOWN,), one.mover)
    elif one.shape.tag == f"{P}sp":
        properties = one.shape.find(f"{P}spPr")
        found = fills(properties, colours) if properties is not None else None
        reference = one.shape.find(f"{P}style/{A}fillRef")
        if found is None and reference is not None:
            found = styled_fills(reference, colours, theme)
        if found:
            yield Layer(repr(one.name), one.frame, tuple(found), one.mover)


def seen_behind(frame: Frame, mover: str, layers: list[Layer], deck: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """What may be seen behind ``frame``, from the top down to what covers all of it whenever it is there."""
    for layer in reversed(layers):
        if not meet(frame, layer.frame):
            continue
        found, whole = list(layer.colours), True
        if layer.picture is not None:
            found, whole = seen_in(deck, layer.part, layer.picture, layer.frame, frame)
        yield from ((layer.name, colour) for colour in found)
        opaque = whole and UNKNOWN not in found and layer.mover in ("", mover)
        if opaque and covers(layer.frame, frame):
            return


def _lines(one: Drawn, slide: etree._Element, colours: Colours) -> Iterator[_Line]:
    """The lines of a shape as they are broken in the file, measured in faces with the widths of the deck's families."""
    frame, body = one.frame, one.shape.find(f"{P}txBody")
    if body is None:
        return
    id_ = properties_of(one.shape).get("id")
    top = frame[1]
    for number, paragraph in enumerate(body.iterfind(f"{A}p")):
        properties = paragraph.find(f"{A}pPr")
        turned = {
            colour_of(to, colours)
            for effect in slide.iter(f"{P}animClr")
            if (to := effect.find(f"{P}to")) is not None and _targets(effect, id_, number)
        }
        top += _points(properties, "spcBef")
        pitch = _points(properties, "lnSpc")
        indent = float((properties.get("marL") if properties is not None else "") or 0)
        for runs in _broken(paragraph):
            size = max((_size(run) for run in runs), default=0)
            height = pitch or size * 1.2 * _EM
            width = sum(_width(run) for run in runs)
            left = _left(frame, width, (properties.get("algn") if properties is not None else "") or "l", indent)
            text = "".join(run.findtext(f"{A}t") or "" for run in runs)
            if text.strip():
                seen = frozenset(_run_colour(run, colours) for run in runs) | turned
                yield _Line(text, (left, top + height - size * _EM, left + width, top + height), seen, size)
            top += height


def _width(run: etree._Element) -> float:
    """In EMU, by the face whose widths are those of the deck's family for the letters of ``run``."""
    text = run.findtext(f"{A}t") or ""
    face = face_for([text])
    return ems(text, FACES[face.twin] if face.twin else face, bold=_bold(run)) * _size(run) * _EM


def _broken(paragraph: etree._Element) -> list[list[etree._Element]]:
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
    """A distance given in points, EMU."""
    value = properties.find(f"{A}{name}/{A}spcPts") if properties is not None else None
    return int(value.get("val") or 0) * _EM if value is not None else 0.0


def _size(run: etree._Element) -> int:
    properties = run.find(f"{A}rPr")
    return int((properties.get("sz") if properties is not None else "") or 1800)


def _bold(run: etree._Element) -> bool:
    properties = run.find(f"{A}rPr")
    return properties is not None and properties.get("b") in ("1", "true")


def _run_colour(run: etree._Element, colours: Colours) -> str:
    fill = run.find(f"{A}rPr/{A}solidFill")
    return colour_of(fill, colours) if fill is not None else UNKNOWN


def _targets(effect: etree._Element, id_: str | None, paragraph: int) -> bool:
    target = effect.find(f".//{P}spTgt")
    if target is None or target.get("spid") != id_:
        return False
    span = target.find(f"{P}txEl/{P}pRg")
    return span is None or int(span.get("st") or 0) <= paragraph <= int(span.get("end") or 0)
