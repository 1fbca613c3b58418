"""Prepares the parts that a deck takes from a template: checked, cleaned, scaled to narrate's slide size, with pictures."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from narrate.sources.drawing_colours import MAPPED, SCHEME
from narrate.sources.ooxml import A, P, R
from narrate.sources.packages import SAVE_ANEW, OpenPackage, PackageFault, Relation
from narrate.sources.template_copying import SVG_BLIP, SVG_EXTENSION, clean_copy
from narrate.sources.template_frames import DRAWN
from narrate.sources.template_pictures import UNCROPPED, Advice, Crop, TemplatePart, TemplatePictures

# Unsuitable for a deck that plays by itself: animations, links, and data of other programs.
_LEFT = (
    f"{P}timing", f"{P}transition", f"{P}custDataLst", f"{P}controls", f"{P}extLst", f"{A}hlinkClick",
    f"{A}hlinkHover", f"{A}hlinkMouseOver",
)  # fmt: skip
_TAKEN = ("image", "theme", "themeOverride", "slideMaster", "slideLayout")
_SHOWN = ("image", "slideLayout")  # these relationships are used by an id, the others by their kind
PICTURED = ("image", "themeOverride")
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OVERRIDE_TYPE = "application/vnd.openxmlformats-officedocument.themeOverride+xml"
_LENGTHS = ("x", "y", "cx", "cy")
_SCALED: Mapping[str, tuple[str, ...]] = {
    "off": _LENGTHS, "ext": _LENGTHS, "chOff": _LENGTHS, "chExt": _LENGTHS, "ln": ("w",), "tab": ("pos",),
    "bodyPr": ("lIns", "tIns", "rIns", "bIns", "spcCol"), "rPr": ("sz", "spc"), "defRPr": ("sz", "spc"),
    "endParaRPr": ("sz", "spc"), "spcPts": ("val",), "pPr": ("marL", "marR", "indent", "defTabSz"),
    "outerShdw": ("blurRad", "dist"), "innerShdw": ("blurRad", "dist"), "glow": ("rad",), "softEdge": ("rad",),
    **{f"lvl{n}pPr": ("marL", "marR", "indent", "defTabSz") for n in range(1, 10)},
}  # fmt: skip


# Values that narrate or the program that opens the deck computes with: whole numbers and their least and greatest
# values, the elements that must have them, and words of which only some are allowed.
_PLACES, _COUNTS, _SHARES = (-(2**40), 2**40), (0, 2**32 - 1), (-(10**7), 10**7)
_CHANGES = ("lumOff", "satOff", "hueOff")
_FACTORS = ("alpha", "lumMod", "satMod", "hueMod", "shade", "tint")
_NUMBERS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    **{name: {"x": _PLACES, "y": _PLACES} for name in ("off", "chOff")},
    **{name: {"cx": _PLACES, "cy": _PLACES} for name in ("ext", "chExt", "sldSz")},
    **{name: {"id": _COUNTS} for name in ("cNvPr", "sldLayoutId", "sldMasterId")},
    **{name: {"idx": _COUNTS} for name in ("ph", "bgRef", "fillRef", "lnRef", "effectRef")},
    **{name: {"val": _SHARES} for name in _CHANGES},
    **{name: {"val": (0, 10**7)} for name in _FACTORS},
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
        if element.tag in DRAWN and element.find(f"./*/{P}cNvPr") is None:
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


def clean_part(
    package: OpenPackage, pictures: TemplatePictures, name: str, title: str, root: etree._Element, factor: float
) -> TemplatePart:
    """Return the part ``name``, whose root is ``root``, cleaned for a deck and scaled by ``factor``.

    ``title`` is what messages call the part. ``pictures`` takes the pictures that the part shows. Raises PackageFault if
    the part needs something that a deck must not hold.
    """
    root = copy.deepcopy(root)
    _leave_out(root)
    relations = package.relations(name)
    crops = _crop(root, relations)
    kept = _kept_relations(relations, _relation_ids(root), title)
    drawings = _embedded(root, SVG_BLIP) - _embedded(root, f"{A}blip")
    shown, left_out = _with_pictures(kept, drawings, crops, pictures, title)
    ids = {id_: f"rId{number}" for number, id_ in enumerate(shown, 1)}
    made = clean_copy(name, title, root, ids)
    if abs(factor - 1) > 1e-6:
        _scale(made, factor)
    content = etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)
    own = (Relation(ids[id_], f"{_TYPE}{kind}", target, external=False) for id_, (kind, target) in shown.items())
    return TemplatePart(name, content, tuple(own), "", left_out)


def _leave_out(root: etree._Element) -> None:
    """Remove what a deck never takes from ``root``, so that it need not hold what that refers to."""
    for element in list(root.iter(*_LEFT)):
        _remove(element)
    for extension in list(root.iter(f"{A}ext", f"{P}ext")):
        if extension.get("uri") not in (None, SVG_EXTENSION):
            _remove(extension)


def _crop(root: etree._Element, relations: dict[str, Relation]) -> dict[str, Crop]:
    """Let each cropped picture in ``root`` have a relationship of its own, and no crop of its own any more.

    Return the crops by the ids of the new relationships, which are added to ``relations``. A cropped drawing is replaced
    by the bitmap beside it.
    """
    crops: dict[str, Crop] = {}
    for fill in root.iter(f"{A}blipFill", f"{P}blipFill"):
        blip, rectangle = fill.find(f"{A}blip"), fill.find(f"{A}srcRect")
        id_ = "" if blip is None else blip.get(f"{R}embed") or ""
        if blip is None or rectangle is None or id_ not in relations or relations[id_].target.lower().endswith(".svg"):
            continue
        left, top, right, foot = (int(rectangle.get(side) or 0) / 100_000 for side in "ltrb")
        if min(left, top, right, foot) < 0 or max(left, top, right, foot) == 0 or max(left + right, top + foot) >= 1:
            continue
        new = f"{id_} {left} {top} {right} {foot}"
        crops[new], relations[new] = (left, top, right, foot), replace(relations[id_], id=new)
        blip.set(f"{R}embed", new)
        _remove(rectangle)
        for extensions in blip.findall(f"{A}extLst"):
            blip.remove(extensions)
    return crops


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _relation_ids(root: etree._Element) -> set[str]:
    """Return the ids of the relationships that ``root`` and the elements in it use."""
    return {
        str(value) for element in root.iter(etree.Element) for key, value in element.items() if str(key).startswith(R)
    }


def _embedded(root: etree._Element, tag: str) -> set[str]:
    """Return the ids of the relationships to pictures that the elements ``tag`` in ``root`` use."""
    return {blip.get(f"{R}embed") or "" for blip in root.iter(tag)}


def _kept_relations(relations: Mapping[str, Relation], used: set[str], title: str) -> dict[str, Relation]:
    """Return the relationships of a part that a deck takes, by id. ``used`` are the ids that the part uses.

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
    return {id_: relation for id_, relation in kept.items() if id_ in used or relation.kind not in _SHOWN}


