"""Compares the parts of a kept deck with their digests in the manifest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from narrate.exporters.pptx.format import P15, P
from narrate.exporters.pptx.kept_names import MEMORY_KEY, NARRATE, REST_KEY, is_narration
from narrate.exporters.pptx.verifying.kept.reading import KeptSlide, holds
from narrate.exporters.pptx.verifying.reading_deck import Deck
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN


def zip_faults(deck: Deck) -> Iterator[str]:
    """Yield what is wrong with the zip file. Its entries are as the program wrote them that made the deck."""
    for name, count in Counter(name.casefold() for name in deck.namelist()).items():
        if count > 1:
            yield f"{name} is in the file {count} times; {BUILD_AGAIN}"
    if damaged := deck.testzip():
        yield f"{damaged} is damaged; {BUILD_AGAIN}"


def part_faults(deck: Deck, slides: Sequence[KeptSlide], wanted: Mapping[str, str]) -> Iterator[str]:
    """Yield each part that is not as it was in the deck that was given, or is not narrate's own."""
    voiced = {slide.part: slide for slide in slides if slide.memory is not None}
    found: dict[str, str] = {}
    for name in deck.namelist():
        slide = voiced.get(name)
        if slide is not None and slide.memory is not None:
            found[f"{name}{MEMORY_KEY}"] = hashlib.sha256(slide.memory.get("was", "").encode()).hexdigest()
            found[f"{name}{REST_KEY}"] = hashlib.sha256(_rest(slide)).hexdigest()
        elif not is_narration(name):
            found[name] = hashlib.sha256(deck.read(name)).hexdigest()
    for name in sorted({*found, *wanted}):
        part = name.partition("#")[0]
        if name not in wanted:
            yield f"{part} was not in the deck; {BUILD_AGAIN}"
        elif name not in found:
            yield f"{part} is gone; {BUILD_AGAIN}"
        elif found[name] != wanted[name]:
            what = {REST_KEY: "shows something else", MEMORY_KEY: "has forgotten its own animation"}
            key = name.removeprefix(part)
            yield f"{part} {what.get(key, 'is not as it was')}; {BUILD_AGAIN}"


def _rest(slide: KeptSlide) -> bytes:
    """Return the slide without what narrate has put in, in the canonical form of XML. ``slide`` stays as it is."""
    root = etree.fromstring(etree.tostring(slide.root))
    for picture in list(root.iter(f"{P}pic")):
        if picture.find(f".//{P15}isNarration") is not None:
            _remove(picture)
    for child in list(root):
        if any(child.tag == f"{P}{name}" or holds(child, name) for name in ("transition", "timing")):
            _remove(child)
    memory = next(root.iter(f"{{{NARRATE}}}slide"))
    extension = memory.getparent()
    extensions = extension.getparent() if extension is not None else None
    assert extension is not None
    assert extensions is not None
    _remove(extension)
    if memory.get("extended") != "1" and len(extensions) == 0:
        _remove(extensions)
    rest: bytes = etree.tostring(root, method="c14n", exclusive=True)
    return rest


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
