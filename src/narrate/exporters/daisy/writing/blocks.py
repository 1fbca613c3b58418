"""The text of a slide as blocks, in the order in which it is heard. A block becomes one line of ``content.html``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.document import Document, DocumentFigure, DocumentItem, DocumentList, DocumentPart, DocumentSlide
from narrate.exporters.document import DocumentSentence as Said
from narrate.languages import foreign_phrases, language_data
from narrate.model import Kind, Purpose

_PUNCTUATION = ".,:;!?…\"'()“”‘’«»،؛؟۔。，、：；！？।"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: first ``text``, which is shown but not spoken, then the ``sentences`` that are spoken.

    - ``kind``: ``page``, ``heading``, ``p``, ``li``; ``figure``, ``ul``, ``ol`` and their ends ``/figure``, ``/ul``,
      ``/ol``, which hold nothing.
    - ``first``: the first number of a numbered list.
    - ``is_numbered``: the sentences of an item say its number, so the list need not show it.
    - ``is_label``: ``text`` is narrate's own, in the language of its phrases.
    """

    kind: str
    text: str = ""
    sentences: tuple[Said, ...] = ()
    first: int = 1
    is_label: bool = False
    is_numbered: bool = False

    @property
    def is_note(self) -> bool:
        """Whether this is a producer's note, which listeners may skip. Pages and headings are not notes."""
        purposes = {sentence.purpose for sentence in self.sentences}
        return self.kind != "heading" and bool(purposes) and not purposes & {Purpose.NARRATION, Purpose.SLIDE_NUMBER}


def blocks_of(slide: DocumentSlide, part: DocumentPart, document: Document, total: int) -> Iterator[Block]:
    """Yield the blocks of ``slide``. ``total`` is the number of slides."""
    yield _page(slide, document.language, total)
    paragraphs = [paragraph.sentences for paragraph in slide.paragraphs]
    if slide.id == part.slides[0].id:
        yield from _heading(part.heading, slide.heading_sentences, paragraphs)
    for sentences in paragraphs:
        if sentences:
            yield Block("p", sentences=sentences)
    if part.kind is Kind.TITLE:
        for text in (document.subtitle, document.publisher):
            if text and not _is_said(text, slide.words_sentences):
                yield Block("p", text)
    for figure in slide.figures:
        yield from _figure(figure, document.language)
    for list_ in slide.lists:
        yield from _list(list_)
    if slide.words_sentences:
        yield Block("p", sentences=slide.words_sentences)


def _page(slide: DocumentSlide, language: str, total: int) -> Block:
    """Return the block of the number of ``slide``. It does not begin with the number (docs/formats/daisy.md says why)."""
    if slide.number_sentences:
        return Block("page", sentences=slide.number_sentences)
    label = language_data(language).phrases["announce_slide"].format(number=slide.number, total=total)
    return Block("page", label, is_label=True)


def _heading(heading: str, announcing: Sequence[Said], paragraphs: list[tuple[Said, ...]]) -> Iterator[Block]:
    """Yield the blocks of a heading. If a sentence says just the heading, the sentence takes its place."""
    if not heading:
        if announcing:
            yield Block("p", sentences=tuple(announcing))
    elif announcing:
        if _words(" ".join(one.text for one in announcing)) == _words(heading):
            yield Block("heading", sentences=tuple(announcing))
        else:
            yield Block("heading", heading)
            yield Block("p", sentences=tuple(announcing))
    elif paragraphs and paragraphs[0] and _words(paragraphs[0][0].text) == _words(heading):
        first, *rest = paragraphs[0]
        paragraphs[0] = tuple(rest)
        yield Block("heading", sentences=(first,))
    else:
        yield Block("heading", heading)


def _figure(figure: DocumentFigure, language: str) -> Iterator[Block]:
    """Yield the blocks of a figure; none if it is decorative. What its sentences say is not shown a second time."""
    phrases = {} if foreign_phrases(language) else language_data(language).phrases
    alt, _, names = figure.alt.partition(f". {phrases.get('labels', chr(0))}: ")
    name = "" if _is_said(figure.name, figure.sentences) else figure.name
    texts = []
    if not _is_said(alt, figure.sentences):
        shown = ": ".join(text for text in (name, figure.alt) if text)
        texts.append(phrases.get("picture", "{description}").format(description=shown))
    else:
        texts += [name] if name else []
        texts += [f"{phrases['labels']}: {names}"] if names else []
    if not _is_said(figure.description, figure.sentences):
        texts.append(figure.description)
    if texts or figure.sentences:
        yield Block("figure")
        yield from (Block("p", text) for text in texts)
        if figure.sentences:
            yield Block("p", sentences=figure.sentences)
        yield Block("/figure")


def _list(list_: DocumentList) -> Iterator[Block]:
    items = [item for _, item in list_.unsaid_items]
    if not items:
        return
    if list_.first is None:
        yield Block("ul")
        yield from (Block("li", _item_text(item), item.sentences) for item in items)
        yield Block("/ul")
    else:
        yield Block("ol", first=list_.first)
        for item in items:
            yield Block("li", _item_text(item), item.sentences, is_numbered=bool(item.sentences))
        yield Block("/ol")


def _item_text(item: DocumentItem) -> str:
    """Return what an item of a list shows besides its sentences."""
    if item.sentences and _is_said(item.figure, item.sentences) and _is_said(item.text, item.sentences):
        return ""
    return f"{item.figure}: {item.text}" if item.figure else item.text


def _is_said(text: str, sentences: Sequence[Said]) -> bool:
    """Whether ``sentences`` say ``text`` word for word. An empty text is always said."""
    return f" {_words(text)} " in f" {_words(' '.join(sentence.text for sentence in sentences))} " or not text


def _words(text: str) -> str:
    """Return the words of ``text`` in small letters, without the punctuation around them. Signs of numbers stay."""
    return " ".join(word for written in text.casefold().split() if (word := written.strip(_PUNCTUATION)))
