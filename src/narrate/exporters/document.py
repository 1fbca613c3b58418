"""An edition as a document: what every format that is read shows, in order, before it has any markup.

It holds all that is spoken. What is not shown (``DocumentSentence.shown``) is for those who play the sound: a
format that is only read, such as the page, leaves it out. Texts are as they are written: isolating doses among
right-to-left letters and escaping belong to the format that shows them. All times are ms from the start of the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest
from pathlib import Path

from narrate.exporters.describing import describe, part_names
from narrate.exporters.edition import track_file
from narrate.exporters.paragraphs import joiner
from narrate.languages import is_right_to_left
from narrate.model import Clip, Deck, Kind, Point, Segment, Slide, Timeline, Track


class Direction(StrEnum):
    """Where the words of a language run."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of(language: str) -> Direction:
    """Where words in ``language`` (BCP 47) run."""
    return Direction.RIGHT_TO_LEFT if is_right_to_left(language) else Direction.LEFT_TO_RIGHT


@dataclass(frozen=True, slots=True)
class DocumentSentence:
    """A sentence and when it is heard. ``language`` (BCP 47) is its own, which may differ from the document's."""

    id: str
    text: str
    start_ms: int
    end_ms: int
    language: str
    direction: Direction
    shown: bool = True


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """Sentences that stand together; ``text`` is those that are shown, joined, and empty where none is."""

    text: str
    sentences: tuple[DocumentSentence, ...]


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """An item of a list; ``figure`` is the name of the figure it is about, where several are compared."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A list of bullets, or where it has a ``first`` number, of items numbered from there on."""

    items: tuple[DocumentItem, ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """A figure in the file ``path``, which ``drawings.reading`` reads.

    ``alt`` is its alternative text with the names of its parts; where it is empty the figure is decorative.
    ``description`` is a longer one; none is written yet. ``name`` stands under it. ``labels`` name the parts that
    the slide labels.
    """

    path: Path
    alt: str
    description: str = ""
    name: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSlide:
    """What one slide shows and says: figures, then lists, then paragraphs.

    ``number`` counts from 1, the title slide with it. ``title`` is unique in the deck. ``track`` is where its sound lies,
    seen from the edition's folder; in the sound of the whole it is heard from ``start_ms`` to ``end_ms``.
    """

    id: str
    number: int
    title: str
    track: str
    start_ms: int
    end_ms: int
    figures: tuple[DocumentFigure, ...]
    lists: tuple[DocumentList, ...]
    paragraphs: tuple[DocumentParagraph, ...]


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What stands under one heading: a slide, and those that go on from it where it was too full for one.

    ``heading`` may be empty; ``level`` is 1 for the title, 2, or 3 within a section. What the title and
    sections say is their heading, so a format that shows it there need not show their paragraphs.
    """

    id: str
    kind: Kind
    heading: str
    level: int
    slides: tuple[DocumentSlide, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An edition to read. Its first part is the title; ``language`` is a BCP 47 tag."""

    title: str
    subtitle: str
    publisher: str
    language: str
    direction: Direction
    duration_ms: int
    parts: tuple[DocumentPart, ...]


def document_of(timeline: Timeline, deck: Deck) -> Document:
    """The document of an edition whose slides are ``deck``. Slides with figures are laid out for their labels."""
    script = timeline.script
    ids = {segment.id for segment in script.segments}
    groups: list[list[int]] = []
    for number, segment in enumerate(script.segments):
        if groups and _goes_on(segment, ids):
            groups[-1].append(number)
        else:
            groups.append([number])
    return Document(
        title=script.title,
        subtitle=script.subtitle,
        publisher=script.publisher,
        language=script.language,
        direction=direction_of(script.language),
        duration_ms=timeline.duration_ms,
        parts=tuple(_part(timeline, deck, numbers) for numbers in groups),
    )


def picture_text(figures: Sequence[tuple[str, str]]) -> str:
    """What a picture of a slide shows, whose ``figures`` are (name, alternative text): the text of one, a sentence of each of several."""
    return (
        " ".join(_sentence(name, alt) for name, alt in figures) if len(figures) > 1 else "".join(a for _, a in figures)
    )


def _sentence(name: str, alt: str) -> str:
    """A full stop keeps a figure apart from the next one."""
    told = ": ".join(text for text in (name, alt) if text)
    return told if told.endswith((".", "!", "?", "。", "।", "؟")) else f"{told}."


def _goes_on(segment: Segment, ids: set[str]) -> bool:
    """Whether it is a further slide of a segment that was too full for one: its heading stands above."""
    base, _, number = segment.id.rpartition(".")
    return number.isdecimal() and base in ids


def _part(timeline: Timeline, deck: Deck, numbers: Sequence[int]) -> DocumentPart:
    first = timeline.script.segments[numbers[0]]
    level = 1 if first.kind is Kind.TITLE else 3 if first.section and first.kind is not Kind.SECTION else 2
    slides = tuple(_slide(timeline, deck, number) for number in numbers)
    return DocumentPart(first.id, first.kind, first.heading or "", level, slides)


def _slide(timeline: Timeline, deck: Deck, number: int) -> DocumentSlide:
    track, language = timeline.tracks[number], timeline.script.language
    segment = track.segment
    compared = [figure.name for figure in segment.figures] if len(segment.figures) > 1 else []
    items = [(name or "", point) for name, point in zip_longest(compared, segment.points) if point]
    return DocumentSlide(
        id=segment.id,
        number=number + 1,
        title=deck.titles[number],
        track=track_file(number + 1, track),
        start_ms=track.start_ms,
        end_ms=track.end_ms,
        figures=tuple(_figures(deck.slides[number], language)) if segment.figures else (),
        lists=tuple(_lists(items)),
        paragraphs=tuple(_paragraphs(track, language)),
    )


def _figures(slide: Slide, language: str) -> Iterator[DocumentFigure]:
    boxes = [index for index, box in enumerate(slide.boxes) if box.figure is not None]
    for figure, box in zip(slide.segment.figures, boxes, strict=True):
        alt = describe(figure.alt, slide, box, language)
        yield DocumentFigure(figure.path, alt, name=figure.name, labels=tuple(part_names(slide, box)))


def _lists(items: Iterable[tuple[str, Point]]) -> Iterator[DocumentList]:
    """Points that follow one another in one list; ``items`` are each with the name of the figure that it is about."""

    def start(numbered: tuple[int, tuple[str, Point]]) -> int | None:
        at, (_, point) = numbered
        return None if point.number is None else point.number - at

    for _, run in groupby(enumerate(items), start):
        some = [item for _, item in run]
        yield DocumentList(tuple(DocumentItem(point.text, name) for name, point in some), some[0][1].number)


def _paragraphs(track: Track, language: str) -> Iterator[DocumentParagraph]:
    for _, group in groupby(track.clips, key=lambda clip: clip.utterance.sentence.paragraph):
        sentences = tuple(_spoken(clip, language) for clip in group)
        yield DocumentParagraph(joiner(language).join(one.text for one in sentences if one.shown), sentences)


def _spoken(clip: Clip, language: str) -> DocumentSentence:
    sentence = clip.utterance.sentence
    own = sentence.language or language
    return DocumentSentence(
        sentence.id, sentence.text, clip.start_ms, clip.end_ms, own, direction_of(own), sentence.shown
    )
