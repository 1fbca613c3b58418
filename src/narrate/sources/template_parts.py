"""Prepares the parts that a deck takes from a template: cleaned, scaled to narrate's slide size, with pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.sources.drawing_colours import MAPPED, SCHEME
from narrate.sources.ooxml import EMU_PER_PX, MC, A, P, R
from narrate.sources.packages import SAVE_ANEW, OpenPackage, PackageFault, Relation

# Unsuitable for a deck that plays by itself: animations, links, and data of other programs.
_LEFT = (
    f"{P}timing", f"{P}transition", f"{P}custDataLst", f"{P}controls", f"{A}hlinkClick", f"{A}hlinkHover",
    f"{A}hlinkMouseOver",
)  # fmt: skip
_TAKEN = ("image", "theme", "themeOverride", "slideMaster", "slideLayout", "hdphoto")
PICTURED = ("image", "hdphoto", "themeOverride")
_PICTURES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".bmp": "image/bmp",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".emf": "image/x-emf", ".wmf": "image/x-wmf", ".svg": "image/svg+xml",
    ".wdp": "image/vnd.ms-photo",
}  # fmt: skip
_LENGTHS = ("x", "y", "cx", "cy")
_SCALED: Mapping[str, tuple[str, ...]] = {
    "off": _LENGTHS, "ext": _LENGTHS, "chOff": _LENGTHS, "chExt": _LENGTHS, "ln": ("w",), "tab": ("pos",),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"), "rPr": ("sz", "spc"), "defRPr": ("sz", "spc"),
    "endParaRPr": ("sz", "spc"), "spcPts": ("val",), "pPr": ("marL", "marR", "indent", "defTabSz"),
    "outerShdw": ("blurRad", "dist"), "innerShdw": ("blurRad", "dist"), "glow": ("rad",), "softEdge": ("rad",),
    **{f"lvl{n}pPr": ("marL", "marR", "indent", "defTabSz") for n in range(1, 10)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A part of a package, named as in the template.

    ``relations`` are the relationships that a deck keeps. ``type`` is the content type of a picture or of replaced
    theme colours, and empty for any other part.
    """

    name: str
    content: bytes
    relations: tuple[Relation, ...] = ()
    type: str = ""


_DRAWN = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp", f"{P}grpSp", f"{P}contentPart")
_SPECK = 19_050  # EMU: two px, on a slide of 1280


# Values that narrate or the program that opens the deck computes with: whole numbers and their least and greatest
# values, the elements that must have them, and words of which only some are allowed.
_PLACES, _COUNTS, _SHARES = (-(2**40), 2**40), (0, 2**32 - 1), (-(10**7), 10**7)
_CHANGES = ("alpha", "lumMod", "lumOff", "satMod", "satOff", "hueMod", "hueOff", "shade", "tint")
_NUMBERS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    **{name: {"x": _PLACES, "y": _PLACES} for name in ("off", "chOff")},
    **{name: {"cx": _PLACES, "cy": _PLACES} for name in ("ext", "chExt", "sldSz")},
    **{name: {"id": _COUNTS} for name in ("cNvPr", "sldLayoutId", "sldMasterId")},
    **{name: {"idx": _COUNTS} for name in ("ph", "bgRef", "fillRef", "lnRef", "effectRef")},
    **{name: {"val": _SHARES} for name in _CHANGES},
    "srcRect": dict.fromkeys("ltrb", _SHARES),
}
_NEEDED = frozenset({"off", "chOff", "ext", "chExt", "cNvPr"})
_WORDS = {
    f"{P}ph": ("type", frozenset(["title", "body", "ctrTitle", "subTitle", "dt", "sldNum", "ftr", "hdr", "obj", "chart", "tbl", "clipArt", "dgm", "media", "sldImg", "pic"])),
    f"{A}schemeClr": ("val", frozenset({*SCHEME, *MAPPED, "phClr"})),
}  # fmt: skip


