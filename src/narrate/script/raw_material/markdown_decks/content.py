"""Turns the Markdown of one slide into plain text: headings, points, paragraphs; and lists what is not text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material.markdown_decks.cutting import SETTINGS
from narrate.script.raw_material.markdown_decks.fences import FENCE
from narrate.script.raw_material.markdown_decks.tools import Tool
from narrate.sources.text import clean

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode as Node

CODE, PICTURE, STRUCK, STYLE, ADDRESS, TAG = (
    "code",
    "picture",
    "struck out",
    "style sheet or program",
    "web address",
    "tag of HTML",
)
_TAG = re.compile(r"</?([A-Za-z][\w.-]{0,40})(?:\s[^<>]{0,500})?/?>")
_HTML = frozenset(
    [
        "a", "abbr", "article", "aside", "audio", "b", "blockquote", "body", "br", "button", "caption",
        "center", "circle", "cite", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "em",
        "figcaption", "figure", "font", "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head",
        "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "li", "line", "link",
        "main", "mark", "meta", "nav", "ol", "p", "path", "picture", "pre", "q", "rect", "s", "samp", "script",
        "section", "small", "source", "span", "strong", "style", "sub", "summary", "sup", "svg", "table",
        "tbody", "td", "template", "text", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul",
        "var", "video",
    ]
)  # fmt: skip
_RAW = re.compile(r"<(style|script)\b", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{(?=[.#]|[\w-]{1,40}=)[^{}\n]{1,300}\}")
_SPAN = re.compile(r"\[([^\[\]\n]{1,300})\](\{[.#][^{}\n]{1,300}\})")
_SHORTCODE = re.compile(r"\{\{[<%][^{}\n]{1,300}[%>]\}\}")
_DIV = re.compile(r"^:::.*$")
_SLOT = re.compile(r"^::[\w-]{1,40}::\s*$")
_CLASS = re.compile(r"\.[A-Za-z][\w.-]{0,60}\[([^\[\]\n]{0,500})\]")
_CLASS_OPENS = re.compile(r"^\s*(\.[A-Za-z][\w.-]{0,60})\[\s*$")
_COMMAND = re.compile(r"^\[\.[^\[\]\n]{1,300}\]\s*$")
_FIT = re.compile(r"\[fit\]\s?")
_IMPORT = re.compile(r"^<<<\s.*$")
_PAUSE = re.compile(r"^\s*\.\s\.\s\.\s*$")
_BOX = re.compile(r"^\[[ xX]\]\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` from 1), a list point or a paragraph. ``number`` is that of a point in an ordered list."""

    line: int
    text: str
    level: int = 0
    number: int | None = None
    in_table: bool = False


def read_blocks(path: Path, lines: Sequence[tuple[int, str]], tool: Tool, edits: list[Edit]) -> list[Block]:
    """The blocks of Markdown in order; each list item, table row and paragraph is one.

    ``lines`` are (line number, text). What is left out is added to ``edits``.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    numbers = [number for number, _ in lines]
    plain = _without_markup(path, lines, tool, edits)
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.validateLink = _any_link  # type: ignore[method-assign]
    tree = SyntaxTreeNode(parser.parse("\n".join(plain)))
    return list(_Blocks(path, numbers, edits).read(tree.children))


def _any_link(url: str) -> bool:
    return url is not None


class _Blocks:
    def __init__(self, path: Path, numbers: Sequence[int], edits: list[Edit]) -> None:
        self._path, self._numbers, self._edits = path, numbers, edits

    def _words(self, node: Node, line: int) -> str:
        """The text of a paragraph, a heading or a cell."""
        return self._text(node.children[0].children, line) if node.children else ""

    def read(self, nodes: Sequence[Node], number: int | None = None) -> Iterator[Block]:
        """Yield the blocks of ``nodes``. The first paragraph gets ``number``, the number of its list item."""
        for node in nodes:
            line = self._line(node)
            if node.type in ("paragraph", "heading"):
                if text := self._words(node, line):
                    level = int(node.tag[1]) if node.type == "heading" else 0
                    yield Block(line, text, level, None if level else number)
                    number = None
            elif node.type == "bullet_list":
                for item in node.children:
                    yield from self.read(item.children)
            elif node.type == "ordered_list":
                for count, item in enumerate(node.children, int(str(node.attrs.get("start", 1)))):
                    yield from self.read(item.children, count)
            elif node.type == "tr":
                cells = [words for cell in node.children if (words := self._words(cell, line))]
                if cells:
                    yield Block(line, "; ".join(cells), in_table=True)
            elif node.type in ("fence", "code_block"):
                self._leave(line, f"{node.info} {node.content}", CODE)
            else:
                yield from self.read(node.children)

    def _line(self, node: Node) -> int:
        index = node.map[0] if node.map else 0
        return self._numbers[index] if index < len(self._numbers) else 0

    def _leave(self, line: int, text: str, why: str) -> None:
        if text := " ".join(text.split()):
            self._edits.append(Edit(Place(str(self._path), line, 1), text, why))

    def _text(self, nodes: Sequence[Node], line: int) -> str:
        """The text of a block in one line. What is not text is left out and listed."""
        text = " ".join(clean("".join(self._pieces(nodes, line))).split())
        if box := _BOX.match(text):
            self._leave(line, box.group(), "box to tick")
            text = text[box.end() :]
        return text

    def _pieces(self, nodes: Sequence[Node], line: int) -> Iterator[str]:
        for node in nodes:
            if node.type in ("text", "code_inline"):
                yield node.content
            elif node.type in ("softbreak", "hardbreak"):
                yield " "
            elif node.type == "image":
                self._leave(line, f"{node.content} {node.attrs.get('src', '')} {node.attrs.get('title', '')}", PICTURE)
            elif node.type == "s":
                self._leave(line, "".join(self._pieces(node.children, line)), STRUCK)
            else:
                yield from self._pieces(node.children, line)
                if node.type == "link" and node.markup != "autolink":
                    self._leave(line, f"{node.attrs.get('href', '')} {node.attrs.get('title', '')}", ADDRESS)


def _without_markup(path: Path, lines: Sequence[tuple[int, str]], tool: Tool, edits: list[Edit]) -> list[str]:
    """The text of each line, without markup that only the deck's program understands. No line is added or removed."""
    plain: list[str] = []
    fence, raw = "", ""
    for number, source in lines:
        line, mark = source, FENCE.match(source)
        place = Place(str(path), number, 1)
        if mark:
            fence = mark.group(1) if not fence else "" if mark.group(1).startswith(fence) else fence
        elif not fence:
            line, raw = _without_raw(place, line, raw, edits)
            line = _without_settings(place, line, tool, edits)
            line = _without_tags(place, line, edits)
        plain.append(line)
    return plain


