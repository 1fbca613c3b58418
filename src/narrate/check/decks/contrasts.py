"""Finds words whose colour is too near to that of the ground (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrate.check.decks.slide_facts import ExaminedSlide, quoted
from narrate.errors import Problem, Severity
from narrate.sources.drawing_colours import UNKNOWN
from narrate.sources.powerpoint.grounds import cell_ground, grounds, inks
from narrate.sources.powerpoint.shapes import Shape
from narrate.sources.powerpoint.text_looks import Run
from narrate.typeset.contrast import contrast

_LARGE, _LARGE_BOLD = 18, 14  # points
_HEXADECIMAL = frozenset("0123456789ABCDEF")


@dataclass(frozen=True, slots=True)
class _Faint:
    ratio: float
    needed: float
    ink: str
    ground: str
    text: str


def check_contrasts(slide: ExaminedSlide) -> Iterator[Problem]:
    """Report the faintest words of a slide if they are too faint, and how many texts are.

    Nothing is said where a colour is not certain: over pictures, patterns and transparent fills, in tables whose style
    decides, and for words with an outline or a glow. Where several colours are behind words or in them, each pair
    must be too near.
    """
    if not slide.sheets.colours:
        return
    found = [faint for shape, below in _layers(slide) if (faint := _faintest(slide, shape, below))]
    if found:
        worst = min(found, key=lambda one: one.ratio)
        also = "" if len(found) == 1 else f", and {len(found) - 1} more"
        message = (
            f"slide {slide.number}: {quoted(' '.join(worst.text.split()))} is hard to read{also}: "
            f"#{worst.ink} on #{worst.ground} has a contrast of {_rounded_down(worst.ratio)}:1"
        )
        hint = f"use a darker or lighter colour, with at least {worst.needed:g}:1"
        yield Problem(slide.place, Severity.WARNING, "deck-contrast", message, hint)


def _layers(slide: ExaminedSlide) -> Iterator[tuple[Shape, Sequence[Shape]]]:
    """Yield each shape with words, and the shapes below it."""
    below = list(slide.below)
    for shape in slide.all_shapes:
        if slide.is_seen(shape) and not shape.parts:
            if shape.kind in ("text", "table"):
                yield shape, below
            below.append(shape)


def _faintest(slide: ExaminedSlide, shape: Shape, below: Sequence[Shape]) -> _Faint | None:
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


def _faint(run: Run, colours: Sequence[str], behind: Sequence[str]) -> _Faint | None:
    """Return the best pair of colours if even that is too near."""
    if not colours or not behind or not all(map(_is_colour, (*colours, *behind))):
        return None
    needed = 3.0 if run.points >= _LARGE or (run.is_bold and run.points >= _LARGE_BOLD) else 4.5
    ratio, ink, ground = max((contrast(ink, ground), ink, ground) for ink in colours for ground in behind)
    return _Faint(ratio, needed, ink, ground, run.text) if ratio < needed - 0.05 else None


def _is_colour(colour: str) -> bool:
    return colour != UNKNOWN and len(colour) == 6 and set(colour) <= _HEXADECIMAL


def _rounded_down(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:g}"
