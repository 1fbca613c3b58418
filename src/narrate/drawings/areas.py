"""Computes the areas of SVG shapes as skia paths; unites, clips and writes them.

Paths are in the units of the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from narrate.drawings.shapes import path_data
from narrate.drawings.transforms import Matrix, enlargement, product

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOUBLES = 6
_FINER = 8.0  # times: shapes are enlarged before they are stroked


def area_of(element: _Element, name: str, matrix: Matrix, *, even_odd: bool = False, stroke_width: float = 0.0) -> Any:
    """Return the area of ``element``, read as an SVG shape ``name``; empty if the shape cannot be read.

    ``matrix`` converts the shape's units to those of the drawing. ``even_odd`` chooses that fill rule. If
    ``stroke_width`` is given, in the shape's units, the area is that of the stroke.
    """
    import pathops
    from fontTools.pens.transformPen import TransformPen
    from fontTools.svgLib.path import parse_path

    path = pathops.Path(fillType=pathops.FillType.EVEN_ODD if even_odd else pathops.FillType.WINDING)
    # skia strokes to a precision of a quarter of a unit, so the shape is enlarged before it is stroked
    finer = _FINER * max(enlargement(matrix), 1e-9) if stroke_width else 1.0
    try:
        pen = TransformPen(path.getPen(glyphSet=None), (finer, 0.0, 0.0, finer, 0.0, 0.0))
        parse_path(path_data(element, name), pen)
        if stroke_width:
            path.stroke(stroke_width * finer, pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN, 4)
            path.convertConicsToQuads()
        placed = pathops.Path(fillType=path.fillType)
        finished = product(matrix, (1 / finer, 0.0, 0.0, 1 / finer, 0.0, 0.0))
        path.draw(TransformPen(placed.getPen(glyphSet=None), finished))
    except (ValueError, TypeError, IndexError, KeyError, ArithmeticError, AssertionError, pathops.PathOpsError):
        return pathops.Path()  # browsers do not show such a shape either
    return placed


def union(paths: list[Any]) -> Any:
    """Return the union of ``paths``, or the box around them if skia cannot compute it."""
    import pathops

    shown = _without_doubles([path for path in paths if list(path.segments)])
    if len(shown) < 2:
        return shown[0] if shown else pathops.Path()
    try:
        builder = pathops.OpBuilder(fix_winding=False, keep_starting_points=False)
        for path in shown:
            builder.add(path, pathops.PathOp.UNION)
        return builder.resolve()
    except pathops.PathOpsError:
        return around(shown)


def _without_doubles(paths: list[Any]) -> list[Any]:
    """Return ``paths`` with those united one by one of which more than ``_DOUBLES`` lie nearly on one another.

    To unite them all at once takes skia time that doubles with each of them.
    """
    import pathops

    by_place: dict[tuple[int, ...], list[Any]] = {}
    for path in paths:
        by_place.setdefault(tuple(round(bound) for bound in path.bounds), []).append(path)
    if max(map(len, by_place.values()), default=0) <= _DOUBLES:
        return paths
    united = []
    for same in by_place.values():
        whole = same[0]
        for path in same[1:]:
            with suppress(pathops.PathOpsError):
                whole = pathops.op(whole, path, pathops.PathOp.UNION, fix_winding=False)
        united.append(whole)
    return united


def common(path: Any, clip: Any) -> Any:
    """Return the area of ``path`` that lies inside ``clip``, or all of ``path`` if skia cannot compute it."""
    import pathops

    try:
        return pathops.op(path, clip, pathops.PathOp.INTERSECTION, fix_winding=False)
    except pathops.PathOpsError:
        return path


def simplified(path: Any) -> Any:
    """Return ``path`` without the lines inside its area, or the box around it if skia cannot compute that."""
    import pathops

    try:
        path.simplify(fix_winding=False, keep_starting_points=False)
    except pathops.PathOpsError:
        return around([path])
    return path


def around(paths: list[Any]) -> Any:
    """The box around all of ``paths``."""
    import pathops

    box = pathops.Path()
    bounds = [path.bounds for path in paths if list(path.segments)]
    if bounds:
        lefts, tops, rights, bottoms = zip(*bounds, strict=True)
        left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
        pen = box.getPen(glyphSet=None)
        pen.moveTo((left, top))
        for corner in ((right, top), (right, bottom), (left, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return box


def data_of(path: Any) -> str:
    """``path`` as SVG path data, rounded to hundredths of a unit."""
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
    """Yield the path data of the quadratic curves that TrueType writes as ``points``, without their inner end points.

    ``points`` are the control points, then the end of the last curve. Curves meet halfway between control points.
    """
    *controls, end = points
    for index, control in enumerate(controls):
        last = index == len(controls) - 1
        following = end if last else controls[index + 1]
        x, y = following if last else ((control[0] + following[0]) / 2, (control[1] + following[1]) / 2)
        yield f"Q{control[0]:.2f} {control[1]:.2f} {x:.2f} {y:.2f}"
