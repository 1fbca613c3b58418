"""Reads the words that a slide master or layout draws on every slide, which are those outside its placeholders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from lxml import etree

from narrate.sources.ooxml import A, P

_SHAPES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp")


def drawn_shapes(sheet: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield (name, words) of each shape that ``sheet``, the XML of a master or layout, draws on slides."""
    for shape in sheet.iter(*_SHAPES):
        properties = shape.find("./*/{*}cNvPr")
        if shape.find(f"./*/{P}nvPr/{P}ph") is None:
            words = " ".join((text.text or "") for text in shape.iter(f"{A}t"))
            yield "" if properties is None else properties.get("name") or "", " ".join(words.split())


def drawn_checksum(sheets: Iterable[etree._Element]) -> str:
    """Return a checksum of all words that ``sheets`` draw, and of how many shapes they draw, in any order."""
    shapes = [words for sheet in sheets for _, words in drawn_shapes(sheet)]
    return hashlib.blake2b("\n".join(sorted(shapes)).encode(), digest_size=8).hexdigest() + f" {len(shapes)}"
