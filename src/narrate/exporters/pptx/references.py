"""What a schema cannot see in a deck: that everything in it points at something real."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def check_references(deck: Path) -> list[str]:
    """What is wrong in ``deck``, a line a fault; none where all is right.

    Timings that name no shape of the slide, a timing id that stands twice, builds of no shape,
    advance times that are no numbers, media of the wrong type or missing, a sound that stands
    above an animated shape (LibreOffice then ends it).
    """
    with zipfile.ZipFile(deck) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        slides = sorted((n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)), key=_number)
        found = []
        for name in slides:
            root = etree.fromstring(archive.read(name))
            found += [f"{name}: {fault}" for fault in _slide_faults(root)]
        for name in sorted(n for n in names if n.endswith(".rels")):
            found += [f"{name}: {fault}" for fault in _relation_faults(name, archive.read(name), names)]
        for name in sorted(n for n in names if n.endswith((".mp3", ".vtt"))):
            wanted = "audio/mpeg" if name.endswith(".mp3") else "text/vtt"
            override = re.search(rf'PartName="/{re.escape(name)}"[^>]*ContentType="([^"]*)"', types) or re.search(
                rf'ContentType="([^"]*)"[^>]*PartName="/{re.escape(name)}"', types
            )
            default = re.search(rf'Extension="{name[-3:]}"[^>]*ContentType="([^"]*)"', types)
            given = override or default
            if given is None or given.group(1) != wanted:
                found.append(f"{name}: its content type is not {wanted}")
    return found


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _slide_faults(root: etree._Element) -> Iterator[str]:
    tree = root.find(f"{_P}cSld/{_P}spTree")
    if tree is None:
        yield "no shapes"
        return
    order = [next(shape.iter(f"{_P}cNvPr")).get("id") for shape in tree if shape.find(f".//{_P}cNvPr") is not None]
    ids = [element.get("id") for element in tree.iter(f"{_P}cNvPr")]
    yield from (f"shape id {id_} stands twice" for id_ in {id_ for id_ in ids if ids.count(id_) > 1})
    timing_ids = [element.get("id") for element in root.iter(f"{_P}cTn")]
    yield from (f"timing id {id_} stands twice" for id_ in {i for i in timing_ids if timing_ids.count(i) > 1})
    for element in root.iter(f"{_P}spTgt", f"{_P}bldP"):
        if element.get("spid") not in ids:
            yield f"{etree.QName(element).localname} of shape {element.get('spid')}, which is not on the slide"
    for element in root.iter(f"{_P}transition"):
        if not (element.get("advTm") or "").isdecimal():
            yield f"advance time {element.get('advTm')!r} is no number of ms"
    sound = next((e.find(f"{_P}cMediaNode/{_P}tgtEl/{_P}spTgt") for e in root.iter(f"{_P}audio")), None)
    if sound is None or sound.get("spid") not in order:
        yield "no sound that plays"
        return
    for effect in root.iter(f"{_P}set", f"{_P}animEffect", f"{_P}animClr", f"{_P}animScale"):
        target = effect.find(f".//{_P}spTgt")
        place = order.index(target.get("spid")) if target is not None and target.get("spid") in order else len(order)
        if target is not None and place < order.index(sound.get("spid")):
            yield f"the animated shape {target.get('spid')} lies below the sound's icon and would end the sound"


def _relation_faults(name: str, content: bytes, names: set[str]) -> Iterator[str]:
    base = posixpath.dirname(posixpath.dirname(name))
    for relation in etree.fromstring(content):
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path not in names:
            yield f"{relation.get('Id')} points at {path}, which is not in the deck"
