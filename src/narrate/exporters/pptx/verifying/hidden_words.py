"""Finds words on a slide that something hides: a shape above them, other words, or a box that is too small."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import pairwise

from narrate.exporters.pptx.format import PX
from narrate.exporters.pptx.verifying.drawing import Drawing, Layer, Line
from narrate.exporters.pptx.verifying.frames import DrawnShape, meet
from narrate.exporters.pptx.verifying.pixels import seen_in

_SLACK = 3 * PX  # how far a shape may reach into the frame of a line, which is a little larger than its letters
_WIDER = 0.03  # of the width of a box: a line is measured with another font, and may seem so much wider
_HIGHER = 2 * PX
_EM = 127.0  # EMU in a hundredth of a point
_NEXT_LINE = 0.85  # of its size: a line that begins nearer to the line above runs into it
_BESIDE = 0.15  # of the size of letters: how far the frames of words beside each other may overlap


def hidden_words(drawing: Drawing, deck: zipfile.ZipFile) -> Iterator[str]:
    """Yield a line of text for each line of words in ``drawing``, a slide of ``deck``, that cannot be seen in full."""
    shapes: dict[int, tuple[DrawnShape, list[Line]]] = {}
    for line, shape, below in drawing.lines:
        shapes.setdefault(id(shape), (shape, []))[1].append(line)
        for layer in drawing.layers[below:]:
            if meet(line.frame, layer.frame, slack=_SLACK) and _may_cover(layer, line, shape, deck):
                yield f"{line.text[:40]!r} is covered by {layer.name}"
        if not _fits(line, shape):
            yield f"{line.text[:40]!r} does not fit into its box"
    for _, lines in shapes.values():
        for upper, lower in pairwise(lines):
            if lower.frame[3] - upper.frame[3] < _NEXT_LINE * lower.size * _EM:
                yield f"{lower.text[:40]!r} runs into {upper.text[:40]!r}, the line above"
    yield from _overlapping([entry for entry in shapes.values() if not entry[0].mover])


def _may_cover(layer: Layer, line: Line, shape: DrawnShape, deck: zipfile.ZipFile) -> bool:
    """Whether ``layer``, which lies above ``line``, hides a part of it at some time.

    Shapes that appear and disappear take turns: the words of a lit label are there when their cover is not.
    """
    if shape.mover and layer.mover and shape.mover != layer.mover:
        return False
    return layer.picture is None or bool(seen_in(deck, layer.part, layer.picture, layer.frame, line.frame)[0])


def _fits(line: Line, shape: DrawnShape) -> bool:
    left, top, right, low = shape.frame
    wide = (right - left) * _WIDER
    across = line.frame[0] >= left - wide and line.frame[2] <= right + wide
    return across and line.frame[1] >= top - _HIGHER and line.frame[3] <= low + _HIGHER


def _overlapping(shapes: list[tuple[DrawnShape, list[Line]]]) -> Iterator[str]:
    """Yield pairs of lines of different ``shapes`` that lie over each other."""
    for index, (shape, lines) in enumerate(shapes):
        for other, others in shapes[index + 1 :]:
            if meet(shape.frame, other.frame):
                for line in lines:
                    for beside in others:
                        slack = _BESIDE * min(line.size, beside.size) * _EM
                        if meet(line.frame, beside.frame, slack=slack):
                            yield f"{line.text[:40]!r} and {beside.text[:40]!r} lie over each other"
