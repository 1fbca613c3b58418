"""Finds where the shapes of a master or layout stand, from bottom to top, including those in groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.sources.ooxml import EMU_PER_INCH, EMU_PER_PX, A, P
from narrate.sources.packages import PackageFault

DRAWN = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp", f"{P}grpSp", f"{P}contentPart")
_WIDE = 16 / 9
_LETTER, _LINE = 0.6, 1.3  # em: the width of a letter, the height of a line, as they usually are
_INSET = 10.0  # px between the edge of a text box and its words
_WHOLE = re.compile(r"[0-9]{1,9}")
Frame = tuple[float, float, float, float]
"""Left, top, right and lower edge, in px on a slide 1280 px wide."""


@dataclass(frozen=True, slots=True)
class PlacedShape:
    """A shape and its frame on the slide. ``frame`` is None if the shape has none of its own, or is in a turned group.

    ``reach`` is the frame with the words that may stand out of it.
    """

    element: etree._Element
    frame: Frame | None
    reach: Frame | None


def slide_factor(presentation: etree._Element) -> float:
    """Return the scale from the template's slides to slides 1280 px wide. Raises PackageFault unless they are 16:9."""
    size = presentation.find(f"{P}sldSz")
    width, height = (int(size.get(name) or 0) for name in ("cx", "cy")) if size is not None else (0, 0)
    if not height or abs(width / height - _WIDE) > 0.002:
        shape = f"{width / EMU_PER_INCH:.3g} × {height / EMU_PER_INCH:.3g} inches"
        hint = "in PowerPoint: Design > Slide Size > Widescreen (16:9)"
        raise PackageFault(f"its slides are {shape}, but must be 16:9", hint)
    return 1280 * EMU_PER_PX / width


def check_count(roots: Iterable[etree._Element], most: int, what: str) -> None:
    """Raise PackageFault if there are more than ``most`` shapes in ``roots``: a master, layouts, or both.

    ``what`` begins the message: "its part a.xml has".
    """
    count = sum(1 for root in roots for _ in root.iter(*DRAWN))
    if count > most:
        hint = "delete what nobody needs, or save complicated drawings as pictures"
        raise PackageFault(f"{what} {count} shapes, more than {most}", hint)


def frame_of(shape: etree._Element) -> tuple[etree._Element, etree._Element] | None:
    """Return the elements that give the position and the size of ``shape``, or None if it has none of its own."""
    frame = shape.find(f"./*/{A}xfrm")
    if frame is None:
        frame = shape.find(f"{P}xfrm")
    offset, extent = (frame.find(f"{A}{name}") if frame is not None else None for name in ("off", "ext"))
    return None if offset is None or extent is None else (offset, extent)


def whole(text: str) -> int | None:
    """Return ``text`` as a number, or None if it is not a whole number of at most nine digits."""
    return int(text) if _WHOLE.fullmatch(text) else None


def placed_shapes(root: etree._Element, factor: float) -> Iterator[PlacedShape]:
    """Yield the shapes of a master or layout from bottom to top. A group comes before what is in it."""
    for tree in root.iterfind(f"{P}cSld/{P}spTree"):
        yield from _placed_in(tree, (factor / EMU_PER_PX, 0.0, factor / EMU_PER_PX, 0.0), factor)


def _placed_in(group: etree._Element, scale: tuple[float, float, float, float], factor: float) -> Iterator[PlacedShape]:
    """Do the work of ``placed_shapes`` for ``group``.

    ``scale`` converts its coordinates to px on the slide: (horizontal factor, shift, vertical factor, shift).
    """
    across, right, down, low = scale
    turned = is_turned(group)
    for shape in group:
        if shape.tag not in DRAWN:
            continue
        frame = None if turned else frame_of(shape)
        box = None if frame is None else _box(frame)
        placed = (
            None if box is None
            else _turned(shape, (box[0] * across + right, box[1] * down + low, box[2] * across + right, box[3] * down + low))
        )  # fmt: skip
        yield PlacedShape(shape, placed, None if placed is None else _reach(shape, placed, factor))
        if shape.tag == f"{P}grpSp":
            yield from _placed_in(shape, _inside(shape, box, scale), factor)


def _box(frame: tuple[etree._Element, etree._Element]) -> Frame:
    x, y = (int(frame[0].get(name) or 0) for name in ("x", "y"))
    return x, y, x + int(frame[1].get("cx") or 0), y + int(frame[1].get("cy") or 0)


def _turned(shape: etree._Element, frame: Frame) -> Frame:
    """Return ``frame``, or the square around it in any direction if ``shape`` is turned."""
    if not is_turned(shape):
        return frame
    x, y = (frame[0] + frame[2]) / 2, (frame[1] + frame[3]) / 2
    half = ((frame[2] - frame[0]) ** 2 + (frame[3] - frame[1]) ** 2) ** 0.5 / 2
    return x - half, y - half, x + half, y + half


def is_turned(shape: etree._Element) -> bool:
    """Whether ``shape`` is rotated or mirrored."""
    transform = shape.find(f"./*/{A}xfrm")
    if transform is None:
        transform = shape.find(f"{P}xfrm")
    if transform is None:
        return False
    return transform.get("rot") not in (None, "0") or "1" in (transform.get("flipH"), transform.get("flipV"))


def _reach(shape: etree._Element, frame: Frame, factor: float) -> Frame:
    """Return ``frame``, enlarged by how far the words of ``shape`` may stand out of it, whatever their alignment.

    ``factor`` is the scale to slides 1280 px wide.
    """
    paragraphs = [
        "".join(words.text or "" for words in text.iter(f"{A}t")) for text in shape.iterfind(f"{P}txBody/{A}p")
    ]
    if not any(paragraphs):
        return frame
    looks = shape.iterfind(f"{P}txBody//*[@sz]")
    letter = max((whole(look.get("sz") or "") or 0 for look in looks), default=1800) * factor / 75  # px
    wide = max(len(paragraph) for paragraph in paragraphs) * letter * _LETTER
    body = shape.find(f"{P}txBody/{A}bodyPr")
    if body is not None and body.get("wrap") == "none":
        right, low = max(0.0, wide - (frame[2] - frame[0])), len(paragraphs) * letter * _LINE
    else:
        room = max(frame[2] - frame[0] - 2 * _INSET, letter)
        lines = sum(1 + len(paragraph) * letter * _LETTER / room for paragraph in paragraphs)
        right, low = 0.0, lines * letter * _LINE
    down = max(0.0, low - (frame[3] - frame[1]))
    return frame[0] - right, frame[1] - down, frame[2] + right, frame[3] + down


def _inside(
    group: etree._Element, box: Frame | None, scale: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Return the scale for the shapes in ``group``, whose frame is ``box`` and whose own scale is ``scale``."""
    offset, extent = (group.find(f"{P}grpSpPr/{A}xfrm/{A}{name}") for name in ("chOff", "chExt"))
    if box is None or offset is None or extent is None:
        return scale
    inner_width, inner_height = (int(extent.get(name) or 0) for name in ("cx", "cy"))
    wide = (box[2] - box[0]) / inner_width if inner_width else 1.0
    high = (box[3] - box[1]) / inner_height if inner_height else 1.0
    x, y = (int(offset.get(name) or 0) for name in ("x", "y"))
    across, right, down, low = scale
    return across * wide, (box[0] - x * wide) * across + right, down * high, (box[1] - y * high) * down + low
