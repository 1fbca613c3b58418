"""Finds words whose colour is too near to that of the ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.check.decks.examined_slide import ExaminedSlide
from narrate.sources.drawing_colours import UNKNOWN
from narrate.sources.powerpoint.grounds import cell_ground, grounds, inks
from narrate.sources.powerpoint.shapes import AROUND, Shape
from narrate.sources.powerpoint.text_looks import Run
from narrate.typeset.contrast import contrast

_LARGE, _LARGE_BOLD = 18, 14  # points
_HEXADECIMAL = frozenset("0123456789ABCDEF")


@dataclass(frozen=True, slots=True)
class Faint:
    """Words that are hard to read: their contrast and the contrast that they need, and the two colours (hexadecimal)."""

    ratio: float
    needed: float
    ink: str
    ground: str
    text: str


def faint_words(slide: ExaminedSlide) -> Iterator[Faint]:
    """Yield the faintest words of each shape if they are too faint.

    Nothing is said where a colour is not certain: over pictures, patterns and transparent fills, in tables whose style
    decides, and for words with an outline or a glow. Where several colours are behind words or in them, each pair
    must be too near. Footers, dates and slide numbers are not judged.
    """
    if not slide.sheets.colours:
        return
    for shape, below in _layers(slide):
        if shape.holder not in AROUND and (faint := _faintest(slide, shape, below)):
            yield faint


def _layers(slide: ExaminedSlide) -> Iterator[tuple[Shape, Sequence[Shape]]]:
    """Yield each shape with words, and the shapes below it."""
    below = list(slide.below)
    for shape in slide.all_shapes:
        if slide.is_seen(shape) and not shape.parts:
            if shape.kind in ("text", "table"):
                yield shape, below
            below.append(shape)


def _faintest(slide: ExaminedSlide, shape: Shape, below: Sequence[Shape]) -> Faint | None:
    faintest = None
    behind: list[str] | None = None
    for run in slide.runs(shape):
        if not any(map(str.isalnum, run.text)):
            continue
        if shape.kind == "table":
            cell = next(run.element.iterancestors("{*}tc"))
            behind = cell_ground(cell, slide.sheets)
            if run.element.find("{*}rPr/{*}solidFill") is None:
                continue
        elif behind is None:
            behind = grounds(shape, below, slide.sheets)
        faint = _faint(run, inks(run, shape, slide.sheets), behind)
        if faint is not None and (faintest is None or faint.ratio < faintest.ratio):
            faintest = faint
    return faintest


def _faint(run: Run, colours: Sequence[str], behind: Sequence[str]) -> Faint | None:
    """Return the best pair of colours if even that is too near."""
    if not colours or not behind or not all(map(_is_colour, (*colours, *behind))):
        return None
    needed = 3.0 if run.points >= _LARGE or (run.is_bold and run.points >= _LARGE_BOLD) else 4.5
    ratio, ink, ground = max((contrast(ink, ground), ink, ground) for ink in colours for ground in behind)
    return Faint(ratio, needed, ink, ground, run.text) if ratio < needed - 0.05 else None


def _is_colour(colour: str) -> bool:
    return colour != UNKNOWN and len(colour) == 6 and set(colour) <= _HEXADECIMAL
