"""Reads what a slide shows: its texts in reading order, and the alternative texts of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from narrate.errors import Place
from narrate.script.raw_material.formatted_text import settled, single
from narrate.script.raw_material.powerpoint_notes.paragraphs import pieces_of
from narrate.script.raw_material.superscripts import settle_rises
from narrate.sources.ooxml import ADEC, MC, A, P

_TITLES = ("title", "ctrTitle")
_AROUND = ("dt", "ftr", "hdr", "sldNum")


@dataclass(frozen=True, slots=True)
class SlideContents:
    """What a slide shows besides its title: ``texts`` in reading order, and the alternative texts of its pictures."""

    texts: tuple[str, ...]
    pictures: tuple[str, ...]


def contents_of(slide: Any) -> SlideContents:
    """Return what the slide shows whose root element is ``slide``. Dates, footers and slide numbers are left out."""
    tree = slide.find(f"{P}cSld/{P}spTree")
    shapes = list(_shapes(tree)) if tree is not None else []
    return SlideContents(
        tuple(text for shape in shapes for text in _texts(shape)),
        tuple(text for shape in shapes if (text := _alternative(shape))),
    )


def _shapes(tree: Any) -> Iterator[Any]:
    """Yield the shapes in ``tree`` and in its groups, in reading order. Of alternatives, the first is taken."""
    for element in tree:
        if element.tag == f"{P}grpSp":
            yield from _shapes(element)
        elif element.tag == f"{MC}AlternateContent":
            chosen = next((one for one in element if len(one)), None)
            if chosen is not None:
                yield from _shapes(chosen)
        elif element.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp"):
            yield element


def _texts(shape: Any) -> Iterator[str]:
    if shape.tag == f"{P}graphicFrame":
        for row in shape.iter(f"{A}tr"):
            cells = [" ".join(_paragraphs(cell)) for cell in row.iterfind(f"{A}tc")]
            if any(cells):
                yield " | ".join(cells)
        return
    placeholder = shape.find(f"*/{P}nvPr/{P}ph")
    kind = (placeholder.get("type") or "obj") if placeholder is not None else ""
    if shape.tag == f"{P}sp" and kind not in (*_TITLES, *_AROUND):
        yield from _paragraphs(shape)


def _paragraphs(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{A}p"):
        text = settled(settle_rises(pieces_of(paragraph, []).all), Place(""))[0]
        if text:
            yield text


def _alternative(shape: Any) -> str:
    """Return the alternative text of a picture, chart or diagram; empty if it has none, or is decorative."""
    if shape.tag not in (f"{P}pic", f"{P}graphicFrame"):
        return ""
    properties = shape.find(f"*/{P}cNvPr")
    if properties is None or shape.find(f".//{A}tbl") is not None:
        return ""
    if any(one.get("val", "1") in ("1", "true") for one in properties.iter(f"{ADEC}decorative")):
        return ""
    return single(properties.get("descr") or "")
