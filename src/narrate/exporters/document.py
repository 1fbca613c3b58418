"""An edition as a document without markup: what every textual format shows, in order.

It holds everything that is spoken. A sentence that is not ``shown`` is meant for listening; a format that is only
read, such as the page, leaves it out. Texts are plain: each format escapes them itself, and isolates doses among
right-to-left letters. All times are in ms from the start of the edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from narrate.languages import is_right_to_left
from narrate.model import Kind, Purpose, Utterance


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

    ``purpose`` says why it is spoken; ``utterance`` is its sound with the times of its words. ``links`` are (start, end,
    address) of words that lead somewhere, with offsets in ``text``.
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
    links: tuple[tuple[int, int, str], ...] = ()

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

    ``sentences`` read it out. They are empty if the narration says it. ``links`` are as in ``DocumentSentence``. If the
    item is a row of a table, ``cells`` are its cells, and ``text`` says them with the names of their columns.
    ``is_narrated``: a paragraph or a sentence of the slide is just this text.
    """

    text: str
    figure: str = ""
    sentences: tuple[DocumentSentence, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    cells: tuple[str, ...] = ()
    is_narrated: bool = False


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A list, or a table. The items of a list are numbered from ``first`` on, or have bullets if ``first`` is None.

    ``columns`` are the names of the columns of a table, whose items are its rows. A format without tables lists them.
    """

    items: tuple[DocumentItem, ...]
    first: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def unsaid_items(self) -> tuple[tuple[int, DocumentItem], ...]:
        """The items with their numbers from 0, without rows of a table that paragraphs of the slide say word for word."""
        return tuple((number, item) for number, item in enumerate(self.items) if not item.is_narrated)


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
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """(words, address) of each link on the slide, once, in the order in which they stand there."""
        texts = [(one.text, one.links) for paragraph in self.paragraphs for one in paragraph.sentences]
        texts += [(item.text, item.links) for list_ in self.lists for item in list_.items]
        return tuple(
            dict.fromkeys((text[start:end], address) for text, links in texts for start, end, address in links)
        )

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
