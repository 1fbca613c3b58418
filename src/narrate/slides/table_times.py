"""Finds when a slide highlights each cell of its table.

If the sentences that narrate makes of a row are spoken, each cell is highlighted with its own. Otherwise a row is
highlighted with the first sentence that has most of its words in the same order, as a point is.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.languages import is_right_to_left, joiner
from narrate.languages.table_words import said_cells
from narrate.model import Segment, Sentence, State
from narrate.slides.point_times import at_rest, content_words, matched


def first_of_rows(segment: Segment, language: str) -> list[int | None]:
    """Return, for each row, the index of the shown sentence that says it first, or None if no sentence does.

    The indices never decrease from row to row.
    """
    return [said[0] if said else None for said, _ in _rows(segment, language)]


def table_states(segment: Segment, language: str) -> tuple[State, ...]:
    """Return the states of a slide whose cells become current (highlighted) one after the other.

    The marks are numbered row by row. In languages that run from right to left, a row is highlighted as a whole, by the
    mark of its first cell: LibreOffice draws the columns of such a table from left to right.
    """
    assert segment.table is not None
    columns = len(segment.table.columns)
    by_cells = not is_right_to_left(language)
    current: dict[int, int | None] = {}
    for row, (said, after) in enumerate(_rows(segment, language)):
        for column, sentence in enumerate(said if by_cells else said[:1]):
            if current.get(sentence) is None:
                current[sentence] = row * columns + column
        if said:
            current.setdefault(after, None)
    current.setdefault(0, None)
    sentences = segment.sentences
    return tuple(
        State(sentences[index].id, 0, mark) if index else State(at_rest(segment).sentence, 0, mark)
        for index, mark in sorted(current.items())
        if index < len(sentences)
    )


def _rows(segment: Segment, language: str) -> list[tuple[Sequence[int], int]]:
    """Return (the index of the first sentence of each cell, the index of the sentence after the row) for each row.

    A row that is said by sentences of the writer has one index, and a row that no sentence says has none.
    """
    assert segment.table is not None
    words = [content_words(one.text, language) if one.shown else [] for one in segment.sentences]
    found: list[tuple[Sequence[int], int]] = []
    start = 0
    for point in segment.points:
        texts = said_cells(segment.table.columns, point.cells, language, first=False)
        if joiner(language).join(texts) != point.text:
            texts = said_cells(segment.table.columns, point.cells, language, first=True)
        places = (_cells(segment.sentences, at, texts) for at in range(start, len(segment.sentences)))
        whole = next((place for place in places if place), None)
        if whole is None:
            wanted = content_words(" ".join(point.cells), language)
            near = range(start, len(words))
            one = next((n for n in near if len(matched(wanted, words[n])) * 2 > len(wanted)), None)
            found.append(((one,), one + 1) if one is not None else ((), start))
            start = start if one is None else one
            continue
        found.append(whole)
        start = whole[1]
    return found


def _cells(sentences: Sequence[Sentence], start: int, texts: Sequence[str]) -> tuple[Sequence[int], int] | None:
    """Return the first sentence of each of ``texts``, and the one after them, if they are said from ``start`` on."""
    at, firsts = start, []
    for text in texts:
        firsts.append(at)
        rest = text
        while rest:
            if at == len(sentences) or not rest.startswith(sentences[at].text):
                return None
            rest = rest[len(sentences[at].text) :].lstrip()
            at += 1
    return firsts, at
