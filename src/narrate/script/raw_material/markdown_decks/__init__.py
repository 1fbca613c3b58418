"""Reads Markdown decks of other programs: Marp, Slidev, reveal.js, remark, Deckset, Quarto, Pandoc.

Notes become the narration, and what a slide shows becomes its points. A slide without notes speaks what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.languages import is_tag, normal_tag
from narrate.model import Edit, Point, Segment
from narrate.script.marked_text import Flow
from narrate.script.outline import Heading, OutlinePart, ScriptOutline
from narrate.script.raw_material.markdown_decks.content import CODE, PICTURE, STRUCK, Block, read_blocks
from narrate.script.raw_material.markdown_decks.cutting import COMMENT, RawSlide, cut_slides
from narrate.script.raw_material.markdown_decks.tools import UNKNOWN, Tool, header_of, tool_of
from narrate.script.segments import speak_flow
from narrate.sources.yaml_nodes import Nodes

__all__ = ["DeckSlide", "MarkdownDeck", "deck_segments", "looks_like_deck", "read_deck", "tool_of"]

_NAMED = {CODE: "code", PICTURE: "a picture", STRUCK: "what is struck out", COMMENT: "a comment"}
_PANDOC_TITLE = re.compile(r"^%\s?(.*)$")


@dataclass(frozen=True, slots=True)
class DeckSlide:
    """A slide: its first line in the file, its heading, what else it shows, and its notes."""

    line: int
    heading: str
    shown: tuple[Block, ...]
    notes: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class MarkdownDeck:
    """A deck that was read. ``title`` and ``language`` (a tag) come from its header, and are empty if it has none.

    ``edits`` list everything in the file that is neither the title nor in a slide.
    """

    title: str
    language: str
    slides: tuple[DeckSlide, ...]
    edits: tuple[Edit, ...]


def looks_like_deck(path: Path, text: str, language: str) -> Problem | None:
    """The problem to report if a Markdown file is another program's deck; None if it is a script.

    ``language`` is a tag for the command that the problem proposes.
    """
    tool = tool_of(text)
    if tool is None:
        return None
    kind = f"a {tool.name} deck" if tool.name else "a deck whose slides are set apart by ---"
    states_language = re.search(r"^lang:", header_of(text)[0], re.MULTILINE)
    tag = "" if states_language or is_tag(path.stem) else f" --language {language or 'TAG'}"
    hint = f"narrate draft '{path.name}'{tag} --output NEW.md makes a script from it, in which its notes are spoken"
    return Problem(Place(str(path), 1, 1), Severity.ERROR, "other-deck", f"this looks like {kind}", hint)


def read_deck(path: Path, text: str) -> MarkdownDeck:
    """Read the deck in ``text``, written for any program.

    Every word of the text is in a slide, the title or an edit.
    """
    tool = tool_of(text) or UNKNOWN
    edits: list[Edit] = []
    header, end = header_of(text)
    title, language, level = _header(path, header, edits)
    first = text[:end].count("\n") + (not text[:end].endswith("\n") and bool(end))
    lines = list(enumerate(text.split("\n"), 1))[first:]
    while tool.by_heading and lines and (match := _PANDOC_TITLE.match(lines[0][1])):
        if not title:
            title = " ".join(match.group(1).split())
        else:
            edits.append(Edit(Place(str(path), lines[0][0], 1), match.group(1), "header of the deck"))
        lines.pop(0)
    level = level or (2 if tool.by_heading else 0)
    slides = [_slide(path, cut, tool, edits) for cut in cut_slides(path, lines, tool, level, edits)]
    return MarkdownDeck(title, language, tuple(slide for slide in slides if slide is not None), tuple(edits))


def _slide(path: Path, cut: RawSlide, tool: Tool, edits: list[Edit]) -> DeckSlide | None:
    """Read one slide; None if it is empty."""
    blocks = read_blocks(path, cut.lines, tool, edits)
    notes = [block for run in cut.notes for block in read_blocks(path, run, tool, edits)]
    index = next((number for number, block in enumerate(blocks) if block.level), -1)
    heading = blocks.pop(index).text if index == 0 or (index > 0 and blocks[index].level < 3) else ""
    if not (heading or blocks or notes):
        return None
    first = min([block.line for block in (*blocks, *notes)] + [number for number, _ in cut.lines[:1]])
    return DeckSlide(first, heading, tuple(blocks), tuple(notes))


def deck_segments(
    path: Path, deck: MarkdownDeck, fallback_title: str, topic: str, language: str
) -> tuple[tuple[str, tuple[Segment, ...]] | None, list[Problem]]:
    """Return ((title, segments), problems) of a deck. The first is None if errors leave no text.

    A slide with only a heading announces a section; the first such slide announces the deck. ``fallback_title`` is used
    if the deck has no title.
    """
    outline = ScriptOutline(str(path))
    slides, title = list(deck.slides), deck.title
    if slides and slides[0].heading and not slides[0].shown:
        title = title or slides[0].heading
        if not slides[0].notes and title == slides[0].heading:
            slides.pop(0)
    has_notes = any(slide.notes for slide in slides)
    for slide in slides:
        _add(outline, path, slide, language, has_notes=has_notes)
    made = outline.segments(title or fallback_title, topic, language)
    return made, [*outline.problems, *_left_out(deck.edits)]


def _points(path: Path, blocks: Sequence[Block]) -> list[Point]:
    """The blocks as points. The numbers of a second ordered list become part of the text of its points."""
    points: list[Point] = []
    last: int | None = None
    for block in blocks:
        point = Point(block.text, Place(str(path), block.line, 1), block.number)
        if block.number is not None and last is not None and block.number != last + 1:
            point = replace(point, text=f"{block.number}. {block.text}", number=None)
        elif block.number is not None:
            last = block.number
        points.append(point)
    return points


def _left_out(edits: Sequence[Edit]) -> list[Problem]:
    """A problem for each thing that a slide shows and a script cannot hold."""
    return [
        Problem(
            edit.place,
            Severity.WARNING,
            "left-out",
            f"left out: {_NAMED[edit.why]}: {edit.text[:60]!r}",
            "write what should be spoken or shown into the script",
        )
        for edit in edits
        if edit.why in _NAMED
    ]


def _add(outline: ScriptOutline, path: Path, slide: DeckSlide, language: str, *, has_notes: bool) -> None:
    """Add a slide to ``outline``. ``has_notes``: some slide of the deck has notes, so only notes are spoken."""
    place = Place(str(path), slide.line, 1)
    announces = not slide.notes and not slide.shown
    if slide.heading:
        outline.begin(Heading(1 if announces else 2, _flow(path, slide.heading, slide.line), place))
    else:
        outline.parts.append(OutlinePart(None))
    if announces:
        return
    if has_notes and not slide.notes:
        name = f"the slide {slide.heading!r}" if slide.heading else "a slide"
        message, hint = f"{name} has no notes: what it shows is spoken", "read it, and write what is said"
        outline.warn(place, "no-notes", message, hint)
    if any(block.in_table for block in [*slide.shown, *slide.notes]):
        outline.warn(place, "other-deck", "each row of this table was made a point", "write each as a sentence")
    outline.last.points += _points(path, slide.shown)
    for block in slide.notes or slide.shown:
        outline.last.spoken += speak_flow(_flow(path, block.text, block.line), language, outline.last.paragraphs)
        outline.last.paragraphs += 1


def _header(path: Path, header: str, edits: list[Edit]) -> tuple[str, str, int]:
    """Return the title, the language and the level of headings that begin slides, from the ``header`` of a deck.

    A value is empty or 0 if the header does not give it. All else in the header is added to ``edits``.
    """
    values = _values(path, header)
    title = " ".join(values.get("title", "").split())
    language = values.get("lang", "")
    level = values.get("slide-level", values.get("headingDivider", ""))
    is_title_listed = False
    for number, line in enumerate(header.split("\n"), 2):
        if not is_title_listed and title and line.startswith("title:") and title in line:
            is_title_listed = True
            line = line.replace(title, "", 1)  # noqa: PLW2901 - what is left of it is named
        if line.strip(" -#\t"):
            edits.append(Edit(Place(str(path), number, 1), line.strip(), "header of the deck"))
    tag = normal_tag(language) if language and is_tag(language) else ""
    return (title if is_title_listed else ""), tag, int(level) if level.isdecimal() and int(level) < 7 else 0


def _values(path: Path, header: str) -> dict[str, str]:
    """The keys of a header that have a single value."""
    root = Nodes(path, header, 2, "front-matter").root
    if root is None or root.id != "mapping":
        return {}
    return {str(key.value): str(value.value) for key, value in root.value if value.id == "scalar"}


def _flow(path: Path, text: str, line: int) -> Flow:
    return Flow(str(path), text, [], [], [0], [(line, 1)])
