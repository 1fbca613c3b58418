"""A script as the writer wrote it: what is shown and what is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from narrate.errors import Place
from narrate.model.tokens import Token, Tokens


class Kind(StrEnum):
    """The purpose of a segment. Segments of every kind are spoken."""

    TITLE = "title"
    SECTION = "section"
    NARRATION = "narration"
    CLOSING = "closing"


class Purpose(StrEnum):
    """Why a sentence is spoken.

    Only narration is in the script. The described edition adds the other sentences for people who cannot see the
    slides. Talking books let a listener skip them.
    """

    NARRATION = "narration"
    SLIDE_NUMBER = "slide-number"
    HEADING = "heading"
    FIGURE = "figure"  # describes a figure
    POINT = "point"  # reads out a point that no other sentence says
    WORDS = "words"  # reads out other words of the slide, such as the subtitle


@dataclass(frozen=True, slots=True)
class Cue:
    """Highlights a part of the slide's figure when the word number ``token`` of the sentence is spoken, and after.

    ``part`` is the id of an element in the SVG. ``label`` is the text of the label beside the part.
    """

    part: str
    label: str
    token: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """The words from offset ``start`` to ``end`` of a text lead to the web, mail or telephone ``address``."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One spoken sentence. An engine speaks one sentence at a time, and a caption never joins two sentences.

    - ``pause_after_ms``: a pause that the writer asked for. If it is None, the timeline chooses.
    - ``paragraph``: the number of its paragraph in the segment, from 0.
    - ``voice``, ``language``: empty if they are those of the script.
    - ``tokens``: its words. They may be given as any sequence and are stored packed.
    - ``shown``: if false, the sentence is in tracks, captions, text files and notes, but not on a slide or on the page.
    - ``purpose``: why it is spoken. ``about`` is the index of the figure or point of the segment that it describes or
      reads out, and -1 if there is none.
    - ``clicks``: for each click on the slide of a kept deck that falls in this sentence, the number of the word at which
      it falls. The number of all words means the end of the sentence.
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
    purpose: Purpose = Purpose.NARRATION
    about: int = -1
    clicks: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.tokens, Tokens) or self.tokens.text != self.text:
            object.__setattr__(self, "tokens", Tokens(self.text, self.tokens))


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a slide's list, or a row of its table. ``number`` is its number if the list is ordered.

    ``cells`` are the cells of a row, as many as the table has columns, and empty for an item of a list. The ``text`` of
    a row says its cells with the names of their columns.
    """

    text: str
    place: Place | None = None
    number: int | None = None
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a slide: the names of its columns. Its rows are the points of its segment.

    The first cell of each row is the row's name. The name of the first column may be empty.
    """

    columns: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on a slide. An empty ``alt`` means that the writer marked it as decorative.

    - ``description``: a longer description than ``alt``, or empty.
    - ``parts``: the ids of its SVG elements. Cues refer to them.
    - ``name``: shown under the figure if the slide compares several figures.
    - ``size``: width and height in the figure's own units.
    - ``tips``: (part, x, y) for each part whose label's leader is to end at that point, in the same units.
    - ``variants``: (theme, file) for each theme in which another file replaces the figure.
    - ``points``: the path of the file from which ``tips`` are read. The file need not exist.
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
    description: str = ""

    @property
    def decorative(self) -> bool:
        return not self.alt


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the script that becomes one slide and one track of sound.

    ``drafted`` means that nobody has checked its heading yet. If there are several ``figures``, the point with the same
    index stands below each of them. A segment without a heading shows at least one of its sentences. If there is a
    ``table``, the points are its rows, and there are no figures.
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
    slide: int = 0
    is_silent: bool = False
    table: Table | None = None

    @property
    def shown_sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.shown)


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How the writer wants ``written`` spoken. ``said`` may be a respelling, IPA, words or letters.

    If ``engine`` is set, it applies to that engine only.
    """

    written: str
    said: str
    engine: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ThemeWish:
    """The look that a producer asks for: a theme by ``name``, own ``colours`` (token, hex), a logo, a template.

    ``places`` says where in the settings each of these is set.
    """

    name: str = ""
    colours: tuple[tuple[str, str], ...] = ()
    logo: Path | None = None
    template: Path | None = None
    places: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage of raw material that the script replaces by ``instead``, or leaves out if ``instead`` is empty.

    ``text`` holds the words as they are in the file. It is empty if words were only added, such as a column's name in
    each row. ``why`` gives the reason in a few words, for example ``name of a speaker``.
    """

    place: Place
    text: str
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class KeptDeck:
    """A PowerPoint deck of somebody else, whose slides are kept: the script is spoken to them.

    - ``path``: the deck, which is never written to.
    - ``silent_ms``: how long a slide without notes is shown.
    - ``media_first``: whether sound and film that are on a slide already play before the narration. Otherwise they play
      after it.
    - ``macros``: whether the deck may have macros, which are then kept.
    - ``painted_by``: the program that painted the pictures of the slides, with its version. Empty if the user has put
      them beside the deck, or if there are none.
    """

    path: Path
    silent_ms: int = 5000
    media_first: bool = False
    macros: bool = False
    painted_by: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A narration script that has been read.

    - ``language``: a BCP 47 tag.
    - ``date``: ISO 8601, or empty.
    - ``voice``: ``engine`` or ``engine:name``.
    - ``conforms``: the standard of accessibility that the producer claims for the talking book; empty if none.
    - ``voices``: pairs of a name that sentences may use for a voice, and the voice that it means.
    - ``address``: the web address of this edition. ``site``: the one in the settings file, where the output is published.
    - ``pronounce``: how words are spoken. These come before the files of ``lexicons``, which apply in their order.
    - ``settings``: the path of the settings file that several scripts share. The file need not exist.
    - ``language_place``, ``voice_place``: where the language and the voice are set, or None.
    - ``edits``: what was left out of raw material, or changed in it.
    - ``differs``: what is meant to differ from the same topic in other languages.
    - ``kept``: the deck whose slides are kept, None if narrate makes the slides.
    - ``own_settings``: the path of the settings file of this script alone, None if it has none. The file need not exist.
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
    site: str = ""
    conforms: str = ""
    voices: tuple[tuple[str, str], ...] = ()
    pronounce: tuple[Pronunciation, ...] = ()
    lexicons: tuple[Path, ...] = ()
    settings: Path | None = None
    language_place: Place | None = None
    voice_place: Place | None = None
    edits: tuple[Edit, ...] = ()
    differs: tuple[str, ...] = ()
    kept: KeptDeck | None = None
    own_settings: Path | None = None

    @property
    def place(self) -> Place:
        """The file as a whole, for problems that belong to no single line."""
        return Place(str(self.path))
