"""Finds slides without a title, and titles that several slides have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.check.decks.examined_slide import ExaminedSlide, quoted
from narrate.check.decks.slide_facts import SlideFacts
from narrate.errors import Problem, Severity


def check_title(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report a slide without a title: with a screen reader, nobody finds it in the list of slides."""
    if not slide.title:
        message = f"slide {slide.number} has no title"
        hint = "write one, or choose Review > Check Accessibility > Add hidden slide title"
        yield Problem(slide.place, Severity.WARNING, "deck-title", message, hint)


def check_repeated_titles(slides: Sequence[SlideFacts]) -> Iterator[Problem]:
    """Report slides that have the same title as an earlier one."""
    first: dict[str, int] = {}
    for slide in slides:
        known = slide.title.casefold()
        earlier = first.setdefault(known, slide.place.line) if known else slide.place.line
        if earlier != slide.place.line:
            message = f"slides {earlier} and {slide.place.line} have the same title, {quoted(slide.title)}"
            hint = "say in each title what only its slide tells, such as (2 of 3)"
            yield Problem(slide.place, Severity.ADVICE, "deck-title", message, hint)
