"""Finds characters that no font has, before anything is spoken. They would show as empty boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.installed import how_to_install
from narrate.languages.scripts import script_name, script_of_letter
from narrate.model import Script, Sentence
from narrate.typeset.faces import Face, missing_extra, missing_letters

_EMOJI = ("So", "Sk")


def check_characters(script: Script, face: Face) -> Iterator[Problem]:
    """Yield a problem for each character that no font has, at its first place.

    Letters of a script without a font are reported together, once for each script.
    """
    seen: dict[str, tuple[str, Place, set[str]]] = {}
    for text, place in _texts(script):
        for letter in missing_letters(text, face):
            key = script_of_letter(letter) or letter
            where = Place(place.file, place.line, place.column + text.index(letter) if place.column else 0)
            seen.setdefault(key, (letter, where, set()))[2].add(letter)
    for key, (letter, place, letters) in seen.items():
        name = unicodedata.name(letter, "a character without a name")
        message = f"no font has {letter!r} ({name}, U+{ord(letter):04X})"
        if len(letters) > 1:
            message += f" and {len(letters) - 1} more {script_name(key)} characters"
        yield Problem(place, Severity.ERROR, "no-glyph", message, _hint(key, letter))


def _hint(script: str, letter: str) -> str:
    if extra := missing_extra(script):
        return how_to_install(extra)
    if script not in (letter, "Latn"):
        return f"there is no {script_name(script)} font for slides yet; write it in other letters"
    if unicodedata.category(letter) in _EMOJI:
        return "say it in words, or delete it: slides have no emoji and few signs"
    return "write it with other characters, or delete it"


def _texts(script: Script) -> Iterator[tuple[str, Place]]:
    """Yield every text that slides show, with the place of its first character. The column is 0 if unknown."""
    top = Place(str(script.path), 1)
    for text in (script.title, script.subtitle, script.publisher, script.address):
        yield text, top
    for segment in script.segments:
        place = segment.place or top
        yield segment.heading or "", Place(place.file, place.line)
        for point in segment.points:
            yield point.text, point.place or place
        for figure in segment.figures:
            yield figure.name, figure.place or place
        for sentence in segment.sentences:
            yield from _sentence(sentence, place)


def _sentence(sentence: Sentence, place: Place) -> Iterator[tuple[str, Place]]:
    for token in sentence.tokens if sentence.shown else ():
        yield token.text, token.place or sentence.place or place
    for cue in sentence.cues:
        yield cue.label, cue.place or sentence.place or place
