"""How the words of a shape look: their size, weight and language, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from narrate.sources.ooxml import A, P
from narrate.sources.powerpoint.shapes import AROUND, TITLES, Shape
from narrate.sources.powerpoint.sheets import Sheets
from narrate.sources.powerpoint.values import flag, number

_USUAL_SIZE = 1800  # hundredths of a point
_FILLED_IN = ("slidenum", "datetime")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. ``looks`` are the elements that say how they look, those that decide first.

    ``own`` is the number of ``looks`` that stand in the shape itself, before those that it inherits.
    """

    element: etree._Element
    text: str
    looks: Sequence[etree._Element]
    own: int
    scale: float

    @property
    def points(self) -> float:
        """The size in points, as PowerPoint has shrunk it to fit."""
        size = next((found for look in self.looks if (found := number(look.get("sz"))) is not None), _USUAL_SIZE)
        return size / 100 * self.scale

    @property
    def is_bold(self) -> bool:
        return flag(next((found for look in self.looks if (found := look.get("b")) is not None), None))

    @property
    def is_raised(self) -> bool:
        """Whether the words stand above or below the line, as in footnote marks."""
        return next((bool(number(found)) for look in self.looks if (found := look.get("baseline"))), False)

    @property
    def language(self) -> str:
        """The tag of the language that the file states; empty if it states none."""
        return next((found for look in self.looks if (found := look.get("lang"))), "")


def runs_of(shape: Shape, sheets: Sheets) -> Iterator[Run]:
    """Yield the words of a drawn shape. What PowerPoint fills in, such as the number of the slide, is left out."""
    if shape.body is None:
        return
    scale = _scale(shape)
    inherited: dict[int, tuple[list[etree._Element], int]] = {}
    for paragraph in shape.body.iterfind(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = (number(properties.get("lvl")) if properties is not None else 0) or 0
        if level not in inherited:
            inherited[level] = _inherited(shape, sheets, level + 1)
        above, of_shape = inherited[level]
        for run in paragraph.iterchildren(f"{A}r", f"{A}fld"):
            text, own = run.findtext(f"{A}t") or "", run.find(f"{A}rPr")
            if not text.strip() or (run.get("type") or "").startswith(_FILLED_IN):
                continue
            yield Run(run, text, above if own is None else [own, *above], of_shape + (own is not None), scale)


def _inherited(shape: Shape, sheets: Sheets, level: int) -> tuple[list[etree._Element], int]:
    """Return (looks for the paragraphs of ``level``, which counts from 1; how many of them stand in the shape itself)."""
    own = [style for element in shape.chain[:1] if (style := element.find(f"{P}txBody/{A}lstStyle")) is not None]
    styles = [*own, *(style for one in shape.chain[1:] if (style := one.find(f"{P}txBody/{A}lstStyle")) is not None)]
    kind = shape.holder
    if kind and sheets.master is not None:
        name = "titleStyle" if kind in TITLES else "otherStyle" if kind in AROUND else "bodyStyle"
        styles += sheets.master.iterfind(f"{P}txStyles/{P}{name}")
    styles += sheets.presentation.iterfind(f"{P}defaultTextStyle")
    return [look for style in styles for look in _at(style, level)], sum(len(_at(style, level)) for style in own)


def _at(style: etree._Element, level: int) -> list[etree._Element]:
    found = (style.find(f"{A}lvl{level}pPr/{A}defRPr"), style.find(f"{A}defPPr/{A}defRPr"))
    return [look for look in found if look is not None]


def _scale(shape: Shape) -> float:
    """How much PowerPoint has shrunk the words to fit into the shape: 1 if it has not."""
    for element in shape.chain:
        body = element.find(f"{P}txBody/{A}bodyPr")
        for fit in body if body is not None else ():
            if fit.tag == f"{A}normAutofit":
                return (number(fit.get("fontScale")) or 100_000) / 100_000
            if fit.tag in (f"{A}noAutofit", f"{A}spAutoFit"):
                return 1.0
    return 1.0


def table_runs(shape: Shape, sheets: Sheets) -> Iterator[Run]:
    """Yield the words of a table's cells. What the style of the table says of their looks is not known."""
    levels: dict[int, list[etree._Element]] = {}
    for cell in shape.element.iter(f"{A}tc"):
        for paragraph in cell.iterfind(f"{A}txBody/{A}p"):
            properties = paragraph.find(f"{A}pPr")
            level = ((number(properties.get("lvl")) if properties is not None else 0) or 0) + 1
            if level not in levels:
                styles = sheets.presentation.iterfind(f"{P}defaultTextStyle")
                levels[level] = [look for style in styles for look in _at(style, level)]
            for run in paragraph.iterchildren(f"{A}r", f"{A}fld"):
                text, own = run.findtext(f"{A}t") or "", run.find(f"{A}rPr")
                if text.strip():
                    yield Run(run, text, levels[level] if own is None else [own, *levels[level]], own is not None, 1.0)
