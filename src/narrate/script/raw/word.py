"""The paragraphs of a Word document as a reader sees them, and what else it holds.

python-docx leaves out what stands in content controls and in changes that are tracked, so the
XML is read here: insertions count, deletions do not. ISO/IEC 29500-1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = frozenset(_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
_GONE = frozenset(_W + name for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr"))
_SIGNS = {_W + "tab": " ", _W + "br": " ", _W + "cr": " ", _W + "noBreakHyphen": "-"}
_UNREAD = {
    "picture": ("drawing", "pict"), "footnote": ("footnoteReference",), "endnote": ("endnoteReference",),
    "text box": ("txbxContent",), "comment": ("commentReference",), "equation": (),
}  # fmt: skip
_EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def blocks(document: Any) -> Iterator[Any]:
    """The elements of the body that are paragraphs or tables, in order, whatever holds them."""
    yield from _blocks(document.element.body)


def is_table(block: Any) -> bool:
    return bool(block.tag == f"{_W}tbl")


def text_of(block: Any) -> str:
    """What a paragraph says, its white space made single."""
    return " ".join("".join(_pieces(block)).split())


def style_of(document: Any, block: Any) -> str:
    """The name of a paragraph's style, in English where Word knows the style; empty where it has none."""
    from docx.text.paragraph import Paragraph

    style = Paragraph(block, document._body).style
    return str(style.name) if style is not None else ""


def unread(block: Any) -> list[str]:
    """What a paragraph or table holds beside its text, by kind, each thing once."""
    found = []
    for element in _inside(block):
        for kind, names in _UNREAD.items():
            if element.tag in [_W + name for name in names] or (kind == "equation" and element.tag == _EQUATION):
                found.append(kind)
    return found


def _blocks(holder: Any) -> Iterator[Any]:
    for child in holder:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _HOLDERS:
            yield from _blocks(child)


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _GONE and child.tag not in (_EQUATION, _FALLBACK):
            yield from _pieces(child)


def _inside(element: Any) -> Iterator[Any]:
    """Every element within, but for what older programs are given in place of newer things."""
    for child in element:
        if child.tag != _FALLBACK:
            yield child
            yield from _inside(child)
