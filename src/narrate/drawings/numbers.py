"""Reads and writes numbers, lengths and boxes of SVG 1.1, limited to sizes that can be drawn."""

from __future__ import annotations

import math
import re

LARGEST = 1e6  # units; floating point is too coarse for larger drawings
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}
NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_LENGTH = re.compile(rf"\s*({NUMBER.pattern})\s*+(px|pt|pc|mm|cm|in|em|ex|%|)\s*")
_GAPS = re.compile(r"[\s,]*")


def numbers(text: str) -> list[float] | None:
    """Return the numbers in ``text``, separated by spaces or commas.

    None if ``text`` holds anything else, or a number too large to be drawn.
    """
    if not _GAPS.fullmatch(NUMBER.sub("", text)):
        return None
    values = [float(number) for number in NUMBER.findall(text)]
    return values if all(within(number) for number in values) else None


def within(number: float) -> bool:
    """Whether ``number`` is small enough to be drawn."""
    return math.isfinite(number) and abs(number) <= LARGEST


def length(text: str, whole: float) -> float | None:
    """The length ``text`` in user units (CSS px), or None if it is not a length. Percentages refer to ``whole``."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    value = float(match.group(1)) * (whole / 100 if match.group(2) == "%" else _UNITS[match.group(2)])
    return value if within(value) else None


def view_box(text: str) -> tuple[float, float, float, float] | None:
    """The ``viewBox`` in ``text`` as left, top, width and height, or None if it is invalid or empty."""
    box = numbers(text)
    if box is None or len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        return None
    return box[0], box[1], box[2], box[3]


def written(number: float) -> str:
    """``number`` as text with at most six decimals."""
    short = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if short in ("", "-0") else short


def fitted(
    view: tuple[float, float, float, float], width: float, height: float, ratio: str
) -> tuple[float, float, float, float]:
    """Return (sx, sy, dx, dy), the scale and shift that fit the box ``view`` into a viewport of ``width`` × ``height``.

    ``ratio`` is the value of ``preserveAspectRatio`` (SVG 1.1, section 7.8).
    """
    left, top, across, down = view
    sx, sy = width / across, height / down
    words = ratio.replace("defer", "").split()
    align = words[0] if words else "xMidYMid"
    if align == "none":
        return sx, sy, -left * sx, -top * sy
    scale = max(sx, sy) if "slice" in words[1:] else min(sx, sy)
    shares = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
    x = shares.get(align[1:4], 0.5) * (width - across * scale)
    y = shares.get(align[5:8], 0.5) * (height - down * scale)
    return scale, scale, x - left * scale, y - top * scale
