"""A script: what is shown and what is said, as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from narrate.errors import Place
from narrate.model.packed import Packed


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
    place: Place | None = None


@lru_cache(maxsize=256)
def _shared(token: Token) -> Token:
    """The first token that is equal to ``token``."""
    return token


class Tokens(Packed[Token]):
    """The tokens of a sentence of ``text``, packed.

    The numbers of each are its start and end in ``text``, its line (one more; 0: it has no place) and column, and the
    position in ``_special``, counted from 1, of what else there is to it (0: nothing). That is how it is said, shared
    by all tokens that are said so, or the whole token where ``text`` or the file do not give it.
    """

    __slots__ = ("_file", "_special", "text")
    WIDTH = 5

    def __init__(self, text: str, tokens: Iterable[Token]) -> None:
        self.text = text
        self._file = ""
        numbers: list[int] = []
        special: list[Token] = []
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
            special.append(_shared(replace(token, text="", start=0, place=None)) if same else token)
            numbers.append(len(special))
        super().__init__(numbers)
        self._special = tuple(special)

    def _value(self, numbers: Sequence[int]) -> Token:
        *where, position = numbers
        plain = self._plain(*where)
        if not position:
            return plain
        special = self._special[position - 1]
        whole = special.text or special.place
        return special if whole else replace(special, text=plain.text, start=plain.start, place=plain.place)

    def _plain(self, start: int, end: int, line: int, column: int) -> Token:
        """A token that is said as it is written; ``line`` is one more than its place's, 0 where it has none."""
        return Token(self.text[start:end], start, place=Place(self._file, line - 1, column) if line else None)


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
    A sentence that is not ``shown`` is spoken only: it is in tracks, captions, text files and
    notes, and neither on a slide nor on the page.
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
    shown: bool = True

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

    Of several ``figures``, each has the point at its place below it. A segment without a heading
    shows at least one of its sentences.
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

    @property
    def shown_sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.shown)


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
