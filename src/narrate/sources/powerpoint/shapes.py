"""Finds the shapes of a slide in the order in which they are drawn and read aloud, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from narrate.sources.ooxml import ADEC, MC, A, P, R
from narrate.sources.powerpoint.sheets import Sheets
from narrate.sources.powerpoint.values import flag, number

Frame = tuple[float, float, float, float]
"""Left, top, right and lower edge in EMU, on the slide."""
_Scale = tuple[float, float, float, float]
"""Horizontal factor and shift, vertical factor and shift: from the coordinates of a group to those of the slide."""

TITLES = ("title", "ctrTitle")
AROUND = ("dt", "ftr", "hdr", "sldNum")
_BODIES = ("body", "chart", "clipArt", "dgm", "media", "obj", "pic", "subTitle", "tbl")
_SHAPES = {f"{P}{name}" for name in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart")}
_KINDS = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "diagram",
    "http://schemas.openxmlformats.org/drawingml/2006/table": "table",
    "http://schemas.openxmlformats.org/presentationml/2006/ole": "object",
    "http://purl.oclc.org/ooxml/drawingml/chart": "chart",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "diagram",
    "http://purl.oclc.org/ooxml/drawingml/table": "table",
    "http://purl.oclc.org/ooxml/presentationml/ole": "object",
}
_MEDIA = {f"{A}audioFile": "sound", f"{A}wavAudioFile": "sound", f"{A}audioCd": "sound", f"{A}quickTimeFile": "film",
          f"{A}videoFile": "film"}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """A shape of a slide, layout or master.

    - ``chain``: the shape itself, then the placeholders of the layout and of the master from which it inherits.
    - ``frame``: where it stands, None if that is not known. A turned shape has a frame that holds it however it is turned.
    - ``parts``: the shapes of a group.
    """

    element: etree._Element
    chain: tuple[etree._Element, ...]
    frame: Frame | None
    parts: tuple[Shape, ...] = ()

    @cached_property
    def kind(self) -> str:
        """What the shape is.

        One of ``text`` (a drawn shape, with or without words), ``picture``, ``sound``, ``film``, ``chart``, ``diagram``,
        ``table``, ``object``, ``line``, ``group`` and ``other``.
        """
        if self.element.tag == f"{P}pic":
            media = self.element.find(f"{P}nvPicPr/{P}nvPr")
            return next(
                (_MEDIA[str(one.tag)] for one in (media if media is not None else ()) if one.tag in _MEDIA), "picture"
            )
        if self.element.tag == f"{P}graphicFrame":
            data = self.element.find(f"{A}graphic/{A}graphicData")
            return _KINDS.get(data.get("uri") or "", "other") if data is not None else "other"
        return {f"{P}sp": "text", f"{P}cxnSp": "line", f"{P}grpSp": "group"}.get(str(self.element.tag), "other")

    @cached_property
    def properties(self) -> etree._Element | None:
        """The element with the name and the alternative text."""
        return self.element.find(f"./*/{P}cNvPr")

    @property
    def name(self) -> str:
        return self._stated("name")

    @property
    def alternative(self) -> str:
        """The alternative text. Old programs wrote it as a title."""
        return self._stated("descr") or self._stated("title")

    def _stated(self, attribute: str) -> str:
        return " ".join(((self.properties.get(attribute) if self.properties is not None else "") or "").split())

    @property
    def is_decorative(self) -> bool:
        found = self.properties.iter(f"{ADEC}decorative") if self.properties is not None else ()
        return any(flag(one.get("val"), default=True) for one in found)

    @property
    def is_hidden(self) -> bool:
        return self.properties is not None and flag(self.properties.get("hidden"))

    @cached_property
    def holder(self) -> str:
        """The type of placeholder that the shape fills, empty if it is none. One without a type is ``obj``."""
        found = _placeholder(self.element)
        return "" if found is None else found.get("type") or "obj"

    @cached_property
    def body(self) -> etree._Element | None:
        """The element that holds the text of a drawn shape."""
        return self.element.find(f"{P}txBody")

    @cached_property
    def text(self) -> str:
        """The words of the shape, of its cells or of its group, in one line."""
        if self.parts:
            return " ".join(text for part in self.parts if (text := part.text))
        return words_of(self.element)

    @property
    def picture(self) -> str:
        """The id of the relation to the picture that is shown; empty if there is none."""
        blip = self.element.find(f"{P}blipFill/{A}blip")
        return "" if blip is None else blip.get(f"{R}embed") or blip.get(f"{R}link") or ""


def words_of(element: etree._Element) -> str:
    """Return the words in ``element`` in one line."""
    paragraphs = (
        "".join(" " if one.tag == f"{A}br" else one.text or "" for one in paragraph.iter(f"{A}t", f"{A}br"))
        for paragraph in element.iter(f"{A}p")
    )
    return " ".join(" ".join(paragraphs).split())


def shapes_of(sheets: Sheets) -> tuple[Shape, ...]:
    """Return the shapes of the slide from bottom to top, which is the order in which they are read aloud.

    Of alternatives for different programs, the newest is taken. Hidden shapes are left out.
    """
    tree = sheets.slide.find(f"{P}cSld/{P}spTree")
    return tuple(_shapes(tree, _UNSCALED, sheets)) if tree is not None else ()


def drawn_below(sheets: Sheets) -> tuple[Shape, ...]:
    """Return the shapes of the master and the layout that the slide shows, from bottom to top, without placeholders."""
    if not flag(sheets.slide.get("showMasterSp"), default=True) or sheets.layout is None:
        return ()
    roots = [sheets.layout]
    if flag(sheets.layout.get("showMasterSp"), default=True) and sheets.master is not None:
        roots.insert(0, sheets.master)
    trees = (root.find(f"{P}cSld/{P}spTree") for root in roots)
    found = (shape for tree in trees if tree is not None for shape in _shapes(tree, _UNSCALED, None))
    return tuple(shape for shape in found if not shape.holder)


def walk(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yield ``shapes`` and the shapes in their groups; a group comes before what is in it."""
    for shape in shapes:
        yield shape
        yield from walk(shape.parts)


