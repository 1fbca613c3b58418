"""Makes the lines of a slide in the files of a DAISY book: its text, its times, and its navigation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.exporters.daisy.format import as_shown, seconds, smil_file, sound_of
from narrate.exporters.daisy.writing.blocks import Block
from narrate.exporters.daisy.writing.markup import escaped
from narrate.exporters.document import DocumentSentence, DocumentSlide, direction_of
from narrate.exporters.paragraphs import joiner
from narrate.languages import language_data
from narrate.model import Purpose


@dataclass(frozen=True, slots=True)
class BookSlide:
    """A slide with its ``blocks``, in a book in ``language``. ``level`` is that of its heading, from 1."""

    slide: DocumentSlide
    blocks: Sequence[Block]
    language: str
    level: int

    @property
    def sentences(self) -> list[DocumentSentence]:
        """All sentences, in the order of time."""
        return [sentence for block in self.blocks for sentence in block.sentences]

    @property
    def notes(self) -> list[tuple[str, int]]:
        """The notes that a listener may skip, as (first sentence, its number in the slide)."""
        found, number = [], 1
        for block in self.blocks:
            if block.is_note:
                found.append((block.sentences[0].text, number))
            number += len(block.sentences)
        return found

    def text_lines(self) -> Iterator[str]:
        """Yield the lines of ``content.html``."""
        number, note = 1, 0
        for block in self.blocks:
            note += block.is_note
            yield self._line(block, number, note)
            number += len(block.sentences)

    def _line(self, block: Block, number: int, note: int) -> str:
        if block.kind in _BOXES:
            first = f' start="{block.first}"' if block.first != 1 else ""
            return _BOXES[block.kind].format(first)
        spans = [self._span(sentence, at) for at, sentence in enumerate(block.sentences, number)]
        words = joiner(self.language).join(spans)
        if block.kind == "page":
            anchor = f"g{self._id}"
            return f'<p><span class="page-normal" id="{anchor}"{self._label_marks(block)}>{words or self._text(block)}</span></p>'
        if block.kind == "heading":
            css = ' class="title"' if self.slide.number == 1 else ""
            text = words or self._text(block)
            return f'<h{self.level}{css} id="h{self._id}">{text}</h{self.level}>'
        if block.is_note:
            words = f'<span class="optional-prodnote" id="n{self._id}_{note}">{words}</span>'
        text = " ".join(part for part in (escaped(as_shown(block.text, self.language)), words) if part)
        css = ' class="numbered"' if block.is_numbered else ""
        return f"<{block.kind}{css}>{text}</{block.kind}>"

    def _text(self, block: Block) -> str:
        """The words of a block that is shown but not spoken, with a link to the sound of its slide."""
        language = self._label_language if block.is_label else self.language
        return f'<a href="{self._address(1)}">{escaped(as_shown(block.text, language))}</a>'

    @property
    def _label_language(self) -> str:
        return language_data(self.language).phrases_language

    def _label_marks(self, block: Block) -> str:
        return _marks(self._label_language, self.language) if block.is_label else ""

    def _span(self, sentence: DocumentSentence, number: int) -> str:
        marks = _marks(sentence.language, self.language)
        text = escaped(as_shown(sentence.text, sentence.language))
        return f'<span class="sentence" id="s{self._id}_{number:04d}"{marks}><a href="{self._address(number)}">{text}</a></span>'

    @property
    def _id(self) -> str:
        return f"{self.slide.number:05d}"

    def _address(self, number: int) -> str:
        """The address of sentence ``number`` in the slide's SMIL file."""
        return f"{smil_file(self.slide.number)}#t{self._id}_{number:04d}"

    def time_lines(self) -> Iterator[str]:
        """Yield the lines of the SMIL file's body: one clip a sentence. Together the clips are the whole sound."""
        start = self.slide.start_ms
        sentences = self.sentences
        begins = [0, *(sentence.start_ms - start for sentence in sentences[1:])]
        ends = [*begins[1:], self.slide.end_ms - start]
        yield f'<seq dur="{seconds(self.slide.end_ms - start)}">'
        for number, (sentence, begin, end) in enumerate(zip(sentences, begins, ends, strict=True), 1):
            id_ = f"{self._id}_{number:04d}"
            yield (
                f'<par endsync="last"{_SKIPPED.get(sentence.purpose, _NOTE)} id="p{id_}">'
                f'<text src="content.html#s{id_}" id="t{id_}" />'
                f'<seq><audio src="{sound_of(self.slide.number)}" clip-begin="npt={seconds(begin)}" '
                f'clip-end="npt={seconds(end)}" id="a{id_}" /></seq></par>'
            )
        yield "</seq>"

    def navigation_lines(self) -> Iterator[str]:
        """Yield the lines of ``ncc.html``: page, heading and notes. The book itself begins with its title."""
        link = f'<a href="{self._address(1)}">{{}}</a>'
        heading = escaped(as_shown(self.slide.title, self.language))
        page = f'<span class="page-normal" id="g{self._id}">{link.format(self.slide.number)}</span>'
        if self.slide.number == 1:
            yield f'<h1 class="title" id="c{self._id}">{link.format(heading)}</h1>'
            yield page
        else:
            yield page
            yield f'<h{self.level} id="c{self._id}">{link.format(heading)}</h{self.level}>'
        for note, (text, number) in enumerate(self.notes, 1):
            shown = escaped(as_shown(text, self.language))
            yield f'<span class="optional-prodnote" id="n{self._id}_{note}"><a href="{self._address(number)}">{shown}</a></span>'


_BOXES = {
    "figure": '<div class="figure">',
    "/figure": "</div>",
    "ul": "<ul>",
    "/ul": "</ul>",
    "ol": "<ol{}>",
    "/ol": "</ol>",
}
_NOTE = ' system-required="prodnote-on"'
_SKIPPED = {Purpose.NARRATION: "", Purpose.SLIDE_NUMBER: ' system-required="pagenumber-on"'}


def _marks(language: str, of_book: str) -> str:
    """Return the attributes of words in ``language``, if it is not the language ``of_book``."""
    if language == of_book:
        return ""
    tag = escaped(language)
    turned = direction_of(language)
    suffix = f' dir="{turned}"' if turned != direction_of(of_book) else ""
    return f' lang="{tag}" xml:lang="{tag}"{suffix}'
