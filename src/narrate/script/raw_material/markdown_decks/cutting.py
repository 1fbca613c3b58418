"""Cuts a Markdown deck into slides, and each slide into its content and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from narrate.errors import Place
from narrate.model import Edit
from narrate.script.raw_material.markdown_decks.fences import FENCE, fence_after, fenced_lines
from narrate.script.raw_material.markdown_decks.tools import DASHES, Tool

SETTINGS = "settings of a slide"
NOTES_MARK = "mark of notes"
COMMENT = "comment"
_OTHER_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]{0,3}){3,20}|(?:_[ \t]{0,3}){3,20}|(?:-[ \t]{1,3}){3,20})$")
_HEADING = re.compile(r"^(#{1,6})\s")
_SETTING = re.compile(r"^(?:[A-Za-z][\w-]*:(?:\s|$)|\s+\S|\s*#|\s*-\s|\s*$)")
_NOTES_DIV = re.compile(r"^:::+\s*(?:notes|\{[^{}]{0,80}\.notes[^{}]{0,80}\})\s*$", re.IGNORECASE)
_DIV = re.compile(r"^(:::++)\s*+(.*)$")
_PROPERTY = re.compile(
    r"^(?:class|name|layout|template|count|exclude|continued|background-[a-z]+)\s*:.*$", re.IGNORECASE
)
_DECKSET_SETTING = re.compile(
    r"^(?:autoscale|background-color|build-lists|code-language|footer|header(?:-strong)?|slide-\w+|slidecount|slidenumbers|text|theme)\s*:.*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"<aside[^<>]{0,100}\bnotes\b[^<>]{0,100}>", re.IGNORECASE)
# Directives of Marp, reveal.js and Markdown linters: a comment with only these is not a note.
_DIRECTIVES = (
    "marp|theme|style|headingDivider|size|math|lang|title|author|description|keywords|url|image|paginate|header|footer|"
    "class|color|backgroundColor|backgroundImage|backgroundPosition|backgroundRepeat|backgroundSize|transition|auto-scaling"
)
_DIRECTIVE = re.compile(rf"\s*_?(?:{_DIRECTIVES})\s*:")
_MACHINE = re.compile(
    r"\s*(?:fit\b\s*$|\.(?:slide|element)\b|prettier-ignore|markdownlint|spell-?check|cspell|TOC\b|omit)"
)


@dataclass(slots=True)
class RawSlide:
    """A slide cut from the file, as (line number, Markdown) pairs. Each item of ``notes`` is a run of such lines."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    notes: list[list[tuple[int, str]]] = field(default_factory=list)


def cut_slides(
    path: Path, lines: Sequence[tuple[int, str]], tool: Tool, level: int, edits: list[Edit]
) -> list[RawSlide]:
    """The slides in order, with notes separate. What is left out is added to ``edits``.

    Headings of level 1 to ``level`` begin slides.
    """
    slides = [RawSlide()]
    quiet, index = _in_code_or_comment(lines), 0
    while index < len(lines):
        number, line = lines[index]
        if index in quiet:
            slides[-1].lines.append((number, line))
            index += 1
            continue
        if _is_rule(line, slides[-1].lines, tool):
            slides.append(RawSlide())
            taken = _slide_header(lines, index + 1) if tool.slide_headers else 0
            _leave_settings(path, lines[index + 1 : index + 1 + taken], edits)
            index += 1 + taken
            continue
        if line.strip() == "--" and tool.down:
            if tool.down == "cut":
                slides.append(RawSlide())
            index += 1
            continue
        heading = _HEADING.match(line)
        if heading and len(heading.group(1)) <= level and _filled(slides[-1].lines):
            slides.append(RawSlide())
        slides[-1].lines.append((number, line))
        index += 1
    for slide in slides:
        _take_notes(path, slide, tool, edits)
    return slides


