"""Finds the words of a sentence that are marked while they are heard, and their places in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.document import DocumentSentence
from narrate.exporters.epub.format import word_id
from narrate.typeset.bidi import without_controls


@dataclass(slots=True)
class MarkedWord:
    """A word that is marked from ``start_ms`` on, in ms from the start of the edition.

    It stands from ``start`` to ``end`` in the text of its sentence without the marks of direction. It may be several
    words of the voice, if they begin at the same time.
    """

    id: str
    start: int
    end: int
    start_ms: int


def marked_words(sentence: DocumentSentence, id_: str) -> list[MarkedWord]:
    """Return the words of ``sentence``, whose id is ``id_``. The list is empty if fewer than two are marked.

    Each word begins later than the one before it, since a clip may not be empty. With an empty list, the sentence is
    marked as a whole.
    """
    text, at = without_controls(sentence.text), 0
    words: list[MarkedWord] = []
    for written, start_ms, _ in sentence.words:
        word = without_controls(written)
        start = text.index(word, at)
        at = start + len(word)
        if words and (start_ms <= words[-1].start_ms or start_ms >= sentence.end_ms):
            words[-1].end = at
        else:
            words.append(MarkedWord(word_id(id_, len(words) + 1), start, at, start_ms))
    return words if len(words) > 1 else []


def pieces_of(shown: str, words: Sequence[MarkedWord]) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a sentence that is ``shown`` with marks of direction: (id, text), as in ``Said.pieces``."""
    return tuple(_pieces(shown, words))


def _pieces(shown: str, words: Sequence[MarkedWord]) -> Iterator[tuple[str, str]]:
    if not words:
        return
    places = [place for place, letter in enumerate(shown) if without_controls(letter)]
    at = 0
    for word in words:
        start, end = places[word.start], places[word.end - 1] + 1
        if shown[at:start]:
            yield "", shown[at:start]
        yield word.id, shown[start:end]
        at = end
    if shown[at:]:
        yield "", shown[at:]
