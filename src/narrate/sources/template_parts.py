"""The parts that a deck takes from a template: cleaned, scaled to narrate's slide size, with their pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.sources.drawing_colours import MAPPED, SCHEME
from narrate.sources.ooxml import EMU_PER_PX, MC, A, P, R
from narrate.sources.packages import OpenPackage, PackageFault, Relation

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
    """A part, named as in the template.

    ``relations`` are the relationships that are kept. ``type`` is empty for XML.
    """

    name: str
    content: bytes
    relations: tuple[Relation, ...] = ()
    type: str = ""


_DRAWN = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp", f"{P}grpSp", f"{P}contentPart")
_SPECK = 19_050  # EMU: two px, on a slide of 1280


# What is reckoned with here or by whoever opens the deck: whole numbers with their bounds, those that must be there,
# and words of lists.
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
    """Return ``root`` of the part ``name`` with its values checked and its shapes named.

    Raises PackageFault if a value is not a number or a word that is allowed there: a deck with such a damaged part
    could not be opened.
    """
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        if element.tag in _DRAWN and element.find(f"./*/{P}cNvPr") is None:
            raise PackageFault(f"its part {name} has a shape without a name and a number", _SAVE_ANEW)
        for attribute, (least, most) in _NUMBERS.get(tag, {}).items():
            value = element.get(attribute)
            needed = tag in _NEEDED and not (tag == "ext" and element.get("uri"))
            if (value is None and needed) or (
                value is not None and not (_WHOLE.fullmatch(value) and least <= int(value) <= most)
            ):
                shown = "nothing" if value is None else repr(value[:20])
                message = f"its part {name} has {shown} for {attribute} of {tag}, where a number belongs"
                raise PackageFault(message, _SAVE_ANEW)
        attribute, known = _WORDS.get(str(element.tag), ("", frozenset()))
        value = element.get(attribute) if attribute else None
        if value is not None and value not in known:
            message = f"its part {name} has {value[:20]!r} for {attribute} of {tag}, which is not a known value"
            raise PackageFault(message, _SAVE_ANEW)
    return root


_SAVE_ANEW = "open it in PowerPoint and save it again as a .pptx"
_WHOLE = re.compile(r"-?[0-9]{1,15}")


def without_hidden(root: etree._Element, factor: float) -> etree._Element:
    """``root`` of a master or layout without invisible shapes.

    These are hidden, tiny or beside the slide; add-ins for charts and text keep data in them. Placeholders stay.
    """
    shapes = [one for tree in root.iterfind(f"{P}cSld/{P}spTree") for one in tree.iter(*_DRAWN)]
    for shape in shapes:
        parent = shape.getparent()
        if parent is not None and shape.find(f"./*/{P}nvPr/{P}ph") is None and _is_unseen(shape, factor):
            parent.remove(shape)
    for element in list(root.iter(f"{MC}AlternateContent")):
        parent = element.getparent()
        if parent is not None and all(len(branch) == 0 for branch in element):
            parent.remove(element)
    return root


def _is_unseen(shape: etree._Element, factor: float) -> bool:
    properties = shape.find(f"./*/{P}cNvPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return True
    frames = (*shape.iterfind(f"./*/{A}xfrm"), *shape.iterfind(f"{P}xfrm"))
    offset, extent = (frames[0].find(f"{A}{name}") if frames else None for name in ("off", "ext"))
    if offset is None or extent is None:
        return False
    x, y, width, height = (
        int(one.get(name) or 0) * factor for one, name in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    )
    if width <= _SPECK and height <= _SPECK:
        return True
    beside = x >= 1280 * EMU_PER_PX or y >= 720 * EMU_PER_PX or x + width <= 0 or y + height <= 0
    named = any(str(key).startswith(R) for one in shape.iter(etree.Element) for key, _ in one.items())
    grouped = next(shape.iterancestors(f"{P}grpSp"), None) is not None  # a group has its own coordinates
    return beside and named and not grouped


def clean_part(package: OpenPackage, name: str, what: str, root: etree._Element, factor: float) -> TemplatePart:
    """The part ``name`` with root ``root``, cleaned for a deck.

    ``what`` is the name that messages give it. Raises PackageFault if it needs something that a deck must not hold.
    """
    root = etree.fromstring(etree.tostring(root))
    relations = package.relations(name)
    for element in list(root.iter(*_LEFT)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    used = {str(value) for one in root.iter(etree.Element) for key, value in one.items() if str(key).startswith(R)}
    for relation in relations.values():
        if relation.external and (relation.id in used or relation.kind in _TAKEN):
            raise PackageFault(f"{what} refers to {relation.target[:60]!r}, outside the file", _OUTSIDE)
    kept = {id_: one for id_, one in relations.items() if one.kind in _TAKEN and not one.external}
    for id_ in sorted(used - {""} - set(kept)):
        kind = relations[id_].kind if id_ in relations else "something missing"
        message = f"{what} contains an object that is not a picture ({kind})"
        raise PackageFault(message, "delete it on the slide master, or put a picture in its place")
    if abs(factor - 1) > 1e-6:
        _scale(root, factor)
    return TemplatePart(
        name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), tuple(kept.values())
    )


_OUTSIDE = "delete the link on the slide master, or insert the picture into the file"


def copied(package: OpenPackage, parts: Iterable[TemplatePart]) -> tuple[TemplatePart, ...]:
    """``parts`` and every picture that they show. Raises PackageFault if one cannot be copied."""
    parts = tuple(parts)
    found: dict[str, TemplatePart] = {}
    for part in parts:
        for relation in part.relations:
            if relation.kind in PICTURED and relation.target not in found:
                found[relation.target] = _copy(package, relation)
    return (*parts, *found.values())


def _copy(package: OpenPackage, relation: Relation) -> TemplatePart:
    if relation.kind == "themeOverride":
        root = package.xml(relation.target)
        type_ = "application/vnd.openxmlformats-officedocument.themeOverride+xml"
        return TemplatePart(relation.target, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), (), type_)
    ending = posixpath.splitext(relation.target)[1].lower()
    if ending not in _PICTURES:
        raise PackageFault(f"its picture {relation.target} is of no known kind", "save it as PNG and insert it anew")
    content = package.read(relation.target)
    if ending == ".svg" and (b"<script" in content.lower() or b"<!entity" in content.lower()):
        raise PackageFault(f"its picture {relation.target} holds a script", "insert it anew as PNG")
    return TemplatePart(relation.target, content, (), _PICTURES[ending])


def _scale(root: etree._Element, factor: float) -> None:
    """Scale lengths and font sizes by ``factor``."""
    for element in root.iter(f"{A}*"):
        for name in _SCALED.get(etree.QName(element).localname, ()):
            value = element.get(name) or ""
            if value.lstrip("-").isdecimal():
                element.set(name, str(round(int(value) * factor)))
