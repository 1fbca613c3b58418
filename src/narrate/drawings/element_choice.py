"""Decides which elements of an SVG drawing are copied into the clean one, and reports those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import ANIMATIONS, CONTAINERS, GRADIENTS, SERVERS, SHAPES, SILENT, SVG, TEXTS
from narrate.drawings.elements import line_of
from narrate.drawings.picture_problems import Remarks

if TYPE_CHECKING:
    from lxml.etree import _Element

_FOREIGN = ("foreignObject", "iframe", "video", "audio", "canvas", "object", "embed")


def known_element(source: _Element, remarks: Remarks) -> str:
    """Return the name of ``source`` if it is to be copied, otherwise an empty string.

    A remark is added if something that the drawing shows or does is lost.
    """
    namespace, _, name = str(source.tag).rpartition("}")
    line = line_of(source)
    if namespace != f"{{{SVG}":
        if name in _FOREIGN and namespace in ("", "{http://www.w3.org/1999/xhtml"):
            remarks.error(
                "figure-unreadable",
                f"contains <{name}>, which is not allowed in a figure",
                "draw its content with shapes",
                line,
            )
        return ""  # data of the drawing program
    if name in (*SHAPES, *CONTAINERS, *GRADIENTS, *SERVERS, *TEXTS, "defs", "image", "stop"):
        return name
    if name in _FOREIGN:
        remarks.error(
            "figure-unreadable",
            f"contains <{name}>, which is not allowed in a figure",
            "draw its content with shapes",
            line,
        )
    elif name == "script":
        left_out(remarks, source, "<script>", "delete it: figures are still pictures")
    elif name in ANIMATIONS:
        left_out(remarks, source, f"<{name}>", "draw what should be seen: figures are still pictures")
    elif name == "filter":
        left_out(remarks, source, "<filter>", "draw without shadows and blurs: they look different in each program")
    elif name not in SILENT and not name.startswith("fe"):
        left_out(
            remarks, source, f"<{name[:30]}>", "nothing needs to be done, unless something is missing in the figure"
        )
    return ""


def left_out(remarks: Remarks, source: _Element, lost: str, hint: str) -> None:
    """Warn that ``lost`` ("a link", "<script>") in the element ``source`` is left out. ``hint`` says what to do."""
    remarks.warn("figure-cleaned", f"contains {lost}, which is left out", hint, line_of(source))
