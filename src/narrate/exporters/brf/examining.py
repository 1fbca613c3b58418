"""Finds what of a script cannot be written in braille, before anything is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.exporters.brf.tables import TABLES, table_for
from narrate.exporters.brf.translating import Translator
from narrate.languages import english_name, foreign_phrases
from narrate.model import Script, Segment

_LATIN = re.compile("[A-Za-z]{2,}")
_HINT = "write it in other words, or build without brf"


def problems_of(script: Script) -> Iterator[Problem]:
    """Yield an error for each text of ``script`` that liblouis cannot write, or for the whole language.

    A warning says that Latin letters cannot be told from others. Raises OutsideError if liblouis fails.
    """
    language = f"{english_name(script.language)} ({script.language})"
    table = table_for(script.language)
    if table is None or foreign_phrases(script.language):
        known = ", ".join(TABLES)
        message = (
            f"braille in {language} is not possible: liblouis has no table for it that keeps every word and number"
        )
        place = script.language_place or script.place
        yield Problem(place, Severity.ERROR, "no-braille", message, f"build without brf; it can be made in {known}")
        return
    texts = [(place or script.place, text) for place, text in _texts(script) if text]
    for (place, text), made in zip(texts, Translator(table).translate([text for _, text in texts]), strict=True):
        if made.fault:
            yield Problem(place, Severity.ERROR, "braille", f"{text[:60]!r} in braille: {made.fault}", _HINT)
    latin = next(((place, found[0]) for place, text in texts if (found := _LATIN.search(text))), None)
    if latin is not None and not table.marks_latin:
        message = f"{latin[1]!r} in braille: liblouis does not mark Latin letters in {language}, so they read as others"
        yield Problem(
            latin[0], Severity.WARNING, "braille-letters", message, "write units and names in its own letters"
        )


def _texts(script: Script) -> Iterator[tuple[Place | None, str]]:
    """Yield the place and the words of everything that a braille book of ``script`` says."""
    for text in (script.title, script.subtitle, script.publisher):
        yield script.place, text
    for segment in script.segments:
        yield segment.place, segment.heading or ""
        yield from ((sentence.place, sentence.text) for sentence in segment.sentences)
        yield from _shown(segment)


def _shown(segment: Segment) -> Iterator[tuple[Place | None, str]]:
    yield from ((point.place, point.text) for point in segment.points)
    for figure in segment.figures:
        yield from ((figure.place, text) for text in (figure.name, figure.alt, figure.description))
    for sentence in segment.sentences:
        yield from ((cue.place or sentence.place, cue.label) for cue in sentence.cues)
