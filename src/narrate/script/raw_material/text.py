"""A text file as raw material."""

from __future__ import annotations

from narrate.script.raw_material.material import Material, RawLine


def text_material(text: str) -> Material:
    """The lines of ``text`` that hold something, their white space made single."""
    found, blank = [], True
    for number, line in enumerate(text.split("\n"), 1):
        if words := " ".join(line.split()):
            found.append(RawLine(number, words, blank, source=line))
        blank = not words
    return Material(found, text)
