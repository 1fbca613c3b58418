"""The parts that a deck takes from a template: cleaned, brought to our size, with the pictures that they show."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.sources.drawing_colours import A, P
from narrate.sources.packages import OpenPackage, PackageFault, Relation

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Not for a deck that plays by itself: what moves, leads elsewhere, or belongs to other programs.
_LEFT = (
    f"{P}timing", f"{P}transition", f"{P}custDataLst", f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver",
)  # fmt: skip
_TAKEN = ("image", "theme", "themeOverride", "slideMaster", "slideLayout", "hdphoto")
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
    """A part, named as in the template. ``relations`` are those that are taken along; ``type`` is empty for XML."""

    name: str
    content: bytes
    relations: tuple[Relation, ...] = ()
    type: str = ""


def clean_part(package: OpenPackage, name: str, what: str, root: etree._Element, factor: float) -> TemplatePart:
    """The part ``name``, whose root is ``root``, for a deck; ``what`` is how people know it.

    Raises PackageFault where it needs what no deck of ours may hold.
    """
    root = etree.fromstring(etree.tostring(root))
    relations = package.relations(name)
    for relation in relations.values():
        if relation.external:
            raise PackageFault(f"{what} refers to {relation.target[:60]!r}, outside the file", _OUTSIDE)
    for element in list(root.iter(*_LEFT)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(f"{_MC}AlternateContent")):
        parent = element.getparent()
        if parent is not None and all(len(branch) == 0 for branch in element):
            parent.remove(element)
    kept = {id_: one for id_, one in relations.items() if one.kind in _TAKEN}
    for element in root.iter(etree.Element):
        for key, value in element.items():
            if str(key).startswith(_R) and value and value not in kept:
                kind = relations[str(value)].kind if str(value) in relations else "something missing"
                message = f"{what} holds an object that is no picture ({kind})"
                raise PackageFault(message, "delete it on the slide master, or put a picture in its place")
    if abs(factor - 1) > 1e-6:
        _scale(root, factor)
    return TemplatePart(
        name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), tuple(kept.values())
    )


_OUTSIDE = "delete the link on the slide master, or insert the picture into the file"


def copied(package: OpenPackage, parts: Iterable[TemplatePart]) -> tuple[TemplatePart, ...]:
    """``parts`` and every picture that they show. Raises PackageFault for one that cannot be taken."""
    parts = tuple(parts)
    found: dict[str, TemplatePart] = {}
    for part in parts:
        for relation in part.relations:
            if relation.kind in ("image", "hdphoto", "themeOverride") and relation.target not in found:
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
    """Bring lengths and sizes of type to a slide that is ``factor`` times as wide."""
    for element in root.iter(f"{A}*"):
        for name in _SCALED.get(etree.QName(element).localname, ()):
            value = element.get(name) or ""
            if value.lstrip("-").isdecimal():
                element.set(name, str(round(int(value) * factor)))
