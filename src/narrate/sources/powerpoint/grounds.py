"""The colours of words on a slide, and of what is behind them. What cannot be known for sure is UNKNOWN."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from narrate.sources.drawing_colours import UNKNOWN, background, fills, styled_fills
from narrate.sources.ooxml import A, P
from narrate.sources.powerpoint.shapes import Frame, Shape
from narrate.sources.powerpoint.sheets import Sheets
from narrate.sources.powerpoint.text_looks import Run
from narrate.sources.powerpoint.values import flag, number

_COMPUTED = ("alpha", "lumMod", "lumOff", "shade", "tint")
_DRAWN_ON = ("picture", "film", "chart", "diagram", "table", "object", "other")


def inks(run: Run, shape: Shape, sheets: Sheets) -> list[str]:
    """Return the colours of ``run``, of which each stop of a gradient is one; none if it is not filled."""
    own = run.element.find(f"{A}rPr")
    link = own.find(f"{A}hlinkClick") if own is not None else None
    if link is not None:
        keeps = any(
            one.get("val") == "tx"
            for one in link.iter("{http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor}hlinkClr")
        )
        if not keeps:
            return [sheets.colours.get("hlink", UNKNOWN)]
    reference = shape.element.find(f"{P}style/{A}fontRef")
    for place, look in enumerate([*run.looks, None]):
        if place == run.own and reference is not None and len(reference):
            return [_certain(reference, sheets)]
        if look is None:
            break
        if look.find(f"{A}ln") is not None or look.find(f"{A}effectLst") is not None:
            return [UNKNOWN]  # an outline or a glow may set the words off
        if (found := _fill(look, sheets)) is not None:
            return found
    return [sheets.colours.get("tx1", UNKNOWN)]


def grounds(shape: Shape, below: Sequence[Shape], sheets: Sheets) -> list[str]:
    """Return the colours behind the words of ``shape``. ``below`` are the shapes under it, from bottom to top."""
    found = _filled(shape, sheets)
    if found:
        return found
    if shape.frame is None:
        return [UNKNOWN]
    seen: list[str] = []
    for other in reversed(below):
        if other.kind in ("line", "group") or other.element is shape.element:
            continue
        if other.frame is None:
            return [UNKNOWN]
        if not _meet(other.frame, shape.frame):
            continue
        shown = [UNKNOWN] if other.kind in _DRAWN_ON else _filled(other, sheets)
        seen += shown
        if shown and _covers(other, shape.frame):
            return seen
    return [*seen, *_background(sheets)]


def _background(sheets: Sheets) -> list[str]:
    """The colours of the background of the slide."""
    if sheets.theme is None:
        return [UNKNOWN]
    stated = next((found for root in sheets.roots if (found := root.find(f"{P}cSld/{P}bg")) is not None), None)
    if stated is not None and not _is_computed(stated, sheets):
        return [UNKNOWN]
    try:
        return background(sheets.roots, sheets.colours, sheets.theme)
    except ValueError:  # a malformed number
        return [UNKNOWN]


def cell_ground(cell: etree._Element, sheets: Sheets) -> list[str]:
    """Return the colours of the fill that a cell has of its own, UNKNOWN if the style of the table decides."""
    properties = cell.find(f"{A}tcPr")
    found = _fill(properties, sheets) if properties is not None else None
    return found or [UNKNOWN]


def _filled(shape: Shape, sheets: Sheets) -> list[str]:
    """The colours of the area of a drawn shape; none if nothing is filled."""
    if flag(shape.element.get("useBgFill")):
        return [UNKNOWN]
    for element in shape.chain:  # the style of a shape comes before the fill of the placeholder above it
        properties, reference = element.find(f"{P}spPr"), element.find(f"{P}style/{A}fillRef")
        if properties is not None and (found := _fill(properties, sheets)) is not None:
            return found
        if reference is not None:
            return _styled(reference, sheets)
    return []


def _styled(reference: etree._Element, sheets: Sheets) -> list[str]:
    """The colours of the fill of the theme that ``reference`` names."""
    if sheets.theme is None or not _is_computed(reference, sheets):
        return [UNKNOWN]
    try:
        return styled_fills(reference, sheets.colours, sheets.theme)
    except ValueError:  # a malformed number
        return [UNKNOWN]


def _fill(holder: etree._Element, sheets: Sheets) -> list[str] | None:
    """What ``drawing_colours.fills`` returns for ``holder``, with UNKNOWN for colours that it computes only roughly."""
    for element in holder:
        if element.tag in (f"{A}solidFill", f"{A}gradFill") and not _has_known_changes(element):
            return [UNKNOWN]
    try:
        return fills(holder, sheets.colours)
    except ValueError:  # a malformed number
        return [UNKNOWN]


def _certain(reference: etree._Element, sheets: Sheets) -> str:
    """The colour of a reference to a style of words."""
    holder = etree.Element(f"{A}solidFill")
    holder.extend([etree.fromstring(etree.tostring(one)) for one in reference])
    properties = etree.Element(f"{A}rPr")
    properties.append(holder)
    found = _fill(properties, sheets)
    return found[0] if found else UNKNOWN


def _is_computed(reference: etree._Element | None, sheets: Sheets) -> bool:
    """Whether the colours of ``reference``, or of the fill of the theme that it names, can be computed exactly."""
    if reference is None or not _has_known_changes(reference):
        return False
    if reference.tag == f"{P}bg":
        inner = reference.find(f"{P}bgRef")
        return inner is None or _is_computed(inner, sheets)
    index = number(reference.get("idx")) or 0
    name, place = ("bgFillStyleLst", index - 1001) if index > 1000 else ("fillStyleLst", index - 1)
    styles = sheets.theme.find(f"{A}themeElements/{A}fmtScheme/{A}{name}") if sheets.theme is not None else None
    if styles is None or place >= len(styles):
        return False
    return place < 0 or _has_known_changes(styles[place])


def _has_known_changes(element: etree._Element) -> bool:
    """Whether the colours in ``element`` are changed only in ways that are computed exactly."""
    return all(
        etree.QName(change).localname in _COMPUTED
        for colour in element.iter()
        if etree.QName(colour).localname.endswith("Clr")
        for change in colour
    )


def _meet(frame: Frame, other: Frame) -> bool:
    return frame[0] < other[2] and other[0] < frame[2] and frame[1] < other[3] and other[1] < frame[3]


def _covers(shape: Shape, frame: Frame) -> bool:
    """Whether a filled shape covers ``frame`` wholly: it is an upright rectangle at least as large."""
    geometry = shape.element.find(f"{P}spPr/{A}prstGeom")
    transform = shape.element.find(f"{P}spPr/{A}xfrm")
    upright = transform is None or not number(transform.get("rot"))
    cover = shape.frame
    return (
        cover is not None
        and upright
        and (geometry is None or geometry.get("prst") == "rect")
        and cover[0] <= frame[0]
        and cover[1] <= frame[1]
        and cover[2] >= frame[2]
        and cover[3] >= frame[3]
    )
