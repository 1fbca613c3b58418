"""Checks what a schema cannot: that every reference in a deck has a target."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from narrate.exporters.pptx.format import A, P

_EFFECTS = tuple(
    f"{P}{name}" for name in ("set", "anim", "animClr", "animEffect", "animMotion", "animRot", "animScale")
)


def check_references(deck: Path) -> list[str]:
    """What is wrong with the references in ``deck``, each fault as a line of text.

    Faults are:
    - timings of a shape or paragraph that is not on the slide, and duplicate timing ids;
    - builds of a shape that does not exist, or has no such effects;
    - advance times that are not numbers, or come before a change;
    - media that are missing or have the wrong type;
    - a sound above an animated shape, because LibreOffice would end it.
    """
    with zipfile.ZipFile(deck) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        slides = sorted((n for n in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)), key=_number)
        faults = []
        for name in slides:
            root = etree.fromstring(archive.read(name))
            faults += [f"{name}: {fault}" for fault in _slide_faults(root)]
        for name in sorted(n for n in names if n.endswith(".rels")):
            faults += [f"{name}: {fault}" for fault in _relation_faults(name, archive.read(name), names)]
        for name in sorted(n for n in names if n.endswith((".mp3", ".vtt"))):
            wanted = "audio/mpeg" if name.endswith(".mp3") else "text/vtt"
            override = re.search(rf'PartName="/{re.escape(name)}"[^>]*ContentType="([^"]*)"', types) or re.search(
                rf'ContentType="([^"]*)"[^>]*PartName="/{re.escape(name)}"', types
            )
            default = re.search(rf'Extension="{name[-3:]}"[^>]*ContentType="([^"]*)"', types)
            given = override or default
            if given is None or given.group(1) != wanted:
                faults.append(f"{name}: its content type is not {wanted}")
    return faults


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _slide_faults(root: etree._Element) -> Iterator[str]:
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        yield "no shapes"
        return
    order = [next(shape.iter(f"{P}cNvPr")).get("id") for shape in tree if shape.find(f".//{P}cNvPr") is not None]
    ids = [element.get("id") for element in tree.iter(f"{P}cNvPr")]
    yield from (f"shape id {id_} stands twice" for id_ in {id_ for id_ in ids if ids.count(id_) > 1})
    timing_ids = [element.get("id") for element in root.iter(f"{P}cTn")]
    yield from (f"timing id {id_} stands twice" for id_ in {i for i in timing_ids if timing_ids.count(i) > 1})
    for element in root.iter(f"{P}spTgt", f"{P}bldP"):
        if element.get("spid") not in ids:
            yield f"{etree.QName(element).localname} of shape {element.get('spid')}, which is not on the slide"
    yield from _paragraph_faults(root, tree)
    yield from _build_faults(root, tree)
    yield from _time_faults(root)
    sound = next((e.find(f"{P}cMediaNode/{P}tgtEl/{P}spTgt") for e in root.iter(f"{P}audio")), None)
    if sound is None or sound.get("spid") not in order:
        yield "no sound that plays"
        return
    for effect in root.iter(*_EFFECTS):
        target = effect.find(f".//{P}spTgt")
        if target is None or target.get("spid") not in order or _colours_words(effect):
            continue
        if order.index(target.get("spid")) < order.index(sound.get("spid")):
            yield f"the animated shape {target.get('spid')} lies below the sound's icon and would end the sound"


def _colours_words(effect: etree._Element) -> bool:
    """Whether ``effect`` only gives a paragraph a colour, which does not make LibreOffice end a sound above it."""
    return effect.tag == f"{P}animClr" and effect.find(f".//{P}pRg") is not None


def _paragraph_faults(root: etree._Element, tree: etree._Element) -> Iterator[str]:
    counts = {
        next(shape.iter(f"{P}cNvPr")).get("id"): len(shape.findall(f"{P}txBody/{A}p")) for shape in tree.iter(f"{P}sp")
    }
    for target in root.iter(f"{P}spTgt"):
        for words in target.iter(f"{P}pRg"):
            first, last = int(words.get("st") or 0), int(words.get("end") or 0)
            shape = target.get("spid")
            if not 0 <= first <= last < counts.get(shape, 0):
                yield f"an effect on paragraphs {first} to {last} of shape {shape}, which does not have them"


def _build_faults(root: etree._Element, tree: etree._Element) -> Iterator[str]:
    """Check the build list. PowerPoint expects one entry for each group of effects of a shape with words."""
    wordy = {
        next(shape.iter(f"{P}cNvPr")).get("id") for shape in tree.iter(f"{P}sp") if shape.find(f"{P}txBody") is not None
    }
    animated = {
        (target.get("spid"), node.get("grpId"))
        for node in root.iter(f"{P}cTn")
        if node.get("grpId") is not None
        for target in node.iter(f"{P}spTgt")
    }
    entries = [(element.get("spid"), element.get("grpId")) for element in root.iter(f"{P}bldP")]
    for shape, group in sorted(animated - set(entries)):
        yield f"group {group} of the effects of shape {shape} has no entry in the build list"
    for shape, group in sorted(set(entries)):
        if entries.count((shape, group)) > 1:
            yield f"group {group} of shape {shape} stands twice in the build list"
        if (shape, group) not in animated:
            yield f"a build of group {group} of shape {shape}, which has no such effects"
        if shape not in wordy:
            yield f"a build of shape {shape}, which has no text body"


def _time_faults(root: etree._Element) -> Iterator[str]:
    advances = [element.get("advTm") or "" for element in root.iter(f"{P}transition")]
    for advance in advances:
        if not advance.isdecimal():
            yield f"advance time {advance or None!r} is not a number of ms"
    delays = [
        condition.get("delay") or ""
        for node in root.iter(f"{P}cTn")
        if node.get("presetClass") is not None
        for condition in node.findall(f"{P}stCondLst/{P}cond")
    ]
    yield from (f"an effect is at {delay!r}, which is not a number of ms" for delay in delays if not delay.isdecimal())
    gone = max((int(advance) for advance in advances if advance.isdecimal()), default=None)
    late = sorted(int(delay) for delay in delays if delay.isdecimal() and gone is not None and int(delay) > gone)
    yield from (f"an effect at {delay} ms, when the slide has gone at {gone} ms" for delay in late)


def _relation_faults(name: str, content: bytes, names: set[str]) -> Iterator[str]:
    base = posixpath.dirname(posixpath.dirname(name))
    for relation in etree.fromstring(content):
        if relation.get("TargetMode") == "External":
            if not (relation.get("Type") or "").endswith("/hyperlink"):
                yield f"{relation.get('Id')} points at {relation.get('Target')}, which is outside the deck"
            continue
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path not in names:
            yield f"{relation.get('Id')} points at {path}, which is not in the deck"
