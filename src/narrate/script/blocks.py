"""Helpers for the block tokens of markdown-it-py: their extent, their line, and blocks that a script cannot use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.script.inline import is_comment

if TYPE_CHECKING:
    from markdown_it.token import Token as MarkdownToken

UNKNOWN_BLOCKS = {
    "fence": "a code block", "code_block": "an indented code block", "html_block": "raw HTML",
    "table_open": "a table", "blockquote_open": "a quotation", "hr": "a horizontal rule",
    "container_notes_open": "speaker notes",
}  # fmt: skip


def closing(marks: Sequence[MarkdownToken], start: int) -> int:
    """The index of the token that closes the block opened at index ``start``; ``start`` itself if it opens nothing."""
    depth = 0
    for index in range(start, len(marks)):
        depth += marks[index].nesting
        if depth <= 0:
            return index
    return start


def line_of(mark: MarkdownToken) -> int:
    """The line in the file where the block opened by ``mark`` begins, from 1; 1 if unknown."""
    return (mark.map[0] if mark.map else 0) + 1


def unknown_in_point(mark: MarkdownToken) -> str:
    """What kind of block ``mark`` opens if a list point cannot hold such a block; empty if a point can."""
    if mark.type == "html_block" and is_comment(mark.content):
        return ""
    return "a heading" if mark.type == "heading_open" else UNKNOWN_BLOCKS.get(mark.type, "")


def figure_lines(inline: MarkdownToken) -> list[int]:
    """Return the line of each figure of a paragraph of figures, from 0. Descriptions and titles may go over lines."""
    starts = [match.start() for match in re.finditer(r"!\[", inline.content)]
    images = [child.type for child in inline.children or []].count("image")
    if len(starts) != images:  # a description holds such signs itself
        starts = [0] * images
    return [inline.content.count("\n", 0, start) for start in starts]


def is_of_figures(inline: MarkdownToken) -> bool:
    """Whether a paragraph, given by its inline token, holds figures and nothing else."""
    kinds = {child.type for child in inline.children or []}
    return "image" in kinds and kinds <= {"image", "softbreak"}
