"""Converts the basic shapes of SVG 1.1 (chapter 9) to path data, without rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def path_data(shape: _Element, name: str) -> str:
    """Return the path data of ``shape``, read as an SVG shape ``name``, in the units of its attributes.

    It is empty if SVG would draw nothing. Raises ValueError if an attribute is not a number.
    """
    return _DATA_OF.get(name, _rectangle)(shape)


def _number(shape: _Element, name: str) -> float:
    return float(shape.get(name) or 0.0)


def _path(shape: _Element) -> str:
    return shape.get("d") or ""


def _polygon(shape: _Element) -> str:
    line = _polyline(shape)
    return f"{line}Z" if line else ""


def _polyline(shape: _Element) -> str:
    points = (shape.get("points") or "").replace(",", " ").strip()
    return f"M{points}" if points else ""


def _line(shape: _Element) -> str:
    x1, y1, x2, y2 = (_number(shape, name) for name in ("x1", "y1", "x2", "y2"))
    return f"M{x1!r} {y1!r}L{x2!r} {y2!r}"


def _circle(shape: _Element) -> str:
    radius = _number(shape, "r")
    return _oval(shape, radius, radius)


def _ellipse(shape: _Element) -> str:
    return _oval(shape, _number(shape, "rx"), _number(shape, "ry"))


def _oval(shape: _Element, rx: float, ry: float) -> str:
    """Four quarter arcs around the centre of ``shape``."""
    x, y = _number(shape, "cx"), _number(shape, "cy")
    if rx <= 0 or ry <= 0:
        return ""
    arc = f"A{rx!r} {ry!r} 0 0 1"
    left, right = x - rx, x + rx
    return f"M{left!r} {y!r}{arc} {x!r} {y - ry!r}{arc} {right!r} {y!r}{arc} {x!r} {y + ry!r}{arc} {left!r} {y!r}Z"


def _rectangle(shape: _Element) -> str:
    """A rectangle, whose corners are rounded if it has radii."""
    x, y, width, height = (_number(shape, name) for name in ("x", "y", "width", "height"))
    if width <= 0 or height <= 0:
        return ""
    rx, ry = _corner_radii(shape, width, height)
    right, low = x + width, y + height
    if not rx or not ry:
        return f"M{x!r} {y!r}H{right!r}V{low!r}H{x!r}Z"
    arc = f"A{rx!r} {ry!r} 0 0 1"
    return (
        f"M{x + rx!r} {y!r}H{right - rx!r}{arc} {right!r} {y + ry!r}V{low - ry!r}{arc} {right - rx!r} {low!r}"
        f"H{x + rx!r}{arc} {x!r} {low - ry!r}V{y + ry!r}{arc} {x + rx!r} {y!r}Z"
    )


def _corner_radii(shape: _Element, width: float, height: float) -> tuple[float, float]:
    """Return the radii of a rectangle's corners, at most half of its sides. If only one is given, it is both."""
    rx, ry = shape.get("rx"), shape.get("ry")
    across, down = float(rx or ry or 0.0), float(ry or rx or 0.0)
    return min(max(across, 0.0), width / 2), min(max(down, 0.0), height / 2)


_DATA_OF = {
    "path": _path,
    "polygon": _polygon,
    "polyline": _polyline,
    "line": _line,
    "circle": _circle,
    "ellipse": _ellipse,
    "rect": _rectangle,
}
