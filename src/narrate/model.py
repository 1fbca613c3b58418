"""The frozen types that flow from a script to its editions.

No input or output happens here and nothing but the standard library is used.
All times are whole milliseconds in fields named ``_ms``.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import overload

from narrate.errors import Place


class Kind(StrEnum):
    """What a segment is for. Every kind speaks."""

    TITLE = "title"
    SECTION = "section"
    NARRATION = "narration"
    CLOSING = "closing"


class Timing(StrEnum):
    """How the times of words were found, best first."""

    EXACT = "exact"  # the engine reports the sample at which each word starts
    MODEL = "model"  # from the durations that a neural model predicts and then plays
    ALIGNED = "aligned"  # found afterwards by alignment with the sound
    ESTIMATED = "estimated"  # shared out in proportion to the letters


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, with the punctuation that clings to it.

    ``start`` is its offset in the sentence's text, in characters. How it is said, where that
    differs: ``alias`` are the words said in its place (empty: it was said with the token
    before it, as "mg" in "2.5 mg"), ``phonemes`` its sounds in IPA, ``spell_out`` letter by
    letter, ``language`` (BCP 47) in another language. Captions and notes keep ``text``.
    """

    text: str
    start: int
    phonemes: str = ""
    alias: str | None = None
    spell_out: bool = False
    language: str = ""
    emphasis: bool = False
    place: Place | None = None


class Tokens(Sequence[Token]):
    """The tokens of a sentence of ``text``, packed: ten hours of script have ninety thousand of them.

    Each is made when it is asked for. What no four numbers tell, how it is said for instance, is kept whole.
    """

    __slots__ = ("_file", "_kept", "_numbers", "text")

    def __init__(self, text: str, tokens: Iterable[Token]) -> None:
        self.text = text
        self._file = ""
        self._kept: dict[int, Token] = {}
        self._numbers = array("i")
        for number, token in enumerate(tokens):
            place = token.place
            if place is not None and not self._file:
                self._file = place.file
            line, column = (place.line, place.column) if place is not None else (-1, -1)
            self._numbers.extend((token.start, token.start + len(token.text), line, column))
            if self[number] != token:
                self._kept[number] = token

    def __len__(self) -> int:
        return len(self._numbers) // 4

    def __iter__(self) -> Iterator[Token]:
        return map(self.__getitem__, range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, at: int | slice) -> Token | tuple[Token, ...]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(len(self))[at])
        number = range(len(self))[at]
        if number in self._kept:
            return self._kept[number]
        start, end, line, column = self._numbers[number * 4 : number * 4 + 4]
        return Token(self.text[start:end], start, place=Place(self._file, line, column) if line >= 0 else None)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Tokens | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Tokens({self.text!r}, {list(self)!r})"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that light a part of the slide's figure, from the start of ``token`` on.

    ``part`` is an element's id in the SVG, ``label`` what stands beside it.
    """

    part: str
    label: str
    token: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One spoken sentence: what an engine is given at a time, and what captions keep whole.

    ``pause_after_ms`` is a pause the writer asked for; ``None`` leaves it to the timeline.
    ``paragraph`` numbers the paragraphs of a segment from 0. ``voice`` and ``language`` are
    empty where they are the script's own. ``tokens`` may be any sequence and are kept packed.
    """

    id: str
    text: str
    tokens: Sequence[Token]
    paragraph: int = 0
    pause_after_ms: int | None = None
    place: Place | None = None
    cues: tuple[Cue, ...] = ()
    voice: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.tokens, Tokens) or self.tokens.text != self.text:
            object.__setattr__(self, "tokens", Tokens(self.text, self.tokens))


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a slide's list."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on a slide. An empty ``alt`` means decorative, said so by the writer.

    ``parts`` are the ids of an SVG's elements, which cues may name. ``name`` stands under it
    where a slide compares several. ``size`` is its width and height in units of its own, and
    ``tips`` are the points (part, x, y) in these units where a label's leader touches a part.
    ``variants`` are the files that show it in other themes (theme, file); ``points`` is where the
    file of its tips lies, or would lie.
    """

    path: Path
    alt: str
    place: Place | None = None
    parts: tuple[str, ...] = ()
    name: str = ""
    size: tuple[float, float] = (1.0, 1.0)
    tips: tuple[tuple[str, float, float], ...] = ()
    variants: tuple[tuple[str, Path], ...] = ()
    points: Path | None = None

    @property
    def decorative(self) -> bool:
        return not self.alt


@dataclass(frozen=True, slots=True)
class Segment:
    """One slide and one track. ``drafted``: nobody has checked its heading yet.

    Of several ``figures``, each has the point at its place below it.
    """

    id: str
    kind: Kind
    heading: str | None
    section: str | None
    sentences: tuple[Sentence, ...]
    points: tuple[Point, ...] = ()
    figures: tuple[Figure, ...] = ()
    place: Place | None = None
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How ``written`` is said, as a writer put it: respelled, in IPA, as words or as letters.

    Where ``engine`` is named, it is for that engine alone.
    """

    written: str
    said: str
    engine: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ThemeWish:
    """What a producer asks of the look: a theme's ``name``, own ``colours`` (token, hex), a logo, a template.

    ``places`` say where in the settings each of these was asked for.
    """

    name: str = ""
    colours: tuple[tuple[str, str], ...] = ()
    logo: Path | None = None
    template: Path | None = None
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A narration script, read. ``language`` is a BCP 47 tag; ``date`` is ISO 8601 or empty.

    ``voice`` is ``engine`` or ``engine:name``; ``voices`` are names for voices that its
    sentences may use, with what each stands for. ``pronounce`` and then the files of
    ``lexicons``, in their order, say how words are said. ``settings`` is where the file that
    scripts share lies, or would lie.
    """

    topic: str
    title: str
    language: str
    segments: tuple[Segment, ...]
    path: Path
    date: str = ""
    subtitle: str = ""
    publisher: str = ""
    voice: str = ""
    rate: int | None = None
    theme: ThemeWish = field(default_factory=ThemeWish)
    address: str = ""
    voices: tuple[tuple[str, str], ...] = ()
    pronounce: tuple[Pronunciation, ...] = ()
    lexicons: tuple[Path, ...] = ()
    settings: Path | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: ``engine`` is the software, ``name`` the speaker within it."""

    engine: str
    name: str
    language: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Sound:
    """A handle on spoken PCM in the store, mono 16 bit; ``samples`` at ``rate`` Hz."""

    key: str
    rate: int
    samples: int


