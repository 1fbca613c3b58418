"""Writes ``<topic>.txt``: what the page shows, as plain text: headings, pictures in words, points and narration.

Before the narration of a slide stands one block of lines: a line for each picture, each longer description and each
point. ``timeline.json`` does not hold these words, so the manifest has the SHA-256 of each such block.

Nothing stands there twice: a point that is a sentence of its slide, a row of a table that is a paragraph, and a picture that was described on an earlier slide
under the same heading, are left out. In the described edition, the sentences themselves announce each slide and its
heading, describe the pictures and read out the points, so nothing is added to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from narrate.exporters.document import DocumentFigure, DocumentSlide
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition, Exporter
from narrate.exporters.exported_files import ExportedFile
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.verifying.added_blocks import without_added
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import between_sentences, missing_sentences
from narrate.exporters.verifying.verbatim import text_form
from narrate.languages import as_sentence, colon, comma, foreign_phrases, is_right_to_left, language_data
from narrate.model import Kind, Purpose, Segment
from narrate.typeset.bidi import standing_alone

_KEY = "txt "  # among the digests in the manifest; the id of the segment follows
_BULLET = "• "  # a hyphen before a dose would look like a minus


class TxtExporter(Exporter):
    name = "txt"
    files = (ExportedFile("{name}.txt", "text_file", 40),)
    editions = ()

    def write(self, edition: Edition, folder: Path) -> None:
        script = edition.timeline.script
        added = _added_blocks(edition)
        blocks = []
        for segment in script.segments:
            announced = segment.sentences[0].purpose is Purpose.SLIDE_NUMBER
            if segment.heading and segment.kind is Kind.NARRATION and not announced:
                blocks.append(_shown(segment.heading, script.language))
            if segment.id in added:
                blocks.append(added[segment.id])
            blocks += [_shown(text, script.language) for text in paragraphs(segment, joiner(script.language))]
        text = "\n\n".join(blocks) + "\n"
        (folder / f"{edition.name}.txt").write_text(text, encoding="utf-8", newline="\n")

    def described(self, edition: Edition) -> Mapping[str, str]:
        added = _added_blocks(edition)
        return {f"{_KEY}{id_}": hashlib.sha256(block.encode()).hexdigest() for id_, block in added.items()}

    def verify(self, record: Record) -> Iterable[Finding]:
        whole = (record.folder / f"{record.name}.txt").read_bytes().decode()
        text, faults = without_added(record, whole, _KEY)
        yield Finding(self.name, "pictures and points", len(faults), 0, "faults", faults)
        missing, total = missing_sentences(record, text), len(record.sentences)
        yield Finding(self.name, "sentences", total - len(missing), total, "sentences", missing, at_least=True)
        if not missing:
            faults = tuple(between_sentences(record, text, (Kind.NARRATION,)))
            yield Finding(self.name, "headings", len(faults), 0, "faults", faults)
            faults = tuple(text_form(record, text))
            yield Finding(self.name, "paragraphs", len(faults), 0, "faults", faults)
        faults = tuple(direction_faults(whole.split("\n"), record.manifest.language, alone=True))
        yield Finding(self.name, "right to left", len(faults), 0, "lines", faults)


def _shown(text: str, language: str) -> str:
    return standing_alone(text) if is_right_to_left(language) else text


def _added_blocks(edition: Edition) -> dict[str, str]:
    """Return the block before the narration of each slide that has one, by the id of its segment."""
    segments = edition.timeline.script.segments
    if not any(segment.figures or segment.points or _has_links(segment) for segment in segments):
        return {}
    document = document_of(edition.timeline, edition.deck)
    blocks = {}
    for part in document.parts:
        if part.kind in (Kind.TITLE, Kind.SECTION):
            continue
        described: dict[Path, set[str]] = {}
        said = {sentence.text for slide in part.slides for sentence in slide.sentences}
        for slide in part.slides:
            lines: list[str] = []
            if not slide.number_sentences:  # its sentences say all of this
                lines += _pictures(slide, document.language, described)
                lines += _points(slide, said, document.language)
            lines += (f"{_label(words, document.language)}{address}" for words, address in slide.addresses)
            if lines:
                blocks[slide.id] = _shown("\n".join(lines), document.language)
    return blocks


def _has_links(segment: Segment) -> bool:
    return any(sentence.links for sentence in segment.sentences)


def _pictures(slide: DocumentSlide, language: str, described: dict[Path, set[str]]) -> Iterator[str]:
    """Yield lines that describe the figures of ``slide`` in words: first all pictures, then the longer descriptions.

    ``described`` are the figures under the same heading so far, with the names of the parts that were given for each.
    A figure that is among them only gets a line with further names.
    """
    new = [figure for figure in slide.figures if figure.path not in described]
    for figure in slide.figures:
        named = described.setdefault(figure.path, set())
        names = [name for name in figure.labels if name not in named]
        named.update(names)
        if figure in new and (figure.alt or figure.name):
            yield _picture(figure, language)
        elif figure.alt and names:
            yield _announced("labels", f"{comma(language).join(names)}", figure, language, figure_first=True)
    for figure in new:
        if figure.description and figure.description != figure.alt:
            yield _announced("longer_description", figure.description, figure, language)


def _picture(figure: DocumentFigure, language: str) -> str:
    """Return a line with the alternative text of ``figure``, or with its name if it has none."""
    text = _one_line(f"{_label(figure.name, language)}{figure.alt}" if figure.alt else figure.name)
    return (
        f"[{text}]"
        if foreign_phrases(language)
        else language_data(language).phrases["picture"].format(description=text)
    )


def _announced(phrase: str, text: str, figure: DocumentFigure, language: str, *, figure_first: bool = False) -> str:
    """Return a line with ``text`` about ``figure``, after its name and the words of ``phrase``, a key of the phrases."""
    words = "" if foreign_phrases(language) else _label(language_data(language).phrases[phrase], language)
    name = _label(figure.name, language)
    return _one_line(f"{name}{words}{text}" if figure_first else f"{words}{name}{text}")


def _label(name: str, language: str) -> str:
    """Return ``name`` and a colon; nothing if there is no name."""
    return f"{name}{colon(language)}" if name else ""


def _points(slide: DocumentSlide, said: Collection[str], language: str) -> Iterator[str]:
    """Yield a line for each point of ``slide`` that is none of the sentences ``said``."""
    for list_ in slide.lists:
        for offset, item in list_.unsaid_items:
            if as_sentence(item.text, language) not in said:
                mark = _BULLET if list_.first is None else f"{list_.first + offset}. "
                yield _one_line(f"{mark}{_label(item.figure, language)}{item.text}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


EXPORTER = TxtExporter()
