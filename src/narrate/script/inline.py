"""Reads the text of one paragraph, heading or point: its words, their marks, and the place of each.

markdown-it-py only gives the line where a paragraph begins. Its inline tokens follow one another through the source
without a gap, so a cursor that steps over each of them finds the line and column of every character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from narrate.errors import Place, UsageError
from narrate.languages import normal_tag
from narrate.script.broken_markup import MOST_BROKEN, find_broken_markup
from narrate.script.links import address_fault, is_link
from narrate.script.marked_text import Flow, TextMark
from narrate.sources.text import BIDI_OVERRIDE, clean

if TYPE_CHECKING:
    from markdown_it.token import Token as Inline

Report = Callable[[Place, str, str, str], None]
"""A function that takes the place, code, message and hint of an error."""

_LINK_TAIL = re.compile(
    r"""\]\(\s*+(?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)"""
    r"""(?:\s++(?:"(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\)))?\s*+\)"""
)
_REFERENCE_TAIL = re.compile(r"\](?:\[[^\]]*\])?")
_PIECES = re.compile(r"\n|[^\S\n]+|\S+")
_LAST_BREAK = re.compile(r"(?<=[^\\\s])\s?\\$")
_COMMENT = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


class InlineReader:
    """Reads the inline tokens of one file. ``lines`` is the source of the file; ``report`` receives each problem."""

    def __init__(self, file: str, lines: Sequence[str], report: Report) -> None:
        self._file = file
        self._lines = lines
        self._report = report

    def read(self, inline: Inline) -> Flow:
        """The text in ``inline``, the token with the content of a block. Unknown constructs are reported."""
        return _BlockReader(self._file, self._lines, self._report, inline).run()

    def read_cell(self, inline: Inline, line: int, column: int) -> Flow:
        """The text in ``inline``, the cell of a table that begins at ``column``, from 0, of ``line``, from 1."""
        reader = _BlockReader(self._file, (), self._report, inline)
        reader._numbers, reader._columns = [line], [column]
        flow = reader.run()
        if not flow.text:
            flow._starts, flow._places = [0], [(line, column + 1)]
        return flow


class _BlockReader:
    def __init__(self, file: str, lines: Sequence[str], report: Report, inline: Inline) -> None:
        self._report = report
        self._children = inline.children or []
        self._source = inline.content
        self._flow = Flow(file)
        self._pieces: list[str] = []
        self._length = 0
        self._cursor = 0
        self._stars = 0  # stray stars reported so far in this paragraph
        self._opened: list[tuple[int, int, Place, str, str]] = []
        self._stressed: list[tuple[int, Place]] = []
        first = inline.map[0] if inline.map else 0
        self._line_starts, self._columns = [0], []
        self._numbers: list[int] = []  # line numbers; one int object per line, to save memory
        for number, text in enumerate(self._source.split("\n")):
            self._columns.append(_column(lines[first + number] if first + number < len(lines) else "", text))
            self._numbers.append(first + 1 + number)
            self._line_starts.append(self._line_starts[-1] + len(text) + 1)

    def run(self) -> Flow:
        for child in self._children:
            self._take(child)
        self._flow.text = "".join(self._pieces).rstrip()
        if _LAST_BREAK.search(self._source):  # a hard line break after the last line means nothing
            self._flow.text = self._flow.text[:-1].rstrip()
        self._report_overrides()
        return self._flow

    def _report_overrides(self) -> None:
        for match in islice(BIDI_OVERRIDE.finditer(self._flow.text), MOST_BROKEN):
            if match.group() not in self._source:  # otherwise loading the file reported it
                place = self._flow.place(match.start())
                message = f"U+{ord(match.group()):04X} (an invisible character) reverses the order of letters"
                self._report(place, "bidi-override", message, "delete it; the direction follows from the letters")

    def _report_unspoken(self, text: str) -> None:
        """Report broken markup in ``text``, which stands in the source at the cursor.

        Escaped characters are separate tokens, so they never reach this method.
        """
        for match, broken in find_broken_markup(text):
            place = self._at(self._cursor + match.start())
            self._report(place, broken.code, f"{match.group()[:40]!r} is {broken.what}", broken.hint)
        for match in re.finditer(r"\*+", text):
            start, end = self._cursor + match.start(), self._cursor + match.end()
            if self._stars == MOST_BROKEN:
                return
            if self._source[max(0, start - 1) : start].strip() or self._source[end : end + 1].strip():
                self._stars += 1
                hint = "close *emphasis* in the paragraph where it opens; write \\* for a star that should be shown"
                self._report(
                    self._at(start),
                    "unknown-construct",
                    f"a {match.group()} that neither begins nor ends *emphasis*",
                    hint,
                )

    def _report_times(self, length: int) -> None:
        """Report a star between digits. It is ``length`` characters at the cursor.

        Read as emphasis the star would vanish, and 2*5 would become 25.
        """
        before, after = self._source[max(0, self._cursor - 1) : self._cursor], self._source[self._cursor + length :][:1]
        if before.isdecimal() and after.isdecimal() and self._stars < MOST_BROKEN:
            self._stars += 1
            hint = "write × for multiplication, or \\* for a star that should be shown"
            self._report(self._at(self._cursor), "unknown-construct", "a star between digits would disappear", hint)

    def _take(self, child: Inline) -> None:
        kind = child.type
        if kind == "text":
            position = self._source.find(child.content, self._cursor)
            self._cursor = position if position >= 0 else self._cursor
            self._add(child.content, self._cursor)
            self._report_unspoken(child.content)
            self._cursor += len(child.content)
        elif kind == "text_special":
            self._add(child.content, self._cursor)
            self._cursor += len(child.markup)
        elif kind in ("softbreak", "hardbreak"):
            end = self._source.find("\n", self._cursor)
            self._add(" " if kind == "softbreak" else "\n", self._cursor)
            self._cursor = end + 1 if end >= 0 else self._cursor
            while self._source[self._cursor : self._cursor + 1] in (" ", "\t"):
                self._cursor += 1
        elif kind in ("em_open", "strong_open"):
            self._report_times(len(child.markup))
            self._stressed.append((self._length, self._at(self._cursor)))
            self._cursor += len(child.markup)
        elif kind in ("em_close", "strong_close"):
            self._report_times(len(child.markup))
            start, place = self._stressed.pop()
            self._flow.marks.append(TextMark(start, self._length, "emphasis", "", "", place))
            self._cursor += len(child.markup)
        elif kind == "link_open":
            self._open_link(child)
        elif kind == "link_close":
            self._close_link(child)
        else:
            self._foreign(child)

    def _open_link(self, link: Inline) -> None:
        place = self._at(self._cursor)
        self._opened.append(
            (
                self._length,
                len(self._pieces),
                place,
                str(link.attrs.get("href", "")),
                str(link.attrs.get("title", "")),
            )
        )
        self._cursor += 1

    def _close_link(self, link: Inline) -> None:
        start, piece, place, href, title = self._opened.pop()
        if link.markup == "autolink":
            self._cursor += 1
        else:
            self._cursor = self._after_link(self._cursor)
        words = " ".join("".join(self._pieces[piece:]).split())
        target = unquote(href)
        if target.startswith("#") and len(target) > 1:
            mark: TextMark | None = TextMark(
                start, self._length, "cue", target[1:], " ".join(title.split()) or words, place
            )
        elif is_link(href):
            mark = self._link(TextMark(start, self._length, "link", href, "", place))
        else:
            mark = self._said(TextMark(start, self._length, "", target, "", place), words)
        if mark is None:
            return
        if not words:
            self._report(place, "empty-mark", "a mark without words", "write words between the brackets")
        self._flow.marks.append(mark)

    def _link(self, mark: TextMark) -> TextMark | None:
        """Return a link to the address ``mark.value``; None if there is something wrong with it."""
        fault, hint = address_fault(mark.value)
        if not fault:
            return mark
        self._report(mark.place, "link", f"the address {mark.value[:60]!r} {fault}", hint)
        return None

    def _said(self, mark: TextMark, words: str) -> TextMark | None:
        """Return the mark that says how ``words`` are spoken; None if ``mark.value`` says nothing that is known."""
        place, target = mark.place, mark.value
        scheme, colon, value = target.partition(":")
        scheme = scheme.lower()
        value = clean(" ".join(value.split()))
        if colon and scheme == "say":
            if not any(character.isalnum() for character in value):
                self._report(place, "empty-say", f"nothing to say for {words!r}", "write [text](<say:the words>)")
            return replace(mark, kind="say", value=value)
        if colon and scheme == "lang":
            try:
                return replace(mark, kind="lang", value=normal_tag(value))
            except UsageError as error:
                self._report(place, "unknown-language", str(error), "")
                return None
        hint = "a link leads to https://…, http://…, tel:… or mailto:…"
        if re.fullmatch(r"[\w-]*", target):
            hint = f"write a part of a figure after a #: [{words[:40]}](#{target or 'part'})"
        self._report(place, "unknown-construct", f"a link to {target[:40]!r} can be neither shown nor spoken", hint)
        return None

    def _foreign(self, child: Inline) -> None:
        place = self._at(self._cursor)
        if child.type == "html_inline":
            self._cursor += len(child.content)
            if is_comment(child.content):
                self._flow.comments.append(child.content.strip().removeprefix("<!--").removesuffix("-->").strip())
                return
            if child.content.startswith("</"):
                return  # the opening tag is already reported
            construct = "raw HTML"
        elif child.type == "code_inline":
            end = self._source.find(child.markup, self._cursor + len(child.markup))
            self._cursor = max(end, self._cursor) + len(child.markup)
            construct = "code"
        elif child.type == "image":
            end = self._source.find("]", self._cursor + len(child.content))
            self._cursor = self._after_link(max(end, self._cursor))
            hint = "put it in a paragraph of its own"
            self._report(place, "unknown-construct", "a picture within a line of text cannot be shown", hint)
            return
        else:
            construct = child.type
        self._report(
            place, "unknown-construct", f"{construct} is not part of the script format", "write it as plain text"
        )

    def _after_link(self, position: int) -> int:
        match = _LINK_TAIL.match(self._source, position) or _REFERENCE_TAIL.match(self._source, position)
        return match.end() if match else position

    def _add(self, text: str, position: int) -> None:
        """Append ``text`` to the result, with single spaces for white space.

        It stands at offset ``position`` in the source.
        """
        for match in _PIECES.finditer(text):
            piece = match.group()
            last = self._pieces[-1][-1:] if self._pieces else "\n"
            if piece != "\n" and piece.isspace():
                if last in " \n":
                    continue
                piece = " "
            place = self._at(position + match.start())
            self._flow._starts.append(self._length)
            self._flow._places.append((place.line, place.column))
            self._pieces.append(piece)
            self._length += len(piece)

    def _at(self, offset: int) -> Place:
        line = max(0, bisect_right(self._line_starts, offset) - 1)
        line = min(line, len(self._columns) - 1)
        return Place(self._flow.file, self._numbers[line], self._columns[line] + offset - self._line_starts[line] + 1)


def _column(source: str, text: str) -> int:
    """The offset in ``source``, a line of the file, where ``text`` begins: the same line as markdown-it gives it."""
    stripped, ends = source.rstrip(), text.rstrip()
    if stripped.endswith(ends):
        return len(stripped) - len(ends)
    return max(0, source.find(ends))


def is_comment(html: str) -> bool:
    """Whether ``html`` is only comments. These are notes between writers and never exported."""
    return _COMMENT.fullmatch(html) is not None