_OUTSIDE = "delete the link on the slide master, or insert the picture into the file"


_BITMAP = "; the bitmap beside it is shown"


def _with_pictures(
    relations: Mapping[str, Relation],
    drawings: set[str],
    crops: Mapping[str, Crop],
    pictures: TemplatePictures,
    title: str,
) -> tuple[dict[str, tuple[str, str]], tuple[Advice, ...]]:
    """Return (kind and name of the part behind each of ``relations``, by id; what is left out).

    ``drawings`` are the ids of SVG drawings beside which there is a bitmap of the same. If something of such a drawing
    would be lost, its bitmap is shown. ``crops`` says by id what is cut off pictures. Raises PackageFault if another picture cannot be cleaned.
    """
    shown: dict[str, tuple[str, str]] = {}
    left_out: list[Advice] = []
    for id_, relation in relations.items():
        target = relation.target
        if relation.kind == "image":
            try:
                picture = pictures.take(relation.target, title, crops.get(id_, UNCROPPED))
            except PackageFault as fault:
                if id_ not in drawings:
                    raise
                left_out.append(Advice(f"{fault}{_BITMAP}", fault.hint))
                continue
            if picture.left_out and id_ in drawings:
                lost = picture.left_out[0]
                left_out.append(Advice(f"{lost.message}{_BITMAP}", lost.hint))
                continue
            target = picture.name
        shown[id_] = (relation.kind, target)
    return shown, tuple(left_out)


def copied(package: OpenPackage, pictures: TemplatePictures, parts: Iterable[TemplatePart]) -> tuple[TemplatePart, ...]:
    """Return ``parts``, the pictures that they show, and the theme colours that replace those of the theme.

    Raises PackageFault if such colours cannot be copied.
    """
    found = {part.name: part for part in parts}
    todo = list(found.values())
    while todo:
        for relation in todo.pop(0).relations:
            if relation.kind == "image":
                found[relation.target] = pictures.taken(relation.target)
            elif relation.kind == "themeOverride" and relation.target not in found:
                root = with_sound_values(relation.target, package.xml(relation.target))
                colours = clean_part(package, pictures, relation.target, "the colours of a layout", root, 1.0)
                found[relation.target] = replace(colours, type=_OVERRIDE_TYPE)
                todo.append(found[relation.target])
    return tuple(found.values())


def _scale(root: etree._Element, factor: float) -> None:
    """Multiply the lengths and font sizes in ``root`` by ``factor``."""
    for element in root.iter(f"{A}*"):
        for name in _SCALED.get(etree.QName(element).localname, ()):
            value = element.get(name) or ""
            if _WHOLE.fullmatch(value):
                element.set(name, str(round(int(value) * factor)))
