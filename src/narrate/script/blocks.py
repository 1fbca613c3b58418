"""The blocks that markdown-it-py makes of a text: where each begins and ends, and what can be neither shown nor spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.script.inline import is_comment

if TYPE_CHECKING:
    from markdown_it.token import Token as Mark

UNKNOWN_BLOCKS = {
    "fence": "a code block", "code_block": "an indented code block", "html_block": "raw HTML",
    "table_open": "a table", "blockquote_open": "a quotation", "hr": "a horizontal rule",
    "container_notes_open": "speaker notes",
}  # fmt: skip


def closing(marks: Sequence[Mark], at: int) -> int:
    """The index of the mark that closes the one at ``at``; ``at`` itself where none opens."""
    depth = 0
    for index in range(at, len(marks)):
        depth += marks[index].nesting
        if depth <= 0:
            return index
    return at


def line_of(mark: Mark) -> int:
    """The line that a block begins in; 1 where nothing tells."""
    return (mark.map[0] if mark.map else 0) + 1


def unknown_in_point(mark: Mark) -> str:
    """What a block within a point is called that no point can hold; empty where one can."""
    if mark.type == "html_block" and is_comment(mark.content):
        return ""
    return "a heading" if mark.type == "heading_open" else UNKNOWN_BLOCKS.get(mark.type, "")


def is_of_figures(inline: Mark) -> bool:
    """Whether a paragraph has figures and nothing else."""
    kinds = {child.type for child in inline.children or []}
    return "image" in kinds and kinds <= {"image", "softbreak"}