def with_sound_values(name: str, root: etree._Element) -> etree._Element:
    """Check the values in ``root``, the XML of the part ``name``, and return ``root``.

    Raises PackageFault if a shape has no name, or if a value is not a number or word that is allowed in its place: a
    deck with such a damaged part could not be opened.
    """
    for element in root.iter(etree.Element):
        if element.tag in _DRAWN and element.find(f"./*/{P}cNvPr") is None:
            raise PackageFault(f"its part {name} has a shape without a name and a number", SAVE_ANEW)
        _check_numbers(name, element)
        _check_word(name, element)
    return root


def _check_numbers(part: str, element: etree._Element) -> None:
    tag = etree.QName(element).localname
    for attribute, bounds in _NUMBERS.get(tag, {}).items():
        value = element.get(attribute)
        sound = not _needs_numbers(element, tag) if value is None else _is_within(value, bounds)
        if not sound:
            shown = "nothing" if value is None else repr(value[:20])
            message = f"its part {part} has {shown} for {attribute} of {tag}, where a number belongs"
            raise PackageFault(message, SAVE_ANEW)


def _needs_numbers(element: etree._Element, tag: str) -> bool:
    """Whether ``element`` must have its numbers. An ``ext`` with a ``uri`` is an extension, not a size."""
    return tag in _NEEDED and not (tag == "ext" and element.get("uri"))


def _is_within(value: str, bounds: tuple[int, int]) -> bool:
    least, most = bounds
    return _WHOLE.fullmatch(value) is not None and least <= int(value) <= most


def _check_word(part: str, element: etree._Element) -> None:
    if element.tag not in _WORDS:
        return
    attribute, known = _WORDS[str(element.tag)]
    value = element.get(attribute)
    if value is not None and value not in known:
        tag = etree.QName(element).localname
        message = f"its part {part} has {value[:20]!r} for {attribute} of {tag}, which is not a known value"
        raise PackageFault(message, SAVE_ANEW)


_WHOLE = re.compile(r"-?[0-9]{1,15}")


def without_hidden(root: etree._Element, factor: float) -> etree._Element:
    """Remove the invisible shapes from ``root``, a master or layout, and return ``root``.

    Invisible shapes are hidden, tiny or beside the slide; add-ins for charts and text keep data in them. Placeholders
    stay. ``factor`` is the scale to slides 1280 px wide.
    """
    shapes = [shape for tree in root.iterfind(f"{P}cSld/{P}spTree") for shape in tree.iter(*_DRAWN)]
    for shape in shapes:
        if shape.find(f"./*/{P}nvPr/{P}ph") is None and _is_unseen(shape, factor):
            _remove(shape)
    for element in list(root.iter(f"{MC}AlternateContent")):
        if all(len(branch) == 0 for branch in element):
            _remove(element)
    return root


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_unseen(shape: etree._Element, factor: float) -> bool:
    """Whether ``shape`` is hidden or tiny, or lies beside the slide and refers to other parts."""
    if _is_hidden(shape):
        return True
    frame = frame_of(shape)
    if frame is None:
        return False
    offset, extent = frame
    x, y = (int(offset.get(name) or 0) * factor for name in ("x", "y"))
    width, height = (int(extent.get(name) or 0) * factor for name in ("cx", "cy"))
    if width <= _SPECK and height <= _SPECK:
        return True
    beside = x >= 1280 * EMU_PER_PX or y >= 720 * EMU_PER_PX or x + width <= 0 or y + height <= 0
    return beside and bool(_relation_ids(shape)) and not _is_grouped(shape)


def _is_hidden(shape: etree._Element) -> bool:
    properties = shape.find(f"./*/{P}cNvPr")
    return properties is not None and properties.get("hidden") in ("1", "true")


def _is_grouped(shape: etree._Element) -> bool:
    """Whether ``shape`` is in a group, whose coordinates are not those of the slide."""
    return next(shape.iterancestors(f"{P}grpSp"), None) is not None


