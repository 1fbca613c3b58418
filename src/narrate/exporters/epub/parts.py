"""Makes the parts of a book: the text of each part, and the times of its sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrate.drawings.reading import read_picture
from narrate.exporters.document import (
    Document,
    DocumentFigure,
    DocumentList,
    DocumentPart,
    DocumentSentence,
    DocumentSlide,
)
from narrate.exporters.epub.contents import Clip, Figure, File, Item, List, Said, SlideText, Table
from narrate.exporters.epub.format import (
    MEDIA_TYPES,
    SKIPPABLE,
    audio_file,
    figure_line,
    image_stem,
    overlay_file,
    part_lines,
    point_line,
    row_line,
    sentence_id,
    shown,
    slide_lines,
    text_file,
)
from narrate.exporters.epub.marked_words import MarkedWord, marked_words, pieces_of
from narrate.model import Kind
from narrate.store.memo import Memo


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: a text with its media overlay, its tracks and its figures.

    - ``label``: its name in the table of contents.
    - ``heading``: empty if it has none of its own.
    - ``pictured``: whether it has figures that are not decorative.
    - ``longer``: whether a figure has a longer description.
    - ``silent``: whether there is a figure that no sentence describes.
    """

    number: int
    kind: Kind
    level: int
    label: str
    heading: str
    slides: tuple[SlideText, ...]
    clips: tuple[Clip, ...]
    files: tuple[File, ...]
    duration_ms: int
    pictured: bool
    longer: bool
    silent: bool

    @property
    def text(self) -> str:
        return text_file(self.number)

    @property
    def overlay(self) -> str:
        return overlay_file(self.number)

    def lines(self) -> list[str]:
        """Return the lines of the part's digest."""
        hashes = {file.name: hashlib.sha256(file.content).hexdigest() for file in self.files if file.content}
        return part_lines(
            self.level if self.heading else 0, self.heading, [_lines(slide, hashes) for slide in self.slides]
        )


def parts_of(document: Document, memo: Memo, *, by_words: bool = False) -> Iterator[Part]:
    """Yield the parts of ``document``. Each is made when it is asked for. ``memo`` keeps facts about figures.

    ``by_words``: each word is marked while it is heard, not each sentence.
    """
    for part in document.parts:
        yield _part(part, document, memo, by_words=by_words)


def _part(part: DocumentPart, document: Document, memo: Memo, *, by_words: bool) -> Part:
    makers = [_SlideMaker(slide, part, document, memo, by_words=by_words) for slide in part.slides]
    first = part.slides[0]
    texts = [maker.text() for maker in makers]
    figures = [figure for text in texts for figure in text.figures if figure.alt]
    return Part(
        number=first.number,
        kind=part.kind,
        level=part.level,
        label=shown(part.heading or first.title, document.language),
        heading=shown(part.heading, document.language),
        slides=tuple(texts),
        clips=tuple(clip for maker in makers for clip in maker.clips()),
        files=tuple(file for maker in makers for file in maker.files),
        duration_ms=sum(slide.end_ms - slide.start_ms for slide in part.slides),
        pictured=bool(figures),
        longer=any(figure.described for figure in figures),
        silent=_has_silent_figures(texts),
    )


def _has_silent_figures(slides: Sequence[SlideText]) -> bool:
    """Whether no sentence describes some figure of ``slides``, the slides of a part, which may repeat figures."""
    figures = [(index, figure) for slide in slides for index, figure in enumerate(slide.figures) if figure.alt]
    said = {index for index, figure in figures if figure.sentences}
    return any(index not in said for index, _ in figures)


