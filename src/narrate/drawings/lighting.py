"""A drawing with one part lit: an outline in the mark's colour inside a halo of the paper's.

Both are drawn over everything else, so that nothing is moved in front of what hides it. In an
overview (a group that says ``data-overview="true"``) the part's siblings fade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrate.drawings.outlines import CONTOUR, outline_of, read_svg

if TYPE_CHECKING:
    from lxml.etree import _Element

OVERVIEW = "data-overview"
_HALO, _LINE = 11.0, 5.0  # px on the slide
_PAINT = re.compile(r"#[0-9A-Fa-f]{3,8}$|^[a-z]+$")


def lit_svg(svg: bytes, part: str, colours: Mapping[str, str], scale: float) -> bytes:
    """``svg`` with ``part`` lit. ``scale`` is px on the slide per unit of the drawing.

    ``colours`` are a theme's tokens, of which mark, paper, faded and faded_line are used.
    """
    from lxml import etree

    outline = outline_of(svg, part)
    if outline is None:
        return svg
    root = read_svg(svg)
    element = next(one for one in root.iter() if one.get("id") == part)
    parent = element.getparent()
    if parent is not None and parent.get(OVERVIEW) == "true":
        for sibling in parent:
            if sibling is not element and isinstance(sibling.tag, str):
                _fade(sibling, colours)
    namespace = etree.QName(root).namespace
    tag = f"{{{namespace}}}" if namespace else ""
    for token, width in (("paper", _HALO), ("mark", _LINE)):
        etree.SubElement(
            root, f"{tag}path",
            {"d": outline.path, "fill": "none", "stroke": f"#{colours[token]}", "stroke-width": f"{width / scale:.3f}",
             "stroke-linejoin": "round", "stroke-linecap": "round"},
        )  # fmt: skip
    return etree.tostring(root)


def _fade(element: _Element, colours: Mapping[str, str]) -> None:
    for one in element.iter():
        if not isinstance(one.tag, str) or (one.get(CONTOUR) == "true" and one.get("fill") == "none"):
            continue
        if one.get("fill") not in (None, "none"):
            one.set("fill", f"#{colours['faded']}")
        if one.get("stroke") not in (None, "none"):
            one.set("stroke", f"#{colours['faded_line']}")
