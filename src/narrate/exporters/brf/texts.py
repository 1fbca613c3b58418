"""The texts of a braille book, in order, before they are translated into braille."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from narrate.exporters.document import Document, DocumentFigure, DocumentPart, DocumentSlide
from narrate.languages import as_sentence, comma, language_data
from narrate.model import Kind, Purpose


class Role(StrEnum):
    """What a text is for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTICE = "notice"
    CONTENTS = "contents"
    SLIDE = "slide"  # the line before a slide, which has no text
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FIGURE = "figure"
    ITEM = "item"


OTHERS = frozenset([Role.SUBTITLE, Role.NOTICE, Role.CONTENTS, Role.FIGURE, Role.ITEM])
"""The roles of texts that ``timeline.json`` does not hold."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the book. Each of ``sentences`` is translated by itself; a space joins them.

    ``slide`` is the id of its slide and ``number`` the slide's number. ``level`` is that of a heading.
    """

    role: Role
    sentences: tuple[str, ...]
    slide: str
    number: int
    level: int = 0


def texts_of(document: Document) -> Iterator[Text]:
    """Yield what the book of ``document`` says: the title page, the word for contents, and the slides."""
    phrases = language_data(document.language).phrases
    parts = iter(document.parts)
    first = next(parts)
    front = Text(Role.TITLE, (document.title,), first.slides[0].id, first.slides[0].number)
    yield front
    for line in (document.subtitle, document.publisher):
        if line:
            yield replace(front, role=Role.SUBTITLE, sentences=(line,))
    yield replace(front, role=Role.NOTICE, sentences=(phrases["braille_notice"],))
    yield replace(front, role=Role.CONTENTS, sentences=(phrases["contents"],))
    for part in parts:
        yield from _part(part, document.language)


def _part(part: DocumentPart, language: str) -> Iterator[Text]:
    described: set[tuple[str, str]] = set()
    for index, slide in enumerate(part.slides):
        yield Text(Role.SLIDE, (), slide.id, slide.number)
        if index == 0 and part.heading:
            yield Text(Role.HEADING, (part.heading,), slide.id, slide.number, part.level)
        if part.kind is Kind.SECTION and part.heading:
            continue  # it says nothing but its heading
        yield from _slide(slide, language, described)


def _slide(slide: DocumentSlide, language: str, described: set[tuple[str, str]]) -> Iterator[Text]:
    """Yield the texts of a slide. ``described`` are the figures of the part so far; each is described once."""
    for paragraph in slide.paragraphs:
        said = tuple(one.text for one in paragraph.sentences if one.purpose is Purpose.NARRATION)
        yield Text(Role.PARAGRAPH, said, slide.id, slide.number)
    for figure in slide.figures:
        if figure.alt and (str(figure.path), figure.alt) not in described:
            described.add((str(figure.path), figure.alt))
            yield Text(Role.FIGURE, tuple(_figure(figure, language)), slide.id, slide.number)
    for list_ in slide.lists:
        for offset, item in list_.unsaid_items:
            mark = "" if list_.first is None else f"{list_.first + offset}. "
            name = f"{item.figure}: " if item.figure else ""
            yield Text(Role.ITEM, (f"{mark}{name}{item.text}",), slide.id, slide.number)


def _figure(figure: DocumentFigure, language: str) -> Iterator[str]:
    phrases = language_data(language).phrases
    described = as_sentence(figure.description or figure.alt, language)
    yield phrases["picture"].format(description=f"{figure.name}: {described}" if figure.name else described)
    if figure.description and figure.labels:
        yield f"{phrases['labels']}: {comma(language).join(figure.labels)}."
    yield phrases["picture_end"]
