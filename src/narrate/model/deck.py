"""Slides: what stands where, in which state, for every painter."""

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
    """How slides look: ``colours`` by token as six hexadecimal digits; ``large`` for large print.

    The tokens: ``paper`` and ``panel`` lie behind; ``ink`` is words, ``dim`` words that are not
    current, ``accent`` links and progress, ``mark`` what is being said now, ``tint`` lies under
    the current point; ``faded`` and ``faded_line`` are a drawing's other parts while one is lit;
    ``bar`` with ``bar_ink``, ``bar_dim`` and ``bar_line`` on it is a section's. ``face`` is the family
    that a ``template`` names for decks, whose lines may be ``stretch`` times as wide as Arial's.
    """

    name: str
    colours: Mapping[str, str]
    large: bool = False
    logo: Path | None = None
    template: Path | None = None
    face: str = ""
    stretch: float = 1.0


class Role(StrEnum):
    """What a box on a slide is, which decides its placeholder in a deck."""

    TITLE = "title"
    BODY = "body"
    KICKER = "kicker"
    NOTE = "note"  # other words
    FIGURE = "figure"
    PANEL = "panel"
    LABEL = "label"
    RULE = "rule"
    MARK = "mark"
    COVER = "cover"  # hides the marks where a slide is seen at rest
    LOGO = "logo"
    CODE = "code"  # a QR code
    NUMERAL = "numeral"  # of a section: decoration
    PROGRESS = "progress"
    COUNT = "count"  # "3 of 8"
    SOUND = "sound"  # where a deck shows the icon of its sound


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
    """Where lines stand in their box, seen in the direction of reading."""

    START = "start"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in lines. ``top`` is the upper edge of the first line's em square, in px on the slide.

    ``number`` stands before them in place of a dot.
    """

    lines: tuple[str, ...]
    top: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a slide of 1280 × 720 px: words, a figure, or a plain shape.

    ``size`` is of its words in px, ``pitch`` from line to line in px. Colours are a theme's
    tokens; ``edge`` is drawn ``edge_width`` px wide inside the box. ``window`` is the part of
    a figure that is seen (left, top, right, bottom, each of 1). ``bullet`` is the indent of
    words behind a dot or a number, in px. ``code`` is the address of a QR code, ``digits`` are drawn, pale and large.
    ``language`` (BCP 47) is of its words where it is not the deck's.
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
    """What shows that something is being said now: ``boxes`` beneath all others of the slide.

    The words it belongs to are paragraph ``paragraph`` of box ``box``; -1 where it has none.
    """

    boxes: tuple[Box, ...]
    box: int = -1
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a part of a figure, box ``figure`` of the slide.

    At rest ``words`` stand at the end of a thin leader, lit a ``card`` at the end of a heavy one.
    ``leader`` runs from the part to the words, in px on the slide, with a dot at its start where
    ``dot``. A part that is only outlined when it is lit has no words, no card and no leader.
    """

    figure: int
    part: str
    words: Box | None = None
    card: Box | None = None
    leader: tuple[tuple[float, float], ...] = ()
    dot: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """What a slide shows from a sentence's token on: the mark ``current`` and the label ``lit``, or none.

    ``sentence`` is a sentence's id, so that a state holds in every edition whose track speaks that sentence.
    """

    sentence: str
    token: int
    current: int | None
    lit: int | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """What is seen while a segment's track is heard. Its boxes stand in reading order.

    At rest no mark is seen: a deck, which has all of them on the slide, hides them under
    ``cover``, of the background's colour and beneath every box. ``states`` stand in the order of time, the first from the slide's
    start. Where ``dims``, words that are not current are dim while another is.
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
    """A slide as a PNG of 1920 × 1080 px, in the store under ``key``."""

    key: str
    path: Path


@dataclass(frozen=True, slots=True)
class Deck:
    """The slides of a script, in a theme. They may be made when they are asked for: walk through them once.

    ``face`` is the family of pictures; ``deck_face``, ``deck_east`` and ``deck_complex`` are
    those that a deck names for Latin, East Asian and complex scripts.
    """

    slides: Sequence[Slide]
    titles: tuple[str, ...]
    theme: Theme
    face: str
    deck_face: str
    deck_east: str = ""
    deck_complex: str = ""
