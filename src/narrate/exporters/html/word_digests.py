"""Makes digests of the words on the page that ``timeline.json`` does not hold, for the manifest."""

from __future__ import annotations

from narrate.exporters.document import Document, DocumentSlide
from narrate.exporters.html.format import (
    PUBLISHER,
    as_shown,
    cells_words,
    digest,
    figure_stem,
    figure_words,
    longer_key,
    longer_words,
    point_words,
    points_key,
    publisher_shown,
)
from narrate.exporters.html.linked_text import addresses, linked_pieces
from narrate.model import Kind


def word_digests(document: Document) -> dict[str, str]:
    """Return the SHA-256 of the publisher, of the words about each figure, and of the points below each heading.

    The keys are ``PUBLISHER``, the path of the figure without its ending, and ``#`` with the anchor of the heading.
    The longer descriptions of a slide have a key of their own (``longer_key``).
    """
    publisher = publisher_shown(document.publisher, document.language)
    digests = {PUBLISHER: digest(publisher)} if publisher else {}
    points: dict[str, list[str]] = {}
    anchor = ""
    for part in document.parts:
        if part.kind in (Kind.TITLE, Kind.SECTION):
            continue
        anchor = part.id if part.heading else anchor
        for slide in part.slides:
            digests |= _figures(slide, document.language)
            if longer := _longer(slide, document.language):
                digests[longer_key(slide.id)] = digest(*longer)
            points.setdefault(anchor, []).extend(_points(slide, document.language))
    return digests | {points_key(anchor): digest(*lines) for anchor, lines in points.items() if lines}


def _figures(slide: DocumentSlide, language: str) -> dict[str, str]:
    return {
        figure_stem(slide.id, number): digest(
            figure_words(as_shown(figure.alt, language), as_shown(figure.name, language))
        )
        for number, figure in enumerate(slide.figures)
    }


def _longer(slide: DocumentSlide, language: str) -> list[str]:
    return [
        longer_words(as_shown(figure.name, language), as_shown(figure.description, language))
        for figure in slide.figures
        if figure.description
    ]


def _points(slide: DocumentSlide, language: str) -> list[str]:
    tables = [list_ for list_ in slide.lists if list_.columns]
    rows = [row for list_ in tables for row in (list_.columns, *(item.cells for item in list_.items))]
    return [cells_words(as_shown(cell, language) for cell in row) for row in rows] + [
        point_words(
            None if list_.first is None else list_.first + offset,
            item.figure,
            "".join(piece for piece, _ in linked_pieces(item.text, language, item.links)),
            addresses(item.links),
        )
        for list_ in slide.lists
        if not list_.columns
        for offset, item in enumerate(list_.items)
    ]
