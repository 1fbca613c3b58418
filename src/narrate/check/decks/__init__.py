"""A report on the slides of a PowerPoint deck that somebody else made: what people who cannot see it, or not well, miss.

``narrate check`` gives it for a deck beside what it says of the notes (docs/checking-decks.md). Nothing is changed.
Slides that are hidden are not examined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from narrate.check.decks.alternatives import check_alternatives
from narrate.check.decks.animations import check_animations
from narrate.check.decks.contrasts import check_contrasts
from narrate.check.decks.examined_slide import ExaminedSlide
from narrate.check.decks.languages import check_languages
from narrate.check.decks.pictures_of_text import check_pictures_of_text
from narrate.check.decks.reading_order import check_reading_order
from narrate.check.decks.slide_facts import SlideFacts, facts_of
from narrate.check.decks.starting_media import check_starting_media
from narrate.check.decks.tables import check_tables
from narrate.check.decks.text_sizes import check_text_sizes
from narrate.check.decks.titles import check_repeated_titles, check_title
from narrate.errors import InputError, Place, Problem, Severity
from narrate.script.kept_decks import MAX_BYTES, MAX_UNPACKED
from narrate.script.raw_material.opening_office_files import MACRO_POWERPOINT, opened
from narrate.sources.packages import PackageFault
from narrate.sources.powerpoint.sheets import SheetReader

SLIDE_RULES: tuple[Callable[[ExaminedSlide], Iterable[Problem]], ...] = (
    check_title,
    check_alternatives,
    check_reading_order,
    check_tables,
    check_pictures_of_text,
    check_text_sizes,
    check_starting_media,
    check_animations,
)
DECK_RULES: tuple[Callable[[Sequence[SlideFacts]], Iterable[Problem]], ...] = (
    check_repeated_titles,
    check_contrasts,
    check_languages,
)


def report_on(path: Path, language: str = "") -> list[Problem]:
    """Return what is to be said of the slides in the deck ``path``. Each problem is a warning or advice.

    ``language`` is the tag of the deck's language, empty if it is not known. The list is empty if the file cannot be
    read as a deck: the reader of the notes says why. Raises OutsideError if the system refuses to read it.
    """
    problems: list[Problem] = []
    try:
        problems += _examined(path, language)
    except InputError:
        return problems
    return problems


def _examined(path: Path, language: str) -> Iterator[Problem]:
    facts: list[SlideFacts] = []
    with opened(path, MACRO_POWERPOINT, MAX_BYTES, MAX_UNPACKED) as (package, name):
        reader = SheetReader(package, name)
        for number, part in enumerate(reader.slide_parts(), 1):
            place = Place(str(path), number)
            try:
                sheets = reader.read(part)
            except PackageFault as fault:
                yield _unexamined(place, fault)
                continue
            if sheets.is_hidden:
                continue
            slide = ExaminedSlide(number, place, sheets, language)
            for rule in SLIDE_RULES:
                yield from rule(slide)
            facts.append(facts_of(slide))
    for deck_rule in DECK_RULES:
        yield from deck_rule(facts)


def _unexamined(place: Place, fault: PackageFault) -> Problem:
    message = f"slide {place.line} cannot be examined: {fault}"
    return Problem(place, Severity.WARNING, "deck-unread", message, fault.hint)
