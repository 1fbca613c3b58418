"""Finds broken links and marks: nobody means them to be spoken, but Markdown takes them for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MOST_BROKEN = 10  # reported per paragraph; more than that is not prose


@dataclass(frozen=True, slots=True)
class Unspoken:
    """One kind of broken markup: its pattern, its problem code, what it is, and how to fix it."""

    pattern: str
    code: str
    what: str
    hint: str

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places in ``text`` with this kind of broken markup, at most ``MOST_BROKEN``."""
        return islice(re.finditer(self.pattern, text, re.IGNORECASE), MOST_BROKEN)


_UNSPOKEN = (
    Unspoken(r"!\[[^\]]{0,200}\]\([^)]{0,200}\)?", "broken-link", "no picture", "put a path that holds a space in pointed brackets: ![what it shows](<my figure.svg>)"),
    Unspoken(r"!\[[^\]]{0,200}\]?", "broken-link", "no picture", "write ![what it shows](figure.svg) in a paragraph of its own"),
    Unspoken(r"\]\(\s*#\s", "broken-link", "no cue", "write it without the space: [words](#part)"),
    Unspoken(r"\]\s+\(#[^\s()]+\)", "broken-link", "no cue", "write it without the space: [words](#part)"),
    Unspoken(r"\]\((?=<?(?:say|lang):)", "broken-link", "no link", "put the part after the word in pointed brackets: [words](<say:…>)"),
    Unspoken(r"\]\((?!<?(?:say|lang):)", "broken-link", "no link", "write it as plain text, with a backslash before the ]"),
    Unspoken(r"<!--", "unknown-construct", "a comment that does not end in its paragraph", "end it with -->, and leave no empty line in it"),
    Unspoken(r"~~[^~\n]+~~", "unknown-construct", "crossed out, and would be read", "delete it"),
    Unspoken(r"\{[#.][A-Za-z][^{}\n]*\}|\{[A-Za-z-]+=[^{}\n]*\}", "unknown-construct", "not known here", "delete it"),
    Unspoken(r"\[\^[^\]\s]{1,30}\]", "unknown-construct", "a footnote", "write it as text"),
    Unspoken(r"[(\[]\s*(?:pause|voice)\s*:[^()\[\]]{0,60}[)\]]", "direction", "a stage direction within text", "write it in a paragraph of its own: (pause: 1.5)"),
    Unspoken(r"\A[(\[]\s?pause(?:\s+\d[\d.,]*)?\s?(?:s|secs?|seconds?)?\s?[)\]]\W?\Z", "direction", "no stage direction", "write it as (pause: 1.5)"),
)  # fmt: skip


def unspoken(text: str) -> Iterator[tuple[re.Match[str], Unspoken]]:
    """Yield each place in ``text`` with broken markup, once, and the kind of broken markup found there."""
    taken: list[tuple[int, int]] = []
    for one in _UNSPOKEN:
        for match in one.find(text):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match, one
