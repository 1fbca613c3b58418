"""Traces the outline of a part of a clean drawing: the edge around everything that the part shows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate.drawings.allowed_svg import CONTOUR, INHERITED, SERVERS, SHAPES
from narrate.drawings.areas import area_of, around, common, data_of, simplified, union
from narrate.drawings.elements import name_of
from narrate.drawings.transforms import IDENTITY, Matrix, product, read_transform
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

if TYPE_CHECKING:
    from lxml.etree import _Element

OUTLINE = FactKind("outline", 2, ("fonttools", "lxml", "skia-pathops"))
_MOST_SHAPES, _MOST_DATA = 1_500, 100_000  # in a part; the outline of a larger part is the box around it
_CLIP = re.compile(r"url\(#([^()]*)\)")
_LEAST = 1e-3  # units; the outline of anything smaller cannot be drawn


@dataclass(frozen=True, slots=True)
class PartOutline:
    """An outline as SVG path data, with its bounds (left, top, right, bottom), all in the drawing's own units."""

    path: str
    bounds: tuple[float, float, float, float]

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y) of the bounds."""
        left, top, right, bottom = self.bounds
        return (left + right) / 2, (top + bottom) / 2


@lru_cache(maxsize=256)
def outline_of(svg: bytes, part: str, memo: Memo = NO_MEMO) -> PartOutline | None:
    """Return the outline of the element with id ``part`` in a clean drawing, or None if it shows nothing.

    If shapes in the part are marked as its contour (``data-contour``), only those shapes count. Lines without a fill
    are as wide as their stroke. What a ``clip-path`` cuts off does not count.
    """

    def trace() -> Found:
        outline = _traced(svg, part)
        return Found(facts={"path": outline.path, "bounds": outline.bounds} if outline else {})

    facts = memo.recall(OUTLINE, {"svg": hashlib.sha256(svg).hexdigest(), "part": part}, trace).facts
    return PartOutline(facts["path"], tuple(facts["bounds"])) if facts else None


def _traced(svg: bytes, part: str) -> PartOutline | None:
    root = read_svg(svg)
    element = next((element for element in root.iter() if element.get("id") == part), None)
    if element is None:
        return None
    ancestors = [*reversed(list(element.iterancestors()))]
    if _is_definition(element, ancestors) or any(map(is_gone, ancestors)):
        return None
    contours = any(shape.get(CONTOUR) == "true" and name_of(shape) in SHAPES for shape in element.iter())
    tracer = _Tracer(root, contours=contours, simple=_is_large(element))
    return _outline(simplified(_shown_region(tracer, element, ancestors)))


def _is_definition(element: _Element, ancestors: list[_Element]) -> bool:
    """Whether ``element`` is shown only where others refer to it."""
    return any(name_of(definition) in ("defs", *SERVERS) for definition in (*ancestors, element))


def _shown_region(tracer: _Tracer, element: _Element, ancestors: list[_Element]) -> Any:
    """Return the area that ``element`` shows, moved and clipped by its ``ancestors`` (the outermost first)."""
    matrix, properties = IDENTITY, dict[str, str]()
    clips: list[Any] = []
    for ancestor in ancestors:
        properties = inherited(properties, ancestor)
        matrix = product(matrix, read_transform(ancestor.get("transform") or ""))
        clip = tracer.clip(ancestor, matrix)
        if clip is not None:
            clips.append(clip)
    region = tracer.region(element, matrix, properties)
    for clip in clips:
        region = common(region, clip)
    return region


def _outline(path: Any) -> PartOutline | None:
    """Return the skia ``path`` as an outline; None if it is empty or too small to be drawn."""
    if not list(path.segments):
        return None
    left, top, right, bottom = path.bounds
    if max(right - left, bottom - top) < _LEAST:
        return None
    return PartOutline(data_of(path), (left, top, right, bottom))


def read_svg(svg: bytes) -> _Element:
    """Parse a clean drawing, without entities or network access. Raises lxml's XMLSyntaxError."""
    from lxml import etree

    return etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def inherited(above: Mapping[str, str], element: _Element) -> dict[str, str]:
    """Return the properties that children of ``element`` inherit: those in ``above``, overridden by its own."""
    own = {name: value for name in INHERITED if (value := element.get(name)) not in (None, "inherit")}
    return {**above, **own}


def is_gone(element: _Element) -> bool:
    """Whether ``element`` and its children are invisible."""
    return element.get("display") == "none" or _number(element.get("opacity"), 1.0) <= 0