@dataclass(frozen=True, slots=True)
class Word:
    """A token in time, relative to the start of its utterance."""

    token: int
    start_ms: int
    end_ms: int


class Words(Sequence[Word]):
    """Words of (token, start, end in ms), packed: ten hours of speech have ninety thousand of them."""

    __slots__ = ("_numbers",)

    def __init__(self, words: Iterable[tuple[int, int, int]]) -> None:
        self._numbers = array("i", (number for word in words for number in word))

    def __len__(self) -> int:
        return len(self._numbers) // 3

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, at: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(at, slice):
            return tuple(self[n] for n in range(len(self))[at])
        first = range(len(self))[at] * 3
        return Word(*self._numbers[first : first + 3])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Words | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence, spoken. Its sound lasts a whole number of 20 ms."""

    sentence: Sentence
    sound: Sound
    words: Sequence[Word]
    timing: Timing
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """An utterance placed: ``start_ms`` counts from the start of the edition."""

    utterance: Utterance
    start_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.utterance.duration_ms


@dataclass(frozen=True, slots=True)
class Caption:
    """Text with times, from the start of the edition; ``text`` holds its line breaks."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one segment: clips from ``start_ms``, silence between and after."""

    segment: Segment
    clips: tuple[Clip, ...]
    start_ms: int
    duration_ms: int
    captions: tuple[Caption, ...] = ()

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where every word of an edition stands. Tracks follow one another without a gap."""

    script: Script
    edition: str
    voice: Voice
    tracks: tuple[Track, ...]

    @property
    def duration_ms(self) -> int:
        return self.tracks[-1].end_ms if self.tracks else 0


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
    """Words in lines. ``top`` is the upper edge of the first line's em square, in px on the slide."""

    lines: tuple[str, ...]
    top: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a slide of 1280 × 720 px: words, a figure, or a plain shape.

    ``size`` is of its words in px, ``pitch`` from line to line in px. Colours are a theme's
    tokens; ``edge`` is drawn ``edge_width`` px wide inside the box. ``window`` is the part of
    a figure that is seen (left, top, right, bottom, each of 1). ``bullet`` is the indent of
    words behind a dot, in px. ``code`` is the address of a QR code, ``digits`` are drawn, pale and large.
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
    """What a slide shows from the start of a sentence's token on: the mark ``current`` and the label ``lit``, or none."""

    sentence: int
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
