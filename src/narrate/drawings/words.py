"""Finds the smallest words in a drawing."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from narrate.drawings.elements import name_of
from narrate.drawings.properties import SERVERS, TEXTS
from narrate.drawings.transforms import IDENTITY, Matrix, product, read_transform

_MEDIUM = 16.0  # units, the default font size


@lru_cache(maxsize=64)
def smallest_words(svg: bytes) -> tuple[float, str] | None:
    """The font size, in units of the drawing, of the smallest words in a clean drawing, and these words.

    None if the drawing shows no words.
    """
    if b"<text" not in svg:
        return None
    smallest: tuple[float, str] | None = None
    todo: list[tuple[etree._Element, Matrix, float, bool]] = [(etree.fromstring(svg), IDENTITY, _MEDIUM, True)]
    while todo:
        element, above, size, seen = todo.pop()
        if name_of(element) in SERVERS or element.get("display") == "none":
            continue
        matrix = product(above, read_transform(element.get("transform") or ""))
        size = float(element.get("font-size") or size)
        seen = (element.get("visibility") or ("visible" if seen else "hidden")) == "visible"
        words = " ".join(" ".join((element.text or "", *(child.tail or "" for child in element))).split())
        if seen and words and name_of(element) in TEXTS:
            shown = size * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
            if shown > 0 and (smallest is None or shown < smallest[0]):
                smallest = (shown, words)
        todo += [(child, matrix, size, seen) for child in reversed(element)]
    return smallest
