"""The outline of a part of a drawing: the edge of all its shapes together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from narrate.drawings.transforms import IDENTITY, Matrix, product, read_transform

if TYPE_CHECKING:
    from lxml.etree import _Element

SHAPES = ("path", "rect", "circle", "ellipse", "polygon", "polyline", "line")
CONTOUR = "data-contour"  # marks the one shape that is its group's outline
_DEEPEST = 40  # of elements within elements, and of uses of uses
_XLINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Outline:
    """An edge as SVG path data in the drawing's own units, with its bounds (left, top, right, bottom)."""

    path: str
    bounds: tuple[float, float, float, float]

    @property
    def middle(self) -> tuple[float, float]:
        left, top, right, bottom = self.bounds
        return (left + right) / 2, (top + bottom) / 2


@lru_cache(maxsize=256)
def outline_of(svg: bytes, part: str) -> Outline | None:
    """The outline of the element with id ``part``; None where it shows nothing.

    Where a shape of the part says that it is the contour, only such shapes count.
    """
    import pathops

    root = read_svg(svg)
    element = next((one for one in root.iter() if one.get("id") == part), None)
    if element is None:
        return None
    shapes = list(_shapes(root, element, _matrix_above(element), 0))
    contours = [shape for shape in shapes if shape[0].get(CONTOUR) == "true"]
    whole = pathops.Path()
    for shape, matrix in contours or shapes:
        path = _path(shape, matrix)
        if path is not None:
            whole = pathops.op(whole, path, pathops.PathOp.UNION, fix_winding=False)
    if not list(whole.segments):
        return None
    left, top, right, bottom = whole.bounds
    return Outline(_data(whole), (left, top, right, bottom))


def read_svg(svg: bytes) -> _Element:
    """The drawing, parsed without entities, network or limits lifted. Raises lxml's XMLSyntaxError."""
    from lxml import etree

    return etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _shapes(root: _Element, element: _Element, matrix: Matrix, depth: int) -> Iterator[tuple[_Element, Matrix]]:
    """Every shape that is seen within ``element``, with the matrix it is drawn by."""
    from lxml import etree

    if depth > _DEEPEST or not isinstance(element.tag, str) or _is_hidden(element):
        return
    matrix = product(matrix, read_transform(element.get("transform") or ""))
    name = etree.QName(element).localname
    if name in SHAPES:
        yield element, matrix
    elif name == "use":
        target = (element.get("href") or element.get(_XLINK) or "").removeprefix("#")
        used = next((one for one in root.iter() if target and one.get("id") == target), None)
        if used is not None:
            moved = product(matrix, (1.0, 0.0, 0.0, 1.0, _number(element, "x"), _number(element, "y")))
            yield from _shapes(root, used, moved, depth + 10)
    elif name in ("g", "svg", "a", "switch"):
        for child in element:
            yield from _shapes(root, child, matrix, depth + 1)


def _matrix_above(element: _Element) -> Matrix:
    matrix = IDENTITY
    for ancestor in element.iterancestors():
        matrix = product(read_transform(ancestor.get("transform") or ""), matrix)
    return matrix


def _is_hidden(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "")
    return (
        element.get("display") == "none"
        or element.get("visibility") in ("hidden", "collapse")
        or element.get("opacity") in ("0", "0.0")
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _path(shape: _Element, matrix: Matrix) -> Any:
    """A shape as a path in the drawing's units; a line without a fill as wide as its stroke."""
    import pathops
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder
    from lxml import etree

    plain = etree.Element(
        etree.QName(shape).localname, {str(k): str(v) for k, v in shape.attrib.items() if k != "transform"}
    )
    builder = PathBuilder()
    path = pathops.Path()
    try:
        builder.add_path_from_element(plain)
        for data in builder.paths:
            parse_path(data, TransformPen(path.getPen(glyphSet=None), matrix))
        open_line = shape.get("fill") == "none" and shape.get("stroke") not in (None, "none")
        if open_line and shape.get(CONTOUR) != "true":
            scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
            width = _number(shape, "stroke-width", 1.0) * scale
            path.stroke(max(width, 0.5), pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN, 4)
        path.convertConicsToQuads()
    except (ValueError, TypeError, IndexError, KeyError, ArithmeticError, pathops.PathOpsError):
        return None  # such a shape shows nothing in a browser either
    return path


def _number(element: _Element, name: str, default: float = 0.0) -> float:
    try:
        return float((element.get(name) or str(default)).removesuffix("px"))
    except ValueError:
        return default


def _data(path: Any) -> str:
    letters = {"moveTo": "M", "lineTo": "L", "qCurveTo": "Q", "curveTo": "C", "closePath": "Z", "endPath": ""}
    parts: list[str] = []
    for verb, points in path.segments:
        if verb == "qCurveTo" and len(points) != 2:
            parts += _quadratics(points)
            continue
        numbers = " ".join(f"{x:.2f} {y:.2f}" for x, y in points)
        parts.append(f"{letters[verb]}{numbers}")
    return "".join(parts)


def _quadratics(points: tuple[tuple[float, float], ...]) -> Iterator[str]:
    """A TrueType run of off-curve points, with the points implied between them."""
    *controls, end = points
    for index, control in enumerate(controls):
        last = index == len(controls) - 1
        following = end if last else controls[index + 1]
        x, y = following if last else ((control[0] + following[0]) / 2, (control[1] + following[1]) / 2)
        yield f"Q{control[0]:.2f} {control[1]:.2f} {x:.2f} {y:.2f}"
