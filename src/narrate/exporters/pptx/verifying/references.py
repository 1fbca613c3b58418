"""Checks what a schema cannot check: that every reference in a deck has a target."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.reading_deck import Deck, read_xml

_EFFECTS = tuple(
    f"{P}{name}" for name in ("set", "anim", "animClr", "animEffect", "animMotion", "animRot", "animScale")
)


def check_references(deck: Path) -> list[str]:
    """Return what is wrong with the references in ``deck``. Each fault is a line of text.

    The faults are:
    - effects on a shape or paragraph that is not on the slide, and ids that stand twice;
    - entries in the build list for shapes without such effects, and effects without an entry;
    - times that are not numbers, and slides that end before their last effect;
    - relationships to parts that are missing, and media with the wrong content type;
    - slides without a sound that plays, or with a sound above an animated shape, because LibreOffice would end it.
    """
    with Deck(deck) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode(errors="replace")
        return [
            *_faults_of_slides(archive, names),
            *_faults_of_relationships(archive, names),
            *_content_type_faults(types, names),
        ]


def _faults_of_slides(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    slides = (name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
    for name in sorted(slides, key=_number):
        root = read_xml(archive, name)
        yield from (f"{name}: {fault}" for fault in _slide_faults(root))


def _faults_of_relationships(archive: zipfile.ZipFile, names: set[str]) -> Iterator[str]:
    for name in sorted(name for name in names if name.endswith(".rels")):
        yield from (f"{name}: {fault}" for fault in _relation_faults(name, read_xml(archive, name), names))


def _content_type_faults(types: str, names: set[str]) -> Iterator[str]:
    """Check the content types of sounds and captions. ``types`` is ``[Content_Types].xml``."""
    for name in sorted(name for name in names if name.endswith((".mp3", ".vtt"))):
        wanted = "audio/mpeg" if name.endswith(".mp3") else "text/vtt"
        if _content_type(types, name) != wanted:
            yield f"{name}: its content type is not {wanted}"


def _content_type(types: str, name: str) -> str | None:
    """Return the content type of the part ``name``, or else that of its file ending; None if neither is declared."""
    for pattern in (
        rf'PartName="/{re.escape(name)}"[^>]*ContentType="([^"]*)"',
        rf'ContentType="([^"]*)"[^>]*PartName="/{re.escape(name)}"',
        rf'Extension="{name[-3:]}"[^>]*ContentType="([^"]*)"',
    ):
        if match := re.search(pattern, types):
            return match.group(1)
    return None


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _slide_faults(root: etree._Element) -> Iterator[str]:
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None:
        yield "no shapes"
        return
    ids = [element.get("id") for element in tree.iter(f"{P}cNvPr")]
    timing_ids = [element.get("id") for element in root.iter(f"{P}cTn")]
    yield from (f"shape id {id_} stands twice" for id_ in _repeated(ids))
    yield from (f"timing id {id_} stands twice" for id_ in _repeated(timing_ids))
    yield from _target_faults(root, ids)
    yield from _paragraph_faults(root, tree)
    yield from _build_faults(root, tree)
    yield from _time_faults(root)
    yield from _sound_faults(root, tree)


def _repeated(ids: Iterable[str | None]) -> list[str | None]:
    return [id_ for id_, count in Counter(ids).items() if count > 1]


def _target_faults(root: etree._Element, ids: Collection[str | None]) -> Iterator[str]:
    """Check that effects and builds belong to shapes that are on the slide. ``ids`` are the ids of its shapes."""
    for element in root.iter(f"{P}spTgt", f"{P}bldP"):
        if element.get("spid") not in ids:
            yield f"{etree.QName(element).localname} of shape {element.get('spid')}, which is not on the slide"


def _sound_faults(root: etree._Element, tree: etree._Element) -> Iterator[str]:
    """Check that the slide has a sound that plays, and that no animated shape lies below the sound's icon.

    ``tree`` holds the slide's shapes.
    """
    order = [_id_of(shape) for shape in tree if shape.find(f".//{P}cNvPr") is not None]
    sound = next((audio.find(f"{P}cMediaNode/{P}tgtEl/{P}spTgt") for audio in root.iter(f"{P}audio")), None)
    if sound is None or sound.get("spid") not in order:
        yield "no sound that plays"
        return
    below = order[: order.index(sound.get("spid"))]
    for effect in root.iter(*_EFFECTS):
        target = effect.find(f".//{P}spTgt")
        if target is not None and target.get("spid") in below and not _colours_words(effect):
            yield f"the animated shape {target.get('spid')} lies below the sound's icon and would end the sound"


def _id_of(shape: etree._Element) -> str | None:
    return next((properties.get("id") for properties in shape.iter(f"{P}cNvPr")), None)


def _colours_words(effect: etree._Element) -> bool:
    """Whether ``effect`` only colours a paragraph. Such an effect does not make LibreOffice end a sound above it."""
    return effect.tag == f"{P}animClr" and effect.find(f".//{P}pRg") is not None


def _paragraph_faults(root: etree._Element, tree: etree._Element) -> Iterator[str]:
    counts = {_id_of(shape): len(shape.findall(f"{P}txBody/{A}p")) for shape in tree.iter(f"{P}sp")}
    for target in root.iter(f"{P}spTgt"):
        for words in target.iter(f"{P}pRg"):
            first, last = int(words.get("st") or 0), int(words.get("end") or 0)
            shape = target.get("spid")
            if not 0 <= first <= last < counts.get(shape, 0):
                yield f"an effect on paragraphs {first} to {last} of shape {shape}, which does not have them"


def _build_faults(root: etree._Element, tree: etree._Element) -> Iterator[str]:
    """Check the build list. PowerPoint expects one entry for each group of effects on a shape with words."""
    with_words = {_id_of(shape) for shape in tree.iter(f"{P}sp") if shape.find(f"{P}txBody") is not None}
    animated = {
        (target.get("spid", ""), node.get("grpId", ""))
        for node in root.iter(f"{P}cTn")
        if node.get("grpId") is not None
        for target in node.iter(f"{P}spTgt")
    }
    entries = [(element.get("spid", ""), element.get("grpId", "")) for element in root.iter(f"{P}bldP")]
    for shape, group in sorted(animated - set(entries)):
        yield f"group {group} of the effects of shape {shape} has no entry in the build list"
    for shape, group in sorted(set(entries)):
        if entries.count((shape, group)) > 1:
            yield f"group {group} of shape {shape} stands twice in the build list"
        if (shape, group) not in animated:
            yield f"a build of group {group} of shape {shape}, which has no such effects"
        if shape not in with_words:
            yield f"a build of shape {shape}, which has no text body"


def _time_faults(root: etree._Element) -> Iterator[str]:
    advances = [element.get("advTm") or "" for element in root.iter(f"{P}transition")]
    delays = _effect_delays(root)
    yield from (f"advance time {time or None!r} is not a number of ms" for time in advances if not time.isdecimal())
    yield from (f"an effect is at {delay!r}, which is not a number of ms" for delay in delays if not delay.isdecimal())
    end = max(_decimals(advances), default=None)
    if end is not None:
        late = sorted(delay for delay in _decimals(delays) if delay > end)
        yield from (f"an effect at {delay} ms, when the slide has gone at {end} ms" for delay in late)


def _effect_delays(root: etree._Element) -> list[str]:
    """Return the delays of all effects, as they are written in the file."""
    effects = (node for node in root.iter(f"{P}cTn") if node.get("presetClass") is not None)
    return [item.get("delay") or "" for node in effects for item in node.findall(f"{P}stCondLst/{P}cond")]


def _decimals(values: Iterable[str]) -> list[int]:
    """Return those ``values`` that are decimal numbers, as numbers."""
    return [int(value) for value in values if value.isdecimal()]


def _relation_faults(name: str, relations: etree._Element, names: set[str]) -> Iterator[str]:
    base = posixpath.dirname(posixpath.dirname(name))
    for relation in relations:
        if relation.get("TargetMode") == "External":
            if not (relation.get("Type") or "").endswith("/hyperlink"):
                yield f"{relation.get('Id')} points at {relation.get('Target')}, which is outside the deck"
            continue
        target = relation.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if path not in names:
            yield f"{relation.get('Id')} points at {path}, which is not in the deck"
