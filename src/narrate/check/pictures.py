"""Checks the descriptions of figures, and finds slides with too much text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Script

_EMPTY_WORDS = re.compile(
    r"(?:image|picture|figure|photo|drawing|graphic|diagram|imagen|figura|foto|dibujo|diagrama|untitled|screenshot)?\s*\d*"
    r"|\S+\.(?:png|jpe?g|webp|svg)",
    re.IGNORECASE,
)


def check_pictures(script: Script) -> Iterator[Problem]:
    """Report figures whose description does not help people who cannot see them.

    A figure may be called decoration and need no description, but not if its parts are highlighted.
    """
    for segment in script.segments:
        lit = {cue.part for sentence in segment.sentences for cue in sentence.cues}
        for figure in segment.figures:
            place = figure.place or script.place
            if figure.decorative and lit & set(figure.parts):
                message = "parts of this figure are highlighted, so it is not decoration and needs a description"
                yield Problem(place, Severity.ERROR, "missing-alt", message, "describe it: ![what it shows](…)")
            elif not figure.decorative and _EMPTY_WORDS.fullmatch(figure.alt):
                message = f"{figure.alt!r} does not describe the figure"
                hint = "say what it shows; leave the brackets empty only for decoration"
                yield Problem(place, Severity.WARNING, "missing-alt", message, hint)


def check_fullness(script: Script, paginated: Script) -> Iterator[Problem]:
    """Advise on segments of ``script`` that fill several slides. ``paginated`` is the script divided into slides."""
    parts = {segment.id: 0 for segment in script.segments}
    for segment in paginated.segments:
        base = segment.id if segment.id in parts else segment.id.rpartition(".")[0]
        parts[base] = parts.get(base, 0) + 1
    for segment in script.segments:
        if parts[segment.id] > 2:
            place = segment.place or script.place
            message = f"the text fills {parts[segment.id]} slides"
            yield Problem(
                place, Severity.ADVICE, "full-slide", message, "give each idea a heading of its own, or add points"
            )
