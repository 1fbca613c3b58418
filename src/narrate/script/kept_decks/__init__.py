"""Reads a PowerPoint deck whose slides are kept: the notes are the narration of the slides (docs/keeping-slides.md).

The notes are cleaned by the rules for all raw material. Each slide that is shown is one segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Edit, Figure, Kind, Point, Segment, Sentence
from narrate.script.kept_decks.clicks import MarkedNotes, clicks_in, read_marks, without_marks
from narrate.script.kept_decks.slide_contents import SlideContents, contents_of
from narrate.script.raw_material.cleaning import clean
from narrate.script.raw_material.cleaning.edit_log import summary
from narrate.script.raw_material.composing import numbered_lines, title_from
from narrate.script.raw_material.encoding import cure
from narrate.script.raw_material.joining_lines import sentences_of
from narrate.script.raw_material.lost_words import account
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.opening_office_files import (
    MACRO_POWERPOINT,
    MAX_XML,
    POWERPOINT,
    opened,
)
from narrate.script.raw_material.powerpoint_notes import no_notes
from narrate.script.raw_material.powerpoint_notes.slides import (
    DeckSlide,
    deck_title,
    hidden_edits,
    read_slide,
    slide_parts,
)
from narrate.script.segments import SegmentMaker, SpokenSentence
from narrate.script.sentences import tokenise
from narrate.sources.ooxml import P
from narrate.sources.packages import SAVE_ANEW, OpenPackage, PackageFault
from narrate.sources.text import clean as clean_text

MAX_BYTES, MAX_UNPACKED = 2_000_000_000, 8_000_000_000
_LONGEST_HEADING = 80  # letters of a text that stands for a missing title


@dataclass(frozen=True, slots=True)
class KeptRead:
    """What was read from a deck: a title and a subtitle, a segment for each slide, and what was changed.

    The figure of each segment has the path of the deck, and the alternative text of the pictures on the slide that is seen
    while the segment is spoken.
    """

    title: str
    subtitle: str
    segments: tuple[Segment, ...]
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _ShownSlide:
    slide: DeckSlide
    contents: SlideContents
    notes: MarkedNotes
    heading: str
    has_title: bool

    @property
    def is_silent(self) -> bool:
        return not self.slide.notes

    @property
    def says_only_its_title(self) -> bool:
        return self.has_title and (self.is_silent or self.slide.says_its_title)


def read_kept_deck(path: Path, topic: str, language: str, silent_ms: int, *, macros: bool = False) -> KeptRead:
    """Read the deck ``path``, whose slides are kept.

    ``silent_ms`` is how long a slide without notes is shown. With ``macros`` the deck may have macros. Raises InputError
    if it cannot be read or has no notes, OutsideError if the system refuses to read it.
    """
    shown, hidden, stated = _read(path, macros=macros)
    slides = [*(one.slide for one in shown), *hidden]
    if not any(one.slide.notes for one in shown):
        raise InputError(no_notes(path, slides))
    narration = _narration(str(path), shown, language)
    titled = shown[0] if shown[0].says_only_its_title else None
    made = _Made(str(path), language, _title(titled, narration.title or stated, shown[0], topic), titled)
    for one in shown:
        made.add(one, narration.lines.get(one.slide.number, ()))
    edits = sorted((*_left_out(path, shown, hidden), *narration.edits, *made.edits), key=lambda edit: edit.place.line)
    problems = [problem for one in shown for problem in _slide_problems(str(path), one, silent_ms)]
    problems += [*narration.problems, *made.problems, *summary(edits)]
    if not any(problem.severity is Severity.ERROR for problem in problems):
        in_notes = narration.title if titled is None or titled.is_silent else made.title
        problems += account(str(path), _words(slides), edits, in_notes, made.segments)
    subtitle = " ".join(titled.contents.texts) if titled else ""
    return KeptRead(made.title, subtitle, tuple(made.segments), tuple(edits), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Narration:
    """The cleaned notes: the lines of each slide by its number, and a title if cleaning found one."""

    title: str
    lines: Mapping[int, Sequence[RawLine]]
    edits: Sequence[Edit]
    problems: Sequence[Problem]


def _narration(file: str, shown: Sequence[_ShownSlide], language: str) -> _Narration:
    lines, cures, problems = cure(Path(file), [line for one in shown for line in _lines(one)])
    cleaned = clean(file, lines, language)
    numbered, numbers = numbered_lines(file, cleaned.lines)
    of_slide: dict[int, list[RawLine]] = {}
    for line in numbered:
        if not line.level:
            of_slide.setdefault(line.number, []).append(line)
    edits = [*cures, *cleaned.edits, *numbers]
    return _Narration(cleaned.title, of_slide, edits, [*problems, *cleaned.problems])


def _left_out(path: Path, shown: Iterable[_ShownSlide], hidden: Iterable[DeckSlide]) -> Iterator[Edit]:
    """Yield what is not spoken: the notes of hidden slides, and what reading the notes left out."""
    for slide in hidden:
        yield from hidden_edits(slide, Place(str(path), slide.number))
    for one in shown:
        yield from one.slide.edits


def _words(slides: Iterable[DeckSlide]) -> str:
    """All words of the notes, without the marks for clicks."""
    return clean_text(without_marks("\n".join(slide.plain for slide in slides)))


def _title(titled: _ShownSlide | None, found: str, first: _ShownSlide, topic: str) -> str:
    """The title of the deck: of the slide that says only that, or what was ``found``, or that of the ``first`` slide."""
    if titled is not None:
        return titled.heading
    return found or (first.heading if first.has_title else title_from(topic))


def _slide_problems(file: str, one: _ShownSlide, silent_ms: int) -> Iterator[Problem]:
    yield from one.slide.problems
    for word in one.notes.split:
        message = f"a mark within a word or number: {word!r}; it is spoken whole, and the click comes before it"
        hint = "put the mark before the word, with a space on each side"
        yield Problem(Place(file, one.slide.number), Severity.WARNING, "kept-slide", message, hint)
    if one.is_silent:
        yield _silent(file, one.slide, silent_ms)
    if not one.has_title:
        yield _untitled(file, one)


def _read(path: Path, *, macros: bool) -> tuple[list[_ShownSlide], list[DeckSlide], str]:
    """Return (shown slides, hidden slides, title in the properties) of the deck."""
    shown: list[_ShownSlide] = []
    hidden: list[DeckSlide] = []
    form = MACRO_POWERPOINT if macros else POWERPOINT
    with opened(path, form, MAX_BYTES, MAX_UNPACKED) as (package, name):
        refuse_signed(path, package)
        for number, part in enumerate(slide_parts(package, name), 1):
            root = package.xml(part, MAX_XML)
            if root.tag != f"{P}sld" or root.find(f"{P}cSld/{P}spTree") is None:
                raise PackageFault(f"its part {part} is not a slide", SAVE_ANEW)
            slide = read_slide(path, package, part, number, root)
            if slide.hidden:
                hidden.append(slide)
                continue
            notes = read_marks(text for text, _ in slide.notes)
            markers = [slide.notes[index][1] for index in notes.kept]
            slide.notes = list(zip(notes.paragraphs, markers, strict=True))
            contents = contents_of(root)
            shown.append(_ShownSlide(slide, contents, notes, _heading(slide, contents), bool(slide.title)))
        if not shown and not hidden:
            raise InputError(
                Problem(
                    Place(str(path)), Severity.ERROR, "no-notes", "the deck has no slides", "give a deck with slides"
                )
            )
        return shown, hidden, deck_title(package)


class _Made:
    """The segments of a deck, made one after the other. ``titled`` is the slide that says only the deck's title."""

    def __init__(self, file: str, language: str, title: str, titled: _ShownSlide | None) -> None:
        self._file, self._language, self._titled = file, language, titled
        self._maker = SegmentMaker()
        self.segments: list[Segment] = []
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self.title = title

    def add(self, one: _ShownSlide, lines: Sequence[RawLine]) -> None:
        """Add the segment of a slide whose cleaned notes are ``lines``."""
        place = Place(self._file, one.slide.number)
        if not self.segments:
            announcement = self._maker.announce(Kind.TITLE, self.title, place)
            if self._titled is one:
                clicks = clicks_in(one.notes, [sentence.text for sentence in announcement.sentences])
                sentences = tuple(map(_announced, announcement.sentences, clicks))
                self._append(
                    replace(announcement, sentences=sentences, slide=one.slide.number, is_silent=one.is_silent), one
                )
                return
            self._append(announcement, one)
        spoken, found = sentences_of(self._file, lines, self._language)
        self.problems += found
        silent = one.is_silent or not spoken
        said = [SpokenSentence(one.heading, 0, place, is_shown=False)]
        if not silent:
            said = list(map(_clicked, spoken, clicks_in(one.notes, [sentence.text for sentence in spoken])))
        self.edits.append(Edit(place, "", "title of the slide" if one.has_title else "name of the slide", one.heading))
        if silent:
            self.edits.append(Edit(place, "", "title of a slide without notes", one.heading))
        segment = self._maker.make(
            Kind.NARRATION,
            said,
            heading=one.heading,
            points=tuple(Point(text, place) for text in one.contents.texts),
            place=place,
        )
        self._append(replace(segment, slide=one.slide.number, is_silent=silent), one)

    def _append(self, segment: Segment, one: _ShownSlide) -> None:
        figure = Figure(Path(self._file), _described(one), segment.place)
        self.segments.append(replace(segment, figures=(figure,)))


