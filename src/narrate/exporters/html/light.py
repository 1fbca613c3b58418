"""Draws what lights up on the picture of a slide while it is spoken, as SVG, and the slide's figures with their labels.

All is in px on the slide, and in the colours of its theme. A mark or a lit part is invisible until a script gives its
group the class ``on``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from markupsafe import escape

from narrate.drawings.allowed_svg import OVERVIEW
from narrate.drawings.outlines import PartOutline, outline_of, read_svg
from narrate.drawings.reading import read_picture
from narrate.exporters.html.format import as_shown
from narrate.exporters.html.short_paths import PER_PX, rectangle, short_path
from narrate.languages import is_right_to_left
from narrate.model import Align, Box, Label, Mark, Role, Slide, Theme
from narrate.store.memo import Memo

_HALO, _LINE = 11, 5  # px: the halo of a lit part, and the line in it
_LEADER, _LIT_LEADER, _LEADER_HALO = 2, 4, 5  # px: leaders at rest and lit; how much wider the halo of a leader is
_DOT, _RING = 6, 2  # px: the radius of the dot on a part, and the ring around it
_ASCENT = 0.8  # of the size of letters: from the top of a line to its base
_AIR = 24  # px around a lit part that is shown alone


class Light:
    """The marks, lit parts and labels of slide number ``number`` (from 1), in the colours of ``theme``."""

    def __init__(self, slide: Slide, number: int, theme: Theme, language: str, memo: Memo) -> None:
        self._slide, self._number, self._colours = slide, number, theme.colours
        self._language, self._memo = language, memo

    def overlays(self) -> tuple[str, ...]:
        """Return the two drawings that lie over the picture of the slide: the marks, and the lit parts.

        The marks are mixed with the words below them, and the lit parts are not.
        """
        dark = " dark" if _lightness(self._colours["paper"]) < 0.5 else ""
        marks = "".join(self._mark(index, mark) for index, mark in enumerate(self._slide.marks))
        lit = "".join(self._lit(index, label) for index, label in enumerate(self._slide.labels))
        return tuple(
            f'<svg class="overlay{kind}" viewBox="0 0 1280 720" aria-hidden="true">{groups}</svg>'
            for kind, groups in ((f" marks{dark}", marks), ("", lit))
        )

    def figure(self, number: int, address: str, alt: str) -> str:
        """Return figure ``number`` (from 0), whose file has the address ``address``, with its labels."""
        index = [index for index, box in enumerate(self._slide.boxes) if box.figure is not None][number]
        box = self._slide.boxes[index]
        labels = {number: label for number, label in enumerate(self._slide.labels) if label.figure == index}
        words = [label.card for label in labels.values() if label.card is not None]
        seen = _around([_edges(one) for one in (box, *words)])
        name = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
        return "".join(
            (
                f'<svg class="figure" viewBox="{_place(seen)}" {name}>',
                f"<rect {_rectangle(seen)} fill={self._colour(self._ground(box))}/>",
                self._image(box, address),
                *(self._label(label, label.words) for label in labels.values() if label.words is not None),
                *(
                    f'<g class="lit" data-n="{number}" data-box="{self._box_of(label)}">'
                    f'<use href="#{self._name("lit", number)}"/></g>'
                    for number, label in labels.items()
                ),
                "</svg>",
            )
        )

    def _mark(self, index: int, mark: Mark) -> str:
        shapes = "".join(self._mark_shape(box) for box in mark.boxes)
        return f'<g class="mark" data-n="{index}">{shapes}</g>'

    def _mark_shape(self, box: Box) -> str:
        """Return a mark. One that frames a picture lies below it on the slide, so only its edge is drawn."""
        inner = next((one for one in self._slide.boxes if one.role is Role.PANEL and _holds(box, one)), None)
        if inner is None:
            return f'<rect {_rectangle(_edges(box))} rx="{_short(box.radius)}" fill={self._colour(box.fill)}/>'
        edge = inner.x - box.x
        left, top, right, low = _edges(box)
        middle = (left + edge / 2, top + edge / 2, right - edge / 2, low - edge / 2)
        return (
            f'<rect {_rectangle(middle)} rx="{_short(box.radius - edge / 2)}" fill="none"'
            f' stroke={self._colour(box.fill)} stroke-width="{_short(edge)}"/>'
        )

    def _lit(self, number: int, label: Label) -> str:
        """Return the group of a lit part: the rest of an overview faded, its outline, and its label."""
        outline = self._outlines[number]
        shapes = self._outlined(number, label, outline) if outline is not None else ""
        card = self._label(label, label.card, lit=True) if label.card is not None else ""
        return (
            f'<g class="lit" data-n="{number}" data-box="{self._box_of(label)}">'
            f'<g id="{self._name("lit", number)}">{shapes}{card}</g></g>'
        )

    def _outlined(self, number: int, label: Label, outline: PartOutline) -> str:
        box = self._slide.boxes[label.figure]
        left, top, scale = _laid(box)
        path = short_path(outline.path, left, top, scale)
        fade = ""
        if self._is_in_overview(label):
            words = (other.words for other in self._slide.labels if other is not label and other.words is not None)
            kept = "".join(rectangle(*_within(one, box)) for one in words if one.width > 0)
            fade = (
                f'<path class="fade" fill={self._colour(self._ground(box))} fill-rule="evenodd"'
                f' d="{rectangle(box.x, box.y, box.width, box.height)}{kept}{path}"/>'
            )
        name = self._name("edge", number)
        drawn = (
            f'<g class="outline" transform="scale({1 / PER_PX:g})">{fade}'
            f'<g stroke={self._colour("paper")} stroke-width="{_HALO * PER_PX}"><path id="{name}" d="{path}"/></g>'
            f'<use href="#{name}" stroke={self._colour("mark")} stroke-width="{_LINE * PER_PX}"/></g>'
        )
        if box.window == (0.0, 0.0, 1.0, 1.0):
            return drawn
        seen = _edges(box)  # the picture of the slide shows no more of the figure
        return f'<svg {_rectangle(seen)} viewBox="{_place(seen)}">{drawn}</svg>'

    def _label(self, label: Label, box: Box, *, lit: bool = False) -> str:
        """Return the leader and the words of a label, which stand in ``box``."""
        colour, width = ("mark", _LIT_LEADER) if lit else ("dim", _LEADER)
        points = " ".join(f"{_short(x)},{_short(y)}" for x, y in label.leader)
        line = f'<polyline points="{points}"'
        figure = self._slide.boxes[label.figure]
        shapes = [
            f'{line} stroke={self._colour(self._ground(figure))} stroke-width="{width + _LEADER_HALO}" opacity=".85"/>',
            f'{line} stroke={self._colour(colour)} stroke-width="{width}"/>',
        ]
        if label.dot and label.leader:
            x, y = label.leader[0]
            shapes.append(
                f'<circle cx="{_short(x)}" cy="{_short(y)}" r="{_DOT}" fill={self._colour(colour)}'
                f' stroke={self._colour("paper")} stroke-width="{_RING}"/>'
            )
        if box.fill:
            inner = box.edge_width / 2
            left, top, right, low = _edges(box)
            shapes.append(
                f"<rect {_rectangle((left + inner, top + inner, right - inner, low - inner))}"
                f' rx="{_short(box.radius - inner)}" fill={self._colour(box.fill)} stroke={self._colour(box.edge)}'
                f' stroke-width="{_short(box.edge_width)}"/>'
            )
        return "".join((*shapes, *self._words(box)))

    def _words(self, box: Box) -> Iterator[str]:
        centred = box.align is Align.CENTRE
        x = box.x + box.width / 2 if centred else box.x + (box.width if is_right_to_left(self._language) else 0)
        look = (' text-anchor="middle"' if centred else "") + (' font-weight="bold"' if box.bold else "")
        for paragraph in box.paragraphs:
            for index, line in enumerate(paragraph.lines):
                y = paragraph.top + _ASCENT * box.size + index * box.pitch
                yield (
                    f'<text x="{_short(x)}" y="{_short(y)}" font-size="{_short(box.size)}"{look}'
                    f" fill={self._colour(box.colour)}>{escape(as_shown(line, self._language))}</text>"
                )

    def _image(self, box: Box, address: str) -> str:
        """Return the whole figure in ``box``, which is loaded only when it is seen, as an image in HTML can be."""
        left, top, scale = _laid(box)
        assert box.figure is not None
        width, height = (_short(side * scale) for side in box.figure.size)
        return (
            f'<foreignObject x="{_short(left)}" y="{_short(top)}" width="{width}" height="{height}">'
            f'<img loading="lazy" src="{escape(address)}" alt="" width="{width}" height="{height}"></foreignObject>'
        )

    @cached_property
    def _outlines(self) -> list[PartOutline | None]:
        """The outlines of the parts that the labels are of, in the units of their drawings."""
        return [outline_of(self._drawing(label), label.part, self._memo) for label in self._slide.labels]

    def _is_in_overview(self, label: Label) -> bool:
        """Whether the part is one of an overview, whose other parts are faded while it is lit."""
        drawing = self._drawing(label)
        if OVERVIEW.encode() not in drawing:
            return False
        part = next((element for element in read_svg(drawing).iter() if element.get("id") == label.part), None)
        above = None if part is None else part.getparent()
        return above is not None and above.get(OVERVIEW) == "true"

    def _drawing(self, label: Label) -> bytes:
        figure = self._slide.boxes[label.figure].figure
        assert figure is not None
        return read_picture(figure.path, self._memo).content

    def _box_of(self, label: Label) -> str:
        """Return the box around a lit part and its label: what a small screen shows of the figure."""
        box = self._slide.boxes[label.figure]
        outline = self._outlines[self._slide.labels.index(label)]
        edges = [] if label.card is None else [_edges(label.card)]
        if outline is not None:
            left, top, scale = _laid(box)
            x0, y0, x1, y1 = outline.bounds
            edges.append((left + x0 * scale, top + y0 * scale, left + x1 * scale, top + y1 * scale))
        x0, y0, x1, y1 = _around(edges or [_edges(box)])
        return _place((x0 - _AIR, y0 - _AIR, x1 + _AIR, y1 + _AIR))

    def _ground(self, box: Box) -> str:
        """Return the name of the colour behind ``box``."""
        below = self._slide.boxes[: self._slide.boxes.index(box)]
        return next((one.fill for one in reversed(below) if one.fill and _holds(one, box)), self._slide.background)

    def _colour(self, name: str) -> str:
        """Return a colour of the theme as the value of an attribute."""
        return f'"#{self._colours[name]}"'

    def _name(self, kind: str, number: int) -> str:
        """Return the id of an element about label ``number``. No other id on the page has two dots."""
        return f"{kind}.{self._number}.{number}"


_Edges = tuple[float, float, float, float]
"""Left, top, right and lower edge, in px on the slide."""


def _edges(box: Box) -> _Edges:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _around(edges: Iterable[_Edges]) -> _Edges:
    lefts, tops, rights, lows = zip(*edges, strict=True)
    return min(lefts), min(tops), max(rights), max(lows)


def _holds(outer: Box, inner: Box) -> bool:
    """Whether ``inner`` lies inside ``outer``."""
    return _around([_edges(outer), _edges(inner)]) == _edges(outer)


def _within(box: Box, figure: Box) -> tuple[float, float, float, float]:
    """Return (x, y, width, height) of the part of ``box`` that lies over ``figure``; nothing wide if there is none."""
    left, top, right, low = (
        max(box.x, figure.x), max(box.y, figure.y),
        min(box.x + box.width, figure.x + figure.width), min(box.y + box.height, figure.y + figure.height),
    )  # fmt: skip
    return (left, top, right - left, low - top) if right > left and low > top else (figure.x, figure.y, 0, 0)


def _laid(box: Box) -> tuple[float, float, float]:
    """Return (left, top, px per unit) of the whole figure in ``box``, as if the box did not crop it."""
    left, top, right, low = box.window
    assert box.figure is not None
    width, height = box.width / (right - left), box.height / (low - top)
    return box.x - left * width, box.y - top * height, width / box.figure.size[0]


def _rectangle(edges: _Edges) -> str:
    left, top, right, low = edges
    return f'x="{_short(left)}" y="{_short(top)}" width="{_short(right - left)}" height="{_short(low - top)}"'


def _place(edges: _Edges) -> str:
    left, top, right, low = edges
    return " ".join(map(_short, (left, top, right - left, low - top)))


def _short(number: float) -> str:
    """Return ``number`` to a tenth."""
    return f"{round(number, 1) + 0.0:g}"


def _lightness(colour: str) -> float:
    """Return how light a colour is, given as six hexadecimal digits: from 0 for black to 1 for white."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
