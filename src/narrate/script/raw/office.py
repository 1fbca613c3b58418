"""A Word document, or the speaker notes of a PowerPoint deck, as a script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit, Kind, Point, Segment
from narrate.script.flow import Flow
from narrate.script.outline import Heading, Outline
from narrate.script.raw.cleaning import take_title
from narrate.script.raw.material import Line
from narrate.script.raw.notes import read_notes as notes_material
from narrate.script.raw.transcript import read_lines, title_from
from narrate.script.raw.word import read_word as word_material
from narrate.script.segments import SegmentMaker, speak_flow

Read = tuple[str, tuple[Segment, ...]]
_NUMBER = re.compile(r"(\d{1,9})[.)]?")


def read_word(path: Path, topic: str, language: str) -> tuple[Read | None, list[Problem]]:
    """Title and segments of a ``.docx`` file; one without headings is read as a raw transcript.

    Raises InputError when it is no such file, OutsideError when the system refuses to read it.
    """
    material = word_material(path, language)
    problems = [*material.problems, *_left_out(material.edits)]
    title = next((line.text for line in material.lines if line.is_title), "")
    rest = [line for line in material.lines if not line.is_title]
    if rest and not any(line.level or line.marker for line in rest):
        found, lines = (title, rest) if title else take_title(rest)
        read, segments = read_lines(path, lines, topic, language, problems)
        return ((found or read), _retitled(found, segments)), problems
    outline = _outlined(path, rest, language)
    title = title or ("" if outline.titles_itself else title_from(topic))
    return outline.segments(title, topic, language), [*outline.problems, *problems]


def read_notes(path: Path, topic: str, language: str) -> tuple[Read | None, list[Problem]]:
    """Title and segments of a ``.pptx`` file, from its notes. Raises as ``read_word`` does."""
    material, title = notes_material(path)
    problems = [*material.problems, *_left_out(material.edits)]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    title = next((line.text for line in material.lines if line.is_title), title) or title_from(topic)
    outline = _outlined(path, [line for line in material.lines if not line.is_title], language, listed=False)
    return outline.segments(title, topic, language), [*outline.problems, *problems]


def _outlined(path: Path, lines: Iterable[Line], language: str, *, listed: bool = True) -> Outline:
    outline = Outline(str(path))
    for line in lines:
        place = Place(str(path), line.number)
        flow = Flow(str(path), line.text, [], [], [0], [(line.number, 1)])
        if line.level:
            outline.begin(Heading(line.level, flow, place, drafted=line.check == "heading"))
        elif line.marker and listed:
            number = _NUMBER.fullmatch(line.marker)
            outline.last.points.append(Point(line.text, place, int(number.group(1)) if number else None))
        else:
            outline.last.spoken += speak_flow(flow, language, outline.last.paragraphs)
            outline.last.paragraphs += 1
    return outline


def _left_out(edits: Iterable[Edit]) -> list[Problem]:
    hint = "write what should be spoken into the text"
    return [
        Problem(edit.place, Severity.ADVICE, "left-out", f"left out ({edit.why}): {edit.text[:60]!r}", hint)
        for edit in edits
        if edit.text and not edit.instead
    ]


def _retitled(title: str, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    if not title:
        return segments
    return (SegmentMaker().announce(Kind.TITLE, title, segments[0].place), *segments[1:])
