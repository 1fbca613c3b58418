"""Collects the shapes of one slide from bottom to top, and gives each an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pptx.oxml import parse_xml

from narrate.exporters.pptx.writing.lit_effects import LitShapes
from narrate.exporters.pptx.writing.plans import Plan
from narrate.exporters.pptx.writing.shapes import TextStyle, group, leader, picture, shape, words
from narrate.exporters.pptx.writing.tables import grid_of, table
from narrate.languages import office_tag
from narrate.model import Box, Label, Layout, Role, Slide


class Sheet:
    """The shapes of one slide, added from bottom to top to the XML element ``tree``.

    - ``last_id``: the last id in use. ``ids``: the ids of the shapes with words, by the index of their box.
    - ``pictures``: (name, SHA-256) of each picture, by the index of its box.
    - ``lit_pictures``: the SHA-256 of each copy of a figure with a lit part, by the index of its label.
    """

    def __init__(self, tree: object, style: TextStyle, slide: Slide, plan: Plan) -> None:
        self._tree = tree
        self._style = style
        self._progress: list[tuple[Box, str]] = []
        self._bodies = 0
        self.slide = slide
        self.plan = plan
        self.last_id = 1
        self.ids: dict[int, int] = {}
        self.lit = LitShapes()
        self.pictures: dict[int, tuple[str, str]] = {}
        self.lit_pictures: dict[int, str] = {}

    def words(self, index: int, box: Box) -> None:
        """Add the words of the box number ``index``, in a placeholder of the layout if it has one for them."""
        holder, name, field = "", "Words", False
        if box.role is Role.TITLE:
            holder, name = self.plan.title, "Title"
        elif box.role is Role.BODY and self._bodies < len(self.plan.bodies):
            holder = self.plan.bodies[self._bodies]
            self._bodies += 1
            name = f"Text {self._bodies}"
        elif box.role is Role.COUNT:
            holder, name, field = self.plan.count, "Slide number", True
        elif box.role is Role.KICKER:
            name = "Kicker"
        self.ids[index] = self._next()
        style = self._style
        if box.language:
            style = replace(style, language=office_tag(box.language), alternate="")
        self._put(words(box, self.ids[index], name, style, holder=holder, field=field))

    def cell(self, index: int) -> None:
        """Add the slide's table, if the box number ``index`` is its first cell."""
        if is_first_cell(self.slide, index):
            self._put(table(grid_of(self.slide, mirrored=self._style.mirrored), self._next(), self._style))

    def shape(self, box: Box, name: str) -> int:
        """Add a decorative shape and return its id."""
        id_ = self._next()
        self._put(shape(box, id_, name, self._style))
        return id_

    def mark(self, boxes: tuple[Box, ...]) -> list[int]:
        """Add the shapes of a mark, which highlights words that are being spoken, and return their ids."""
        return [self.shape(box, "Now") for box in boxes]

    def picture(self, box: Box, name: str, description: str, blip: str) -> int:
        """Add a picture and return its id. ``blip`` is its ``a:blip`` element."""
        id_ = self._next()
        self._put(picture(box, id_, name, description, blip))
        return id_

    def label(self, number: int, label: Label) -> None:
        """Add the label number ``number`` as it looks while its part of the figure is not lit."""
        if label.words is not None:
            parts = [*self._leader(label, 2, "dim"), words(label.words, self._next(), "Label", self._style)]
            frame = _around([label.words, *_pieces(label.leader)])
            self.lit.words[number] = self._group(parts, frame, "Label", decorative=False)

    def lit_label(self, number: int, label: Label, box: Box, blip: str) -> None:
        """Add one group: a copy of the figure in which the part of ``label`` is lit, and the label's card.

        ``box`` is the box of the figure, and ``blip`` the ``a:blip`` element of the copy.
        """
        parts, boxes = [picture(box, self._next(), "Lit", "", blip)], [box]
        if label.card is not None:
            boxes += [label.card, *_pieces(label.leader)]
            plain = replace(label.card, paragraphs=())
            parts += [*self._leader(label, 4, "mark"), shape(plain, self._next(), "Card", self._style)]
            parts.append(words(replace(label.card, fill="", edge=""), self._next(), "Label", self._style))
        self.lit.lit[number] = self._group(parts, _around(boxes), "Lit", decorative=label.card is None)

    def cover(self, figure: Box, labels: Iterable[Label]) -> None:
        """Add the cover that hides all lit copies of a figure, and the cards of ``labels``, while no part is lit."""
        plain = rest_boxes(self.slide, figure, labels)
        parts = [shape(box, self._next(), "Rest", self._style) for box in plain]
        index = self.slide.boxes.index(figure)
        self.lit.covers[index] = self._group(parts, _around(plain), "Rest", decorative=True)

    def _leader(self, label: Label, width: float, token: str) -> list[str]:
        """Return the shapes of a label's leader as XML: the line, a wider line below it as an edge, and perhaps a dot.

        The line is ``width`` px wide. ``token`` is its colour in the theme.
        """
        parts = [leader(label.leader, width + 5, "panel", self._next(), self._style)]
        parts.append(leader(label.leader, width, token, self._next(), self._style))
        if label.dot:
            parts.append(shape(replace(dot_of(label), fill=token), self._next(), "Dot", self._style))
        return parts

    def _group(self, parts: Iterable[str], frame: Box, name: str, *, decorative: bool) -> int:
        id_ = self._next()
        self._put(group(parts, frame, id_, name, decorative=decorative))
        return id_

    def progress(self, box: Box) -> None:
        """Keep a piece of the progress bar until ``finish`` adds all pieces as one group."""
        self._progress.append((box, shape(box, self._next(), "Progress", self._style)))

    def finish(self) -> None:
        """Add the progress bar, which is above all other shapes. Call this last."""
        if self._progress:
            frame = _around(box for box, _ in self._progress)
            self._group([part for _, part in self._progress], frame, "Progress", decorative=True)

    def _next(self) -> int:
        self.last_id += 1
        return self.last_id

    def _put(self, xml: str) -> None:
        self._tree.append(parse_xml(xml))  # type: ignore[attr-defined]


