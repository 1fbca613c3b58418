"""Letters that no face here can show: pictures of slides would have an empty box in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.model import Script
from narrate.typeset.faces import face_for, missing_letters


def check_glyphs(script: Script) -> Iterator[Problem]:
    """A problem for each text of ``script`` that holds letters no face has."""
    told: set[str] = set()
    texts = list(_texts(script))
    face = face_for([text for text, _ in texts], script.language)
    for text, place in texts:
        letters = "".join(letter for letter in missing_letters(text, face) if letter not in told)
        if not letters:
            continue
        told |= set(letters)
        names = ", ".join(f"{letter!r} (U+{ord(letter):04X} {unicodedata.name(letter, '')})" for letter in letters[:5])
        more = f" and {len(letters) - 5} more" if len(letters) > 5 else ""
        yield Problem(
            place or Place(str(script.path), 1, 1), Severity.WARNING, "no-glyph", f"no font here can show {names}{more}",
            "write it in letters; for Chinese, Japanese and Korean install 'narrate[cjk]'",
        )  # fmt: skip


def _texts(script: Script) -> Iterator[tuple[str, Place | None]]:
    top = Place(str(script.path), 1, 1)
    yield from ((text, top) for text in (script.title, script.subtitle, script.publisher))
    for segment in script.segments:
        yield segment.heading or "", segment.place
        yield from ((point.text, point.place) for point in segment.points)
        yield from ((figure.name, figure.place) for figure in segment.figures)
        for sentence in segment.sentences:
            yield sentence.text, sentence.place
            yield from ((cue.label, cue.place) for cue in sentence.cues)
