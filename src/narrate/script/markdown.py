"""A Markdown script: headings make slides, paragraphs are spoken, lists are points.

CommonMark by markdown-it-py with front matter. What this language does not know is a
problem with a place, never left out in silence; all problems of a file come at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import Place, Problem, Severity
from narrate.model import Figure, Kind, Point, Script, Segment
from narrate.script.figures import find_figure
from narrate.script.front_matter import Header, read_header
from narrate.script.segments import SegmentMaker, Spoken
from narrate.script.sentences import split_sentences

if TYPE_CHECKING:
    from markdown_it.token import Token as Mark


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    line: int


@dataclass(slots=True)
class _Part:
    """A heading and what stands directly under it."""

    heading: _Heading | None
    spoken: list[Spoken] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    figure: Figure | None = None
    paragraphs: int = 0

    @property
    def holds_something(self) -> bool:
        return bool(self.spoken or self.points or self.figure)


_UNKNOWN_BLOCKS = {
    "fence": "a code block", "code_block": "an indented code block", "html_block": "raw HTML",
    "table_open": "a table", "blockquote_open": "a quotation", "hr": "a horizontal rule",
}  # fmt: skip
_UNKNOWN_INLINES = {
    "link_open": "a link",
    "code_inline": "code",
    "html_inline": "raw HTML",
    "image": "a picture in text",
}


class MarkdownReader:
    """Reads one script in two steps: its ``header`` at once, its ``script`` when the language is known.

    ``problems`` gathers all that was found wrong so far.
    """

    def __init__(self, path: Path, text: str, root: Path) -> None:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.front_matter import front_matter_plugin

        self._path = path
        self._language = ""
        self._root = root
        self._lines = text.split("\n")
        self._parts: list[_Part] = [_Part(None)]
        self.problems: list[Problem] = []
        self.header = Header()
        parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
        # a foreign address is ours to report; refused by the parser it would become spoken text
        parser.validateLink = _any_link  # type: ignore[method-assign]
        self._marks = parser.parse(text)
        if self._marks and self._marks[0].type == "front_matter":
            self.header, wrong = read_header(path, self._marks[0].content, first_line=2)
            self.problems += wrong

    # -- blocks -------------------------------------------------------------------------

    def _read_blocks(self) -> None:
        marks, at = self._marks, 0
        while at < len(marks):
            mark, close = marks[at], _matching(marks, at)
            line = (mark.map[0] if mark.map else 0) + 1
            if mark.type == "heading_open":
                self._heading(mark, marks[at + 1], line)
            elif mark.type == "paragraph_open":
                self._paragraph(marks[at + 1], line)
            elif mark.type in ("bullet_list_open", "ordered_list_open"):
                self._list(marks[at + 1 : close])
            elif mark.type == "html_block" and _is_comment(mark.content):
                pass  # a note among writers and translators: the language says it is never exported
            elif mark.type in _UNKNOWN_BLOCKS:
                what = _UNKNOWN_BLOCKS[mark.type]
                self._error(line, "unknown-construct", f"{what} can be neither shown nor spoken", "write it as text")
            elif mark.type != "front_matter":
                self._error(line, "unknown-construct", f"{mark.type} can be neither shown nor spoken")
            at = close + 1

    def _heading(self, mark: Mark, inline: Mark, line: int) -> None:
        text = " ".join(self._text(inline, line).split())
        if mark.markup in ("-", "="):
            hint = "put a blank line above the rule, or write the heading with #"
            self._error(line, "setext-heading", f"{text[:40]!r} became a heading by the line under it", hint)
        if not text:
            self._error(line, "empty-heading", "a heading without words", "write one or delete the #")
        self._parts.append(_Part(_Heading(int(mark.tag[1]), text, line)))

    def _paragraph(self, inline: Mark, line: int) -> None:
        part = self._parts[-1]
        children = [child for child in inline.children or [] if child.type != "softbreak"]
        if len(children) == 1 and children[0].type == "image":
            self._figure(children[0], line)
            return
        text = self._text(inline, line)
        offset = 0
        flat = re.sub(r"[^\S\n]+", " ", text)
        lines = _line_of_each_character(flat, line)
        for sentence in split_sentences(flat.replace("\v", " "), self._language):
            offset = flat.replace("\v", " ").index(sentence, offset)
            part.spoken.append(Spoken(sentence, part.paragraphs, self._place(lines[offset])))
            offset += len(sentence)
        part.paragraphs += 1

    def _list(self, marks: Sequence[Mark]) -> None:
        for at, mark in enumerate(marks):
            line = (mark.map[0] if mark.map else 0) + 1
            if mark.type == "inline":
                text = " ".join(self._text(mark, line).split())
                self._parts[-1].points.append(Point(text, self._place(line)))
            elif mark.type in ("bullet_list_open", "ordered_list_open"):
                self._error(line, "nested-list", "a list within a list", "make it one list, or two slides")
            elif mark.type == "list_item_open" and marks[at + 1].type == "list_item_close":
                self._error(line, "empty-point", "a point without words", "write one or delete the line")
            elif mark.type in _UNKNOWN_BLOCKS or mark.type == "heading_open":
                what = _UNKNOWN_BLOCKS.get(mark.type, "a heading")
                self._error(line, "unknown-construct", f"{what} inside a point", "write it as text")

    def _figure(self, image: Mark, line: int) -> None:
        part, place = self._parts[-1], self._place(line)
        from urllib.parse import unquote

        path, wrong = find_figure(unquote(str(image.attrs.get("src", ""))), place, self._path, self._root)
        self.problems += wrong
        if part.figure is not None:
            self._error(line, "second-figure", "a second figure on one slide", "give it a heading of its own")
        elif path is not None:
            part.figure = Figure(path, " ".join(image.content.split()), place)

    # -- text ---------------------------------------------------------------------------

    def _text(self, inline: Mark, line: int) -> str:
        """Plain text: a soft line break is a vertical tab, a hard one a line feed."""
        pieces = []
        for child in inline.children or []:
            if child.type == "text":
                pieces.append(child.content)
            elif child.type == "softbreak":
                pieces.append("\v")
                line += 1
            elif child.type == "hardbreak":
                pieces.append("\n")
                line += 1
            elif child.type == "html_inline" and _is_comment(child.content):
                line += child.content.count("\n")
            elif child.type in _UNKNOWN_INLINES and not child.content.startswith("</"):
                what = _UNKNOWN_INLINES[child.type]
                self._error(line, "unknown-construct", f"{what} is not known here", "write it as plain text")
        return "".join(pieces)

    # -- segments -----------------------------------------------------------------------

    def script(self, topic: str, language: str) -> Script | None:
        """The script, or None where an error leaves nothing to make one of."""
        self._language = language
        self._read_blocks()
        parts = [part for part in self._parts if part.heading or part.holds_something]
        title = self.header.title
        if not title and parts and _is_lone_title(parts):
            title = parts.pop(0).heading.text  # type: ignore[union-attr]
        if not any(part.holds_something for part in parts):
            if not self.problems:
                self._error(1, "empty", "nothing to speak", "write the narration under a heading: ## Heading")
            return None
        if not title:
            self._error(1, "no-title", "the script has no title", "begin it with ---, title: …, ---")
        maker = SegmentMaker()
        segments = [maker.announce(Kind.TITLE, title or topic, self._place(1))]
        segments += self._segments(maker, parts)
        header = self.header
        return Script(
            topic=topic, title=title, language=self._language, segments=tuple(segments), path=self._path,
            date=header.date, publisher=header.publisher, voice=header.voice, rate=header.rate,
        )  # fmt: skip

    def _segments(self, maker: SegmentMaker, parts: Iterable[_Part]) -> Iterable[Segment]:
        parts = list(parts)
        slide_level = min((p.heading.level for p in parts if p.heading and p.holds_something), default=0)
        section: str | None = None
        for part in parts:
            heading = part.heading
            if heading is None or heading.level == slide_level:
                yield from self._slide(maker, part, section)
            elif heading.level < slide_level:
                section = heading.text
                yield maker.announce(Kind.SECTION, heading.text, self._place(heading.line), section)
            else:
                message = f"a heading of level {heading.level} below the slides' level {slide_level}"
                self._error(heading.line, "heading-level", message, f"write it with {'#' * slide_level}")

    def _slide(self, maker: SegmentMaker, part: _Part, section: str | None) -> Iterable[Segment]:
        heading = part.heading
        first = part.spoken[0].place if part.spoken else None
        place = self._place(heading.line) if heading else first
        if not part.spoken:
            what = f"the slide {heading.text!r}" if heading else "what stands before the first heading"
            line = place.line if place else 1
            self._error(line, "no-narration", f"{what} says nothing", "write a paragraph for it")
            return
        yield maker.make(
            Kind.NARRATION, part.spoken, heading=heading.text if heading else None, section=section,
            points=tuple(part.points), figure=part.figure, place=place,
        )  # fmt: skip

    # -- places -------------------------------------------------------------------------

    def _place(self, line: int) -> Place:
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        return Place(str(self._path), line, len(source) - len(source.lstrip()) + 1)

    def _error(self, line: int, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._place(line), Severity.ERROR, code, message, hint))


def _any_link(url: str) -> bool:
    return url is not None


def _is_lone_title(parts: Sequence[_Part]) -> bool:
    first = parts[0]
    if first.heading is None or first.heading.level != 1 or first.holds_something:
        return False
    return sum(1 for part in parts if part.heading and part.heading.level == 1) == 1


def _is_comment(html: str) -> bool:
    return re.fullmatch(r"\s*(<!--.*?-->\s*)+", html, re.DOTALL) is not None


def _matching(marks: Sequence[Mark], at: int) -> int:
    """The index of the mark that closes the one at ``at``; ``at`` itself where none opens."""
    depth = 0
    for index in range(at, len(marks)):
        depth += marks[index].nesting
        if depth <= 0:
            return index
    return at


def _line_of_each_character(text: str, line: int) -> list[int]:
    """For every character of ``text``, as ``_text`` made it, the line of the file it stands on."""
    found = []
    for character in text:
        found.append(line)
        if character in "\v\n":
            line += 1
    return found
