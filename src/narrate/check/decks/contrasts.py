"""Reports words whose colour is too near to that of the ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.check.decks.examined_slide import quoted
from narrate.check.decks.faint_words import Faint
from narrate.check.decks.slide_facts import SlideFacts
from narrate.check.decks.slide_numbers import slide_numbers
from narrate.errors import Place, Problem, Severity


def check_contrasts(slides: Sequence[SlideFacts]) -> Iterator[Problem]:
    """Report each pair of colours once for all its slides, since it often comes from the master."""
    found: dict[tuple[str, str], list[tuple[Place, Faint]]] = {}
    for slide in slides:
        for faint in slide.faint:
            found.setdefault((faint.ink, faint.ground), []).append((slide.place, faint))
    for (ink, ground), every in found.items():
        place, first = every[0]
        also = f" and {len(every) - 1} more on {slide_numbers([where for where, _ in every])}" if len(every) > 1 else ""
        message = (
            f"{quoted(' '.join(first.text.split()))}{also} {'are' if also else 'is'} hard to read: #{ink} on #{ground} has a "
            f"contrast of {_rounded_down(first.ratio)}:1"
        )
        needed = max(faint.needed for _, faint in every)
        yield Problem(place, Severity.WARNING, "deck-contrast", message, f"take colours with at least {needed:g}:1")


def _rounded_down(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:g}"
