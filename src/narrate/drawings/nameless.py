"""Takes the names and the hidden words out of a clean SVG drawing of which nobody needs a part by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import CONTOUR, OVERVIEW, REFERRING, SVG, TEXTS, XLINK

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESS = re.compile(r"url\(#([^()]*)\)")
_HREF = f"{{{XLINK}}}href"
_NONE = ("0", "0.0", "0%")


def without_names(content: bytes) -> bytes:
    """Return the clean drawing ``content`` without ids that nothing uses, and without words that nobody sees.

    Ids in use are replaced by numbers. An element that is not displayed or wholly transparent is left out.
    """
    from lxml import etree

    root = etree.fromstring(content)
    for element in [element for element in root.iter(etree.Element) if _is_unseen(element)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in [element for element in root.iter(*(f"{{{SVG}}}{name}" for name in TEXTS)) if _is_silent(element)]:
        element.text = None
        for child in element:
            child.tail = None
    _number_ids(root)
    for element in root.iter(etree.Element):
        for attribute in (OVERVIEW, CONTOUR):
            element.attrib.pop(attribute, "")
    return etree.tostring(root)


def _is_unseen(element: _Element) -> bool:
    return element.get("display") == "none" or element.get("opacity") in _NONE


def _is_silent(element: _Element) -> bool:
    """Whether the words directly in ``element`` are not painted."""
    if _inherited(element, "visibility") in ("hidden", "collapse"):
        return True
    return all(
        (default if (paint := _inherited(element, kind)) is None else paint) == "none"
        or _inherited(element, f"{kind}-opacity") in _NONE
        for kind, default in (("fill", "black"), ("stroke", "none"))
    )


def _inherited(element: _Element, name: str) -> str | None:
    """Return the value of the inherited attribute ``name`` of ``element``, or None if it is not given."""
    return next((value for one in (element, *element.iterancestors()) if (value := one.get(name)) is not None), None)


def _number_ids(root: _Element) -> None:
    """Replace the ids that are in use by numbers, and remove the others."""
    used: set[str] = set()
    for element in root.iter("{*}*"):
        if (address := element.get(_HREF) or "").startswith("#"):
            used.add(address[1:])
        for name in REFERRING:
            used.update(_ADDRESS.findall(element.get(name) or ""))
    numbers = {id_: f"i{number}" for number, id_ in enumerate(sorted(used), 1)}
    for element in root.iter("{*}*"):
        id_ = str(element.attrib.pop("id", ""))
        if id_ in numbers:
            element.set("id", numbers[id_])
        if (address := element.get(_HREF) or "").startswith("#"):
            element.set(_HREF, f"#{numbers[address[1:]]}")
        for name in REFERRING:
            if (value := element.get(name)) is not None:
                element.set(name, _ADDRESS.sub(lambda match: f"url(#{numbers[match.group(1)]})", value))
