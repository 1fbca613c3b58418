"""Reads a Markdown script: headings make slides, paragraphs are spoken, lists are points.

CommonMark by markdown-it-py with front matter. An unknown construct is always reported, never dropped silently, and
all problems of a file are reported together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from narrate.errors import Place, Problem
from narrate.languages.table_words import is_empty, no_entry
from narrate.model import Link, Point, Segment
from narrate.script.blocks import UNKNOWN_BLOCKS, closing, figure_lines, is_of_figures, line_of, unknown_in_point
from narrate.script.figures import read_figure
from narrate.script.front_matter import Header, read_header
from narrate.script.inline import InlineReader, is_comment
from narrate.script.lookalikes import lookalike
from narrate.script.marked_text import Flow
from narrate.script.outline import Heading, ScriptOutline
from narrate.script.segments import SpokenSentence, speak_flow
from narrate.script.stage_directions import StageDirection, read_direction
from narrate.script.tables import CellSource, WrittenTable, has_stroke, sources_of, wordless
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from markdown_it.token import Token as MarkdownToken

CHECK_HEADING = "check this heading"
CHECK_ROW = "check this row"
MOST_FIGURES = 4  # side by side on a slide
_NO_HEADING = re.compile(r"#{2,}[^\s#]|#{7,}|#[^\W\d_]")
_LATE_HEADER = re.compile(r"((?:[ \t]*\n)+)(---[ \t]*\n)(?=(?:.*\n)*?---[ \t]*\n)")
_CHECK_BOX = re.compile(r"\[[ xX]\]\s")


class MarkdownReader:
    """Reads one Markdown script in two steps: the ``header`` when it is created, and the rest by ``segments``.

    ``segments`` needs the language, which the header may give. ``problems`` holds everything wrong found so far.
    """

    def __init__(self, path: Path, text: str, root: Path, memo: Memo = NO_MEMO) -> None:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.container import container_plugin
        from mdit_py_plugins.front_matter import front_matter_plugin

        if late_header := _LATE_HEADER.match(text):  # move the fence to the top; all other lines keep their numbers
            text = late_header.group(2) + late_header.group(1) + text[late_header.end() :]
        self._path = path
        self._language = ""
        self._voice = ""
        self._root = root
        self._memo = memo
        self._lines = text.split("\n")
        self._outline = ScriptOutline(str(path))
        self._inline = InlineReader(str(path), self._lines, self._outline.error)
        self.header = Header()
        # Without text_join, escapes stay separate, so that every token can be found in the source.
        reader = MarkdownIt("commonmark").enable("table").disable("text_join").use(front_matter_plugin)
        # We report unsupported addresses ourselves: if the parser refused them, they would become spoken text.
        reader.validateLink = _any_link  # type: ignore[method-assign]
        definitions: dict[str, Any] = {}
        self._marks = reader.use(container_plugin, "notes", validate=_is_notes).parse(text, definitions)
        for definition in [*definitions.get("references", {}).values(), *definitions.get("duplicate_refs", ())]:
            line = definition["map"][0] + 1 if definition.get("map") else 1
            message = f"a link definition for {definition['href'][:40]!r} can be neither shown nor spoken"
            self._error(line, "unknown-construct", message, "write it as text, with a backslash before the [")
        if self._marks and self._marks[0].type == "front_matter":
            self.header, nodes = read_header(path, self._marks[0].content, 2, root, memo)
            self._outline.problems += nodes.problems
        elif text.startswith("---\n"):
            hint = "close it with a line that is only ---"
            self._outline.error(Place(str(path), 1, 1), "front-matter", "the header has no end", hint)

    @property
    def problems(self) -> list[Problem]:
        return self._outline.problems

    def segments(self, topic: str, language: str) -> tuple[str, tuple[Segment, ...]] | None:
        """Return (title, segments), or None if errors leave no text to make segments from."""
        self._language = language
        self._read_blocks(self._marks, in_notes=False)
        return self._outline.segments(self.header.title, topic, language)

    # -- blocks -------------------------------------------------------------------------

    def _read_blocks(self, marks: Sequence[MarkdownToken], *, in_notes: bool) -> None:
        index = 0
        while index < len(marks):
            mark, close = marks[index], closing(marks, index)
            line = line_of(mark)
            if mark.type == "heading_open" and not in_notes:
                self._heading(mark, marks[index + 1])
            elif mark.type == "paragraph_open":
                self._paragraph(marks[index + 1], line, in_notes=in_notes)
            elif mark.type in ("bullet_list_open", "ordered_list_open"):
                self._list(
                    marks[index + 1 : close], int(mark.attrs.get("start", 1)) if "ordered" in mark.type else None
                )
            elif mark.type == "table_open" and not in_notes:
                self._table(marks[index + 1 : close], line)
            elif mark.type == "container_notes_open" and not in_notes:
                self._notes(mark, marks[index + 1 : close], line)
            else:
                self._unknown_block(mark, line)
            index = close + 1

    def _unknown_block(self, mark: MarkdownToken, line: int) -> None:
        """Report a block that can be neither shown nor spoken, except comments and blocks reported already."""
        if mark.type == "front_matter" or (mark.type == "html_block" and is_comment(mark.content)):
            return  # comments are notes between writers and translators, and are never exported
        if mark.type == "hr" and line == 1:
            return  # the unclosed header is already reported
        if mark.type == "html_block" and mark.content.lstrip().startswith("<!--"):
            hint = "put the comment after the words, or in a paragraph of its own, and end it with -->"
            self._error(line, "unknown-construct", "a comment with text beside it, or without an end", hint)
            return
        hint = "write it as text"
        if mark.type == "hr" and self._follows_text(line):
            name, hint = (
                "a horizontal rule",
                "put an empty line above the line of hyphens or equals signs, or write the heading with #",
            )
        elif mark.type == "heading_open":
            name = "a heading in speaker notes"
        elif mark.type == "table_open":
            name, hint = "a table in speaker notes", "put it before the notes: its rows are spoken"
        else:
            name = UNKNOWN_BLOCKS.get(mark.type, mark.type)
        self._error(line, "unknown-construct", f"{name} can be neither shown nor spoken", hint)

    def _follows_text(self, line: int) -> bool:
        return line >= 2 and bool(self._lines[line - 2].strip())

    def _heading(self, mark: MarkdownToken, inline: MarkdownToken) -> None:
        flow = self._inline.read(inline)
        line = (inline.map[0] if inline.map else 0) + 1
        place = self._place(line)
        drafted = CHECK_HEADING in flow.comments
        heading = Heading(int(mark.tag[1]), flow, place, drafted)
        if mark.markup in ("-", "="):
            hint = "put an empty line above the line of hyphens or equals signs, or write the heading with #"
            message = f"{heading.text[:40]!r} would become a heading because of the line under it"
            self._outline.error(place, "setext-heading", message, hint)
            self._outline.last.spoken += speak_flow(flow, self._language, self._outline.last.paragraphs, self._voice)
            return
        if not heading.text:
            self._outline.error(
                place, "empty-heading", "a heading without words", "write words after the #, or delete it"
            )
        if drafted:
            hint = "read it, and delete the mark <!-- check this heading -->"
            self._outline.warn(place, "check-heading", f"the heading {heading.text!r} was drafted by a program", hint)
        self._voice = ""
        self._outline.begin(heading)

    def _paragraph(self, inline: MarkdownToken, line: int, *, in_notes: bool) -> None:
        if is_of_figures(inline):
            images = [child for child in inline.children or [] if child.type == "image"]
            for image, offset in zip(images, figure_lines(inline), strict=True):
                self._figure(image, line + offset)
            return
        if direction := read_direction(inline.content):
            self._direct(direction, line)
            return
        start = inline.content.split("\n")[0][:30]
        if start.startswith(":::"):
            self._error(
                line,
                "unknown-construct",
                f"{start!r} is not part of the script format",
                "only ::: notes … ::: can be used",
            )
            return
        if _NO_HEADING.match(inline.content):
            hint = "write a space after the #, or a backslash before a # that should be spoken"
            self._error(line, "unknown-construct", f"{start!r} is not a heading", hint)
            return
        if similar := lookalike(inline.content):
            message = f"{similar.what} can be neither shown nor spoken"
            self._error(line + similar.line, "unknown-construct", message, similar.hint)
            return
        flow = self._inline.read(inline)
        if CHECK_ROW in flow.comments:
            hint = f"check that it says what the table shows, and delete the mark <!-- {CHECK_ROW} -->"
            message = f"a program made {flow.text.strip()[:60]!r} from a table row"
            self._outline.warn(self._place(line), "check-table", message, hint)
        part = self._outline.last
        spoken = speak_flow(flow, self._language, part.paragraphs, self._voice)
        if part.has_notes and not in_notes:
            self._show(spoken)
        else:
            part.spoken += spoken
            part.paragraphs += bool(spoken)

    def _notes(self, mark: MarkdownToken, inside: Sequence[MarkdownToken], line: int) -> None:
        part = self._outline.last
        end = mark.map[1] if mark.map else 0
        if end >= len(self._lines) or not self._lines[end].lstrip().startswith(":::"):
            self._error(line, "notes-open", "speaker notes without an end", "close them with a line of :::")
        if not part.has_notes:
            part.has_notes = True
            spoken, part.spoken, part.paragraphs = part.spoken, [], 0
            self._show(spoken)
        self._read_blocks(inside, in_notes=True)

    def _show(self, spoken: Sequence[SpokenSentence]) -> None:
        """Turn the paragraphs ``spoken`` into points, one each: in a deck with notes they are shown and not spoken."""
        part = self._outline.last
        for number in sorted({sentence.paragraph for sentence in spoken}):
            sentences = [sentence for sentence in spoken if sentence.paragraph == number]
            part.points.append(_as_point(sentences))
        part.points.sort(key=lambda point: point.place.line if point.place else 0)

    def _point(self, mark: MarkdownToken, line: int, number: int | None) -> Point:
        self._runs_on(mark)
        flow = self._inline.read(mark)
        if _CHECK_BOX.match(mark.content):
            self._error(line, "unknown-construct", "a check box can be neither shown nor spoken", "delete it")
        self._outline.unspoken(flow, "a point")
        return Point(" ".join(flow.text.split()), flow.place(0), number, flow.links)

    def _list(self, marks: Sequence[MarkdownToken], first: int | None) -> None:
        """Add the items in ``marks`` as points. They are numbered from ``first``, or not at all if it is None."""
        number, points = first, self._outline.last.points
        last = points[-1].number if points else None
        if marks and number is not None and last is not None and last != number - 1:
            message = f"a second numbered list on this slide: {number} follows {last}"
            self._error(line_of(marks[0]), "two-lists", message, "make one list, or two slides")
        for index, mark in enumerate(marks):
            line = line_of(mark)
            if mark.type == "inline":
                points.append(self._point(mark, line, number))
            elif mark.type == "list_item_close" and number is not None:
                number += 1
            elif mark.type in ("bullet_list_open", "ordered_list_open"):
                self._error(line, "nested-list", "a list within a list", "make one list, or two slides")
            elif mark.type == "list_item_open" and marks[index + 1].type == "list_item_close":
                self._error(line, "empty-point", "a point without words", "write words after it, or delete the line")
            elif unknown := unknown_in_point(mark):
                self._error(line, "unknown-construct", f"{unknown} inside a point", "write it as text")

    def _runs_on(self, point: MarkdownToken) -> None:
        """Report unindented text right under a list point: Markdown takes such text as part of the point."""
        first, end = point.map or (0, 0)
        for number in range(first + 1, end):
            line = self._lines[number]
            if line[:1].strip():
                message = f"{line[:40]!r} becomes part of the point above it"
                hint = "put an empty line above what is spoken, or two spaces before what belongs to the point"
                self._error(number + 1, "point-runs-on", message, hint)
                return

    def _table(self, marks: Sequence[MarkdownToken], line: int) -> None:
        """Read a table with its header row; ``marks`` are the tokens inside it."""
        part, place = self._outline.last, self._place(line)
        if part.table is not None:
            self._error(line, "table", "a second table on this slide", "put it under a heading of its own")
            return
        rows: list[list[Flow]] = []
        places: list[Place] = []
        for index, mark in enumerate(marks):
            if mark.type == "tr_open":
                cells = [one for one in marks[index : closing(marks, index)] if one.type == "inline"]
                places.append(self._place(line_of(mark)))
                rows.append(self._row(cells, line_of(mark), len(rows[0]) if rows else 0))
        columns, *rows = rows
        if not rows:
            self._error(line, "table", "a table without rows", "write a row under the names of its columns")
            return
        self._outline.unspoken_cues([*columns, *(cell for row in rows for cell in row)])
        for number, column in enumerate(columns):
            if number and is_empty(column.text):
                message = f"column {number + 1} of the table has no name"
                self._error(line, "table", message, "write its name in the first row: each cell is spoken after it")
        part.table = WrittenTable(columns, rows, place, places[1:], len(part.spoken), part.paragraphs, self._voice)

    def _row(self, cells: Sequence[MarkdownToken], line: int, columns: int) -> list[Flow]:
        """Read the row of a table in ``line``. The table has so many ``columns``; 0 if the row is to tell it."""
        source = self._lines[line - 1]
        sources = sources_of(source)
        if not has_stroke(source):
            hint = "put an empty line between the table and the text"
            self._error(line, "table", f"{source.strip()[:40]!r} becomes a row of the table above it", hint)
        elif columns and len(sources) != columns:
            message = f"a row with {_cells(len(sources))}, and the table has {columns} columns"
            self._error(line, "table", message, "write each cell, also an empty one, between two | of its own")
        is_whole = has_stroke(source) and len(sources) == (columns or len(sources))
        flows = []
        for number, cell in enumerate(cells):
            found = sources[number] if number < len(sources) else CellSource("", 0)
            flow = self._inline.read_cell(cell, line, found.column)
            self._check_cell(flow, line, is_spoken=bool(columns) and is_whole)
            flows.append(flow)
        return flows

    def _check_cell(self, cell: Flow, line: int, *, is_spoken: bool) -> None:
        """Report what a cell of the table in ``line`` has that cannot be shown or, if it ``is_spoken``, be said."""
        shown = cell.text[:40]
        if cell.links:
            hint = "put the link into the narration, or into a point"
            self._error(line, "table", f"the cell {shown!r} has a link, which a table cannot show", hint)
        if is_spoken and wordless(cell):
            message = f"the cell {shown!r} has no words that can be spoken"
            self._error(line, "table", message, f"write it in words, or [{shown}](<say:the words>)")
        if is_spoken and is_empty(cell.text) and not no_entry(self._language):
            hint = "write what it means"
            self._error(line, "table", "an empty cell, in a language in which narrate cannot say so", hint)

    def _figure(self, image: MarkdownToken, line: int) -> None:
        part, place = self._outline.last, self._place(line)
        title = " ".join(str(image.attrs.get("title", "")).split())
        words = "".join(child.content or " " for child in image.children or [])  # the text without its marks
        address = unquote(str(image.attrs.get("src", "")))
        figure, figure_problems = read_figure(
            address, title, " ".join(words.split()), place, self._path, self._root, self._memo
        )
        self._outline.problems += figure_problems
        part.figure_named = True
        if len(part.figures) == MOST_FIGURES:
            message = f"more than {MOST_FIGURES} figures on one slide"
            self._outline.error(place, "too-many-figures", message, "put the others under headings of their own")
        elif figure is not None:
            part.figures.append(figure)

    def _direct(self, direction: StageDirection, line: int) -> None:
        """Apply a stage direction, or report what is wrong with it."""
        spoken, table = self._outline.last.spoken, self._outline.last.table
        if direction.wrong:
            self._error(line, "direction", direction.wrong, direction.hint)
        elif direction.pause_ms and table is not None and table.after == len(spoken):
            table.pause_ms = (table.pause_ms or 0) + direction.pause_ms
        elif direction.pause_ms and not spoken:
            hint = "put the pause after a paragraph of the same slide"
            self._error(line, "direction", "a pause before anything is said", hint)
        elif direction.pause_ms:
            spoken[-1] = replace(spoken[-1], pause_after_ms=(spoken[-1].pause_after_ms or 0) + direction.pause_ms)
        else:
            self._voice = direction.voice

    # -- places -------------------------------------------------------------------------

    def _place(self, line: int) -> Place:
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return Place(str(self._path), line, len(source) - len(source.lstrip()) + 1)

    def _error(self, line: int, code: str, message: str, hint: str = "") -> None:
        self._outline.error(self._place(line), code, message, hint)


def _as_point(sentences: Sequence[SpokenSentence]) -> Point:
    """Return the point that shows a paragraph of ``sentences``."""
    text, links = "", []
    for sentence in sentences:
        text += " " if text else ""
        links += [Link(link.start + len(text), link.end + len(text), link.address) for link in sentence.links]
        text += sentence.text
    return Point(text, sentences[0].place, None, tuple(links))


def _cells(number: int) -> str:
    return f"{number} cell{'s' * (number != 1)}"


def _is_notes(after_colons: str, *_: str) -> bool:
    """Whether a container holds speaker notes: ``after_colons`` is the text of its first line, in Pandoc's notations."""
    return after_colons.strip().lower() in ("notes", "{.notes}")


def _any_link(url: str) -> bool:
    return url is not None
