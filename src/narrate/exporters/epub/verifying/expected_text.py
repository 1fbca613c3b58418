"""Writes the text and the media overlay of a part a second time, without the templates of the book.

The sentences and their times come from ``timeline.json``. Words about figures, points, and the ends of paragraphs
are taken from the book; their digests are compared with the manifest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrate.exporters.epub.format import audio_file, clock, sentence_id, shown, text_file
from narrate.exporters.epub.verifying.expected_clips import ExpectedClip, expected_clips
from narrate.exporters.epub.verifying.reading import ReadFigure, ReadList, ReadPart, ReadSlide
from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import Record, RecordSegment, RecordSentence
from narrate.exporters.verifying.markup_differences import escaped
from narrate.languages import colon, is_right_to_left
from narrate.model import Kind, Purpose

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_SECTIONS = {
    Kind.TITLE: 'epub:type="titlepage"',
    Kind.SECTION: 'epub:type="part" role="doc-part"',
}
_CHAPTER = 'epub:type="chapter" role="doc-chapter"'

Numbered = tuple[str, RecordSentence]
"""A sentence and its id in the book."""


def direction_of(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def opening(language: str, title: str, styles: str) -> list[str]:
    """Return the lines of an XHTML file up to ``<body>``. ``styles`` is the address of the style sheet."""
    tag = escaped(language)
    return [
        DECLARATION,
        "<!DOCTYPE html>",
        f'<html {_NAMESPACES} lang="{tag}" xml:lang="{tag}" dir="{direction_of(language)}">',
        "<head>",
        f"<title>{escaped(title)}</title>",
        f'<link rel="stylesheet" type="text/css" href="{styles}"/>',
        "</head>",
        "<body>",
    ]


def numbered(number: int, segment: RecordSegment) -> list[Numbered]:
    """Return the sentences of slide ``number`` with their ids."""
    return [(sentence_id(number, index), sentence) for index, sentence in enumerate(segment.sentences, 1)]


class ExpectedPart:
    """Writes ``part`` a second time. The edition must have all slides with the numbers of its slides.

    ``unspoken`` are the words under the title that no sentence says. ``by_words`` is whether each word is marked.
    """

    def __init__(self, part: ReadPart, record: Record, unspoken: Sequence[str], *, by_words: bool) -> None:
        self._part, self._record, self._unspoken, self._by_words = part, record, unspoken, by_words
        self._words = {
            sentence.whole.id: sentence.words
            for slide in part.slides
            for sentence in expected_clips(slide.number, record.segments[slide.number - 1], by_words=by_words)
        }
        self._language = record.manifest.language
        self._joiner = joiner(self._language)
        self._first = record.segments[part.number - 1]

    def text(self) -> str:
        """Return the content of the text."""
        part = self._part
        named = ' aria-labelledby="heading"' if part.heading else ""
        lines = opening(self._language, part.title, "../styles.css")
        lines.append(f"<section {_SECTIONS.get(Kind(self._first.kind), _CHAPTER)}{named}>")
        for slide in part.slides:
            lines += self._slide(slide)
        return "\n".join([*lines, "</section>", "</body>", "</html>", ""])

    def _slide(self, slide: ReadSlide) -> Iterator[str]:
        segment = self._record.segments[slide.number - 1]
        sentences = numbered(slide.number, segment)

        def said(purpose: Purpose, about: int | None = None) -> list[Numbered]:
            return [
                (id_, one) for id_, one in sentences if one.purpose == purpose and (about is None or one.about == about)
            ]

        yield (
            f'<div id="slide-{slide.number}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{slide.number}">'
            f"{self._said(said(Purpose.SLIDE_NUMBER), slide)}</div>"
        )
        narration, heading = said(Purpose.NARRATION), said(Purpose.HEADING)
        if not heading and not slide.counts and segment.kind in (Kind.TITLE, Kind.SECTION):
            narration, heading = [], narration
        yield from self._heading(slide, heading)
        at = 0
        for count in slide.counts:
            yield f"<p>{self._said(narration[at : at + count], slide)}</p>"
            at += count
        if narration[at:]:
            yield f"<p>{self._said(narration[at:], slide)}</p>"
        for index, figure in enumerate(slide.figures):
            yield from self._figure(figure, index, said(Purpose.FIGURE, index), slide)
        index = 0
        for list_ in slide.lists:
            yield from self._list(list_, [said(Purpose.POINT, index + n) for n in range(len(list_.items))], slide)
            index += len(list_.items)
        for table in slide.tables:
            yield from _table(table)
        words = said(Purpose.WORDS)
        for one in words:
            yield f'<p class="words">{self._said([one], slide)}</p>'
        if segment.kind == Kind.TITLE and not words:
            for text in self._unspoken:
                yield f'<p class="words">{escaped(shown(text, self._language))}</p>'
        for text, address in slide.links:
            yield f'<p class="link">{escaped(text)}{colon(self._language)}<a href="{escaped(address)}">{escaped(address)}</a></p>'

    def _heading(self, slide: ReadSlide, said: Sequence[Numbered]) -> Iterator[str]:
        part = self._part
        if part.heading and slide is part.slides[0]:
            content = self._said(said, slide) if said else escaped(part.heading)
            yield f'<h{part.level} id="heading">{content}</h{part.level}>'
        elif said:
            yield f'<p class="heading">{self._said(said, slide)}</p>'

    def _said(self, sentences: Iterable[Numbered], slide: ReadSlide) -> str:
        return self._joiner.join(self._sentence(id_, sentence.text, slide) for id_, sentence in sentences)

    def _sentence(self, id_: str, text: str, slide: ReadSlide) -> str:
        language = slide.languages.get(id_, "")
        tag = escaped(language)
        other = f' lang="{tag}" xml:lang="{tag}" dir="{direction_of(language)}"' if language else ""
        return f'<span id="{id_}"{other}>{_marked(shown(text, language or self._language), self._words[id_])}</span>'

    def _figure(self, figure: ReadFigure, index: int, said: Sequence[Numbered], slide: ReadSlide) -> Iterator[str]:
        address = f'"../{escaped(figure.file)}"'
        described = bool(said or figure.description)
        if not (figure.alt or figure.name or described):
            yield f'<div class="picture"><img src={address} alt=""/></div>'
            return
        id_ = f"description-{slide.number}-{index + 1}"
        details = f' aria-details="{id_}"' if figure.alt and described else ""
        yield "<figure>"
        yield f'<img src={address} alt="{escaped(figure.alt)}"{details}/>'
        if figure.name or described:
            yield "<figcaption>"
            if figure.name:
                yield f'<p class="name">{escaped(figure.name)}</p>'
            if described:
                yield f'<p id="{id_}">{self._said(said, slide) if said else escaped(figure.description)}</p>'
            yield "</figcaption>"
        yield "</figure>"

    def _list(self, list_: ReadList, said: Sequence[Sequence[Numbered]], slide: ReadSlide) -> Iterator[str]:
        tag = "ul" if list_.first is None else "ol"
        start = "" if list_.first in (None, 1) else f' start="{list_.first}"'
        yield f"<{tag}{start}>"
        for (name, text), sentences in zip(list_.items, said, strict=True):
            bold = f"<strong>{escaped(name)}:</strong> " if name else ""
            numbered = ' class="numbered"' if sentences and list_.first is not None else ""
            yield f"<li{numbered}>{bold}{self._said(sentences, slide) if sentences else escaped(text)}</li>"
        yield f"</{tag}>"

    def overlay(self) -> str:
        """Return the content of the media overlay."""
        text = text_file(self._part.number)
        lines = [
            DECLARATION,
            '<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">',
            f'<body epub:textref="../{text}">',
        ]
        for slide in self._part.slides:
            lines += self._clips(slide.number, text)
        return "\n".join([*lines, "</body>", "</smil>", ""])

    def _clips(self, number: int, text: str) -> Iterator[str]:
        segment = self._record.segments[number - 1]
        for sentence in expected_clips(number, segment, by_words=self._by_words):
            whole, words = sentence.whole, sentence.words
            if words:
                yield f'<seq id="{whole.id}"{_typed(whole)} epub:textref="../{text}#{whole.id}">'
            for clip in sentence.clips:
                yield f'<par id="{clip.id}"{_typed(clip)}>'
                yield f'<text src="../{text}#{clip.id}"/>'
                times = f'clipBegin="{clock(clip.begin_ms)}" clipEnd="{clock(clip.end_ms)}"'
                yield f'<audio src="../{audio_file(number)}" {times}/>'
                yield "</par>"
            if words:
                yield "</seq>"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table, in which the names of columns and the first cells are marked as headers."""
    yield "<table>"
    for number, row in enumerate(rows):
        yield from ("<thead>",) if not number else ("<tbody>",) if number == 1 else ()
        yield "<tr>"
        for column, cell in enumerate(row):
            if cell and (not number or not column):
                yield f'<th scope="{"row" if number else "col"}">{escaped(cell)}</th>'
            else:
                yield f"<td>{escaped(cell)}</td>"
        yield from ("</tr>",) if number else ("</tr>", "</thead>")
    yield from ("</tbody>", "</table>")


def _typed(clip: ExpectedClip) -> str:
    return f' epub:type="{clip.type}"' if clip.type else ""


def _marked(text: str, words: Sequence[ExpectedClip]) -> str:
    """Return the content of a sentence, ``text`` with marks of direction, in which each of ``words`` is marked."""
    lines, rest = [], text
    for word in words:
        pattern = "[\u2066-\u2069\u200e\u200f]*".join(map(re.escape, word.text))
        found = re.search(pattern, rest)
        if found is None:
            raise ValueError(f"the words of {word.id} in timeline.json are not its text")
        lines.append(f'{escaped(rest[: found.start()])}<span id="{word.id}">{escaped(found[0])}</span>')
        rest = rest[found.end() :]
    return "".join([*lines, escaped(rest)])
