"""Reads the slides of a kept deck, and what each of them remembers of its own animation."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import P15, URIS, P, R
from narrate.exporters.pptx.kept_names import NARRATE
from narrate.exporters.pptx.verifying.reading_deck import Deck, relations_of
from narrate.exporters.verifying.edition_record import RecordSegment

_MOST_MEMORY = 20_000_000
_NAMES = (
    (b"http://purl.oclc.org/ooxml/presentationml/main", URIS["p"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", URIS["a"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", URIS["r"].encode()),
)


@dataclass(frozen=True, slots=True)
class KeptSlide:
    """A slide of the deck. ``was`` are the transition and the animation that narrate replaced, if it did."""

    part: str
    root: etree._Element
    memory: etree._Element | None
    was: tuple[etree._Element, ...] = ()

    @property
    def pictures(self) -> list[etree._Element]:
        """The icons of narrations."""
        return [one for one in self.root.iter(f"{P}pic") if one.find(f".//{P15}isNarration") is not None]


def name_of(segment: RecordSegment) -> str:
    return f"slide {segment.slide} ({segment.heading[:40]!r})"


def main_part(deck: Deck) -> str:
    """Return the name of the presentation's part. Raises ValueError if there is none."""
    for kind, target in relations_of(deck, "").values():
        if kind.endswith("/officeDocument"):
            return target
    raise ValueError("the deck has no presentation")


def read_kept_slides(deck: Deck) -> Iterator[KeptSlide]:
    """Yield the slides in the order of the presentation. Raises KeyError or ValueError if one cannot be read."""
    main = main_part(deck)
    relations = relations_of(deck, main)
    for entry in read_part(deck, main).iterfind(f"{P}sldIdLst/{P}sldId"):
        part = relations[entry.get(f"{R}id") or ""][1]
        root = read_part(deck, part)
        memory = next(root.iter(f"{{{NARRATE}}}slide"), None)
        yield KeptSlide(part, root, memory, tuple(_remembered(memory)) if memory is not None else ())


def read_part(deck: Deck, part: str) -> etree._Element:
    content = deck.read(part)
    for strict, usual in _NAMES:
        content = content.replace(strict, usual)
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"the part {part} is not XML: {error}") from error


def _remembered(memory: etree._Element) -> Iterator[etree._Element]:
    packed = base64.b64decode(memory.get("was", ""))
    yield from etree.fromstring(zlib.decompressobj().decompress(packed, _MOST_MEMORY))


def holds(child: etree._Element, name: str) -> bool:
    return child.tag == f"{{{URIS['mc']}}}AlternateContent" and child.find(f".//{P}{name}") is not None
