"""Finds the smallest words in a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from narrate.drawings.allowed_svg import SERVERS, TEXTS
from narrate.drawings.elements import name_of
from narrate.drawings.transforms import IDENTITY, Matrix, enlargement, product, read_transform

_MEDIUM = 16.0  # units, the default font size


@lru_cache(maxsize=64)
def smallest_words(svg: bytes) -> tuple[float, str] | None:
    """Return (font size, words) of the smallest words in a clean drawing, or None if it shows no words.

    The font size is in units of the drawing.
    """
    if b"<text" not in svg:
        return None
    return min(_shown_words(etree.fromstring(svg)), key=lambda sized: sized[0], default=None)


def _shown_words(root: etree._Element) -> Iterator[tuple[float, str]]:
    """Yield (font size, words) of each visible text, in the order of the file. The size is in units of the drawing."""
    todo: list[tuple[etree._Element, Matrix, float, bool]] = [(root, IDENTITY, _MEDIUM, True)]
    while todo:
        element, above, size, visible = todo.pop()
        if name_of(element) in SERVERS or element.get("display") == "none":
            continue
        matrix = product(above, read_transform(element.get("transform") or ""))
        size = float(element.get("font-size") or size)
        visible = (element.get("visibility") or ("visible" if visible else "hidden")) == "visible"
        if visible and name_of(element) in TEXTS:
            words, shown_size = _own_words(element), size * enlargement(matrix)
            if words and shown_size > 0:
                yield shown_size, words
        todo += [(child, matrix, size, visible) for child in reversed(element)]


def _own_words(element: etree._Element) -> str:
    """The words of ``element`` without those of its children."""
    return " ".join(" ".join((element.text or "", *(child.tail or "" for child in element))).split())