_UNSCALED: _Scale = (1.0, 0.0, 1.0, 0.0)


def _shapes(group: etree._Element, scale: _Scale, sheets: Sheets | None) -> Iterator[Shape]:
    """Yield the shapes in ``group``. Placeholders inherit from the layout and master of ``sheets``, if it is given."""
    for element in group:
        if element.tag == f"{MC}AlternateContent":
            chosen = next((one for one in element if len(one)), None)
            if chosen is not None:
                yield from _shapes(chosen, scale, sheets)
        elif element.tag in _SHAPES:
            shape = _shape(element, scale, sheets)
            if not shape.is_hidden:
                yield shape


def _shape(element: etree._Element, scale: _Scale, sheets: Sheets | None) -> Shape:
    chain = _chain(element, sheets)
    transform = next((found for one in chain if (found := _transform(one)) is not None), None)
    box = None if transform is None else _box(transform)
    frame = None if box is None or transform is None else _placed(box, transform, scale)
    if element.tag != f"{P}grpSp":
        return Shape(element, chain, frame)
    inner = _inside(transform, box, scale)
    return Shape(element, chain, frame, tuple(_shapes(element, inner, sheets)))


def _placeholder(element: etree._Element) -> etree._Element | None:
    return element.find(f"./*/{P}nvPr/{P}ph")


def _chain(element: etree._Element, sheets: Sheets | None) -> tuple[etree._Element, ...]:
    own = _placeholder(element)
    if own is None or sheets is None:
        return (element,)
    kind, index = own.get("type") or "obj", own.get("idx") or "0"
    in_layout = _matching(sheets.layout, kind, index)
    above = _placeholder(in_layout) if in_layout is not None else None
    if above is not None:
        kind = above.get("type") or "obj"
    in_master = _matching(sheets.master, "title" if kind in TITLES else "body" if kind in _BODIES else kind, None)
    return (element, *(one for one in (in_layout, in_master) if one is not None))


def _matching(root: etree._Element | None, kind: str, index: str | None) -> etree._Element | None:
    """Return the placeholder in a layout or master that one of type ``kind`` and number ``index`` inherits from."""
    tree = root.find(f"{P}cSld/{P}spTree") if root is not None else None
    same_kind = None
    for element in tree if tree is not None else ():
        found = _placeholder(element)
        if found is None:
            continue
        other = found.get("type") or "obj"
        if (kind in TITLES) != (other in TITLES):
            continue
        if kind in TITLES or (index is not None and (found.get("idx") or "0") == index and index != "0"):
            return element
        if same_kind is None and other == kind:
            same_kind = element
    return same_kind


def _transform(element: etree._Element) -> etree._Element | None:
    found = element.find(f"{P}xfrm")
    return element.find(f"./*/{A}xfrm") if found is None else found


def _box(transform: etree._Element) -> Frame | None:
    offset, extent = transform.find(f"{A}off"), transform.find(f"{A}ext")
    if offset is None or extent is None:
        return None
    x, y, width, height = (
        number(offset.get("x")),
        number(offset.get("y")),
        number(extent.get("cx")),
        number(extent.get("cy")),
    )
    if x is None or y is None or width is None or height is None:
        return None
    return x, y, x + width, y + height


def _placed(box: Frame, transform: etree._Element, scale: _Scale) -> Frame:
    """Return where ``box`` stands on the slide. If it is turned, return a square that holds it however it is turned."""
    across, right, down, low = scale
    left, top, far, bottom = box
    if (number(transform.get("rot")) or 0) % 10_800_000:
        x, y = (left + far) / 2, (top + bottom) / 2
        half = ((far - left) ** 2 + (bottom - top) ** 2) ** 0.5 / 2
        left, top, far, bottom = x - half, y - half, x + half, y + half
    return left * across + right, top * down + low, far * across + right, bottom * down + low


def _inside(transform: etree._Element | None, box: Frame | None, scale: _Scale) -> _Scale:
    """Return the scale for the shapes in a group that stands at ``box`` of ``scale``."""
    if transform is None or box is None:
        return scale
    offset, extent = transform.find(f"{A}chOff"), transform.find(f"{A}chExt")
    if offset is None or extent is None:
        return scale
    x, y = number(offset.get("x")) or 0, number(offset.get("y")) or 0
    width, height = number(extent.get("cx")) or 0, number(extent.get("cy")) or 0
    wide = (box[2] - box[0]) / width if width else 1.0
    high = (box[3] - box[1]) / height if height else 1.0
    across, right, down, low = scale
    return across * wide, (box[0] - x * wide) * across + right, down * high, (box[1] - y * high) * down + low