def is_first_cell(slide: Slide, index: int) -> bool:
    """Whether the box number ``index`` of ``slide`` is the first cell of its table."""
    return index == next(number for number, box in enumerate(slide.boxes) if box.role is Role.CELL)


def dot_of(label: Label) -> Box:
    """Return the dot at the start of a label's leader, without a colour."""
    x, y = label.leader[0]
    return Box(Role.LABEL, x - 7, y - 7, 14, 14, edge="paper", edge_width=2, radius=7)


def rest_boxes(slide: Slide, figure: Box, labels: Iterable[Label]) -> list[Box]:
    """Return the boxes that hide all lit copies of a figure, and the cards of ``labels``, while no part is lit."""
    ground = "panel" if slide.layout is not Layout.TEXT else slide.background
    boxes = [figure]
    for label in labels:
        boxes += [label.card] if label.card else []
        boxes += _pieces(label.leader)
    return [Box(Role.COVER, b.x - 1, b.y - 1, b.width + 2, b.height + 2, fill=ground, radius=b.radius) for b in boxes]


def _pieces(points: Sequence[tuple[float, float]]) -> list[Box]:
    """Return a box around each straight piece of a leader through ``points``, with room for its dot."""
    return [
        Box(Role.COVER, min(a, c) - 8, min(b, d) - 8, abs(a - c) + 16, abs(b - d) + 16)
        for (a, b), (c, d) in pairwise(points)
    ]


def _around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of ``boxes``."""
    inner = list(boxes)
    left, top = min(box.x for box in inner), min(box.y for box in inner)
    right, low = max(box.x + box.width for box in inner), max(box.y + box.height for box in inner)
    return Box(Role.COVER, left, top, right - left, low - top)
