"""Copies the XML of a template's parts, with only the elements, attributes and words that a deck needs.

A part of a deck is always a new tree, so that nothing gets into a deck because it was overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from narrate.sources.ooxml import ADEC, ASVG, MC, A, P, R
from narrate.sources.packages import SAVE_ANEW, PackageFault
from narrate.sources.template_elements import ALLOWED, EMBED, NEEDED, PLACES, REFERRING

SVG_BLIP = f"{ASVG}svgBlip"
_PREFIXES = {"a": A[1:-1], "r": R[1:-1], "p": P[1:-1]}
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
# What must be there, but could tell where a template comes from, is the same in every deck.
_SET: Mapping[str, Mapping[str, str]] = {
    **{f"{A}{name}": {"name": "Template"} for name in ("theme", "clrScheme", "fontScheme", "fmtScheme")},
    f"{A}fld": {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"},
    f"{A}graphicData": {"uri": _TABLE},
}
_STYLES = tuple(f"{A}{name}" for name in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"))
_LEAST_STYLES = 3  # subtle, moderate, intense
_DRAWN = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp", f"{P}grpSp")
_TEXTS = {f"{A}t": re.compile(r".*", re.DOTALL), f"{A}tableStyleId": re.compile(r"\{[0-9A-Fa-f-]{36}\}")}
_TOKEN = re.compile(r"[A-Za-z0-9_]+")
_GUIDED = PLACES | {"fmla", "name"}  # attributes that may name a guide


def with_fallbacks(root: etree._Element) -> etree._Element:
    """Replace each choice between forms for new and old programs in ``root`` by the form for old programs.

    That form looks the same and is plain DrawingML. Return ``root``.
    """
    for choice in list(root.iter(f"{MC}AlternateContent")):
        parent, fallback = choice.getparent(), choice.find(f"{MC}Fallback")
        if parent is None:
            continue
        for child in () if fallback is None else list(fallback):
            choice.addprevious(child)
        parent.remove(choice)
    return root


def holder_of(shape: etree._Element) -> etree._Element | None:
    """Return the element that makes ``shape`` a placeholder, or None if it is none."""
    return shape.find(f"./*/{P}nvPr/{P}ph")


def clean_copy(part: str, title: str, root: etree._Element, ids: Mapping[str, str]) -> etree._Element:
    """Return a copy of ``root``, the XML of the part ``part``, with only what a deck takes.

    ``title`` is what messages call the part. ``ids`` are the new ids of the relationships that the deck keeps, by their
    old ids. Shapes keep their names, because messages give them. Raises PackageFault if the part lacks something without
    which a deck is invalid, or if a shape is no drawing.
    """
    if root.tag not in ALLOWED:
        raise PackageFault(f"its part {part} is not what its relationships say", SAVE_ANEW)
    made = etree.Element(str(root.tag), nsmap=_PREFIXES)
    _Copier(part, title, ids).fill(root, made)
    for geometry in made.iter(f"{A}custGeom"):
        _rename_guides(geometry)
    return made


class _Copier:
    """Copies the elements of the part ``part``, which messages call ``title``. ``ids`` are as in ``clean_copy``."""

    def __init__(self, part: str, title: str, ids: Mapping[str, str]) -> None:
        self._part, self._title, self._ids = part, title, ids

    def fill(self, source: etree._Element, made: etree._Element) -> None:
        """Copy the attributes, the words and the children of ``source`` into ``made``, its copy."""
        self._attributes(source, made)
        if source.tag in _TEXTS:
            made.text = source.text
            return
        for child in source.iterchildren(etree.Element):
            if self._is_taken(child, source):
                self.fill(child, etree.SubElement(made, str(child.tag)))
        self._check_children(made)
        if source.tag == f"{P}sp" and (holder := holder_of(source)) is not None:
            _empty(made, holder.get("type") or "")
        elif source.tag == f"{A}blip":
            self._drawing(source, made)
        elif source.tag in _DRAWN and holder_of(source) is None:
            _mark_decoration(made)

    def _check_children(self, made: etree._Element) -> None:
        """Raise PackageFault if ``made`` lacks children without which a deck is invalid."""
        tag = str(made.tag)
        lacking = next((_local(name) for name in NEEDED.get(tag, ()) if made.find(name) is None), "")
        if tag in _STYLES and len(made) < _LEAST_STYLES:
            lacking = f"{_LEAST_STYLES} styles"
        if lacking:
            raise PackageFault(f"its part {self._part} has no {lacking} in {_local(tag)}", SAVE_ANEW)

    def _is_taken(self, child: etree._Element, source: etree._Element) -> bool:
        """Whether a deck takes ``child`` of ``source``. Only shapes can be placeholders: others would be shown on no slide."""
        if child.tag not in ALLOWED or (child.tag == f"{P}ph" and source.tag != f"{P}nvPr"):
            return False
        if child.tag == f"{P}graphicFrame" and holder_of(child) is None and next(child.iter(f"{A}tbl"), None) is None:
            message = f"{self._title} contains an object that is not a picture"
            raise PackageFault(message, "delete it on the slide master, or put a picture in its place")
        if child.tag in _TEXTS:
            return _TEXTS[str(child.tag)].fullmatch(child.text or "") is not None
        return child.tag not in _DRAWN[1:] or holder_of(child) is None

    def _attributes(self, source: etree._Element, made: etree._Element) -> None:
        for attribute in ALLOWED[str(source.tag)]:
            value = source.get(attribute.name)
            if value is not None and attribute.form.fullmatch(value):
                made.set(attribute.name, value)
            elif attribute.needed:
                shown = "nothing" if value is None else repr(value[:20])
                tag = etree.QName(source).localname
                message = (
                    f"its part {self._part} has {shown} for {attribute.name} of {tag}, which does not belong there"
                )
                raise PackageFault(message, SAVE_ANEW)
        for name, value in _SET.get(str(source.tag), {}).items():
            made.set(name, value)
        if source.tag == f"{P}cNvPr":
            made.set("name", source.get("name") or "")
        reference = REFERRING.get(str(source.tag), "")
        if reference and (new := self._ids.get(source.get(reference) or "")):
            made.set(reference, new)

    def _drawing(self, source: etree._Element, made: etree._Element) -> None:
        """Let the picture ``made`` refer to the same SVG drawing as ``source``, if the deck keeps that drawing."""
        for blip in source.iter(SVG_BLIP):
            if new := self._ids.get(blip.get(EMBED) or ""):
                extensions = etree.SubElement(made, f"{A}extLst")
                extension = etree.SubElement(extensions, f"{A}ext", {"uri": SVG_EXTENSION})
                etree.SubElement(extension, SVG_BLIP, {EMBED: new}, nsmap={"asvg": ASVG[1:-1]})
                return


def _local(name: str) -> str:
    return etree.QName(name).localname


def _empty(shape: etree._Element, type_: str) -> None:
    """Take the sample words out of ``shape``, a placeholder of the kind ``type_``: no slide shows them."""
    for body in shape.iterfind(f"{P}txBody"):
        for paragraph in body.findall(f"{A}p"):
            body.remove(paragraph)
        paragraph = etree.SubElement(body, f"{A}p")
        if type_ == "sldNum":
            field = etree.SubElement(paragraph, f"{A}fld", {**_SET[f"{A}fld"], "type": "slidenum"})
            etree.SubElement(field, f"{A}t").text = "‹#›"


def _mark_decoration(shape: etree._Element) -> None:
    """Mark ``shape`` as decoration, unless it has words: screen readers do not read masters, and its description is gone."""
    properties = shape.find(f"./*/{P}cNvPr")
    if properties is None or any(words.text for words in shape.iter(f"{A}t")):
        return
    extensions = etree.SubElement(properties, f"{A}extLst")
    extension = etree.SubElement(extensions, f"{A}ext", {"uri": _DECORATIVE_EXTENSION})
    etree.SubElement(extension, f"{ADEC}decorative", {"val": "1"}, nsmap={"adec": ADEC[1:-1]})


def _rename_guides(geometry: etree._Element) -> None:
    """Give the guides of a drawn outline plain names, wherever they are used. Formulas refer to guides by name."""
    guides = [*geometry.iterfind(f"{A}avLst/{A}gd"), *geometry.iterfind(f"{A}gdLst/{A}gd")]
    names = {guide.get("name") or "": f"g{number}" for number, guide in enumerate(guides, 1)}
    if not names:
        return
    for element in geometry.iter(etree.Element):
        for attribute in _GUIDED & set(element.keys()):
            value = element.get(attribute) or ""
            element.set(attribute, _TOKEN.sub(lambda token: names.get(token.group(), token.group()), value))
