"""Slides: their boxes, positions and states, independent of the format they are painted in."""

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
    """How slides look. ``colours`` maps tokens to six hexadecimal digits; ``large`` means large print.

    The colour tokens:

    - ``paper`` and ``panel``: backgrounds.
    - ``ink``: words. ``dim``: words that are not current.
    - ``accent``: links and progress.
    - ``mark``: the mark of what is being spoken. ``tint``: the background of the current point.
    - ``faded`` and ``faded_line``: the other parts of a drawing while one part is lit.
    - ``bar``: the background of a section slide. ``bar_ink``, ``bar_dim`` and ``bar_line`` are drawn on it.

    If there is a PowerPoint ``template``, ``face`` is the font family that it names. Lines in that
    family may be ``stretch`` times as wide as in Arial.
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
    CLOSING = "closing"


class Align(StrEnum):
    """How lines are aligned in their box, relative to the direction of reading."""

    START = "start"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words broken into lines. ``top`` is the upper edge of the first line's em square, in px on the slide.

    If ``number`` is set, it is shown before the words instead of a bullet.
    """

    lines: tuple[str, ...]
    top: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a slide of 1280 × 720 px. It holds words or a figure, or is a plain shape.

    Lengths are in px on the slide and colours are tokens of the theme.

    - ``size``: the font size. ``pitch``: the distance from line to line.
    - ``bullet``: the indent of words after a bullet or a number.
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
    """Marks what is being spoken. Its ``boxes`` lie beneath all other boxes of the slide.

    It belongs to paragraph ``paragraph`` of the slide's box number ``box``. ``box`` is -1 if it
    belongs to no words.
    """

    boxes: tuple[Box, ...]
    box: int = -1
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a part of a figure. ``figure`` is the index of the figure's box on the slide.

    At rest, ``words`` are shown at the end of a thin leader. While the part is lit, ``card`` is
    shown at the end of a thick one. ``leader`` runs from the part to the words, in px on the slide,
    and starts with a dot if ``dot`` is true. A part that is only outlined while it is lit has no
    words, card or leader.
    """

    figure: int
    part: str
    words: Box | None = None
    card: Box | None = None
    leader: tuple[tuple[float, float], ...] = ()
    dot: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """What a slide highlights from word ``token`` of a sentence on.

    ``current`` is the index of the mark and ``lit`` the index of the label; None means no highlight.
    ``sentence`` is the id of the sentence, so that the state is valid in every edition that speaks it.
    """

    sentence: str
    token: int
    current: int | None
    lit: int | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """What is shown while the track of a segment is played. ``boxes`` are in reading order.

    At rest no mark is visible. A PowerPoint deck has all marks on the slide and hides them under
    ``cover``, which has the colour of the background and lies beneath every box. ``states`` are in
    order of time; the first starts with the slide. If ``dims`` is true, all other words are dimmed
    while some are current.
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
    """The slides of a script in a theme. Iterate over ``slides`` once: each may be laid out on access.

    ``face`` is the font family of pictures. ``deck_face``, ``deck_east`` and ``deck_complex`` are the
    families that a PowerPoint deck names for Latin, East Asian and complex scripts.
    """

    slides: Sequence[Slide]
    titles: tuple[str, ...]
    theme: Theme
    face: str
    deck_face: str
    deck_east: str = ""
    deck_complex: str = ""
