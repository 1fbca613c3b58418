"""Names and units of PowerPoint's format (ECMA-376 part 1, MS-PPTX), for both writing and verifying."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

UUIDS = uuid.UUID("6a1bb4a8-6d0f-5a39-9d6a-6a9a1f0b7d11")
"""The namespace of all identifiers in decks, which are uuid5."""
PX = 9525  # EMU in a px of the 1280 × 720 grid
URIS: Mapping[str, str] = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p15": "http://schemas.microsoft.com/office/powerpoint/2012/main",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    # LibreOffice knows this prefix, and PowerPoint does not expect it in a slide: so a branch that requires it is read
    # by LibreOffice only
    "x12ac": "http://schemas.microsoft.com/office/spreadsheetml/2011/1/ac",
}
A, P, R, P14, P15, P173, ASVG = (f"{{{URIS[prefix]}}}" for prefix in ("a", "p", "r", "p14", "p15", "p173", "asvg"))
"""The namespaces in braces, as lxml puts them before the name of an element or attribute."""

TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
"""What the ``uri`` of a table's ``a:graphicData`` is."""


def xmlns(*prefixes: str) -> str:
    """Return the XML attributes that declare the namespaces of ``prefixes``, in that order."""
    return " ".join(f'xmlns:{prefix}="{URIS[prefix]}"' for prefix in prefixes)


def is_template_part(name: str) -> bool:
    """Return whether a deck's part ``name`` comes from a template, if the deck has one. Else it is narrate's own."""
    return _TEMPLATE_PART.fullmatch(name) is not None


_TEMPLATE_PART = re.compile(
    r"ppt/(slideMasters|slideLayouts)/.*|ppt/theme/(_rels/)?(theme1|override\d+)\.xml(\.rels)?|ppt/media/template\d+\.\w+"
)
