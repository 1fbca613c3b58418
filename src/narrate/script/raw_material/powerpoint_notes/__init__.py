"""Reads the speaker notes of a PowerPoint deck as raw material (ISO/IEC 29500-1, chapters 19 and 21).

Of the slides only the notes are read, and the titles, which become headings. A place names the slide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrate.errors import Place, Problem, Severity
from narrate.model import Edit
from narrate.script.raw_material.material import Material, RawLine
from narrate.script.raw_material.opening_office_files import POWERPOINT, opened
from narrate.script.raw_material.powerpoint_notes.slides import (
    DeckSlide,
    deck_title,
    hidden_edits,
    read_slide,
    slide_parts,
)
from narrate.sources.text import clean


def read_notes(path: Path) -> tuple[Material, str]:
    """Return (notes, deck's title) of a ``.pptx`` file. Slide titles are headings in the notes.

    The deck's title is empty if it has none.

    A slide whose notes only repeat its title is an announcement: of the whole deck if it is the first slide, else of a
    section (heading of level 1). The titles of other slides have level 2. Titles are not words of the notes, so each is
    listed in the edits as an addition. Raises InputError if the file is not a .pptx, OutsideError if the system refuses
    to read it.
    """
    with opened(path, POWERPOINT) as (package, name):
        slides = [read_slide(path, package, part, number) for number, part in enumerate(slide_parts(package, name), 1)]
        title = deck_title(package)
    spoken = [slide for slide in slides if slide.notes and not slide.hidden]
    announcing = not all(slide.says_its_title for slide in spoken)
    silent = not spoken
    lines: list[RawLine] = []
    edits: list[Edit] = []
    problems = [no_notes(path, slides)] if silent else []
    for slide in slides:
        place = Place(str(path), slide.number)
        if slide.hidden:
            edits += hidden_edits(slide, place)
            continue
        edits += slide.edits
        if not slide.notes:
            problems += [] if silent else [_left_out(slide, place)]
            continue
        problems += slide.problems
        if announcing and slide.says_its_title:
            lines.append(_announcement(slide))
            continue
        lines.append(_heading(slide, place, edits, problems))
        lines += _narration(slide)
    return Material(lines, clean("\n".join(slide.plain for slide in slides)), edits, problems), title


def _narration(slide: DeckSlide) -> Iterator[RawLine]:
    """The spoken lines of a slide, one per paragraph."""
    for text, marker in slide.notes:
        yield RawLine(slide.number, text, follows_blank=True, turn=bool(marker), whole=True, marker=marker)


def _announcement(slide: DeckSlide) -> RawLine:
    first = slide.number == 1
    return RawLine(slide.number, slide.title, follows_blank=True, whole=True, level=0 if first else 1, is_title=first)


def _heading(slide: DeckSlide, place: Place, edits: list[Edit], problems: list[Problem]) -> RawLine:
    """The heading made from a slide's title, or from its number if it has no title."""
    if not slide.title:
        problems.append(
            Problem(place, Severity.WARNING, "check-heading", f"slide {slide.number} has no title", "give it one")
        )
    text = slide.title or f"{slide.number}"
    edits.append(Edit(place, "", "title of the slide" if slide.title else "number of the slide", text))
    return RawLine(
        slide.number, text, follows_blank=True, whole=True, level=2, check="" if slide.title else "heading"
    )  # fmt: skip


def _left_out(slide: DeckSlide, place: Place) -> Problem:
    message, hint = f"{slide.names} has no notes and is left out", "write what is said into its notes"
    return Problem(place, Severity.WARNING, "no-notes", message, hint)


def no_notes(path: Path, slides: Sequence[DeckSlide]) -> Problem:
    """Return the error that no slide of ``slides``, all of the deck, has notes to be spoken."""
    which = "no slide has notes"
    if any(slide.notes for slide in slides):
        which = "only hidden slides have notes"
    hint = "write what is said on each slide into its notes"
    return Problem(Place(str(path), 1), Severity.ERROR, "no-notes", f"{which}; narrate speaks the notes", hint)
