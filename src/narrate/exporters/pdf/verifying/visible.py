"""Finds words that are in a printed edition, but that nobody sees on the paper: hidden, mirrored, covered, off the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pt."""
_LEAST_OPACITY = 0.5
_SEEN_MODES = (0, 2)
"""Filled, or filled with an outline, which makes a face without bold letters bold, as in Japanese."""
_SAME: Matrix = (1, 0, 0, 1, 0, 0)
_SHOWS = frozenset([b"Tj", b"TJ", b"'", b'"'])
_FILLS = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
_ENDS = _FILLS | {b"S", b"s", b"n"}
_CURVES = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4}


@dataclass(frozen=True, slots=True)
class _State:
    """What ``q`` keeps: the matrix, what the clip leaves, the colour of filling, and how text is drawn (0: filled).

    What is ``sheer`` may let through what lies under it. ``opacity`` is that of filling, from 0 to 1; ``width`` is that of
    letters in percent.
    """

    matrix: Matrix
    clip: Box
    colour: tuple[float, ...] = (0.0,)
    mode: int = 0
    sheer: bool = False
    opacity: float = 1.0
    width: float = 100.0


def hidden_words(page: Any, reader: Any) -> Iterator[str]:
    """Yield a line for each kind of fault of ``page``: words that cannot be seen.

    Only rectangles count as covers and as grounds, because what a curved shape leaves free is not worked out.
    """
    from pypdf.generic import ContentStream

    left, bottom, right, top = (float(side) for side in page["/MediaBox"])
    walk = _Walk((left, bottom, right, top), page["/Resources"].get("/ExtGState", {}))
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        walk.do(operator, operands)
    yield from walk.faults


class _Walk:
    """The state of a page while its operations are followed. ``faults`` has each kind once."""

    def __init__(self, page: Box, looks: Any) -> None:
        """``looks``: the graphics states that the page names."""
        self._looks = looks
        self.faults: dict[str, None] = {}
        self._state = _State(_SAME, page)
        self._kept: list[_State] = []
        self._text = _SAME
        self._points: list[tuple[float, float]] = []
        self._clips = False
        self._texts: list[tuple[float, float]] = []
        self._fills: list[tuple[Box, tuple[float, ...] | None]] = [(page, (1.0,))]

    def do(self, operator: bytes, operands: Any) -> None:
        """Follow one operation."""
        if operator == b"q":
            self._kept.append(self._state)
        elif operator == b"Q" and self._kept:
            self._state = self._kept.pop()
        elif operator == b"Tm":
            self._text = _numbers(operands)
        elif operator in _SHOWS:
            self._show()
        elif operator in (b"W", b"W*"):
            self._clips = True
        elif operator in _ENDS:
            self._end(fills=operator in _FILLS)
        else:
            self._set(operator, operands)
            self._draw(operator, operands)

    def _set(self, operator: bytes, operands: Any) -> None:
        if operator == b"cm":
            self._state = replace(self._state, matrix=_times(_numbers(operands), self._state.matrix))
        elif operator in (b"scn", b"sc", b"g", b"rg", b"k"):
            colour = tuple(float(one) for one in operands if not isinstance(one, str))
            self._state = replace(self._state, colour=colour)
        elif operator == b"Tr":
            self._state = replace(self._state, mode=int(operands[0]))
        elif operator == b"gs":
            opacity = float(self._looks[operands[0]].get("/ca", self._state.opacity))
            self._state = replace(self._state, sheer=True, opacity=opacity)
        elif operator == b"Tz":
            self._state = replace(self._state, width=float(operands[0]))

    def _draw(self, operator: bytes, operands: Any) -> None:
        if operator in _CURVES:
            values = [float(one) for one in operands]
            self._points += [_moved(self._state.matrix, *values[at : at + 2]) for at in range(0, len(values), 2)]
        elif operator == b"re":
            x, y, width, height = (float(one) for one in operands)
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            self._points += [_moved(self._state.matrix, *corner) for corner in corners]
        elif operator == b"Do":
            corners = ((0, 0), (1, 0), (1, 1), (0.5, 1))  # no rectangle: a picture may be transparent
            self._points = [_moved(self._state.matrix, *corner) for corner in corners]
            self._end(fills=True)

    def _show(self) -> None:
        matrix = _times(self._text, self._state.matrix)
        self.faults.update(dict.fromkeys(_text_faults(matrix, self._state)))
        x, y = matrix[4:]
        self._texts.append((x, y))
        ground = next((colour for box, colour in reversed(self._fills) if _lies_in(x, y, box)), None)
        if ground is not None and _spread(ground) == _spread(self._state.colour):
            self.faults["words have the colour of what lies under them"] = None

    def _end(self, *, fills: bool) -> None:
        """End a path."""
        if self._points:
            box = _shared(_box(self._points), self._state.clip)
            if fills:
                covers = _is_rectangle(self._points) and not self._state.sheer
                self._fills.append((box, self._state.colour if covers else None))
                if covers and any(_lies_in(x, y, box) for x, y in self._texts):
                    self.faults["words are covered by what is drawn over them"] = None
            if self._clips:
                self._state = replace(self._state, clip=box)
        self._points, self._clips = [], False


def _spread(colour: tuple[float, ...]) -> tuple[float, ...]:
    """Return a shade of grey as red, green and blue."""
    return colour * 3 if len(colour) == 1 else colour


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Whether each of four or five ``points`` is a corner of their box, and all corners are there."""
    left, bottom, right, top = _box(points)
    corners = {(x, y) for x in (left, right) for y in (bottom, top)}
    return len(points) in (4, 5) and set(points) == corners


def _text_faults(matrix: Matrix, state: _State) -> Iterator[str]:
    a, b, c, d, x, y = matrix
    if state.mode not in _SEEN_MODES:
        yield "words are invisible"
    if state.opacity < _LEAST_OPACITY:
        yield "words are nearly transparent"
    if state.width != 100:
        yield "words are narrower or wider than their font"
    if not (a > 0 and d > 0 and abs(b) < 1e-6 and abs(c) < a):
        yield "words are mirrored or turned"
    if not _lies_in(x, y, state.clip):
        yield "words lie outside the page or are cut off"


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that first applies ``inner`` and then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return min(across), min(up), max(across), max(up)


def _shared(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _lies_in(x: float, y: float, box: Box) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
