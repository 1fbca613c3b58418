"""The frozen types that flow from a script to its editions.

No input or output happens here and nothing but the standard library is used.
All times are whole milliseconds in fields named ``_ms``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.errors import Place


class Kind(StrEnum):
    """What a segment is for. Every kind speaks."""

    TITLE = "title"
    SECTION = "section"
    NARRATION = "narration"


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
    empty where they are the script's own.
    """

    id: str
    text: str
    tokens: tuple[Token, ...]
    paragraph: int = 0
    pause_after_ms: int | None = None
    place: Place | None = None
    cues: tuple[Cue, ...] = ()
    voice: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a slide's list."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on a slide. An empty ``alt`` means decorative, said so by the writer.

    ``parts`` are the ids of an SVG's elements, which cues may name.
    """

    path: Path
    alt: str
    place: Place | None = None
    parts: tuple[str, ...] = ()

    @property
    def decorative(self) -> bool:
        return not self.alt


@dataclass(frozen=True, slots=True)
class Segment:
    """One slide and one track. ``drafted``: nobody has checked its heading yet."""

    id: str
    kind: Kind
    heading: str | None
    section: str | None
    sentences: tuple[Sentence, ...]
    points: tuple[Point, ...] = ()
    figure: Figure | None = None
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
    publisher: str = ""
    voice: str = ""
    rate: int | None = None
    theme: str = ""
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


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence, spoken. Its sound lasts a whole number of 20 ms."""

    sentence: Sentence
    sound: Sound
    words: tuple[Word, ...]
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


class Role(StrEnum):
    """What a box on a slide is, which decides its placeholder and its style."""

    TITLE = "title"
    BODY = "body"
    POINTS = "points"
    KICKER = "kicker"
    FIGURE = "figure"
    PANEL = "panel"


class Layout(StrEnum):
    """The kinds of slide."""

    TITLE = "title"
    SECTION = "section"
    TEXT = "text"
    POINTS = "points"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a slide of 1280 × 720 px, with text at ``size`` px or a figure.

    ``bottom`` makes the text stand on the bottom of its box and not hang from the top.
    """

    role: Role
    x: int
    y: int
    width: int
    height: int
    size: int = 0
    lines: tuple[str, ...] = ()
    figure: Figure | None = None
    bottom: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """What is seen while a segment's track is heard. Its boxes stand in reading order."""

    segment: Segment
    layout: Layout
    title: str
    boxes: tuple[Box, ...]
