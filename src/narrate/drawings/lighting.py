"""Highlights one part of a drawing by an outline in the mark's colour, with a halo in the paper's colour.

Outline and halo are drawn over everything else. The part itself keeps its place in the drawing. In an overview, a
group with ``data-overview="true"``, the siblings of the part are faded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import CONTOUR, OVERVIEW, SHAPES
from narrate.drawings.elements import name_of
from narrate.drawings.outlines import inherited, outline_of, read_svg
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from lxml.etree import _Element

_HALO, _LINE = 11.0, 5.0  # px on the slide


def lit_svg(svg: bytes, part: str, colours: Mapping[str, str], scale: float, memo: Memo = NO_MEMO) -> bytes:
    """Return the clean drawing ``svg`` with its element ``part`` (an id) highlighted; unchanged if that shows nothing.

    ``colours`` are those of a theme by name. ``mark``, ``paper``, ``faded`` and ``faded_line`` are used.
    ``scale`` is px on the slide per unit of the drawing.
    """
    from lxml import etree

    outline = outline_of(svg, part, memo)
    if outline is None:
        return svg
    root = read_svg(svg)
    element = next(element for element in root.iter() if element.get("id") == part)
    overview = element.getparent()
    if overview is not None and overview.get(OVERVIEW) == "true":
        _fade_others(element, overview, colours)
    namespace = etree.QName(root).namespace
    tag = f"{{{namespace}}}" if namespace else ""
    for token, width in (("paper", _HALO), ("mark", _LINE)):
        etree.SubElement(
            root, f"{tag}path",
            {"d": outline.path, "fill": "none", "stroke": f"#{colours[token]}", "stroke-width": f"{width / scale:.3f}",
             "stroke-linejoin": "round", "stroke-linecap": "round"},
        )  # fmt: skip
    return etree.tostring(root)


def _fade_others(element: _Element, overview: _Element, colours: Mapping[str, str]) -> None:
    """Fade all children of ``overview`` except ``element``."""
    properties = dict[str, str]()
    for group in [*reversed(list(overview.iterancestors())), overview]:
        properties = inherited(properties, group)
    for sibling in overview:
        if sibling is not element:
            _fade(sibling, colours, properties)


def _fade(element: _Element, colours: Mapping[str, str], from_above: Mapping[str, str]) -> None:
    """Give every shape in ``element`` the faded colours. A shape without a fill or without a line gets none.

    ``from_above`` holds the properties that ``element`` inherits.
    """
    properties = inherited(from_above, element)
    only_contour = element.get(CONTOUR) == "true" and properties.get("fill") == "none"
    if name_of(element) in (*SHAPES, "text", "tspan") and not only_contour:
        for name, token, default in (("fill", "faded", "black"), ("stroke", "faded_line", "none")):
            if properties.get(name, default) != "none":
                element.set(name, f"#{colours[token]}")
    for child in element:
        _fade(child, colours, properties)
