"""Reads the parts of a deck: each slide with its layout, master, theme, notes and media."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from narrate.exporters.pptx.format import A, P, R


class Deck(zipfile.ZipFile):
    """A deck that is read. It raises ValueError, which names the part, if a part cannot be unpacked."""

    def read(self, name: Any, pwd: bytes | None = None) -> bytes:
        try:
            return super().read(name, pwd)
        # a RuntimeError says that the part is encrypted, a NotImplementedError that it is packed in another way
        except (OSError, EOFError, RuntimeError, struct.error, zipfile.BadZipFile, zlib.error) as error:
            raise ValueError(f"the part {name} cannot be unpacked: {error}") from error


def read_xml(deck: zipfile.ZipFile, part: str) -> etree._Element:
    """Return the root of the XML in ``part``. Raises KeyError if there is no such part, ValueError if it is not XML."""
    return _parse(part, deck.read(part))


def _parse(part: str, content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the part {part} is not XML: {error}") from error


@dataclass(frozen=True, slots=True)
class SlideParts:
    """The XML of a slide, and of the layout, master and theme that it uses.

    ``targets`` are the paths of the parts that the slide refers to, by the kind of relationship. All other names are
    paths too.
    """

    name: str
    slide: etree._Element
    layout: etree._Element
    master: etree._Element
    theme: etree._Element
    notes: etree._Element | None
    targets: dict[str, str]
    layout_name: str
    master_name: str


def read_slides(deck: zipfile.ZipFile) -> Iterator[SlideParts]:
    """Yield the slides in the order of the show. Raises KeyError or ValueError if a slide cannot be read."""
    relations = relations_of(deck, "ppt/presentation.xml")
    roots: dict[str, etree._Element] = {}

    def root(name: str) -> etree._Element:
        if name not in roots:
            roots[name] = read_xml(deck, name)
        return roots[name]

    for element in read_xml(deck, "ppt/presentation.xml").iter(f"{P}sldId"):
        name = relations.get(element.get(f"{R}id") or "", ("", ""))[1]
        if not name:
            raise ValueError("ppt/presentation.xml lists a slide that it does not refer to")
        targets = kinds_of(deck, name)
        layout = _based_on(deck, name, "slideLayout")
        master = _based_on(deck, layout, "slideMaster")
        theme = _based_on(deck, master, "theme")
        notes = read_xml(deck, targets["notesSlide"]) if "notesSlide" in targets else None
        slide = read_xml(deck, name)
        yield SlideParts(name, slide, root(layout), root(master), root(theme), notes, targets, layout, master)


def _based_on(deck: zipfile.ZipFile, part: str, kind: str) -> str:
    """The path of the one part of this ``kind`` that ``part`` refers to. Raises ValueError if there is none."""
    target = kinds_of(deck, part).get(kind)
    if target is None:
        raise ValueError(f"{part} refers to no {kind}")
    return target


def kinds_of(deck: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the paths of the parts that ``part`` refers to, by the kind of relationship.

    The kind is the last word of the relationship's type, such as ``slideLayout``.
    """
    return {kind.rpartition("/")[2]: target for kind, target in relations_of(deck, part).values()}


def relations_of(deck: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return (type, path of the target) of each relationship of ``part``, by its id; of the deck if ``part`` is empty."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    return _relations(path, folder, deck.read(path))


@lru_cache(maxsize=32)
def _relations(part: str, folder: str, content: bytes) -> dict[str, tuple[str, str]]:
    """Do the work of ``relations_of`` for a part in ``folder``, whose relationships are the ``content`` of ``part``."""
    relations = {}
    for relation in _parse(part, content):
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        relations[relation.get("Id") or ""] = (relation.get("Type") or "", path)
    return relations


def holder_of(shape: etree._Element) -> etree._Element | None:
    """Return the ``p:ph`` element of the placeholder that a shape fills; None if it fills none."""
    return shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")


def is_title(shape: etree._Element) -> bool:
    holder = holder_of(shape)
    return holder is not None and holder.get("type") in ("title", "ctrTitle")


def is_body(shape: etree._Element) -> bool:
    holder = holder_of(shape)
    return holder is not None and holder.get("type") in (None, "obj", "body", "subTitle")


def is_slide_number(shape: etree._Element) -> bool:
    """Whether a shape shows the slide's number: it fills the placeholder for the number, or contains a field."""
    holder = holder_of(shape)
    return (holder is not None and holder.get("type") == "sldNum") or shape.find(f".//{A}fld") is not None


def is_sound(shape: etree._Element) -> bool:
    return shape.find(f"{P}nvPicPr/{P}nvPr/{A}audioFile") is not None


def text_of(shape: etree._Element) -> str:
    """Return the words of a shape, one line for each paragraph. A line break within a paragraph becomes a space."""
    paragraphs = (
        "".join(" " if part.tag == f"{A}br" else part.text or "" for part in p.iter(f"{A}t", f"{A}br"))
        for p in shape.iter(f"{A}p")
    )
    return "\n".join(paragraphs)


def paragraphs_of(shape: etree._Element) -> list[str]:
    """Return the text of each paragraph of a shape, with its line breaks. Paragraphs without words are left out."""
    paragraphs = (
        "".join("\n" if part.tag == f"{A}br" else part.text or "" for part in p.iter(f"{A}t", f"{A}br"))
        for p in shape.iter(f"{A}p")
    )
    return [text for text in paragraphs if text.strip()]


def properties_of(shape: etree._Element) -> etree._Element:
    """Return the element with a shape's id, name and description; that of its table for the cell of a table.

    Raises ValueError if there is none.
    """
    holder = next(shape.iterancestors(f"{P}graphicFrame"), shape) if shape.tag == f"{A}tc" else shape
    properties = holder.find(f"./*/{P}cNvPr")
    if properties is None:
        raise ValueError(f"a {etree.QName(shape).localname} without an id")
    return properties