class _Tracer:
    """Traces the areas that elements of the drawing ``root`` show.

    If ``contours`` is true, only shapes that are marked as contours count. If ``simple`` is true, the area of a group
    is the box around its children.
    """

    def __init__(self, root: _Element, *, contours: bool, simple: bool) -> None:
        self._clip_paths = {
            id_: element for element in root.iter() if (id_ := element.get("id")) and name_of(element) == "clipPath"
        }
        self._contours, self._simple = contours, simple

    def region(self, element: _Element, above: Matrix, from_above: Mapping[str, str]) -> Any:
        """Return the area that ``element`` shows, as a skia path in the drawing's units.

        ``above`` is the matrix and ``from_above`` are the properties that ``element`` inherits.
        """
        import pathops

        if is_gone(element):
            return pathops.Path()
        matrix = product(above, read_transform(element.get("transform") or ""))
        properties = inherited(from_above, element)
        name = name_of(element)
        visible = properties.get("visibility", "visible") == "visible"
        if name in ("g", "svg"):
            parts = [self.region(child, matrix, properties) for child in element]
            area = around(parts) if self._simple else union(parts)
        elif name in SHAPES and visible:
            area = self._shape(element, matrix, properties)
        elif name == "image" and visible and not self._contours:
            area = area_of(element, "rect", matrix)
        else:
            return pathops.Path()
        clip = self.clip(element, matrix, area)
        return area if clip is None else common(area, clip)

    def clip(self, element: _Element, matrix: Matrix, shown: Any = None) -> Any:
        """Return the area of the ``clip-path`` of ``element``, or None if it is not clipped.

        ``matrix`` converts the units of ``element`` to those of the drawing. ``shown`` is the area of ``element``
        without clipping. A ``clip-path`` that is measured in shares of that area is ignored if ``shown`` is missing.
        """
        match = _CLIP.match(element.get("clip-path") or "")
        clip_path = self._clip_paths.get(match.group(1)) if match else None
        if clip_path is None:
            return None
        matrix = product(matrix, read_transform(clip_path.get("transform") or ""))
        if clip_path.get("clipPathUnits") == "objectBoundingBox":
            if shown is None or not list(shown.segments):
                return None
            left, top, right, bottom = shown.bounds  # correct only if the element is not rotated
            matrix = (right - left, 0.0, 0.0, bottom - top, left, top)
        from_above = inherited({}, clip_path)
        parts = []
        for child in clip_path:
            if name_of(child) in SHAPES and not is_gone(child):
                rule = inherited(from_above, child).get("clip-rule", "nonzero")
                own = product(matrix, read_transform(child.get("transform") or ""))
                parts.append(area_of(child, name_of(child), own, even_odd=rule == "evenodd"))
        return union(parts)

    def _shape(self, element: _Element, matrix: Matrix, properties: Mapping[str, str]) -> Any:
        """The area of a basic shape: the inside of one that is filled or marked as a contour, otherwise the stroke."""
        import pathops

        contour = element.get(CONTOUR) == "true"
        if self._contours and not contour:
            return pathops.Path()
        solid = contour or _is_filled(element, properties)
        width = _stroke_width(properties)
        if not solid and width <= 0:
            return pathops.Path()
        even_odd = properties.get("fill-rule") == "evenodd"
        return area_of(element, name_of(element), matrix, even_odd=even_odd, stroke_width=0.0 if solid else width)


def _is_filled(shape: _Element, properties: Mapping[str, str]) -> bool:
    return (
        properties.get("fill", "black") != "none"
        and name_of(shape) != "line"
        and _number(properties.get("fill-opacity"), 1.0) > 0
    )


def _stroke_width(properties: Mapping[str, str]) -> float:
    """The width of a shape's stroke, in units of the shape; 0 without a stroke."""
    return _number(properties.get("stroke-width"), 1.0) if properties.get("stroke", "none") != "none" else 0.0


def _is_large(element: _Element) -> bool:
    """Whether it would take too long to trace the outline of ``element``."""
    shapes = [shape for shape in element.iter() if name_of(shape) in SHAPES]
    return (
        len(shapes) > _MOST_SHAPES
        or sum(len(shape.get("d") or shape.get("points") or "") for shape in shapes) > _MOST_DATA
    )


def _number(text: str | None, default: float) -> float:
    try:
        return float(text.removesuffix("px")) if text else default
    except ValueError:
        return default
