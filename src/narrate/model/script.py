"""A script: what is shown and what is said, as it was written."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import overload

from narrate.errors import Place


class Kind(StrEnum):
    """What a segment is for. Every kind speaks."""

    TITLE = "title"
    SECTION = "section"
    NARRATION = "narration"
    CLOSING = "closing"


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


_WIDEST = {"H": 0xFFFF, "I": 0xFFFFFFFF}


def pack(numbers: Sequence[int]) -> array[int]:
    """``numbers``, none below 0, in as few bytes as the largest takes."""
    most = max(numbers, default=0)
    return array(next((code for code, widest in _WIDEST.items() if most <= widest), "Q"), numbers)


@lru_cache(maxsize=256)
def _shared(token: Token) -> Token:
    """The first token that is equal to ``token``."""
    return token


class Tokens(Sequence[Token]):
    """The tokens of a sentence of ``text``, packed: ten hours of script have ninety thousand of them.

    Each is made when it is asked for, of five numbers: its start and end, its line and column, and which of ``_told``
    says what more there is to it. That is how it is said, one for all that are said so, or a token as it came.
    """

    __slots__ = ("_file", "_numbers", "_told", "text")

    def __init__(self, text: str, tokens: Iterable[Token]) -> None:
        self.text = text
        self._file = ""
        numbers: list[int] = []
        told: list[Token] = []
        for token in tokens:
            place, start, end = token.place, token.start, token.start + len(token.text)
            if place is not None and not self._file:
                self._file = place.file
            numbers += (start, end, place.line + 1, place.column) if place is not None else (start, end, 0, 0)
            plain = self._plain(*numbers[-4:])
            if token == plain:
                numbers.append(0)
                continue
            same = (token.text, place) == (plain.text, plain.place)
            told.append(_shared(replace(token, text="", start=0, place=None)) if same else token)
            numbers.append(len(told))
        self._numbers, self._told = pack(numbers), tuple(told)

    def __len__(self) -> int:
        return len(self._numbers) // 5

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
        *where, told = self._numbers[number * 5 : number * 5 + 5]
        plain = self._plain(*where)
        if not told:
            return plain
        kept = self._told[told - 1]
        whole = kept.text or kept.place
        return kept if whole else replace(kept, text=plain.text, start=plain.start, place=plain.place)

    def _plain(self, start: int, end: int, line: int, column: int) -> Token:
        """A token of which no more is to be said; ``line`` is one more than its place's, 0 where it has none."""
        return Token(self.text[start:end], start, place=Place(self._file, line - 1, column) if line else None)

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
    """A line of a slide's list; ``number`` is its own in an ordered one."""

    text: str
    place: Place | None = None
    number: int | None = None


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
class Edit:
    """What of raw material is left out (``instead`` is empty) or stands in the script otherwise, and why.

    ``text`` holds the words as the file has them; empty where words were added, such as a column's name in each
    row. ``why`` is a few words for the reader of a list: ``name of a speaker``.
    """

    place: Place
    text: str
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A narration script, read. ``language`` is a BCP 47 tag; ``date`` is ISO 8601 or empty.

    ``voice`` is ``engine`` or ``engine:name``; ``voices`` are names for voices that its
    sentences may use, with what each stands for. ``pronounce`` and then the files of
    ``lexicons``, in their order, say how words are said. ``settings`` is where the file that
    scripts share lies, or would lie. ``language_place`` and ``voice_place`` are where a file
    says its language and voice, None where none does. ``edits`` are what of raw material is left out or changed,
    ``differs`` what is meant to be otherwise than in the topic's other languages.
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
    language_place: Place | None = None
    voice_place: Place | None = None
    edits: tuple[Edit, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The file as a whole, for what belongs to no line of it."""
        return Place(str(self.path))
