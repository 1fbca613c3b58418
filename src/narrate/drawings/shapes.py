"""Converts the basic shapes of SVG 1.1 (chapter 9) to path data, without rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def path_data(shape: _Element, name: str) -> str:
    """The path data of ``shape``, an element ``name``; empty if SVG would draw nothing.

    Raises ValueError if an attribute is not a number.
    """

    def number(key: str) -> float:
        return float(shape.get(key) or 0.0)

    if name == "path":
        return shape.get("d") or ""
    if name in ("polygon", "polyline"):
        points = (shape.get("points") or "").replace(",", " ").strip()
        return f"M{points}{'Z' if name == 'polygon' else ''}" if points else ""
    if name == "line":
        return f"M{number('x1')!r} {number('y1')!r}L{number('x2')!r} {number('y2')!r}"
    if name in ("circle", "ellipse"):
        rx, ry = (number("r"), number("r")) if name == "circle" else (number("rx"), number("ry"))
        x, y = number("cx"), number("cy")
        if rx <= 0 or ry <= 0:
            return ""
        arc = f"A{rx!r} {ry!r} 0 0 1"
        left, right = x - rx, x + rx
        return f"M{left!r} {y!r}{arc} {x!r} {y - ry!r}{arc} {right!r} {y!r}{arc} {x!r} {y + ry!r}{arc} {left!r} {y!r}Z"
    x, y, width, height = number("x"), number("y"), number("width"), number("height")
    if width <= 0 or height <= 0:
        return ""
    rx, ry = (float(shape.get(key) or shape.get(other) or 0.0) for key, other in (("rx", "ry"), ("ry", "rx")))
    rx, ry = min(max(rx, 0.0), width / 2), min(max(ry, 0.0), height / 2)
    right, low = x + width, y + height
    if not rx or not ry:
        return f"M{x!r} {y!r}H{right!r}V{low!r}H{x!r}Z"
    arc = f"A{rx!r} {ry!r} 0 0 1"
    return (
        f"M{x + rx!r} {y!r}H{right - rx!r}{arc} {right!r} {y + ry!r}V{low - ry!r}{arc} {right - rx!r} {low!r}"
        f"H{x + rx!r}{arc} {x!r} {low - ry!r}V{y + ry!r}{arc} {x + rx!r} {y!r}Z"
    )
