"""Descriptions of figures, and slides too full for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.model import Script
from narrate.slides import paginate

_EMPTY_WORDS = re.compile(
    r"(?:image|picture|figure|photo|drawing|graphic|diagram|imagen|figura|foto|dibujo|diagrama|untitled|screenshot)?\s*\d*"
    r"|\S+\.(?:png|jpe?g|svg)",
    re.IGNORECASE,
)


def check_pictures(script: Script) -> Iterator[Problem]:
    """Figures without a description that helps who cannot see them, and slides that will be split."""
    for segment in script.segments:
        figure = segment.figure
        if figure is None:
            continue
        lit = any(sentence.cues for sentence in segment.sentences)
        place = figure.place or Place(str(script.path))
        if figure.decorative and lit:
            message = "a figure whose parts are lit is no decoration, and it has no description"
            yield Problem(place, Severity.ERROR, "missing-alt", message, "describe it: ![what it shows](…)")
        elif not figure.decorative and _EMPTY_WORDS.fullmatch(figure.alt):
            message = f"{figure.alt!r} does not describe the figure"
            hint = "say what it shows; leave the brackets empty only for decoration"
            yield Problem(place, Severity.WARNING, "missing-alt", message, hint)
    parts = {segment.id: 0 for segment in script.segments}
    for segment in paginate(script).segments:
        base = segment.id if segment.id in parts else segment.id.rpartition(".")[0]
        parts[base] = parts.get(base, 0) + 1
    for segment in script.segments:
        if parts[segment.id] > 1:
            place = segment.place or Place(str(script.path))
            message = f"the text fills {parts[segment.id]} slides"
            yield Problem(place, Severity.ADVICE, "full-slide", message, "give each thought a heading, or add points")
