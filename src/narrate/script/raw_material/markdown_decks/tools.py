"""Recognises which program's slides a Markdown file holds, and how that program writes them.

Marp, Slidev, reveal.js, remark, Deckset, Quarto and Pandoc all separate slides with a line of ``---``, but put notes
in different places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_HEADER = re.compile(r"\A\s{0,20}---[ \t]*\n((?:(?!---[ \t]*\n).*\n)*?)---[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"^([A-Za-z][\w-]*):", re.MULTILINE)
_FENCED = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
DASHES = re.compile(r"^ {0,3}-{3,}[ \t]*$")


@dataclass(frozen=True, slots=True)
class Tool:
    """How a program writes slides in Markdown.

    ``comments``: which HTML comments are notes: all, the last of a slide, or none. ``after`` matches the line after
    which the rest of a slide is notes. ``caret``: notes are lines that begin with ``^``. ``down`` is what a line ``--``
    does: it begins a new slide ("cut"), continues the same slide ("same"), or nothing. ``by_heading``: headings of
    level 1 and 2 also begin slides. ``rules``: ``***`` and ``___`` also separate slides, and words above ``---`` are a
    heading. ``slide_headers``: ``key: value`` lines between two lines of ``---`` are settings of the slide below.
    """

    name: str
    comments: Literal["all", "last", "none"] = "none"
    after: re.Pattern[str] | None = None
    caret: bool = False
    down: Literal["cut", "same", ""] = ""
    by_heading: bool = False
    rules: bool = False
    slide_headers: bool = False


_NOTE_LINE = re.compile(r"^\s{0,3}(?P<mark>notes?:)[ \t]*+(?P<rest>.*)$", re.IGNORECASE)
_QUESTIONS = re.compile(r"^(?P<mark>\?\?\?)[ \t]*+(?P<rest>.*)$")
_EITHER = re.compile(r"^\s{0,3}(?P<mark>notes?:|\?\?\?)[ \t]*+(?P<rest>.*)$", re.IGNORECASE)
MARP = Tool("Marp", comments="all", rules=True)
SLIDEV = Tool("Slidev", comments="last", slide_headers=True)
REVEAL = Tool("reveal.js", after=_NOTE_LINE, down="cut")
REMARK = Tool("remark", after=_QUESTIONS, down="same")
DECKSET = Tool("Deckset", caret=True)
QUARTO = Tool("Quarto", by_heading=True, rules=True)
PANDOC = Tool("Pandoc", by_heading=True, rules=True)
UNKNOWN = Tool("", comments="all", after=_EITHER, slide_headers=True)

_SLIDEV_KEYS = frozenset(
    [
        "aspectRatio", "background", "canvasWidth", "class", "colorSchema", "download", "drawings",
        "exportFilename", "favicon", "fonts", "highlighter", "layout", "lineNumbers", "mdc", "monaco",
        "routerMode", "themeConfig", "titleTemplate", "transition",
    ]
)  # fmt: skip
# Settings and marks that only narrate scripts have.
_OURS = frozenset(["address", "lexicon", "pronounce", "publisher", "rate", "voice"])
_OUR_MARKS = re.compile(r"\]\(#[^\s()]|\]\(<?(?:say|lang):|^\((?:pause|voice):", re.MULTILINE)
_SLIDES_OF_QUARTO = re.compile(
    r"^(?:format|output):\s*[\"']?(?:[\w-]{0,30}revealjs|pptx|beamer|powerpoint|slidy|ioslides|\n\s+(?:[\w-]{0,30}revealjs|pptx|beamer|powerpoint|slidy|ioslides))",
    re.MULTILINE,
)
_DECKSET_TOP = re.compile(
    r"\A\s*(?:(?:autoscale|slidenumbers|build-lists|footer|theme|slide-transition)\s*:.*\n)+", re.IGNORECASE
)


def header_of(text: str) -> tuple[str, int]:
    """Return (header, offset of its end): the YAML between two lines of ``---`` at the top of ``text``.

    It is ("", 0) if there is no header.
    """
    match = _HEADER.match(text)
    is_header = match is not None and (not match.group(1).strip() or _KEY.search(match.group(1)))
    return (match.group(1), match.end()) if match and is_header else ("", 0)


def tool_of(text: str) -> Tool | None:
    """The program for whose slides ``text`` is written; None if ``text`` is not a deck.

    It is ``UNKNOWN`` if the program cannot be identified. A narrate script with a stray line of ``---`` is not a deck;
    that line is reported to its writer.
    """
    if "---" not in text and "\n::: " not in text:
        return None
    header, end = header_of(text)
    keys = set(_KEY.findall(header))
    if re.search(r"^marp:\s*true\b", header, re.MULTILINE | re.IGNORECASE):
        return MARP
    if keys & _OURS or _OUR_MARKS.search(text):
        return None
    if "xaringan::" in header:
        return REMARK
    if _SLIDES_OF_QUARTO.search(header):
        return QUARTO
    lines = _unfenced(text[end:])
    rules = sum(
        bool(DASHES.match(line)) and (index == 0 or not lines[index - 1].strip() or keys.isdisjoint({"lang", "title"}))
        for index, line in enumerate(lines)
    )
    return _by_marks(keys, lines, rules) if rules else PANDOC if "slide-level" in keys else None


# The tool, a mark that only its decks have, and how many lines of --- must accompany it.
_MARKS_OF_TOOLS = (
    (SLIDEV, re.compile(r"^---[ \t]*\n(?:layout|transition|clicks):", re.MULTILINE), 0),
    (REMARK, re.compile(r"^\?\?\?[ \t]*$|\A\s*(?:class|layout|name):\s", re.MULTILINE), 0),
    (REVEAL, re.compile(r"<!--\s*\.(?:slide|element)|data-markdown"), 0),
    (REVEAL, re.compile(r"^notes?:(?:\s|$)", re.MULTILINE | re.IGNORECASE), 2),
    (DECKSET, re.compile(r"^\^ ?\S|^\[\.[a-z-]+:", re.MULTILINE), 0),
    (DECKSET, _DECKSET_TOP, 0),
    (PANDOC, re.compile(r"^:::+\s*(?:notes|\{\.notes\})|\A% ", re.MULTILINE), 0),
)


def _by_marks(keys: set[str], lines: list[str], rules: int) -> Tool | None:
    body = "\n".join(lines)
    if keys & _SLIDEV_KEYS:
        return SLIDEV
    for tool, pattern, fewest in _MARKS_OF_TOOLS:
        if rules >= fewest and pattern.search(body):
            return tool
    if "lang" in keys or rules < 2:
        return None
    return UNKNOWN if _mostly_slides(lines) else None


def _mostly_slides(lines: list[str]) -> bool:
    """Whether most parts between lines of ``---`` begin with a heading, or hold text only in a comment."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if DASHES.match(line):
            parts.append([])
        elif line.strip():
            parts[-1].append(line)
    filled = [part for part in parts if part]
    return sum(part[0].startswith(("#", "<!--", "![")) for part in filled) * 2 > len(filled)


def _unfenced(text: str) -> list[str]:
    """The lines of ``text`` outside code blocks."""
    unfenced, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCED.match(line)
        if fence:
            fence = "" if mark and mark.group(1).startswith(fence) else fence
        elif mark:
            fence = mark.group(1)
        else:
            unfenced.append(line)
    return unfenced
