"""What an element of a drawing is called, where it stands in its file, what it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from narrate.drawings.properties import XLINK

if TYPE_CHECKING:
    from lxml.etree import _Element


def name_of(element: _Element) -> str:
    """Its name without a namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def line_of(element: Any) -> int:
    """The line of its file, from 1; 0 where it is unknown."""
    return int(element.sourceline or 0)


def address_of(element: _Element) -> str:
    return (element.get("href") or element.get(f"{{{XLINK}}}href") or "").strip()
