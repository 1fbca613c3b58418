"""Checks that a deck holds the parts that narrate writes, and that each is used and refers only to such parts."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import R
from narrate.exporters.pptx.verifying.allowed_parts import ALWAYS_BY_ENDING, BY_ENDING, PartKind, kind_of

_TYPES = "[Content_Types].xml"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True, slots=True)
class _Relation:
    """A relationship of a part: its id, its type, and the name of the part that it leads to."""

    id: str
    type: str
    target: str


def package_faults(deck: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is wrong with the parts of ``deck``, each fault as a line of text."""
    names = set(deck.namelist())
    parts = {name for name in names if name != _TYPES and not name.endswith(".rels")}
    kinds = {name: kind for name in ("", *sorted(parts)) if (kind := kind_of(name)) is not None}
    yield from (f"it holds {name!r}, which narrate does not write" for name in sorted(parts - kinds.keys()))
    relations: dict[str, list[_Relation]] = {}
    for name, kind in kinds.items():
        path = _relations_path(name)
        root = etree.fromstring(deck.read(path)) if path in names else etree.Element(f"{_RELATIONS}Relationships")
        yield from (f"{path}: {fault}" for fault in _form_faults(root))
        relations[name] = _read_relations(name, root)
        yield from (f"{name or 'the package'}: {fault}" for fault in _relation_faults(relations[name], kind))
        if any(reference.named for reference in kind.references):
            used = _used_ids(deck.read(name))
            yield from (f"{name}: {fault}" for fault in _id_faults(relations[name], kind, used))
    yield from _orphans(names, relations)
    yield from _notes_faults(relations)
    yield from _type_faults(deck.read(_TYPES), kinds)


def _relations_path(name: str) -> str:
    folder, stem = posixpath.split(name)
    return f"{folder}/_rels/{stem}.rels".lstrip("/")


def _form_faults(root: etree._Element) -> Iterator[str]:
    """Yield what is written in a list of relationships besides ids, types and targets."""
    if root.tag != f"{_RELATIONS}Relationships" or root.attrib:
        yield "it is not a list of relationships"
    for element in root:
        if element.tag != f"{_RELATIONS}Relationship" or len(element):
            yield "it holds something that is not a relationship"
        if not element.get("Id"):
            yield f"the relationship to {element.get('Target')!r} has no id"
        for key, value in _items(element):
            if key not in ("Id", "Type", "Target"):
                yield f"{element.get('Id')} has {key}={value!r}: {element.get('Target')!r}"
    ids = Counter(element.get("Id") for element in root)
    yield from (f"{id_} stands {count} times" for id_, count in ids.items() if count > 1)


def _read_relations(name: str, root: etree._Element) -> list[_Relation]:
    """Return the relationships of the part ``name`` in ``root``, the list of its relationships."""
    found = []
    for element in root:
        target = element.get("Target") or ""
        path = target if target.startswith("/") else f"/{posixpath.dirname(name)}/{target}"
        found.append(
            _Relation(element.get("Id") or "", element.get("Type") or "", posixpath.normpath(path).lstrip("/"))
        )
    return found


def _relation_faults(relations: Collection[_Relation], kind: PartKind) -> Iterator[str]:
    """Yield the relationships that a part of ``kind`` may not have, and those that it lacks."""
    allowed = {reference.type: reference for reference in kind.references}
    for relation in relations:
        short = relation.type.rpartition("/")[2]
        reference = allowed.get(relation.type)
        if reference is None:
            yield f"{relation.id} is a relationship that narrate does not write ({short}, to {relation.target!r})"
        elif not re.fullmatch(reference.target, relation.target):
            yield f"{relation.id} leads to {relation.target!r}, which is no {short} of a deck"
    counts = Counter(relation.type for relation in relations)
    for reference in kind.references:
        if reference.once and counts[reference.type] != 1:
            yield f"it refers to {counts[reference.type]} parts as {reference.type.rpartition('/')[2]}, not to one"


