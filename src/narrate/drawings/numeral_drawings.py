"""Draws numerals as shapes instead of text, so that screen readers do not read them out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from narrate.installed import version
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo
from narrate.typeset.faces import FACES

NUMERAL = FactKind("numeral", 1, ("fonttools",))
_FACE = "Atkinson Hyperlegible"
_PALE = 0.2  # share of the second colour in the mixture with the background


def numeral_svg(digits: str, ground: str, other: str, memo: Memo = NO_MEMO) -> bytes:
    """Return ``digits`` as an SVG drawing, in the colour ``ground`` with a little of ``other`` mixed in.

    Colours are six hexadecimal digits.
    """
    path, (left, low, right, top) = _outline(digits, memo)
    channels = (
        round(int(ground[at : at + 2], 16) * (1 - _PALE) + int(other[at : at + 2], 16) * _PALE) for at in (0, 2, 4)
    )
    fill = "".join(f"{channel:02X}" for channel in channels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {-top:g} {right - left:g} {top - low:g}">'
        f'<path transform="scale(1 -1)" fill="#{fill}" d="{path}"/></svg>'
    ).encode()


def numeral_size(digits: str, memo: Memo = NO_MEMO) -> tuple[float, float]:
    """The width and height of ``digits``, in units of the font."""
    _, (left, low, right, top) = _outline(digits, memo)
    return right - left, top - low


@cache
def _outline(digits: str, memo: Memo) -> tuple[str, tuple[float, float, float, float]]:
    """Return the path of the digits side by side, with y upwards, and its bounds: (left, bottom, right, top)."""
    face = FACES[_FACE]

    def trace() -> Found:
        path, bounds = _traced(digits, face.file(bold=True))
        return Found(facts={"path": path, "bounds": bounds})

    subject = {"digits": digits, "face": f"{face.package} {version(face.package)}"}
    facts = memo.recall(NUMERAL, subject, trace).facts
    left, low, right, top = facts["bounds"]
    return facts["path"], (left, low, right, top)


def _traced(digits: str, face: Path) -> tuple[str, tuple[float, float, float, float]]:
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(face) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        pen: Any = SVGPathPen(glyphs)
        bounds: Any = BoundsPen(glyphs)
        at = 0
        for digit in digits:
            glyph = glyphs[names[ord(digit)]]
            for target in (pen, bounds):
                glyph.draw(TransformPen(target, (1, 0, 0, 1, at, 0)))
            at += glyph.width
        return pen.getCommands(), bounds.bounds
