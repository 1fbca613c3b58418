"""Turns cleaned lines into a title and segments: complete sentences, cut into slides, under headings if there are any.

docs/script-format.md describes raw text: sentences are broken over lines, with blank lines anywhere, even every few
words. A list is spoken where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Edit, Kind, Segment
from narrate.script.cutting_into_slides import group
from narrate.script.raw_material.cleaning import clean
from narrate.script.raw_material.cleaning.edit_log import summary
from narrate.script.raw_material.encoding import cure
from narrate.script.raw_material.joining_lines import sentences_of
from narrate.script.raw_material.lost_words import account
from narrate.script.raw_material.material import Material, RawLine
from narrate.script.raw_material.shown_tables import table_of
from narrate.script.segments import SegmentMaker, SpokenSentence


@dataclass(frozen=True, slots=True)
class Composed:
    """A script made from raw material. ``edits`` and ``problems`` include those of reading and cleaning."""

    title: str
    segments: tuple[Segment, ...]
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _HeadedLines:
    """A heading and the lines under it."""

    heading: RawLine | None = None
    lines: list[RawLine] = field(default_factory=list)


def compose(path: Path, material: Material, topic: str, language: str, stated: str = "") -> Composed:
    """Compose the script from the ``material`` of the file ``path``.

    ``stated`` is the title if the lines hold none. The problems include an error ``lost-words`` if a word of the file
    is neither in the script nor listed as left out. Raises InputError if nothing can be spoken.
    """
    file = str(path)
    cured, cures, new_problems = cure(path, material.lines)
    problems = [*material.problems, *new_problems]
    cleaned = clean(file, cured, language)
    problems += cleaned.problems
    numbered, numbers = numbered_lines(file, cleaned.lines)
    title_in_text, parts = _titled(cleaned.title, stated, list(_parts(numbered)))
    title = title_in_text or stated or title_from(topic)
    segments, new_problems = _segments(file, title, parts, language)
    problems += new_problems
    if len(segments) < 2:
        if not any(problem.severity is Severity.ERROR for problem in problems):
            problems.append(
                Problem(Place(file, 1, 1), Severity.ERROR, "empty", "nothing to speak", "write the narration here")
            )
        raise InputError(*problems)
    edits = tuple(sorted((*material.edits, *cures, *cleaned.edits, *numbers), key=lambda edit: edit.place.line))
    problems += summary(edits)
    if not any(problem.severity is Severity.ERROR for problem in problems):
        problems += account(file, material.words, edits, title_in_text, segments)
    return Composed(title, segments, edits, tuple(problems))


def title_from(topic: str) -> str:
    """A title made from the words of the topic."""
    words = topic.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def numbered_lines(file: str, lines: Sequence[RawLine]) -> tuple[list[RawLine], list[Edit]]:
    """Return (``lines`` with the numbers of list points as text, an edit for each number).

    A document shows these numbers but does not hold them as text.
    """
    numbered, edits = [], []
    for line in lines:
        if any(character.isalnum() for character in line.marker):
            edits.append(Edit(Place(file, line.number), "", "number of a step", line.marker))
            numbered.append(replace(line, text=f"{line.marker} {line.text}"))
        else:
            numbered.append(line)
    return numbered, edits


def _parts(lines: Sequence[RawLine]) -> Iterator[_HeadedLines]:
    part = _HeadedLines()
    for line in lines:
        if line.level:
            if part.heading or part.lines:
                yield part
            part = _HeadedLines(line)
        else:
            part.lines.append(line)
    if part.heading or part.lines:
        yield part


def _titled(title: str, stated: str, parts: list[_HeadedLines]) -> tuple[str, list[_HeadedLines]]:
    """Return (title, other parts). ``title`` was found by cleaning; ``stated`` stands outside the text.

    If both are empty, a first heading becomes the title if no other heading has level 1 and no text is under it.
    """
    first = parts[0] if parts else _HeadedLines()
    tops = [part for part in parts if part.heading and part.heading.level == 1]
    is_lone = first.heading and first.heading.level == 1 and not first.lines and len(tops) == 1 and len(parts) > 1
    if first.heading and is_lone and not (title or stated):
        return first.heading.text, parts[1:]
    return title, parts


def _segments(
    file: str, title: str, parts: Sequence[_HeadedLines], language: str
) -> tuple[tuple[Segment, ...], list[Problem]]:
    maker = SegmentMaker()
    segments = [maker.announce(Kind.TITLE, title, Place(file, 1, 1))]
    problems: list[Problem] = []
    section: str | None = None
    depth = 0
    for part in parts:
        heading = part.heading
        if heading is not None and section is not None and heading.level <= depth:
            section = None
        spoken, new_problems = sentences_of(file, part.lines, language)
        problems += new_problems
        if heading is None:
            segments += _free(maker, spoken, language)
        elif not spoken:
            section, depth = heading.text, heading.level
            segments.append(maker.announce(Kind.SECTION, heading.text, Place(file, heading.number), section))
        else:
            place = Place(file, heading.number)
            drafted = heading.check == "heading"
            table, rows = table_of(file, part.lines, spoken, language)
            segments.append(
                maker.make(
                    Kind.NARRATION, spoken, heading=heading.text, section=section, points=rows, place=place,
                    drafted=drafted, table=table,
                )
            )  # fmt: skip
    return tuple(segments), problems


def _free(maker: SegmentMaker, spoken: Sequence[SpokenSentence], language: str) -> Iterator[Segment]:
    """Yield the slides of sentences without headings. A short line that looks like a heading begins a slide."""
    for start, end in _between_headings(spoken):
        inside = spoken[start:end]
        for number, sentences in enumerate(group(inside, language)):
            heading = sentences[0].text if number == 0 and inside[0].is_heading else None
            yield maker.make(
                Kind.NARRATION, sentences, heading=heading, place=sentences[0].place, drafted=heading is not None
            )


def _between_headings(spoken: Sequence[SpokenSentence]) -> Iterator[tuple[int, int]]:
    starts = sorted({0, *(index for index, sentence in enumerate(spoken) if sentence.is_heading)})
    yield from ((start, end) for start, end in zip(starts, [*starts[1:], len(spoken)], strict=True) if start < end)