def _in_code_or_comment(lines: Sequence[tuple[int, str]]) -> set[int]:
    """The indexes of lines that begin within a code block or comment; nothing in them begins a slide."""
    inside = set()
    fence, in_comment = "", False
    closing = _last_closing(lines)
    for index, (_, line) in enumerate(lines):
        if fence or in_comment:
            inside.add(index)
        if mark := FENCE.match(line):
            fence = fence_after(mark.group(1), fence) if fence or not in_comment else ""
        elif not fence:
            in_comment = index < closing and _comment_is_open(line, is_open=in_comment)
    return inside


def _is_rule(line: str, before: Sequence[tuple[int, str]], tool: Tool) -> bool:
    if tool.rules:
        above = before[-1][1].strip() if before else ""
        is_heading = bool(above) and not above.startswith(("#", "<", "-", "*", ">", "|", ":::"))
        return bool(_OTHER_RULE.match(line)) or (bool(DASHES.match(line)) and not is_heading)
    return bool(DASHES.match(line))


def _slide_header(lines: Sequence[tuple[int, str]], start: int) -> int:
    """How many lines from index ``start`` on are settings of a slide, including the final ``---``; 0 if none."""
    keys = 0
    for count, (_, line) in enumerate(lines[start : start + 60]):
        if DASHES.match(line):
            return count + 1 if keys else 0
        if not _SETTING.match(line) or (count == 0 and not re.match(r"[A-Za-z][\w-]*:(?:\s|$)", line)):
            return 0
        keys += ":" in line
    return 0


def _leave_settings(path: Path, lines: Sequence[tuple[int, str]], edits: list[Edit]) -> None:
    edits += [Edit(Place(str(path), number, 1), line.strip(), SETTINGS) for number, line in lines if line.strip(" -\t")]


def _last_closing(lines: Sequence[tuple[int, str]]) -> int:
    """The index of the last line that ends a comment; -1 if none.

    A ``<!--`` below that line does not open a comment.
    """
    return next((index for index in range(len(lines) - 1, -1, -1) if "-->" in lines[index][1]), -1)


def _comment_is_open(line: str, *, is_open: bool) -> bool:
    for mark in re.findall(r"<!--|-->", line):
        is_open = mark == "<!--"
    return is_open


def _take_notes(path: Path, slide: RawSlide, tool: Tool, edits: list[Edit]) -> None:
    """Move the notes of ``slide`` from its lines to its notes."""
    slide.lines = list(_without_settings(path, slide.lines, tool, edits))
    _take_divs(path, slide, edits)
    _take_asides(slide)
    _take_comments(path, slide, tool, edits)
    if tool.caret:
        slide.notes += [[(number, line.lstrip()[1:].strip())] for number, line in slide.lines if _is_caret(line)]
        slide.lines = [(number, line) for number, line in slide.lines if not _is_caret(line)]
    if tool.after:
        fenced = fenced_lines(slide.lines)
        for index, (number, line) in enumerate(slide.lines):
            if index not in fenced and (match := tool.after.match(line)):
                edits.append(Edit(Place(str(path), number, 1), match["mark"], NOTES_MARK))
                slide.notes.append([(number, match["rest"]), *slide.lines[index + 1 :]])
                slide.lines = slide.lines[:index]
                break


def _is_caret(line: str) -> bool:
    return line.lstrip().startswith("^")


def _without_settings(
    path: Path, lines: Sequence[tuple[int, str]], tool: Tool, edits: list[Edit]
) -> Iterator[tuple[int, str]]:
    """The lines without the settings at the top of a remark slide or of a Deckset deck."""
    pattern = {"remark": _PROPERTY, "Deckset": _DECKSET_SETTING}.get(tool.name)
    top = pattern is not None
    for number, line in lines:
        if top and pattern is not None and pattern.match(line):
            edits.append(Edit(Place(str(path), number, 1), line.strip(), SETTINGS))
            continue
        top = top and not line.strip()
        yield number, line


