"""Makes the blocks of a handout from a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.document import (
    DocumentFigure,
    DocumentList,
    DocumentParagraph,
    DocumentPart,
    DocumentSentence,
    DocumentSlide,
)
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition
from narrate.exporters.paragraphs import joiner
from narrate.exporters.pdf.format import PARTS_WITHOUT_CONTENTS, Block, BlockRole, Piece
from narrate.exporters.speakers import who_speaks
from narrate.languages import colon, language_data


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure with its blocks. It is figure ``index`` (from 0) of the slide ``slide`` (from 0)."""

    slide: int
    index: int
    alt: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PrintedSlide:
    """What the handout has of a slide. A figure that the part has shown before is left out.

    ``table`` are the rows of its table; the first holds the names of the columns.
    """

    figures: tuple[PlacedFigure, ...]
    descriptions: tuple[Block, ...]
    points: tuple[Block, ...]
    narration: tuple[Block, ...]
    table: tuple[tuple[Block, ...], ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        for figure in self.figures:
            yield from figure.blocks
        yield from self.descriptions
        yield from self.points
        for row in self.table:
            yield from row
        yield from self.narration


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of the handout, which begins with slide ``number`` (from 1). ``heading`` is None if it has none."""

    number: int
    heading: Block | None
    slides: tuple[PrintedSlide, ...]

    @property
    def blocks(self) -> Iterator[Block]:
        if self.heading is not None:
            yield self.heading
        for slide in self.slides:
            yield from slide.blocks


@dataclass(frozen=True, slots=True)
class Handout:
    """The blocks of a handout. ``contents`` is the heading of the table of contents, None if it has none."""

    head: tuple[Block, ...]
    contents: Block | None
    parts: tuple[PrintedPart, ...]


def handout_of(edition: Edition) -> Handout:
    """Return the handout of ``edition``. Slides with figures are laid out."""
    script = edition.timeline.script
    title, *others = document_of(edition.timeline, edition.deck).parts
    parts = tuple(part for part in (_part(part, script.language) for part in others))
    own = _part(title, script.language)
    if any(True for slide in own.slides for _ in slide.blocks):  # a title that says more than its heading
        parts = (PrintedPart(own.number, None, own.slides), *parts)
    phrases = language_data(script.language)
    contents = None
    if sum(part.heading is not None for part in parts) > PARTS_WITHOUT_CONTENTS:
        contents = Block(BlockRole.CONTENTS, (Piece(phrases.phrases["contents"], phrases.phrases_language),), level=2)
    return Handout(tuple(_head(edition)), contents, parts)


def notes_of(edition: Edition) -> Iterator[tuple[Block, ...]]:
    """Yield the paragraphs of narration of each slide, with all that is spoken."""
    language = edition.timeline.script.language
    for part in document_of(edition.timeline, edition.deck).parts:
        for slide in part.slides:
            yield tuple(_paragraph(paragraph.sentences, language) for paragraph in slide.paragraphs)


def _head(edition: Edition) -> Iterator[Block]:
    script, timeline = edition.timeline.script, edition.timeline
    data = language_data(script.language)

    def own(role: BlockRole, text: str, level: int = 0) -> Iterator[Block]:
        if text:
            yield Block(role, (Piece(text, script.language),), level)

    def phrase(role: BlockRole, name: str) -> Block:
        return Block(role, (Piece(data.phrases[name], data.phrases_language),))

    yield from own(BlockRole.TITLE, script.title, 1)
    yield from own(BlockRole.SUBTITLE, script.subtitle)
    yield from own(BlockRole.PUBLISHER, script.publisher)
    yield from own(BlockRole.DATE, edition.date.isoformat() if edition.date else "")
    if script.address:
        yield phrase(BlockRole.CODE, "scan_description")
        yield phrase(BlockRole.SCAN, "scan")
        yield from own(BlockRole.ADDRESS, script.address)
        clips = sum(len(track.clips) for track in timeline.tracks)
        yield phrase(BlockRole.VOICE, who_speaks(timeline.recorded, clips))


def _part(part: DocumentPart, language: str) -> PrintedPart:
    heading = None
    if part.heading:
        heading = Block(BlockRole.HEADING, (Piece(part.heading, language),), part.level)
    shown: list[DocumentFigure] = []
    slides = tuple(_slide(slide, part, language, shown) for slide in part.slides)
    return PrintedPart(part.slides[0].number, heading, slides)


def _slide(slide: DocumentSlide, part: DocumentPart, language: str, shown: list[DocumentFigure]) -> PrintedSlide:
    new = [(index, figure) for index, figure in enumerate(slide.figures) if figure not in shown]
    shown += [figure for _, figure in new]
    figures = tuple(_figure(slide.number - 1, index, figure, language) for index, figure in new)
    descriptions = [_description(figure, language) for _, figure in new]
    points = [
        Block(
            BlockRole.POINT,
            (Piece(f"{item.figure}{colon(language)}{item.text}" if item.figure else item.text, language),),
            number=None if list_.first is None else list_.first + offset,
        )
        for list_ in slide.lists
        if not list_.columns
        for offset, item in enumerate(list_.items)
    ]
    table = tuple(row for list_ in slide.lists if list_.columns for row in _table(list_, language))
    repeats = part.heading if slide is part.slides[0] else ""
    narration = (*_narration(slide.paragraphs, language, repeats), *_links(slide, language))
    return PrintedSlide(figures, tuple(filter(None, descriptions)), tuple(points), narration, table)


def _table(list_: DocumentList, language: str) -> Iterator[tuple[Block, ...]]:
    """Yield the rows of a table, and before them the names of its columns."""
    yield tuple(Block(BlockRole.COLUMN, (Piece(name, language),)) for name in list_.columns)
    for item in list_.items:
        yield tuple(Block(BlockRole.CELL, (Piece(cell, language),)) for cell in item.cells)


def _links(slide: DocumentSlide, language: str) -> Iterator[Block]:
    """Yield a line for each link, since paper shows no address behind words."""
    for words, address in slide.addresses:
        yield Block(BlockRole.LINK, (Piece(f"{words}{colon(language)}{address}", language),), address=address)


def _figure(slide: int, index: int, figure: DocumentFigure, language: str) -> PlacedFigure:
    texts = (
        (BlockRole.FIGURE, figure.alt),
        *((BlockRole.LABEL, label) for label in figure.labels),
        (BlockRole.NAME, figure.name),
    )
    blocks = tuple(Block(role, (Piece(text, language),)) for role, text in texts if text)
    return PlacedFigure(slide, index, figure.alt, blocks)


def _description(figure: DocumentFigure, language: str) -> Block | None:
    """Return the longer description of ``figure``, with its name if several figures are compared; None if it has none."""
    if not figure.alt or not figure.description:
        return None
    text = f"{figure.name}{colon(language)}{figure.description}" if figure.name else figure.description
    return Block(BlockRole.DESCRIPTION, (Piece(text, language),))


def _narration(paragraphs: Iterable[DocumentParagraph], language: str, heading: str) -> Iterator[Block]:
    """Yield the paragraphs. A first sentence that is the ``heading``, as on title slides, is not printed twice."""
    for number, paragraph in enumerate(paragraphs):
        sentences = [one for one in paragraph.sentences if one.shown]
        if number == 0 and heading and sentences and sentences[0].text == heading:
            del sentences[0]
        if sentences:
            yield _paragraph(sentences, language)


def _paragraph(sentences: Sequence[DocumentSentence], language: str) -> Block:
    *others, last = sentences
    pieces = [Piece(one.text + joiner(language), one.language) for one in others]
    return Block(BlockRole.NARRATION, (*pieces, Piece(last.text, last.language)))
