"""How wide text is, shaped by HarfBuzz as every viewer shapes it."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from narrate.typeset.faces import FACES, Face

if TYPE_CHECKING:
    import uharfbuzz

_BOLD = 700  # of a variable font's weights


@cache
def open_font(family: str, *, bold: bool) -> uharfbuzz.Font:
    """The font of a family. Raises MissingDependencyError where it is not installed."""
    import uharfbuzz

    path = FACES[family].file(bold=bold)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    if bold and "[" in path.name:
        font.set_variations({"wght": _BOLD})
    return font


def ems(text: str, face: Face, *, bold: bool) -> float:
    """The width of ``text`` in em: the wider of what a picture and what a deck shows."""
    width = _ems(text, face.family, bold=bold)
    return max(width, _ems(text, face.twin, bold=bold)) if face.twin else width


@cache
def _ems(text: str, family: str, *, bold: bool) -> float:
    import uharfbuzz

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


def _missing(letter: str) -> float:
    """A width in em for a letter that the font lacks and another will show: room enough for most."""
    if unicodedata.east_asian_width(letter) not in "WF":
        return 0.7
    return 1.3 if letter >= "\U0001f000" else 1.0
