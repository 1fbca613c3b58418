"""Finds the code blocks of a Markdown deck: lines between fences of backticks or tildes."""

from __future__ import annotations

import re
from collections.abc import Sequence

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")


def fenced_lines(lines: Sequence[tuple[int, str]]) -> set[int]:
    """The indexes of lines in code blocks."""
    fenced, fence = set(), ""
    for index, (_, line) in enumerate(lines):
        mark = FENCE.match(line)
        if mark or fence:
            fenced.add(index)
        if mark:
            fence = fence_after(mark.group(1), fence)
    return fenced


def fence_after(mark: str, fence: str) -> str:
    """The fence of the code block that is open after the line with the fence ``mark``; empty if none is open.

    ``fence`` is the one that was open before that line.
    """
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence
