"""Reads a Word document as raw material, directly from its XML (ISO/IEC 29500-1, chapter 17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.formatted_text import Piece, settled, single
from narrate.script.raw_material.material import Material, RawLine
from narrate.script.raw_material.opening_office_files import MAX_XML, WORD, opened
from narrate.script.raw_material.superscripts import settle_rises
from narrate.script.raw_material.word_documents.fields import CONTENTS, Fields
from narrate.script.raw_material.word_documents.numbering import Numbering
from narrate.script.raw_material.word_documents.outside_body import edits_of, outside_parts
from narrate.script.raw_material.word_documents.paragraphs import (
    ParagraphContent,
    ParagraphReader,
    join,
    runs_on,
    style_and_level,
)
from narrate.script.raw_material.word_documents.plain_text import plain
from narrate.script.raw_material.word_documents.styles import Styles
from narrate.script.raw_material.word_documents.tables import Row, rows_of, table_lines
from narrate.script.raw_material.word_documents.xml_names import PPR, STRICT, TBL, P, blocks, w
from narrate.sources.packages import OpenPackage, PackageFault
from narrate.sources.text import clean
from narrate.sources.untrusted_xml import parse_xml


def read_word(path: Path, language: str = "") -> Material:
    """Return the paragraphs, points and table rows of a ``.docx`` file as lines, and all other words as edits.

    A line's number is that of its paragraph, counted through tables and text boxes. If ``language`` (a tag) is empty,
    the document's own is used; column names lose their capital in languages that do not capitalise nouns. Raises
    InputError if the file is not a .docx, OutsideError if the system refuses to read it.
    """
    with opened(path, WORD) as (package, name):
        document = _root(package, name)
        parts = {
            relation.kind: relation.target
            for relation in package.relations(name).values()
            if not relation.external and relation.target in package.sizes
        }
        styles = Styles(_root(package, parts["styles"]) if "styles" in parts else None)
        numbering = Numbering(_root(package, parts["numbering"]) if "numbering" in parts else None, styles)
        others = list(outside_parts(package, name, lambda part: _root(package, part)))
    body = document.find(w("body"))
    if body is None:
        body = document
    reader = _DocumentReader(path, styles, numbering, language or styles.language)
    lines = reader.read(body)
    for part in others:
        reader.edits += edits_of(part, reader.referred, Place(str(path), 1))
    words = "\n".join([plain(body), *(plain(part.root) for part in others)])
    return Material(lines, clean(words), reader.edits, reader.problems)


def _root(package: OpenPackage, name: str) -> Any:
    """The root element of the part ``name``. Namespaces of the Strict variant are replaced by the usual ones."""
    root = package.xml(name, MAX_XML)
    if not str(root.tag).startswith("{http://purl.oclc.org/"):
        return root
    data = etree.tostring(root)
    for strict, usual in STRICT.items():
        data = data.replace(strict, usual)
    try:
        return parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise PackageFault(f"its part {name} is not XML", "save it again") from error


class _DocumentReader:
    def __init__(self, path: Path, styles: Styles, numbering: Numbering, language: str) -> None:
        self._file = str(path)
        self._styles = styles
        self._numbering = numbering
        self._language = language
        self._number = 0
        self._has_title = False
        self._contents_at: dict[int, list[str]] = {}  # the lines of each table of contents, by its place in the edits
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self.referred: dict[tuple[str, str], Place] = {}

    def read(self, body: Any) -> list[RawLine]:
        """The lines of the document.

        In a document with headings no sentence runs from one paragraph into the next. Without headings it may, as in
        captions.
        """
        lines = self._story(body)
        for index, texts in self._contents_at.items():
            self.edits[index] = replace(self.edits[index], text=" ".join(texts))
        if any(line.level for line in lines):
            return [line if line.whole else replace(line, whole=True) for line in lines]
        return lines

    def _story(self, holder: Any) -> list[RawLine]:
        """The lines of a container of paragraphs: the body, a cell, a text box."""
        return list(self._blocks(holder, ParagraphReader(self._styles, Fields.of(holder))))

    def _blocks(self, holder: Any, reader: ParagraphReader) -> Iterator[RawLine]:
        carried: list[Piece] = []  # pieces of paragraphs that continue in the next one
        for block in blocks(holder):
            if block.tag == P:
                yield from self._paragraph(block, reader, carried)
                continue
            yield from self._end(carried)
            if block.tag == TBL:
                yield from self._table(block, reader)
            else:
                place = Place(self._file, self._number + 1)
                hint = "open it in Word and save it again"
                self._problem(
                    place, Severity.ERROR, "unknown-construct", "the document contains a part of another file", hint
                )
        yield from self._end(carried)

    def _table(self, table: Any, reader: ParagraphReader) -> list[RawLine]:
        rows = []
        for element, cells, is_header in rows_of(table):
            place = Place(self._file, self._number + 1)
            for cell in cells:
                cell.lines = list(self._blocks(cell.element, reader))
            rows.append(Row(cells, is_header, element, place))
        lines, edits = table_lines(rows, table, self._styles, self._language)
        self.edits += edits
        return lines

    def _paragraph(self, element: Any, reader: ParagraphReader, carried: list[Piece]) -> Iterator[RawLine]:
        self._number += 1
        place = Place(self._file, self._number)
        properties = element.find(PPR)
        id_, level = style_and_level(properties)
        style = self._styles.paragraph(id_)
        paragraph = reader.read(element, style)
        join(carried, paragraph.pieces.all)
        self._report_content(paragraph, place)
        if why := runs_on(properties):
            carried.append(Piece("\n", "", why))
        else:
            pieces = carried.copy()
            carried.clear()
            text, edits = settled(settle_rises(pieces), place)
            marker = self._numbering.marker(properties, style)
            if style.is_contents or (edits and not text and all(edit.why == CONTENTS for edit in edits)):
                self._contents(pieces, place)
                text, edits = "", []
            self.edits += edits
            if text:
                yield self._line(text, marker, style.level if level is None else level, is_title=style.is_title)
        for box in paragraph.boxes:
            yield from (replace(line, whole=True) for line in self._story(box))

    def _end(self, carried: list[Piece]) -> Iterator[RawLine]:
        """Yield the line of ``carried``: the text of a paragraph meant to continue in the next one, if none follows."""
        text, edits = settled(settle_rises(carried), Place(self._file, self._number))
        carried.clear()
        self.edits += edits
        if text:
            yield self._line(text, "", 0, is_title=False)

    def _line(self, text: str, marker: str, level: int, *, is_title: bool) -> RawLine:
        is_title = is_title and not self._has_title
        self._has_title = self._has_title or is_title
        level = 0 if is_title else level
        is_point = bool(marker) and not level
        whole = is_title or bool(level) or is_point
        return RawLine(
            self._number,
            text,
            follows_blank=True,
            turn=is_point,
            whole=whole,
            level=level,
            is_title=is_title,
            marker=marker,
        )

    def _contents(self, pieces: Sequence[Piece], place: Place) -> None:
        """Add a line of a table of contents to the edit for the whole table, so that a long table is listed once."""
        text = single("".join(piece.text for piece in pieces))
        if text and (len(self.edits) - 1) in self._contents_at:
            self._contents_at[len(self.edits) - 1].append(text)
        elif text:
            self._contents_at[len(self.edits)] = [text]
            self.edits.append(Edit(place, text, CONTENTS))

    def _report_content(self, paragraph: ParagraphContent, place: Place) -> None:
        """Report what a paragraph holds besides its words."""
        for text, why in paragraph.aside:
            if text := single(text):
                self.edits.append(Edit(place, text, why))
        for note in paragraph.notes:
            self.referred.setdefault(note, place)
        for sign in dict.fromkeys(paragraph.unknown):
            message = f"a sign whose meaning depends on its font ({sign})"
            hint = "type it again, or write it in words"
            self._problem(place, Severity.ERROR, "unknown-symbol", message, hint)
        for equation in paragraph.equations:
            message = f"an equation ({single(equation)[:40]})"
            self._problem(place, Severity.ERROR, "unknown-construct", message, "write it in words")
        for kind in dict.fromkeys(paragraph.left):
            severity = Severity.ADVICE if kind == "a picture" else Severity.WARNING
            message = f"left out: {kind}; only text is read"
            self._problem(place, severity, "left-out", message, "write what should be spoken into the text")

    def _problem(self, place: Place, severity: Severity, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, severity, code, message, hint))