_NAMED_IDS = etree.XPath("//@r:*", namespaces={"r": R.strip("{}")}, smart_strings=False)


def _used_ids(content: bytes) -> set[str]:
    """Return the ids of relationships that the elements of a part name."""
    found = _NAMED_IDS(etree.fromstring(content))
    return {str(value) for value in found} if isinstance(found, list) else set()


def _items(element: etree._Element) -> Iterator[tuple[str, str]]:
    return ((str(key), str(value)) for key, value in element.items())


def _id_faults(relations: Collection[_Relation], kind: PartKind, used: Collection[str]) -> Iterator[str]:
    """Yield relationships that nothing in the part uses, and ids in it that lead nowhere. ``used`` are its ids."""
    named = {reference.type for reference in kind.references if reference.named}
    own = {relation.id for relation in relations if relation.type in named}
    for relation in relations:
        if relation.type in named and relation.id not in used:
            yield f"nothing in it shows or plays {relation.target!r}, to which {relation.id} leads"
    yield from (f"it uses {id_!r}, which leads nowhere" for id_ in sorted(set(used) - own - {""}))


def _orphans(names: Collection[str], relations: Mapping[str, Collection[_Relation]]) -> Iterator[str]:
    """Yield the parts among ``names`` that cannot be reached from the package."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [relation.target for relation in relations.get(name, ())]
    used = reached | {_relations_path(name) for name in reached} | {_TYPES}
    orphans = (name for name in sorted(set(names) - used) if name.endswith(".rels") or kind_of(name) is not None)
    yield from (f"nothing refers to {name!r}" for name in orphans)


def _notes_faults(relations: Mapping[str, Collection[_Relation]]) -> Iterator[str]:
    """Yield notes that say they belong to another slide than the one that refers to them."""
    for name, own in relations.items():
        for notes in (relation.target for relation in own if relation.type.endswith("/notesSlide")):
            slides = [relation.target for relation in relations.get(notes, ()) if relation.type.endswith("/slide")]
            if slides != [name]:
                yield f"{notes}: they are the notes of {name}, and refer to {', '.join(slides) or 'no slide'}"


def _type_faults(content: bytes, kinds: Mapping[str, PartKind]) -> Iterator[str]:
    """Yield the content types that are declared wrongly, twice, for nothing, or not at all.

    ``content`` is the part that declares them, ``kinds`` are the parts with their kinds.
    """
    root = etree.fromstring(content)
    declared = [_declaration(element) for element in root]
    wanted = set(ALWAYS_BY_ENDING.items()) | {_wanted(name, kind.type) for name, kind in kinds.items() if name}
    yield from (f"the content type of {name!r} is {type_!r}" for name, type_ in sorted(set(declared) - wanted))
    yield from (f"{name!r} has not the content type {type_!r}" for name, type_ in sorted(wanted - set(declared)))
    if root.tag != f"{_CONTENT_TYPES}Types" or root.attrib or len(set(declared)) != len(declared):
        yield f"{_TYPES} declares something twice, or something else than content types"


def _wanted(name: str, type_: str) -> tuple[str, str]:
    """Return what a deck declares for the part ``name``: its ending, or else its name, with the content type."""
    ending = posixpath.splitext(name)[1].lstrip(".")
    return (ending if BY_ENDING.get(ending) == type_ else f"/{name}"), type_


def _declaration(element: etree._Element) -> tuple[str, str]:
    """Return the ending or the part's name that ``element`` declares a content type for, and that type."""
    by = {f"{_CONTENT_TYPES}Default": "Extension", f"{_CONTENT_TYPES}Override": "PartName"}.get(str(element.tag))
    if by is None or set(element.keys()) != {by, "ContentType"} or len(element):
        return etree.tostring(element).decode()[:80], ""
    return element.get(by) or "", element.get("ContentType") or ""
