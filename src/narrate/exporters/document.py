"""An edition as a document without markup: what every textual format shows, in order.

It holds everything that is spoken. A sentence that is not ``shown`` is meant for listening; a format that is only
read, such as the page, leaves it out. Texts are plain: each format escapes them itself, and isolates doses among
right-to-left letters. All times are in ms from the start of the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest
from pathlib import Path
from typing import overload

from narrate.exporters.alternative_text import alternative_text, part_names
from narrate.exporters.edition import track_file
from narrate.exporters.paragraphs import joiner
from narrate.languages import is_right_to_left
from narrate.model import Clip, Deck, Kind, Purpose, Segment, Slide, Timeline, Track, Utterance


class Direction(StrEnum):
    """Whether text runs from left to right or from right to left."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of(language: str) -> Direction:
    """Return the direction in which ``language`` (BCP 47) is written."""
    return Direction.RIGHT_TO_LEFT if is_right_to_left(language) else Direction.LEFT_TO_RIGHT


@dataclass(frozen=True, slots=True)
class DocumentSentence:
    """A sentence and when it is heard. ``language`` (BCP 47) may differ from that of the document.

    ``purpose`` says why it is spoken; ``utterance`` is its sound with the times of its words.
    """

    id: str
    text: str
    start_ms: int
    end_ms: int
    language: str
    direction: Direction
    shown: bool = True
    purpose: Purpose = Purpose.NARRATION
    utterance: Utterance | None = None

    @property
    def words(self) -> Iterator[tuple[str, int, int]]:
        """Each word that is heard, as (text, start_ms, end_ms)."""
        if self.utterance is not None:
            tokens = self.utterance.sentence.tokens
            for word in self.utterance.words:
                yield tokens[word.token].text, self.start_ms + word.start_ms, self.start_ms + word.end_ms


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph of narration. ``text`` joins its sentences, except those that are only for listening; it may be empty."""

    text: str
    sentences: tuple[DocumentSentence, ...]


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """An item of a list. If several figures are compared, ``figure`` is the name of the item's figure.

    ``sentences`` read it out. They are empty if the narration says it.
    """

    text: str
    figure: str = ""
    sentences: tuple[DocumentSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A list. Its items are numbered from ``first`` on, or have bullets if ``first`` is None."""

    items: tuple[DocumentItem, ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentFigure:
    """A figure in the file ``path``, which ``drawings.reading`` reads.

    - ``alt``: its alternative text with the names of its parts. If it is empty, the figure is decorative.
    - ``description``: a longer text, or empty.
    - ``name``: the words shown under the figure.
    - ``labels``: the names of the parts that the slide labels.
    - ``sentences``: describe it to listeners; only the described edition has them.
    """

    path: Path
    alt: str
    description: str = ""
    name: str = ""
    labels: tuple[str, ...] = ()
    sentences: tuple[DocumentSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSlide:
    """What one slide shows and says.

    In the described edition the sentences are heard in this order: number, heading, paragraphs, figures, items of
    lists, words. The standard edition has only paragraphs.

    - ``number``: counts from 1, including the title slide.
    - ``title``: unique in the deck.
    - ``track``: the path of the slide's sound, relative to the edition's folder.
    - ``start_ms``, ``end_ms``: the time of the slide in the sound of the whole edition.
    - ``number_sentences``, ``heading_sentences``: announce the slide's number and its heading.
    - ``words_sentences``: read out words of the slide that stand nowhere else in the document.
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
    number_sentences: tuple[DocumentSentence, ...] = ()
    heading_sentences: tuple[DocumentSentence, ...] = ()
    words_sentences: tuple[DocumentSentence, ...] = ()

    @property
    def sentences(self) -> Iterator[DocumentSentence]:
        """All sentences of the slide, in the order in which they are heard."""
        yield from self.number_sentences
        yield from self.heading_sentences
        for paragraph in self.paragraphs:
            yield from paragraph.sentences
        for figure in self.figures:
            yield from figure.sentences
        for list_ in self.lists:
            for item in list_.items:
                yield from item.sentences
        yield from self.words_sentences


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Everything under one heading: one slide, or several if the content did not fit on one.

    ``heading`` may be empty. ``level`` is 1 for the title, 3 within a section, and 2 otherwise. The title and the
    sections say only their headings, so a format that shows the heading need not show their paragraphs.
    """

    id: str
    kind: Kind
    heading: str
    level: int
    slides: tuple[DocumentSlide, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An edition as a document. Its first part is the title. ``language`` is a BCP 47 tag.

    Iterate over ``parts`` only as often as needed: a part is made on each access, so that a long edition needs little
    memory.
    """

    title: str
    subtitle: str
    publisher: str
    language: str
    direction: Direction
    duration_ms: int
    parts: Sequence[DocumentPart]


def document_of(timeline: Timeline, deck: Deck) -> Document:
    """Return the document of an edition with the slides ``deck``.

    Slides are laid out only if they have figures, whose labels are needed.
    """
    script = timeline.script
    ids = {segment.id for segment in script.segments}
    groups: list[list[int]] = []
    for number, segment in enumerate(script.segments):
        if groups and is_continuation(segment, ids):
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
        parts=_Parts(timeline, deck, groups),
    )


class _Parts(Sequence[DocumentPart]):
    """The parts of an edition, made on access. ``groups`` are the indices of the slides of each part."""

    def __init__(self, timeline: Timeline, deck: Deck, groups: Sequence[Sequence[int]]) -> None:
        self._timeline, self._deck, self._groups = timeline, deck, groups

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, index: int) -> DocumentPart: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[DocumentPart, ...]: ...
    def __getitem__(self, index: int | slice) -> DocumentPart | tuple[DocumentPart, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(len(self))[index])
        return _part(self._timeline, self._deck, self._groups[index])


def picture_text(figures: Sequence[tuple[str, str]]) -> str:
    """Return the alternative text of the picture of a whole slide. ``figures`` are (name, alternative text).

    It is that of a single figure, or one sentence for each of several figures.
    """
    if len(figures) > 1:
        return " ".join(_sentence(name, alt) for name, alt in figures)
    return "".join(alt for _, alt in figures)


def _sentence(name: str, alt: str) -> str:
    """Return the name and the alternative text of a figure as a sentence, with a full stop at its end."""
    text = ": ".join(part for part in (name, alt) if part)
    return text if text.endswith((".", "!", "?", "。", "।", "؟")) else f"{text}."


def is_continuation(segment: Segment, ids: set[str]) -> bool:
    """Whether ``segment`` continues a segment that did not fit on one slide.

    ``ids`` are the ids of all segments of the script.
    """
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
    said = _added(track, language)
    items = [
        (DocumentItem(point.text, name or "", said(Purpose.POINT, index)), point.number)
        for index, (name, point) in enumerate(zip_longest(compared, segment.points))
        if point
    ]
    return DocumentSlide(
        id=segment.id,
        number=number + 1,
        title=deck.titles[number],
        track=track_file(number + 1, track),
        start_ms=track.start_ms,
        end_ms=track.end_ms,
        figures=tuple(_figures(deck.slides[number], language, said)) if segment.figures else (),
        lists=tuple(_lists(items)),
        paragraphs=tuple(_paragraphs(track, language)),
        number_sentences=said(Purpose.SLIDE_NUMBER),
        heading_sentences=said(Purpose.HEADING),
        words_sentences=said(Purpose.WORDS),
    )


def _added(track: Track, language: str) -> Callable[..., tuple[DocumentSentence, ...]]:
    """Return a function that gives the sentences of ``track`` with a purpose, about the figure or point of an index."""
    added: dict[tuple[Purpose, int], list[DocumentSentence]] = {}
    for clip in track.clips:
        sentence = clip.utterance.sentence
        if sentence.purpose is not Purpose.NARRATION:
            added.setdefault((sentence.purpose, sentence.about), []).append(_sentence_of(clip, language))
    return lambda purpose, about=-1: tuple(added.get((purpose, about), ()))


def _figures(
    slide: Slide, language: str, said: Callable[..., tuple[DocumentSentence, ...]]
) -> Iterator[DocumentFigure]:
    boxes = [index for index, box in enumerate(slide.boxes) if box.figure is not None]
    for index, (figure, box) in enumerate(zip(slide.segment.figures, boxes, strict=True)):
        yield DocumentFigure(
            figure.path,
            alternative_text(figure.alt, slide, box, language),
            figure.description,
            figure.name,
            tuple(part_names(slide, box)),
            said(Purpose.FIGURE, index),
        )


def _lists(items: Iterable[tuple[DocumentItem, int | None]]) -> Iterator[DocumentList]:
    """Group consecutive items into lists. ``items`` are (item, its number or None)."""

    def start(numbered: tuple[int, tuple[DocumentItem, int | None]]) -> int | None:
        """Return a value that is the same for all items of a list: for bullets, or for consecutive numbers."""
        index, (_, number) = numbered
        return None if number is None else number - index

    for _, run in groupby(enumerate(items), start):
        members = [item for _, item in run]
        yield DocumentList(tuple(item for item, _ in members), members[0][1])


def _paragraphs(track: Track, language: str) -> Iterator[DocumentParagraph]:
    narration = [clip for clip in track.clips if clip.utterance.sentence.purpose is Purpose.NARRATION]
    for _, group in groupby(narration, key=lambda clip: clip.utterance.sentence.paragraph):
        sentences = tuple(_sentence_of(clip, language) for clip in group)
        text = joiner(language).join(sentence.text for sentence in sentences if sentence.shown)
        yield DocumentParagraph(text, sentences)


def _sentence_of(clip: Clip, language: str) -> DocumentSentence:
    sentence, start_ms = clip.utterance.sentence, clip.start_ms
    own_language = sentence.language or language
    return DocumentSentence(
        id=sentence.id,
        text=sentence.text,
        start_ms=start_ms,
        end_ms=clip.end_ms,
        language=own_language,
        direction=direction_of(own_language),
        shown=sentence.shown,
        purpose=sentence.purpose,
        utterance=clip.utterance,
    )
