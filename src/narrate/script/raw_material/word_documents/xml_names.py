"""Names of elements and attributes in a Word document (ISO/IEC 29500-1, chapter 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_V = "urn:schemas-microsoft-com:vml"


def w(name: str) -> str:
    """The WordprocessingML element or attribute ``name``."""
    return f"{{{_W}}}{name}"


def m(name: str) -> str:
    """The element ``name`` of the namespace of equations."""
    return f"{{{_M}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, SYM, DELETED_TEXT = w("pPr"), w("rPr"), w("sym"), w("delText")
BOX, READING = w("txbxContent"), w("rt")
GONE = (w("del"), w("moveFrom"), DELETED_TEXT)  # removed by tracked changes
_NUMBER = re.compile(r"-?[0-9]{1,9}")
VAL = w("val")
ALTERNATE, FALLBACK, CHOICE = f"{{{_MC}}}AlternateContent", f"{{{_MC}}}Fallback", f"{{{_MC}}}Choice"
MATH_TEXT, MATH = m("t"), m("oMath")
PICTURE_NAME, GRAPHIC = f"{{{_WP}}}docPr", f"{{{_A}}}graphicData"
SHAPE, WORD_ART = f"{{{_V}}}shape", f"{{{_V}}}textpath"
# Elements that stand for a character, and that character.
SIGNS = {w("tab"): " ", w("ptab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-"}
LETTERS = (T, DELETED_TEXT, MATH_TEXT)

# ISO/IEC 29500 Strict has other namespaces for the same elements.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": _M.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": _WP.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": _A.encode(),
}


def is_on(element: Any) -> bool:
    """Whether a boolean element is true."""
    return element.get(VAL, "1") not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """``text``, an attribute, as an integer; ``default`` if it is not one."""
    return int(text) if text and _NUMBER.fullmatch(text) else default


def chosen(alternate: Any) -> Any:
    """The branch of an ``AlternateContent`` element to read: the newest, or the first one with text."""
    branches = [child for child in alternate if child.tag in (CHOICE, FALLBACK)]
    for branch in branches:
        if next(branch.iter(*LETTERS, SYM), None) is not None:
            return branch
    return branches[0] if branches else None


def alternative_text(element: Any) -> str:
    """The description of a picture, including text drawn as WordArt."""
    if element.tag == PICTURE_NAME:
        return element.get("descr") or ""
    return (element.get("alt") or "") if element.tag == SHAPE else (element.get("string") or "")


PICTURES = (PICTURE_NAME, SHAPE, WORD_ART)


def blocks(holder: Any) -> Iterator[Any]:
    """Yield the paragraphs, tables and embedded parts below ``holder``, however deep other elements wrap them."""
    for child in holder:
        if child.tag in (P, TBL, w("altChunk"), w("subDoc")):
            yield child
        elif child.tag == ALTERNATE:
            if (branch := chosen(child)) is not None:
                yield from blocks(branch)
        elif isinstance(child.tag, str) and child.tag not in (w("sectPr"), w("sdtPr"), w("tcPr"), w("tblPr")):
            yield from blocks(child)