def frame_of(shape: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """Return the elements that give the position and the size of ``shape``, or None if it has none of its own."""
    frame = shape.find(f"./*/{A}xfrm")
    if frame is None:
        frame = shape.find(f"{P}xfrm")
    offset, extent = (frame.find(f"{A}{name}") if frame is not None else None for name in ("off", "ext"))
    return None if offset is None or extent is None else (offset, extent)


def _relation_ids(root: etree._Element) -> set[str]:
    """Return the ids of the relationships that ``root`` and the elements in it use."""
    return {
        str(value) for element in root.iter(etree.Element) for key, value in element.items() if str(key).startswith(R)
    }


def clean_part(package: OpenPackage, name: str, title: str, root: etree._Element, factor: float) -> TemplatePart:
    """Return the part ``name``, whose root is ``root``, cleaned for a deck and scaled by ``factor``.

    ``title`` is what messages call the part. Raises PackageFault if it needs something that a deck must not hold.
    """
    root = etree.fromstring(etree.tostring(root))
    for element in list(root.iter(*_LEFT)):
        _remove(element)
    relations = _kept_relations(package.relations(name), _relation_ids(root), title)
    if abs(factor - 1) > 1e-6:
        _scale(root, factor)
    return TemplatePart(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), relations)


def _kept_relations(relations: Mapping[str, Relation], used: set[str], title: str) -> tuple[Relation, ...]:
    """Return the relationships of a part that a deck takes. ``used`` are the ids that the part uses.

    Raises PackageFault if a used relationship is missing, leads outside the file, or is to something that a deck must
    not hold. ``title`` is what messages call the part.
    """
    for relation in relations.values():
        if relation.external and (relation.id in used or relation.kind in _TAKEN):
            raise PackageFault(f"{title} refers to {relation.target[:60]!r}, outside the file", _OUTSIDE)
    kept = {id_: relation for id_, relation in relations.items() if relation.kind in _TAKEN and not relation.external}
    for id_ in sorted(used - {""} - set(kept)):
        kind = relations[id_].kind if id_ in relations else "something missing"
        message = f"{title} contains an object that is not a picture ({kind})"
        raise PackageFault(message, "delete it on the slide master, or put a picture in its place")
    return tuple(kept.values())


_OUTSIDE = "delete the link on the slide master, or insert the picture into the file"


def copied(package: OpenPackage, parts: Iterable[TemplatePart]) -> tuple[TemplatePart, ...]:
    """Return ``parts`` and every picture that they show. Raises PackageFault if a picture cannot be copied."""
    parts = tuple(parts)
    pictures: dict[str, TemplatePart] = {}
    for part in parts:
        for relation in part.relations:
            if relation.kind in PICTURED and relation.target not in pictures:
                pictures[relation.target] = _copy(package, relation)
    return (*parts, *pictures.values())


def _copy(package: OpenPackage, relation: Relation) -> TemplatePart:
    if relation.kind == "themeOverride":
        root = with_sound_values(relation.target, package.xml(relation.target))
        type_ = "application/vnd.openxmlformats-officedocument.themeOverride+xml"
        return TemplatePart(relation.target, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), (), type_)
    ending = posixpath.splitext(relation.target)[1].lower()
    if ending not in _PICTURES:
        raise PackageFault(f"its picture {relation.target} is of no known kind", "save it as PNG and insert it again")
    content = package.read(relation.target)
    if ending == ".svg" and (b"<script" in content.lower() or b"<!entity" in content.lower()):
        raise PackageFault(f"its picture {relation.target} holds a script", "insert it again as PNG")
    return TemplatePart(relation.target, content, (), _PICTURES[ending])


def _scale(root: etree._Element, factor: float) -> None:
    """Multiply the lengths and font sizes in ``root`` by ``factor``."""
    for element in root.iter(f"{A}*"):
        for name in _SCALED.get(etree.QName(element).localname, ()):
            value = element.get(name) or ""
            if _WHOLE.fullmatch(value):
                element.set(name, str(round(int(value) * factor)))
