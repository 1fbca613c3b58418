"""Reads the name of a drawing's element, its line in the file, the address it refers to, and its ancestors."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from narrate.drawings.allowed_svg import XLINK

if TYPE_CHECKING:
    from lxml.etree import _Element


def name_of(element: _Element) -> str:
    """The name of ``element`` without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Any) -> int:
    """The line of ``element`` in the file, from 1, or 0 if it is unknown."""
    return int(element.sourceline or 0)


def address_of(element: _Element) -> str:
    """The address in ``href`` of ``element``, or in ``xlink:href`` as in SVG 1.1; empty if there is none."""
    return (element.get("href") or element.get(f"{{{XLINK}}}href") or "").strip()


def ancestors_within(element: _Element, outer: _Element) -> list[_Element]:
    """The ancestors of ``element`` inside ``outer``, the nearest first."""
    return list(takewhile(lambda ancestor: ancestor is not outer, element.iterancestors()))
