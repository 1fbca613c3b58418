"""Reads a text file as raw material."""

from __future__ import annotations

from narrate.script.raw_material.material import Material, RawLine


def text_material(text: str) -> Material:
    """The non-empty lines of ``text``, with white space collapsed."""
    raw_lines, blank = [], True
    for number, line in enumerate(text.split("\n"), 1):
        if words := " ".join(line.split()):
            raw_lines.append(RawLine(number, words, blank, source=line))
        blank = not words
    return Material(raw_lines, text)
