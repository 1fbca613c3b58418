"""Finds broken links and marks: nobody means them to be spoken, but Markdown takes them for plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

MOST_BROKEN = 10  # reported per paragraph; more than that is not prose


@dataclass(frozen=True, slots=True)
class BrokenMarkup:
    """One kind of broken markup: its pattern, its problem code, what it is, and how to fix it."""

    pattern: str
    code: str
    what: str
    hint: str

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the places in ``text`` with this kind of broken markup, at most ``MOST_BROKEN``."""
        return islice(re.finditer(self.pattern, text, re.IGNORECASE), MOST_BROKEN)


_BROKEN = (
    BrokenMarkup(r"!\[[^\]]{0,200}\]\([^)]{0,200}\)?", "broken-link", "not read as a picture", "put a path that holds a space in pointed brackets: ![what it shows](<my figure.svg>)"),
    BrokenMarkup(r"!\[[^\]]{0,200}\]?", "broken-link", "not read as a picture", "write ![what it shows](figure.svg) in a paragraph of its own"),
    BrokenMarkup(r"\]\(\s*#\s", "broken-link", "not read as a cue", "write it without the space: [words](#part)"),
    BrokenMarkup(r"\]\s+\(#[^\s()]+\)", "broken-link", "not read as a cue", "write it without the space: [words](#part)"),
    BrokenMarkup(r"\]\((?=<?(?:say|lang):)", "broken-link", "not read as a link", "put the part after the word in pointed brackets: [words](<say:…>)"),
    BrokenMarkup(r"\]\((?!<?(?:say|lang):)", "broken-link", "not read as a link", "write it as plain text, with a backslash before the ]"),
    BrokenMarkup(r"<!--", "unknown-construct", "a comment that does not end in its paragraph", "end it with -->, and leave no empty line in it"),
    BrokenMarkup(r"~~[^~\n]+~~", "unknown-construct", "crossed out, but would be spoken", "delete it"),
    BrokenMarkup(r"\{[#.][A-Za-z][^{}\n]*\}|\{[A-Za-z-]+=[^{}\n]*\}", "unknown-construct", "not part of the script format", "delete it"),
    BrokenMarkup(r"\[\^[^\]\s]{1,30}\]", "unknown-construct", "a footnote", "write it as text"),
    BrokenMarkup(r"[(\[]\s*(?:pause|voice)\s*:[^()\[\]]{0,60}[)\]]", "direction", "a stage direction inside a paragraph of text", "write it in a paragraph of its own: (pause: 1.5)"),
    BrokenMarkup(r"\A[(\[]\s?pause(?:\s+\d[\d.,]*)?\s?(?:s|secs?|seconds?)?\s?[)\]]\W?\Z", "direction", "not a complete stage direction", "write it as (pause: 1.5)"),
)  # fmt: skip


def find_broken_markup(text: str) -> Iterator[tuple[re.Match[str], BrokenMarkup]]:
    """Yield each place in ``text`` with broken markup, once, and the kind of broken markup found there."""
    taken: list[tuple[int, int]] = []
    for construct in _BROKEN:
        for match in construct.find(text):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match, construct