def _take_divs(path: Path, slide: RawSlide, edits: list[Edit]) -> None:
    """Move the notes between ``::: notes`` and ``:::`` from the slide's lines to its notes."""
    kept: list[tuple[int, str]] = []
    depth, notes = 0, list[tuple[int, str]]()
    for number, line in slide.lines:
        div = _DIV.match(line)
        if not depth and _NOTES_DIV.match(line):
            depth, notes = 1, []
            edits.append(Edit(Place(str(path), number, 1), line.strip(), NOTES_MARK))
        elif depth and div:
            depth += 1 if div.group(2).strip() else -1
            if div.group(2).strip():
                edits.append(Edit(Place(str(path), number, 1), line.strip(), SETTINGS))
            if not depth:
                slide.notes.append(notes)
        elif depth:
            notes.append((number, line))
        else:
            kept.append((number, line))
    if depth:
        slide.notes.append(notes)
    slide.lines = kept


def _take_asides(slide: RawSlide) -> None:
    """Move the notes in reveal.js's ``<aside class="notes">`` to the slide's notes.

    Their tags move too, to be listed later.
    """
    kept: list[tuple[int, str]] = []
    notes: list[tuple[int, str]] | None = None
    for number, line in slide.lines:
        if notes is None and _ASIDE.search(line):
            notes = []
        if notes is None:
            kept.append((number, line))
            continue
        notes.append((number, line))
        if "</aside>" in line.lower():
            slide.notes.append(notes)
            notes = None
    if notes:
        slide.notes.append(notes)
    slide.lines = kept


@dataclass(frozen=True, slots=True, eq=False)
class _Comment:
    """An HTML comment.

    ``lines`` are its lines; ``before`` is how many non-empty lines of the slide begin before its end.
    """

    lines: list[tuple[int, str]]
    before: int


def _take_comments(path: Path, slide: RawSlide, tool: Tool, edits: list[Edit]) -> None:
    """Move HTML comments from the slide's lines to its notes, or to ``edits`` if nobody speaks them."""
    slide.lines, comments = _without_comments(slide.lines)
    filled = _filled(slide.lines)
    for comment in comments:
        words = "\n".join(text for _, text in comment.lines).strip()
        is_last = comment is comments[-1] and comment.before == filled
        spoken = tool.comments == "all" or (tool.comments == "last" and is_last)
        if not words:
            continue
        if spoken and not _is_directive(words):
            slide.notes.append(comment.lines)
        else:
            why = SETTINGS if _is_directive(words) else COMMENT
            edits.append(Edit(Place(str(path), comment.lines[0][0], 1), words, why))


def _without_comments(lines: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[_Comment]]:
    """Return (``lines`` without HTML comments, the comments). Comments in code or without an end stay in the lines."""
    comments: list[_Comment] = []
    kept: list[tuple[int, str]] = []
    fenced = fenced_lines(lines)
    comment: list[tuple[int, str]] | None = None
    closing = _last_closing(lines)
    for index, (number, line) in enumerate(lines):
        if index in fenced:
            if comment is not None and not line:
                comment.append((number, ""))
            kept.append((number, line))
            continue
        rest, shown = line, ""
        if comment is not None and not line:
            comment.append((number, ""))
        while rest:
            if comment is None:
                ends_below = index < closing or "-->" in rest
                before, mark, rest = rest.partition("<!--") if ends_below and index <= closing else (rest, "", "")
                shown += before
                comment = [] if mark else None
                continue
            before, mark, rest = rest.partition("-->")
            comment.append((number, before))
            if mark:
                comments.append(_Comment(comment, _filled(kept) + bool(shown.strip())))
                comment = None
        kept.append((number, shown))
    return kept, comments


def _filled(lines: Sequence[tuple[int, str]]) -> int:
    """How many of ``lines`` are not empty."""
    return sum(bool(text.strip()) for _, text in lines)


def _is_directive(comment: str) -> bool:
    """Whether a comment only gives instructions to a program."""
    if _MACHINE.match(comment):
        return True
    lines = [line for line in comment.split("\n") if line.strip()]
    return bool(_DIRECTIVE.match(lines[0])) and all(_DIRECTIVE.match(line) or line[:1] in " \t-}" for line in lines)
