"""How wide text is, shaped by HarfBuzz as every viewer shapes it."""

from __future__ import annotations

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
    return max(width, _ems(text, face.twin or face.family, bold=bold) * face.stretch)


@cache
def _ems(text: str, family: str, *, bold: bool) -> float:
    import uharfbuzz

    font = open_font(family, bold=bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions or ())
    return float(advance / font.face.upem)
