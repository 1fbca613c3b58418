"""Finds what in a script cannot be printed, before anything is spoken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Script
from narrate.typeset.faces import face_for, missing_letters


def problems_of(script: Script) -> Iterator[Problem]:
    """Yield an error for each longer description of a figure with a character that no font has.

    Slides do not show these words. All others are examined when the slides are laid out.
    """
    face = face_for(
        [script.title, *(sentence.text for one in script.segments for sentence in one.sentences)], script.language
    )
    for segment in script.segments:
        for figure in segment.figures:
            for letter in missing_letters(figure.description, face)[:1]:
                name = unicodedata.name(letter, "a character without a name")
                message = f"no font has {letter!r} ({name}, U+{ord(letter):04X}), which the description of a figure has"
                hint = "write it with other characters, or delete it: the handout prints the description"
                yield Problem(figure.place or segment.place or script.place, Severity.ERROR, "no-glyph", message, hint)