class _SlideMaker:
    """Makes the text, the clips and the files of a slide."""

    def __init__(
        self, slide: DocumentSlide, part: DocumentPart, document: Document, memo: Memo, *, by_words: bool
    ) -> None:
        self._slide, self._part, self._document, self._memo, self._by_words = slide, part, document, memo, by_words
        self._sentences = sorted(slide.sentences, key=lambda sentence: sentence.start_ms)
        self._ids = {
            sentence.start_ms: sentence_id(slide.number, index) for index, sentence in enumerate(self._sentences, 1)
        }
        self.files = [File(f"audio-{slide.number}", audio_file(slide.number), MEDIA_TYPES[".mp3"])]

    def clips(self) -> Iterator[Clip]:
        """Yield the clips of the slide. Together they are the whole track: each lasts until the next one begins."""
        slide, audio = self._slide, audio_file(self._slide.number)
        begins = [0, *(sentence.start_ms - slide.start_ms for sentence in self._sentences[1:])]
        ends = [*begins[1:], slide.end_ms - slide.start_ms]
        for sentence, begin_ms, end_ms in zip(self._sentences, begins, ends, strict=True):
            id_, type_ = self._ids[sentence.start_ms], SKIPPABLE.get(sentence.purpose, "")
            words = self._words(sentence)
            starts = [begin_ms, *(word.start_ms - slide.start_ms for word in words[1:]), end_ms]
            clips = tuple(
                Clip(word.id, type_, audio, *times) for word, times in zip(words, pairwise(starts), strict=False)
            )
            yield Clip(id_, type_, audio, begin_ms, end_ms, clips)

    def _words(self, sentence: DocumentSentence) -> list[MarkedWord]:
        """Return the words of ``sentence`` that are marked; none if it is marked as a whole."""
        return marked_words(sentence, self._ids[sentence.start_ms]) if self._by_words else []

    def text(self) -> SlideText:
        slide = self._slide
        paragraphs = [self._said(paragraph.sentences) for paragraph in slide.paragraphs]
        heading = self._said(slide.heading_sentences)
        if self._says_only_its_heading():
            heading = paragraphs.pop()
        return SlideText(
            number=slide.number,
            announced=self._said(slide.number_sentences),
            heading=heading,
            paragraphs=tuple(paragraphs),
            figures=tuple(self._figure(figure, index) for index, figure in enumerate(slide.figures, 1)),
            lists=tuple(
                List(list_.first, tuple(self._item(item.text, item.figure, item.sentences) for item in list_.items))
                for list_ in slide.lists
                if not list_.columns
            ),
            tables=tuple(self._table(list_) for list_ in slide.lists if list_.columns),
            words=tuple(self._said([sentence]) for sentence in slide.words_sentences),
            unspoken=tuple(self._unspoken()),
            links=tuple((shown(words, self._document.language), address) for words, address in slide.addresses),
        )

    def _says_only_its_heading(self) -> bool:
        """Whether the narration is the heading, as on title slides, so that it need not stand in the text twice."""
        slide, part = self._slide, self._part
        if part.kind not in (Kind.TITLE, Kind.SECTION) or slide.heading_sentences or len(slide.paragraphs) != 1:
            return False
        return [sentence.text for sentence in slide.paragraphs[0].sentences] == [part.heading]

    def _unspoken(self) -> Iterator[str]:
        """Yield the words under the title, if no sentence says them."""
        if self._part.kind is Kind.TITLE and not self._slide.words_sentences:
            for words in (self._document.subtitle, self._document.publisher):
                if words:
                    yield shown(words, self._document.language)

    def _said(self, sentences: Iterable[DocumentSentence]) -> tuple[Said, ...]:
        return tuple(
            Said(
                self._ids[sentence.start_ms],
                shown(sentence.text, sentence.language),
                "" if sentence.language == self._document.language else sentence.language,
                sentence.direction,
                pieces_of(shown(sentence.text, sentence.language), self._words(sentence)),
            )
            for sentence in sentences
        )

    def _figure(self, figure: DocumentFigure, index: int) -> Figure:
        picture, stem = read_picture(figure.path, self._memo), image_stem(self._slide.number, index)
        file = f"{stem}{picture.ending}"
        id_ = f"{self._slide.number}-{index}"
        self.files.append(File(f"image-{id_}", file, MEDIA_TYPES[picture.ending], picture.content))
        language, sentences = self._document.language, self._said(figure.sentences)
        return Figure(
            id=f"description-{id_}",
            file=file,
            alt=shown(figure.alt, language),
            name=shown(figure.name, language),
            description="" if sentences or not figure.alt else shown(figure.description, language),
            sentences=sentences,
        )

    def _table(self, list_: DocumentList) -> Table:
        rows = (list_.columns, *(item.cells for item in list_.items))
        return Table(tuple(tuple(shown(cell, self._document.language) for cell in row) for row in rows))

    def _item(self, text: str, name: str, sentences: Sequence[DocumentSentence]) -> Item:
        """Return an item. If a sentence begins with the name of the figure, the name is not repeated."""
        language = self._document.language
        says_name = bool(sentences) and sentences[0].text.startswith(name)
        return Item(
            name="" if says_name else shown(name, language),
            text="" if sentences else shown(text, language),
            sentences=self._said(sentences),
        )


def _all_said(slide: SlideText) -> Iterator[Said]:
    groups = (slide.announced, slide.heading, *slide.paragraphs, *slide.words)
    figures = (figure.sentences for figure in slide.figures)
    items = (item.sentences for list_ in slide.lists for item in list_.items)
    for sentences in (*groups, *figures, *items):
        yield from sentences


def _lines(slide: SlideText, hashes: dict[str, str]) -> list[str]:
    """Return the lines of the digest of a slide. ``hashes`` are the SHA-256 of the files of its figures."""
    return slide_lines(
        slide.number,
        [len(sentences) for sentences in slide.paragraphs],
        {sentence.id: sentence.language for sentence in _all_said(slide) if sentence.language},
        [figure_line(one.alt, one.name, one.description, hashes[one.file]) for one in slide.figures],
        [
            point_line(None if list_.first is None else list_.first + offset, item.name, item.text)
            for list_ in slide.lists
            for offset, item in enumerate(list_.items)
        ]
        + [row_line(row) for table in slide.tables for row in table.rows],
        slide.links,
    )
