"""Parses XML that people give: no entities, no network, and only as much of it as can be read in little time and memory."""

from __future__ import annotations

from typing import Any

from lxml import etree

MAX_ELEMENTS = 250_000  # each takes some 300 bytes of memory, with its attributes and text
MAX_ATTRIBUTES = 500  # of an element; to list them takes time that grows with their square


class TooComplexError(ValueError):
    """XML has too many elements, or too many attributes of one element. ``str()`` says which."""


def parse_xml(content: bytes, most: int = MAX_ELEMENTS, **options: Any) -> etree._Element:
    """Return the root of the XML document ``content``, without comments and instructions.

    ``options`` are further arguments of lxml's XMLParser. Raises lxml's XMLSyntaxError, also for elements that are
    nested more than 256 deep, and TooComplexError if there are more than ``most`` elements.
    """
    if content.count(b"<") - content.count(b"</") > most:
        raise TooComplexError(f"has more than {most} elements")
    settings = {"remove_comments": True, "remove_pis": True, **options}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **settings)
    root = etree.fromstring(content, parser)
    if any(len(element.attrib) > MAX_ATTRIBUTES for element in root.iter(etree.Element)):
        raise TooComplexError(f"has an element with more than {MAX_ATTRIBUTES} attributes")
    return root
