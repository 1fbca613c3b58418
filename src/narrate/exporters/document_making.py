"""Makes the document of an edition from its timeline and its slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import overload

from narrate.exporters.alternative_text import alternative_text, part_names
from narrate.exporters.document import (
    Document,
    DocumentFigure,
    DocumentItem,
    DocumentList,
    DocumentParagraph,
    DocumentPart,
    DocumentSentence,
    DocumentSlide,
    direction_of,
)
from narrate.exporters.edition import track_file
from narrate.exporters.paragraphs import joiner
from narrate.model import Clip, Deck, Kind, Point, Purpose, Segment, Sentence, Slide, Timeline, Track


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
    paragraphs = tuple(_paragraphs(track, language))
    narrated = {text for one in paragraphs for text in (one.text, *(said.text for said in one.sentences))}
    items = [
        (
            DocumentItem(
                point.text,
                name or "",
                said(Purpose.POINT, index),
                _links(point),
                point.cells,
                bool(point.cells) and point.text in narrated,
            ),
            point.number,
        )
        for index, (name, point) in enumerate(zip_longest(compared, segment.points))
        if point
    ]
    columns = segment.table.columns if segment.table else ()
    return DocumentSlide(
        id=segment.id,
        number=number + 1,
        title=deck.titles[number],
        track=track_file(number + 1, track),
        start_ms=track.start_ms,
        end_ms=track.end_ms,
        figures=tuple(_figures(deck.slides[number], language, said)) if segment.figures else (),
        lists=tuple(_lists(items, columns)),
        paragraphs=paragraphs,
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


def _lists(items: Iterable[tuple[DocumentItem, int | None]], columns: tuple[str, ...]) -> Iterator[DocumentList]:
    """Group consecutive items into lists. ``items`` are (item, its number or None), or rows of a table with ``columns``."""

    def start(numbered: tuple[int, tuple[DocumentItem, int | None]]) -> int | None:
        """Return a value that is the same for all items of a list: for bullets, or for consecutive numbers."""
        index, (_, number) = numbered
        return None if number is None else number - index

    for _, run in groupby(enumerate(items), start):
        members = [item for _, item in run]
        yield DocumentList(tuple(item for item, _ in members), members[0][1], columns)


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
        links=_links(sentence),
    )


def _links(text: Sentence | Point) -> tuple[tuple[int, int, str], ...]:
    return tuple((one.start, one.end, one.address) for one in text.links)