def _without_raw(place: Place, line: str, raw: str, edits: list[Edit]) -> tuple[str, str]:
    """Return (``line`` without parts of a style sheet or script, name of the element still open after it).

    ``raw`` is the name of the element open before it, empty if none is.
    """
    if raw:
        end = line.lower().find(f"</{raw}")
        removed, kept = (line, "") if end < 0 else (line[:end], line[end:])
        _leave(edits, place, removed, STYLE)
        return kept, raw if end < 0 else ""
    if match := _RAW.search(line):
        end = line.lower().find(f"</{match.group(1).lower()}")
        removed = line[match.start() :] if end < 0 else line[match.start() : end]
        _leave(edits, place, removed, STYLE)
        return line[: match.start()] + ("" if end < 0 else line[end:]), match.group(1).lower() if end < 0 else ""
    return line, ""


def _without_settings(place: Place, line: str, tool: Tool, edits: list[Edit]) -> str:
    def leave(text: str, keep: str = "") -> str:
        _leave(edits, place, text, SETTINGS)
        return keep

    if any(pattern.match(line) for pattern in (_DIV, _SLOT, _COMMAND, _IMPORT, _PAUSE)):
        return leave(line)
    if tool.name == "remark":
        if opens := _CLASS_OPENS.match(line):
            return leave(opens.group(1))
        if line.strip() == "]":
            return ""
        line = _CLASS.sub(lambda match: leave(match.group().split("[", 1)[0], match.group(1)), line)
    line = _SPAN.sub(lambda match: leave(match.group(2), match.group(1)), line)
    line = _SHORTCODE.sub(lambda match: leave(match.group()), line)
    line = _ATTRIBUTES.sub(lambda match: leave(match.group()), line)
    return _FIT.sub(lambda match: leave(match.group()), line) if tool.name == "Deckset" else line


def _without_tags(place: Place, line: str, edits: list[Edit]) -> str:
    """The line without HTML tags and without tags of the deck's program. Unknown tags stay as text."""

    def without(match: re.Match[str]) -> str:
        name = match.group(1)
        known = name.lower() in _HTML or "-" in name or (name[0].isupper() and name != name.upper())
        if not known:
            return match.group()
        _leave(edits, place, match.group(), TAG)
        return " "

    if "<" not in line:
        return line
    parts = re.split(r"(`[^`\n]*`)", line)  # inline code is shown unchanged
    indent = line[: len(line) - len(line.lstrip())]
    changed = "".join(part if index % 2 else _TAG.sub(without, part) for index, part in enumerate(parts))
    return indent + changed.lstrip() if changed != line else line


def _leave(edits: list[Edit], place: Place, text: str, why: str) -> None:
    if text := " ".join(text.split()):
        edits.append(Edit(place, text, why))
