"""The parts of a deck that give the others their types and relationships: read, changed and written back as XML."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from narrate.sources.untrusted_xml import parse_xml

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OWN = "rIdNarrate"
_MEDIA_KINDS = ("audio", "video", "media")
MOST_ELEMENTS = 2_000_000


def parse(content: bytes) -> etree._Element:
    """Return the root of the XML in ``content``, with its comments. Raises lxml's XMLSyntaxError, TooComplexError."""
    return parse_xml(content, MOST_ELEMENTS, remove_comments=False, remove_pis=False)


def written(root: etree._Element) -> bytes:
    """Return the XML document of ``root``, as Office writes it."""
    text: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def relations_part(part: str) -> str:
    """Return the name of the part with the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(target: str, part: str) -> str:
    """Return the name of the part to which the relationship ``target`` of ``part`` leads."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


class Relations:
    """The relationships of a slide. ``part`` is the slide's name; ``content`` is None if it has none yet."""

    def __init__(self, part: str, content: bytes | None) -> None:
        self._part = part
        self._root = (
            parse(content) if content is not None else etree.fromstring(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>')
        )
        self._before = [dict(one.attrib) for one in self._elements()]

    @property
    def content(self) -> bytes:
        return written(self._root)

    @property
    def is_changed(self) -> bool:
        """Whether a relationship was removed or added."""
        return self._before != [dict(one.attrib) for one in self._elements()]

    def __len__(self) -> int:
        return len(self._root)

    def media_outside(self) -> list[str]:
        """Return the addresses of sounds and films that are not in the package."""
        return [
            one.get("Target") or ""
            for one in self._elements()
            if one.get("TargetMode") == "External" and (one.get("Type") or "").rpartition("/")[2] in _MEDIA_KINDS
        ]

    def target(self, id_: str) -> str:
        """Return the part to which ``id_`` leads; empty if it leads out of the package or nowhere."""
        for element in self._elements():
            if element.get("Id") == id_ and element.get("TargetMode") != "External":
                return resolved(element.get("Target") or "", self._part)
        return ""

    def remove(self, ids: frozenset[str]) -> None:
        for element in list(self._elements()):
            if element.get("Id") in ids:
                self._root.remove(element)

    def add(self, type_: str, name: str) -> str:
        """Relate the slide to the part ``name``, and return the id."""
        id_ = f"{_OWN}{len(self.of_narrate()) + 1}"
        target = posixpath.relpath(name, posixpath.dirname(self._part))
        etree.SubElement(self._root, f"{_RELATIONS}Relationship", {"Id": id_, "Type": type_, "Target": target})
        return id_

    def of_narrate(self) -> frozenset[str]:
        """Return the ids that ``add`` gave in an earlier build."""
        return frozenset(id_ for one in self._elements() if (id_ := one.get("Id") or "").startswith(_OWN))

    def targets_of(self, kind: str) -> list[str]:
        """Return the parts to which a relationship leads whose type ends in ``kind``."""
        return [
            resolved(one.get("Target") or "", self._part)
            for one in self._elements()
            if (one.get("Type") or "").endswith(kind) and one.get("TargetMode") != "External"
        ]

    def targets(self) -> Iterator[str]:
        """Yield the parts to which the slide is related."""
        for element in self._elements():
            if element.get("TargetMode") != "External":
                yield resolved(element.get("Target") or "", self._part)

    @property
    def is_strict(self) -> bool:
        return any(
            (element.get("Type") or "").startswith("http://purl.oclc.org/ooxml/") for element in self._elements()
        )

    def _elements(self) -> Iterator[etree._Element]:
        return self._root.iterfind(f"{_RELATIONS}Relationship")


class ContentTypes:
    """The content types of the parts of a package."""

    def __init__(self, content: bytes) -> None:
        self._before = content
        self._root = parse(content)
        self._is_changed = False

    @property
    def content(self) -> bytes:
        return written(self._root) if self._is_changed else self._before

    def forget(self, names: frozenset[str]) -> None:
        """Remove what is said of the parts ``names`` alone."""
        for element in list(self._root.iterfind(f"{_TYPES}Override")):
            if (element.get("PartName") or "").lstrip("/").lower() in {name.lower() for name in names}:
                self._root.remove(element)
                self._is_changed = True

    def state(self, name: str, type_: str) -> None:
        """State that the part ``name`` has the content type ``type_``, if its ending does not say so."""
        ending = name.rpartition(".")[2].lower()
        defaults = {(one.get("Extension") or "").lower(): one for one in self._root.iterfind(f"{_TYPES}Default")}
        if ending not in defaults:
            element = etree.Element(f"{_TYPES}Default", {"Extension": ending, "ContentType": type_})
            self._root.insert(len(defaults), element)
            self._is_changed = True
        elif defaults[ending].get("ContentType") != type_:
            etree.SubElement(self._root, f"{_TYPES}Override", {"PartName": f"/{name}", "ContentType": type_})
            self._is_changed = True
