"""Cuts figures with their labels out of slides, so that they can be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from narrate.exporters.pdf.format import Piece
from narrate.exporters.pdf.writing.runs import runs_of
from narrate.model import Box, Role, Slide
from narrate.typeset.bidi import without_controls
from narrate.typeset.faces import FACES, Face
from narrate.typeset.painting import PageDescription
from narrate.typeset.widths import ems

_LABEL = 28  # px: the size of labels on slides, if a slide has none


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure for ``drawing`` in ``common.typ``, and the files that it shows, by name."""

    values: Mapping[str, Any]
    files: Mapping[str, bytes]


def drawing_of(
    slide: Slide,
    index: int,
    described: PageDescription,
    face: Face,
    letters: float,
    widest: float,
    panel: str,
    language: str,
) -> Drawing:
    """Return figure ``index`` (from 0) of ``slide`` with its labels.

    ``letters`` is the size in pt of the labels, ``widest`` the width in pt that the drawing may have, ``face`` the face of
    the labels, and ``panel`` the colour behind the figure, as hexadecimal digits.
    """
    number = [at for at, box in enumerate(slide.boxes) if box.figure is not None][index]
    box = slide.boxes[number]
    labels = [label for label in slide.labels if label.figure == number and label.words is not None]
    size = min((label.words.size for label in labels if label.words), default=_LABEL)
    left, top, right, bottom = _frame([box, *(label.words for label in labels if label.words)])
    scale = min(letters / size, widest / (right - left))
    items = [
        item
        for item in described.page["items"]
        if item["box"] == number and (item["label"] >= 0 or item["kind"] == "picture")
    ]
    values = {
        "x": left, "y": top, "width": (right - left) * scale, "height": (bottom - top) * scale, "scale": scale,
        "fill": panel, "items": [fitted(item, described.page["family"], face, language) for item in items],
    }  # fmt: skip
    names = {item["file"] for item in items if item["kind"] == "picture"}
    return Drawing(values, {name: described.files[name] for name in names})


def fitted(item: Mapping[str, Any], family: str, face: Face, language: str) -> dict[str, Any]:
    """Return ``item`` with runs in place of its lines, and with a size at which its lines fit in ``face``.

    They were measured in the face ``family``.
    """
    if item["kind"] != "words":
        return dict(item)
    lines = [line for paragraph in item["paragraphs"] for line in paragraph["lines"]]
    shrunk = min((_ratio(line, FACES[family], face, bold=item["bold"]) for line in lines), default=1.0)
    paragraphs = [
        {**paragraph, "lines": [runs_of([Piece(without_controls(line), language)]) for line in paragraph["lines"]]}
        for paragraph in item["paragraphs"]
    ]
    size = item["size"] * shrunk
    return {**item, "size": size, "paragraphs": paragraphs}


def _ratio(line: str, measured: Face, face: Face, *, bold: bool) -> float:
    if measured == face:
        return 1.0
    width = ems(line, face, bold=bold)
    return min(1.0, ems(line, measured, bold=bold) / width) if width else 1.0


def _frame(boxes: list[Box]) -> tuple[float, float, float, float]:
    return (
        min(box.x for box in boxes), min(box.y for box in boxes),
        max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes),
    )  # fmt: skip


def panel_of(slide: Slide, colours: Mapping[str, str]) -> str:
    """Return the colour behind the figures of ``slide``, as hexadecimal digits."""
    return next((colours[box.fill] for box in slide.boxes if box.role is Role.PANEL and box.fill), colours["panel"])
