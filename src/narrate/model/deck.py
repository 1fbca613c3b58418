"""Slides: their boxes, the positions of these boxes, and their highlights, in no particular file format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.model.script import (
    Figure,
    Segment,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """How slides look. ``colours`` maps names of colours to six hexadecimal digits. ``large`` means large print.

    The names, which the rest of the code calls tokens, are:

    - ``paper`` and ``panel``: backgrounds.
    - ``ink``: words. ``dim``: words that are not being spoken, while others are.
    - ``accent``: links and progress.
    - ``mark``: the mark of what is being spoken. ``tint``: the background of the point that is being spoken.
    - ``faded`` and ``faded_line``: all of a drawing but the part that is lit.
    - ``bar``: the background of a section slide. ``bar_ink``, ``bar_dim`` and ``bar_line`` are drawn on it.

    If there is a PowerPoint ``template``, ``face`` is the font family that it names. Lines in that family may be
    ``stretch`` times as wide as in Arial.
    """

    name: str
    colours: Mapping[str, str]
    large: bool = False
    logo: Path | None = None
    template: Path | None = None
    face: str = ""
    stretch: float = 1.0


class Role(StrEnum):
    """What a box on a slide is for. It decides which placeholder the box gets in a PowerPoint deck."""

    TITLE = "title"
    BODY = "body"
    KICKER = "kicker"
    NOTE = "note"  # any other words
    FIGURE = "figure"
    PANEL = "panel"
    LABEL = "label"
    RULE = "rule"
    MARK = "mark"
    COVER = "cover"  # hides the marks while the slide is at rest
    LOGO = "logo"
    CELL = "cell"  # of a table
    GROUND = "ground"  # lies under the names of the columns of a table
    CODE = "code"  # a QR code
    NUMERAL = "numeral"  # the decorative number of a section
    PROGRESS = "progress"
    COUNT = "count"  # "3 of 8"
    SOUND = "sound"  # where a PowerPoint deck shows the sound icon


class Layout(StrEnum):
    """The kinds of slide."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    POINTS = "points"
    SPLIT = "split"
    FIGURE = "figure"
    PAIR = "pair"
    SERIES = "series"
    TABLE = "table"
    CLOSING = "closing"
    KEPT = "kept"  # the picture of a slide that somebody else made


class Align(StrEnum):
    """How lines are aligned in their box, relative to the direction of reading."""

    START = "start"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words broken into lines. ``top`` is the top of the first line's letters (its em square), in px on the slide.

    If ``number`` is set, it is shown before the words instead of a bullet.
    """

    lines: tuple[str, ...]
    top: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a slide of 1280 × 720 px. It holds words or a picture, or is a plain shape.

    Lengths are in px on the slide, and colours are names of the theme's colours.

    - ``size``: the font size. ``pitch``: the distance from line to line.
    - ``bullet``: how far words are indented to leave room for a bullet or a number.
    - ``edge``: the colour of the border, drawn ``edge_width`` px wide inside the box.
    - ``window``: the visible part of the figure as left, top, right, bottom, each from 0 to 1.
    - ``code``: the address in a QR code. ``digits``: a number drawn large and pale.
    - ``language``: the language of the words (BCP 47) if it is not that of the deck.
    """

    role: Role
    x: float
    y: float
    width: float
    height: float
    paragraphs: tuple[Paragraph, ...] = ()
    size: float = 0
    pitch: float = 0
    bold: bool = False
    colour: str = "ink"
    align: Align = Align.START
    bullet: float = 0
    fill: str = ""
    edge: str = ""
    edge_width: float = 0
    radius: float = 0
    figure: Figure | None = None
    window: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    code: str = ""
    digits: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Highlights the words that are being spoken. Its ``boxes`` are drawn below all other boxes of the slide.

    The words are paragraph number ``paragraph`` of the slide's box number ``box``, both from 0. If there are no such
    words, ``box`` is -1.
    """

    boxes: tuple[Box, ...]
    box: int = -1
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a part of a figure. ``figure`` is the index of the figure's box on the slide.

    The leader is a line from the part to the label. As long as the part is not lit, ``words`` stand at the end of a
    thin leader. While the part is lit, ``card`` stands at the end of a thick one. ``leader`` holds the points of the
    line in px on the slide, from the part to the words. If ``dot`` is true, it starts with a dot. A part that is only
    outlined while it is lit has no words, card or leader.
    """

    figure: int
    part: str
    words: Box | None = None
    card: Box | None = None
    leader: tuple[tuple[float, float], ...] = ()
    dot: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """What a slide highlights from a certain word on, until the next state.

    The word is number ``token`` of the sentence with the id ``sentence``. So a state is valid in every edition that
    speaks this sentence. ``current`` is the index of the mark, and ``lit`` the index of the label; None means no
    highlight.
    """

    sentence: str
    token: int
    current: int | None
    lit: int | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """What is shown while one segment of the script is spoken. ``boxes`` are in reading order.

    A slide is at rest when nothing on it is highlighted. A PowerPoint deck has all marks on the slide, and at rest
    hides them under ``cover``, which has the colour of the background and lies below all boxes. ``states`` are in order
    of time; the first starts with the slide. If ``dims`` is true, all words but the current ones are dimmed while any
    are current.
    """

    segment: Segment
    layout: Layout
    title: str
    background: str
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...] = ()
    cover: Box | None = None
    labels: tuple[Label, ...] = ()
    states: tuple[State, ...] = ()
    dims: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a slide or a drawing as PNG, kept in the store under ``key``."""

    key: str
    path: Path


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a script in a theme. Iterate over ``slides`` only once: each access may lay out a slide.

    ``face`` is the font family of pictures of slides. ``deck_face``, ``deck_east`` and ``deck_complex`` are the
    families that a PowerPoint deck names for Latin, East Asian and complex scripts.
    """

    slides: Sequence[Slide]
    titles: tuple[str, ...]
    theme: Theme
    face: str
    deck_face: str
    deck_east: str = ""
    deck_complex: str = ""
