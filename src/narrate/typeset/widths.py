"""Measures the width of text that is shaped by HarfBuzz, as viewers shape it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from narrate.typeset.faces import FACES, Face, chain, letters_of, open_font

THICKENING = 0.03  # em, the stroke that thickens fonts of one weight; half of it widens a letter at each side
_LATIN = re.compile("[\u0020-\u024f\u2010-\u2027\u2066-\u2069]+")  # characters that a deck shows in its Latin family
_DECK_LATIN = "Arimo"


def ems(text: str, face: Face, *, bold: bool) -> float:
    """Return the width of ``text`` in em, in a picture or in a PowerPoint deck, whichever is wider."""
    parts = [(run, FACES[family]) for run, family in runs(text, face)]
    width = max(
        sum(_ems(run, run_face.family, bold=bold) for run, run_face in parts),
        sum(_deck_ems(run, run_face, bold=bold) for run, run_face in parts) * face.stretch,
    )
    return width + THICKENING if bold and face.thickened else width


def runs(text: str, face: Face) -> Iterator[tuple[str, str]]:
    """Divide ``text`` into runs, and yield (run, family). The family is the first that has the letters of the run.

    Marks stay with their letters.
    """
    if letters_of(face.family).issuperset(text):
        yield text, face.family
        return
    start, family = 0, ""
    for index, letter in enumerate(text):
        clings = family and (unicodedata.category(letter)[0] == "M" or letter in "\u200c\u200d")
        if clings or (family and letter.isspace() and letter in letters_of(family)):
            continue
        first_family = next((name for name in chain(face) if letter in letters_of(name)), face.family)
        if family and first_family != family:
            yield text[start:index], family
            start = index
        family = first_family
    yield text[start:], family


def _deck_ems(text: str, face: Face, *, bold: bool) -> float:
    """Return the width of ``text`` in em, set in the deck's font families.

    It is an estimate if there are no metrics for them.
    """
    if face.twin:
        return _ems(text, face.twin, bold=bold)
    width, end = 0.0, 0
    for match in _LATIN.finditer(text):
        width += _ems(text[end : match.start()], face.family, bold=bold) * face.slack
        width += max(_ems(match.group(), face.family, bold=bold), _ems(match.group(), _DECK_LATIN, bold=bold))
        end = match.end()
    return width + _ems(text[end:], face.family, bold=bold) * face.slack


@lru_cache(maxsize=4096)
def _ems(text: str, family: str, *, bold: bool) -> float:
    import uharfbuzz

    if not text:
        return 0.0
    font = open_font(family, bold=bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    glyphs = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
    advance = sum(
        position.x_advance if info.codepoint else max(position.x_advance, _missing(text[info.cluster]) * font.face.upem)
        for info, position in glyphs
    )
    return float(advance / font.face.upem)


@lru_cache(maxsize=4096)
def has_raised_marks(word: str, face: Face) -> bool:
    """Whether ``face`` draws a mark of ``word`` higher or lower than the font has it, in regular or bold letters."""
    import uharfbuzz

    for bold in (False, True):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(open_font(face.family, bold=bold), buffer)
        if any(position.y_offset for position in buffer.glyph_positions or ()):
            return True
    return False


def _missing(letter: str) -> float:
    """Return an assumed width in em for a letter that no font has. It is wide enough for most letters."""
    if unicodedata.east_asian_width(letter) not in "WF":
        return 0.7
    return 1.3 if letter >= "\U0001f000" else 1.0
