"""Writes ``content.html`` a second time, line by line.

Sentences, headings and numbers come from the timeline. The blocks of a slide and the words that nobody says come from the
file that was found; their digests are compared with the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from narrate.exporters.daisy.format import as_shown
from narrate.exporters.daisy.verifying.found_text import FoundBlock
from narrate.exporters.document import direction_of
from narrate.exporters.paragraphs import joiner
from narrate.exporters.verifying.edition_record import RecordSegment, RecordSentence
from narrate.exporters.verifying.sentence_matching import plain_heading
from narrate.languages import language_data

_ENDS = {"figure": ('<div class="figure">', "</div>"), "ul": ("<ul>", "</ul>"), "ol": ("<ol>", "</ol>")}


@dataclass(slots=True)
class ExpectedSlide:
    """A slide as the book should have it: ``segment``, which has the ``number``, and the ``blocks`` that were found.

    ``notes`` are the (text, number) of the first sentence of each note that can be skipped.
    """

    segment: RecordSegment
    number: int
    total: int
    level: int
    language: str
    blocks: Sequence[FoundBlock]
    notes: list[tuple[str, int]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the slide in ``content.html``. This also fills ``notes``."""
        at, around = 0, ""
        for block in self.blocks:
            if block.kind.removeprefix("/") in _ENDS:
                around = block.kind
            sentences = self.segment.sentences[at : at + len(block.languages)]
            if not sentences and not block.kind.startswith("/"):
                yield self._unsaid(block)
            elif not sentences:
                yield _ENDS[block.kind[1:]][1]
            else:
                yield self._said(block, sentences, at + 1, numbered=around == "ol")
            at += len(sentences)

    def link(self, number: int, shown: str) -> str:
        """Return a link to sentence ``number`` of the slide, from 1. ``shown`` is its text as markup."""
        return f'<a href="dtb{self.number:05d}.smil#t{self.number:05d}_{number:04d}">{shown}</a>'

    def _unsaid(self, block: FoundBlock) -> str:
        if block.kind == "page":
            label = language_data(self.language).phrases["announce_slide"]
            words_language = language_data(self.language).phrases_language
            shown = marked_up(label.format(number=self.number, total=self.total), words_language)
            return self._page(self.link(1, shown), _attributes(words_language, self.language))
        if block.kind == "heading":
            headings = (plain_heading(self.segment), self.segment.heading)
            wanted = [marked_up(text, self.language) for text in headings]
            found = escaped(block.text)
            return self._heading(self.link(1, found if found in wanted else wanted[0]))
        if block.kind in _ENDS:
            opening = _ENDS[block.kind][0]
            return opening if block.first == "1" else opening.replace(">", f' start="{escaped(block.first)}">')
        return f"<{block.kind}>{escaped(block.text)}</{block.kind}>"

    def _said(self, block: FoundBlock, sentences: Sequence[RecordSentence], first: int, *, numbered: bool) -> str:
        spans = []
        for number, (sentence, language) in enumerate(zip(sentences, block.languages, strict=False), first):
            marks = _attributes(language, self.language)
            link = self.link(number, marked_up(sentence.text, language))
            spans.append(f'<span class="sentence" id="s{self.number:05d}_{number:04d}"{marks}>{link}</span>')
        words = joiner(self.language).join(spans)
        if block.kind == "page":
            return self._page(words, "")
        if block.kind == "heading":
            return self._heading(words)
        if not {one.purpose for one in sentences} & {"narration", "slide-number"}:
            self.notes.append((as_shown(sentences[0].text, self.language), first))
            words = f'<span class="optional-prodnote" id="n{self.number:05d}_{len(self.notes)}">{words}</span>'
        before = f"{escaped(block.text)} " if block.text else ""
        css = ' class="numbered"' if numbered else ""
        return f"<{block.kind}{css}>{before}{words}</{block.kind}>"

    def _page(self, inner: str, marks: str) -> str:
        return f'<p><span class="page-normal" id="g{self.number:05d}"{marks}>{inner}</span></p>'

    def _heading(self, inner: str) -> str:
        title = ' class="title"' if self.number == 1 else ""
        return f'<h{self.level}{title} id="h{self.number:05d}">{inner}</h{self.level}>'


def escaped(text: str) -> str:
    """Return ``text`` as it stands in an element or in an attribute."""
    return escape(text, quote=True).replace("&#x27;", "'")


def marked_up(text: str, language: str) -> str:
    """Return ``text`` in ``language`` as it stands in an element of a page."""
    return escaped(as_shown(text, language))


def _attributes(language: str, of_book: str) -> str:
    if language == of_book:
        return ""
    direction = f' dir="{direction_of(language)}"' if direction_of(language) != direction_of(of_book) else ""
    return f' lang="{escaped(language)}" xml:lang="{escaped(language)}"{direction}'
