"""Finds the shapes that a slide draws, from bottom to top, including those in groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import PX, A, P
from narrate.exporters.pptx.verifying.reading_deck import properties_of

LEAVES = (f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp")
DRAWN = (*LEAVES, f"{P}grpSp")
Frame = tuple[float, float, float, float]
"""Left, top, right and lower edge, in EMU."""


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """A shape (``element``) and its frame on the slide.

    ``mover`` is the id that effects use to animate the shape: its own id, or that of a group around it. It is empty if
    the shape is not animated.
    """

    element: etree._Element
    frame: Frame
    mover: str

    @property
    def name(self) -> str:
        return properties_of(self.element).get("name") or "a shape"


def drawn(shapes: Iterable[etree._Element], animated: Collection[str]) -> Iterator[DrawnShape]:
    """Yield the shapes of a tree that state their own position.

    ``animated`` are the ids of animated shapes and groups.
    """
    yield from _drawn(shapes, animated, "", (1.0, 0.0, 1.0, 0.0))


def _drawn(
    shapes: Iterable[etree._Element], animated: Collection[str], mover: str, place: tuple[float, float, float, float]
) -> Iterator[DrawnShape]:
    """Do the work of ``drawn`` for ``shapes`` in a group, which is animated by the id ``mover``.

    ``place`` converts coordinates in the group to those on the slide. It is (horizontal scale, horizontal shift,
    vertical scale, vertical shift).
    """
    for shape in shapes:
        if shape.tag not in DRAWN:
            continue
        own = properties_of(shape).get("id") or ""
        moved = mover or (own if own in animated else "")
        if shape.tag == f"{P}grpSp":
            yield from _drawn(shape, animated, moved, _within(shape, place))
        elif (frame := frame_of(shape)) is not None:
            wide, right, high, down = place
            yield DrawnShape(
                shape,
                (frame[0] * wide + right, frame[1] * high + down, frame[2] * wide + right, frame[3] * high + down),
                moved,
            )


def frame_of(shape: etree._Element) -> Frame | None:
    """Return the frame of a shape in the coordinates of its tree or group; None if only its placeholder has a frame."""
    own = shape.find(f"{P}spPr/{A}xfrm")
    for transform in (own,) if own is not None else (*shape.iterfind(f"./*/{A}xfrm"), *shape.iterfind(f"{P}xfrm")):
        offset, extent = transform.find(f"{A}off"), transform.find(f"{A}ext")
        if offset is not None and extent is not None:
            x, y = (float(offset.get(name) or 0) for name in ("x", "y"))
            return x, y, x + float(extent.get("cx") or 0), y + float(extent.get("cy") or 0)
    return None


def meet(frame: Frame, other: Frame, *, slack: float = PX) -> bool:
    """Whether two frames overlap by more than ``slack`` EMU in both directions."""
    return (
        min(frame[2], other[2]) - max(frame[0], other[0]) > slack
        and min(frame[3], other[3]) - max(frame[1], other[1]) > slack
    )


def covers(frame: Frame, other: Frame) -> bool:
    """Whether ``frame`` contains ``other``, with a tolerance of 1 px."""
    return (
        frame[0] <= other[0] + PX
        and frame[1] <= other[1] + PX
        and frame[2] >= other[2] - PX
        and frame[3] >= other[3] - PX
    )


def _within(group: etree._Element, place: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the conversion of coordinates inside ``group`` to those on the slide.

    ``place`` converts the coordinates of the group itself; both conversions are as in ``_drawn``.
    """
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    parts = {} if transform is None else {etree.QName(element).localname: element for element in transform}
    if not {"off", "ext", "chOff", "chExt"} <= set(parts):
        return place
    combined: list[float] = []
    for axis, (at, size) in enumerate((("x", "cx"), ("y", "cy"))):
        inside = float(parts["chExt"].get(size) or 0)
        scale = float(parts["ext"].get(size) or 0) / inside if inside else 1.0
        shift = float(parts["off"].get(at) or 0) - float(parts["chOff"].get(at) or 0) * scale
        outer, beyond = place[2 * axis], place[2 * axis + 1]
        combined += [scale * outer, shift * outer + beyond]
    return combined[0], combined[1], combined[2], combined[3]
