"""Formats that show slides and nothing else cannot be made of a kept deck without pictures."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Script


def unpainted_slides(script: Script, format_: str) -> Iterator[Problem]:
    """Yield an error if ``script`` is spoken to a kept deck whose slides have no pictures, which ``format_`` shows."""
    if script.kept is not None and not any(segment.figures for segment in script.segments):
        message = f"{format_} shows the slides, and there are no pictures of them"
        hint = "install LibreOffice, put pictures beside the deck, or build without this format"
        yield Problem(script.place, Severity.ERROR, "no-pictures", message, hint)