def _clicked(sentence: SpokenSentence, clicks: tuple[int, ...]) -> SpokenSentence:
    return replace(sentence, tokens=tokenise(sentence.text), clicks=clicks) if clicks else sentence


def _announced(sentence: Sentence, clicks: tuple[int, ...]) -> Sentence:
    return replace(sentence, clicks=clicks)


def _lines(one: _ShownSlide) -> Iterator[RawLine]:
    """Yield the heading of a slide and its notes as lines, as cleaning wants them."""
    number = one.slide.number
    yield RawLine(number, one.heading, follows_blank=True, whole=True, level=2)
    for text, marker in one.slide.notes:
        yield RawLine(number, text, follows_blank=True, turn=bool(marker), whole=True, marker=marker)


def _heading(slide: DeckSlide, contents: SlideContents) -> str:
    """The title of the slide, or else its first text if that is short, or else its number."""
    first = next((text for text in contents.texts if len(text) <= _LONGEST_HEADING), "")
    return slide.title or first or str(slide.number)


def _described(one: _ShownSlide) -> str:
    """The alternative texts of the pictures on a slide, as sentences."""
    texts = one.contents.pictures
    return " ".join(
        text if text.endswith((".", "!", "?", "。", "।", "؟")) or len(texts) == 1 else f"{text}." for text in texts
    )


def refuse_signed(path: Path, package: OpenPackage) -> None:
    """Raise InputError if the deck ``path`` is signed: any change would break the signature."""
    if not any(part.lower().startswith("_xmlsignatures/") for part in package.sizes):
        return
    hint = "give a copy without the signature: in PowerPoint, File > Info > View Signatures > Remove Signature"
    message = "it is signed, and any change would break the signature"
    raise InputError(Problem(Place(str(path)), Severity.ERROR, "unreadable-file", message, hint))


def _silent(file: str, slide: DeckSlide, silent_ms: int) -> Problem:
    message = f"{slide.names} has no notes, so it is silent in the deck for {silent_ms // 1000} seconds"
    hint = "write what is said into its notes, or hide the slide"
    return Problem(Place(file, slide.number), Severity.WARNING, "no-notes", message, hint)


def _untitled(file: str, one: _ShownSlide) -> Problem:
    message = f"slide {one.slide.number} has no title, so it is called {one.heading!r}"
    return Problem(Place(file, one.slide.number), Severity.WARNING, "check-heading", message, "give it a title")
