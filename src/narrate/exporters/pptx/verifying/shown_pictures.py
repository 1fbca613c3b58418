"""Checks that the pictures of a deck are those that were made for it, and reads which slides they are on."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator

from lxml import etree

from narrate.exporters.pptx.format import ASVG, A, P, R
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, properties_of, relations_of
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.pictures_checks import painted_faults


class Album:
    """The pictures of ``deck``. A picture that stands on several slides is checked only once."""

    def __init__(self, deck: zipfile.ZipFile, record: Record) -> None:
        self._deck, self._record = deck, record
        self._hashes: dict[str, str] = {}
        self._seen: set[tuple[str, str]] = set()

    def pictures(self, parts: SlideParts) -> Iterator[tuple[str, str]]:
        """Yield (SHA-256 of the drawing or photograph, description) of each picture on a slide."""
        relations = relations_of(self._deck, parts.name)
        for shape in _pictures(parts):
            blip = next(shape.iter(f"{A}blip"), None)
            if blip is None:
                raise ValueError(f"{parts.name}: a picture without an image")
            vector = next(blip.iter(f"{ASVG}svgBlip"), None)
            id_ = (blip if vector is None else vector).get(f"{R}embed") or ""
            yield self._hash(relations[id_][1]), properties_of(shape).get("descr") or ""

    def unpainted(self, parts: SlideParts) -> Iterator[str]:
        """Yield faults of drawings whose PNG is not the one that narrate painted for them.

        The PNG is for viewers that cannot show SVG.
        """
        relations = relations_of(self._deck, parts.name)
        for blip in (blip for shape in _pictures(parts) for blip in shape.iter(f"{A}blip")):
            for vector in blip.iter(f"{ASVG}svgBlip"):
                pair = relations[vector.get(f"{R}embed") or ""][1], relations[blip.get(f"{R}embed") or ""][1]
                if pair not in self._seen:
                    self._seen.add(pair)
                    yield from painted_faults(self._record, self._hash(pair[0]), self._deck.read(pair[1]), pair[1])

    def _hash(self, name: str) -> str:
        if name not in self._hashes:
            self._hashes[name] = hashlib.sha256(self._deck.read(name)).hexdigest()
        return self._hashes[name]


def _pictures(parts: SlideParts) -> Iterator[etree._Element]:
    return (shape for shape in parts.slide.iter(f"{P}pic") if not is_sound(shape))
