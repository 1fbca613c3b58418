"""The contents of a part of a book: sentences, figures and lists of its text, clips of its sound, and files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the text. ``language`` (BCP 47) is empty if it is that of the book.

    ``pieces`` are (id, text) of its words and, without an id, of what is between them. They are empty if the words of the
    sentence are not marked.
    """

    id: str
    text: str
    language: str
    direction: str
    pieces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """When a sentence or a word is heard: from ``begin_ms`` to ``end_ms`` of the track ``audio``.

    ``type`` is its ``epub:type``. ``words`` are the clips of a sentence's words, which together are the whole clip; they
    are empty if the words are not marked.
    """

    id: str
    type: str
    audio: str
    begin_ms: int
    end_ms: int
    words: tuple[Clip, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file of a part besides its text and its overlay. ``content`` is empty for tracks, which are copied."""

    id: str
    name: str
    type: str
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in the text. ``description`` is the longer one; it is empty if ``sentences`` describe the figure."""

    id: str
    file: str
    alt: str
    name: str
    description: str
    sentences: tuple[Said, ...]

    @property
    def described(self) -> bool:
        return bool(self.description or self.sentences)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``name`` is that of its figure. ``text`` is empty if ``sentences`` say it."""

    name: str
    text: str
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list, numbered from ``first`` on, or with bullets if that is None."""

    first: int | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The first of its ``rows`` names the columns."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SlideText:
    """The text of a slide, in the order in which it is heard. ``unspoken`` are words that nobody says.

    ``links`` are (words, address) of each link.
    """

    number: int
    announced: tuple[Said, ...]
    heading: tuple[Said, ...]
    paragraphs: tuple[tuple[Said, ...], ...]
    figures: tuple[Figure, ...]
    lists: tuple[List, ...]
    tables: tuple[Table, ...]
    words: tuple[tuple[Said, ...], ...]
    unspoken: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
