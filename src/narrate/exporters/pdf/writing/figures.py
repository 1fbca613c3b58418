"""Cuts figures with their labels out of slides, so that they can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from narrate.drawings.ink_map import ink_of
from narrate.exporters.pdf.format import Piece
from narrate.exporters.pdf.writing.runs import runs_of
from narrate.model import Box, Deck, Slide
from narrate.store.memo import Memo
from narrate.typeset.bidi import without_controls
from narrate.typeset.faces import FACES, Face
from narrate.typeset.painting import PageDescription
from narrate.typeset.widths import ems

_LABEL = 28  # px: the usual size of labels on slides
_AIR = 22  # px of the panel around a drawing
_SPACELESS = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
_SLACK = 0.98  # of a box's width, for lines in another face than the one they were measured in


_Frame: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure for ``drawing`` in ``common.typ``, and the files that it shows, by name."""

    values: Mapping[str, Any]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts figures out of the slides of ``deck``.

    ``letters`` is the size in pt of the labels, ``face`` their face, and ``language`` their language.
    """

    deck: Deck
    face: Face
    letters: float
    language: str
    memo: Memo

    def cut(self, slide: Slide, index: int, described: PageDescription, widest: float) -> Drawing:
        """Return figure ``index`` (from 0) of ``slide`` with its labels, at most ``widest`` pt wide."""
        number = [at for at, box in enumerate(slide.boxes) if box.figure is not None][index]
        words = [label.words for label in slide.labels if label.figure == number and label.words is not None]
        items = [item for item in described.page["items"] if item["box"] == number and _belongs(item)]
        shrunk = min((shrunk_in(item, described.page["family"], self.face) for item in items), default=1.0)
        files = {item["file"]: described.files[item["file"]] for item in items if item["kind"] == "picture"}
        letters = min((box.size for box in words), default=_LABEL) * shrunk
        most = widest * letters / self.letters  # px: a wider figure would have smaller letters
        left, top, right, bottom = self._frame(slide.boxes[number], words, next(iter(files.values())), most)
        scale = min(self.letters / letters, widest / (right - left))
        values = {
            "x": left, "y": top, "width": (right - left) * scale, "height": (bottom - top) * scale, "scale": scale,
            "fill": self.deck.theme.colours["panel"],
            "items": [with_runs(item, shrunk, self.face, self.language) for item in items],
        }  # fmt: skip
        return Drawing(values, files)

    def _frame(self, box: Box, words: Sequence[Box], svg: bytes, most: float) -> _Frame:
        """Return the left, top, right and bottom of what is printed: the drawing without empty margins, and its labels.

        Beside it is as much of the panel as leaves the whole at most ``most`` px wide.
        """
        around = [(one.x, one.y, one.x + one.width, one.y + one.height) for one in words]
        whole = (box.x, box.y, box.x + box.width, box.y + box.height)
        left, top, right, bottom = _around([*around, *self._ink(box, svg)] or [whole])
        beside = min(_AIR, max(0.0, (most - (right - left)) / 2))
        inside = (
            max(whole[0], left - beside), max(whole[1], top - _AIR),
            min(whole[2], right + beside), min(whole[3], bottom + _AIR),
        )  # fmt: skip
        return _around([inside, *around])

    def _ink(self, box: Box, svg: bytes) -> list[_Frame]:
        """Return where the drawing in ``box`` shows something, in px on the slide; empty if it is blank."""
        assert box.figure is not None
        ink = ink_of(svg, *box.figure.size, self.memo)
        columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
        if not len(columns):
            return []
        x0, y0, x1, y1 = box.window
        width, height = box.width / (x1 - x0), box.height / (y1 - y0)
        count_y, count_x = ink.shape
        return [(
            float(box.x + (columns[0] / count_x - x0) * width), float(box.y + (rows[0] / count_y - y0) * height),
            float(box.x + ((columns[-1] + 1) / count_x - x0) * width),
            float(box.y + ((rows[-1] + 1) / count_y - y0) * height),
        )]  # fmt: skip


def _belongs(item: Mapping[str, Any]) -> bool:
    """Whether ``item``, which stands in the box of a figure, is the figure itself or one of its labels."""
    return bool(item["label"] >= 0 or item["kind"] == "picture")


def _around(frames: Sequence[_Frame]) -> _Frame:
    lefts, tops, rights, bottoms = zip(*frames, strict=True)
    return round(min(lefts), 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2)


def with_runs(item: Mapping[str, Any], shrunk: float, face: Face, language: str) -> dict[str, Any]:
    """Return ``item`` with runs in ``face`` in place of its lines, and letters of ``shrunk`` times their size."""
    if item["kind"] != "words":
        return dict(item)
    paragraphs = [
        {
            **paragraph,
            "lines": [runs_of([Piece(without_controls(line), language)], face) for line in paragraph["lines"]],
            "gaps": [*(gap_between(one, next_) for one, next_ in pairwise(paragraph["lines"])), None],
        }
        for paragraph in item["paragraphs"]
    ]
    return {**item, "size": item["size"] * shrunk, "paragraphs": paragraphs}


def gap_between(line: str, next_line: str) -> str:
    """Return what stood where these lines were broken: a space, or nothing between letters of a script without spaces."""
    return "" if _SPACELESS.match(line[-1:]) or _SPACELESS.match(next_line[:1]) else " "


def shrunk_in(item: Mapping[str, Any], family: str, face: Face) -> float:
    """Return how much smaller the letters of ``item`` must be in ``face``. Its lines were broken for the face ``family``."""
    if item["kind"] != "words" or FACES[family] == face:
        return 1.0
    lines = [line for paragraph in item["paragraphs"] for line in paragraph["lines"]]
    widest = max((ems(without_controls(line), face, bold=item["bold"]) for line in lines), default=0.0) * item["size"]
    return min(1.0, (item["width"] - item["bullet"]) * _SLACK / widest) if widest else 1.0
