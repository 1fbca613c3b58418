"""Writes the handout, in standard and in large print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.drawings.qr_codes import code_svg
from narrate.errors import OutsideError
from narrate.exporters.edition import Edition
from narrate.exporters.pdf.format import Block, BlockRole, Piece, paper_for, paper_size, region_of
from narrate.exporters.pdf.writing.blocks import Handout, PlacedFigure, PrintedPart, PrintedSlide
from narrate.exporters.pdf.writing.figures import Cutter
from narrate.exporters.pdf.writing.runs import runs_of
from narrate.languages import is_right_to_left, language_data, primary_language
from narrate.typeset.faces import Face, chain, face_for_print
from narrate.typeset.printing import print_pdf
from narrate.typeset.widths import THICKENING, runs

_FOLDER = Path(__file__).parent
TEMPLATE, COMMON = _FOLDER / "handout.typ", _FOLDER / "common.typ"
_GAP = 16  # pt between figures in a row
_LEAST_BESIDE = 11  # em: the room that points need beside a figure
_LONGEST_WHOLE = 400  # characters of a list that is not divided between pages; a longer one might be higher than a page
_LISTEN = (BlockRole.CODE, BlockRole.SCAN, BlockRole.ADDRESS, BlockRole.VOICE)


@dataclass(frozen=True, slots=True)
class Print:
    """How a handout is printed: the size of its letters in pt, that of the labels of figures, and the colours.

    ``lines`` is the distance from line to line in em, for faces that do not need more. As many as ``beside`` figures that
    are compared stand side by side.
    """

    size: float
    labels: float
    lines: float
    margin: float
    ink: str
    dim: str
    rule: str
    beside: int
    large: bool = False


STANDARD = Print(13, 12, 1.45, 56, "12304A", "3F5364", "AEBFCB", 4)
LARGE = Print(18, 18, 1.5, 56, "000000", "000000", "000000", 2, large=True)


def write_handout(edition: Edition, handout: Handout, path: Path, look: Print) -> None:
    """Write ``handout`` to ``path``. Raises OutsideError if typst refuses it."""
    maker = _Maker(edition, handout, look)
    values = maker.values()
    try:
        content = print_pdf(
            TEMPLATE, values, {COMMON.name: COMMON.read_bytes(), **maker.files}, maker.families, edition.date
        )
    except RuntimeError as error:
        raise OutsideError(f"{path.name} cannot be made: {str(error).splitlines()[0]}") from error
    path.write_bytes(content)


def families_for(texts: Iterable[str], face: Face) -> tuple[str, ...]:
    """Return ``face`` and the fallback families that ``texts`` need, in order."""
    used = {family for text in texts for _, family in runs(text, face)}
    return face.family, *(name for name in chain(face)[1:] if name in used)


class _Maker:
    """Makes the values of the template. ``files`` collects the pictures, and ``families`` names the fonts."""

    def __init__(self, edition: Edition, handout: Handout, look: Print) -> None:
        self._edition, self._handout, self._look = edition, handout, look
        self._script = edition.timeline.script
        self._language = self._script.language
        blocks = [*handout.head, *(block for part in handout.parts for block in part.blocks)]
        if handout.contents:
            blocks.append(handout.contents)
        texts = [piece.text for block in blocks for piece in block.pieces if block.role is not BlockRole.FIGURE]
        self._phrases = language_data(self._language)
        texts.append(self._phrases.phrases["slide_of"] + "0123456789•.")
        self._face = face_for_print(texts, self._language)
        self.families = families_for(texts, self._face)
        self.files: dict[str, bytes] = {}
        self._cutter = Cutter(edition.deck, self._face, look.labels, self._language, edition.memo)
        self._room = paper_size(self._language)[0] - 2 * look.margin

    def values(self) -> dict[str, Any]:
        look, face, language = self._look, self._face, self._language
        size = look.size * max(1.0, face.size)
        return {
            "title": self._script.title, "lang": primary_language(language), "region": region_of(language) or None,
            "rtl": is_right_to_left(language), "family": face.family, "others": self.families[1:],
            "thick": THICKENING if face.thickened else 0, "size": size, "large": look.large,
            "leading": max(look.lines, face.pitch) - 1, "paper": paper_for(language), "margin": look.margin,
            "ink": look.ink, "dim": look.dim, "rule": look.rule, "dated": self._edition.date is not None,
            "footer": self._footer(), "head": [self._block(one) for one in self._handout.head if one.role not in _LISTEN],
            "listen": self._listen(), "contents": self._handout.contents and self._block(self._handout.contents),
            "parts": [self._part(part) for part in self._handout.parts],
        }  # fmt: skip

    def _footer(self) -> dict[str, Any]:
        before, _, rest = self._phrases.phrases["slide_of"].partition("{number}")
        between, _, after = rest.partition("{total}")
        language = self._phrases.phrases_language
        return {
            "title": self._runs([Piece(self._script.title, self._language)]), "page": [before, between, after],
            "lang": primary_language(language), "rtl": is_right_to_left(language),
        }  # fmt: skip

    def _listen(self) -> dict[str, Any] | None:
        blocks = {block.role: block for block in self._handout.head if block.role in _LISTEN}
        if not blocks:
            return None
        self.files["code.svg"] = code_svg(self._script.address, self._edition.memo)
        code = blocks.pop(BlockRole.CODE)
        return {
            "code": "code.svg",
            "alt": _text(code),
            "address": self._script.address,
            "blocks": [self._block(one) for one in blocks.values()],
        }

    def _part(self, part: PrintedPart) -> dict[str, Any]:
        return {
            "heading": part.heading and self._block(part.heading),
            "slides": [self._slide(slide) for slide in part.slides],
        }

    def _slide(self, slide: PrintedSlide) -> dict[str, Any]:
        rows, lists = list(self._rows(list(self._figures(slide.figures)))), list(self._lists(slide.points))
        return {
            "rows": rows,
            "beside": bool(lists) and not slide.descriptions and self._has_room_beside(rows),
            "descriptions": [self._block(block) for block in slide.descriptions],
            "lists": lists,
            "table": [[self._block(block) for block in row] for row in slide.table],
            "narration": [self._block(block) for block in slide.narration],
        }

    def _has_room_beside(self, rows: Sequence[Sequence[dict[str, Any]]]) -> bool:
        """Whether points have room beside the figure. It must be the only one, with nothing under it."""
        if len(rows) != 1 or len(rows[0]) != 1 or rows[0][0]["name"]:
            return False
        return bool(self._room - rows[0][0]["drawing"]["width"] - _GAP >= self._look.size * _LEAST_BESIDE)

    def _rows(self, figures: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        """Yield figures in rows that are no wider than the page."""
        row: list[dict[str, Any]] = []
        used = 0.0
        for figure in figures:
            width = figure["drawing"]["width"]
            if row and used + _GAP + width > self._room + 0.01:
                yield row
                row, used = [], 0.0
            used += width + (_GAP if row else 0)
            row.append(figure)
        if row:
            yield row

    def _lists(self, points: Sequence[Block]) -> Iterator[dict[str, Any]]:
        """Yield lists. Consecutive numbers are one list."""
        items: list[Block] = []
        for point in points:
            if items and point.number != (None if items[-1].number is None else items[-1].number + 1):
                yield self._list(items)
                items = []
            items.append(point)
        if items:
            yield self._list(items)

    def _list(self, items: Sequence[Block]) -> dict[str, Any]:
        whole = sum(len(_text(item)) for item in items) <= _LONGEST_WHOLE
        return {"first": items[0].number, "whole": whole, "items": [self._block(item) for item in items]}

    def _figures(self, figures: Sequence[PlacedFigure]) -> Iterator[dict[str, Any]]:
        """Yield figures. Those that are compared, and have no labels, stand side by side."""
        compared = len(figures) > 1 and not any(_labels(figure) for figure in figures)
        beside = min(len(figures), self._look.beside) if compared else 1
        widest = (self._room - _GAP * (beside - 1)) / beside
        for figure in figures:
            slide, described = self._edition.deck.slides[figure.slide], self._edition.describe(figure.slide)
            drawing = self._cutter.cut(slide, figure.index, described, widest)
            self.files |= drawing.files
            name = [self._block(block) for block in figure.blocks if block.role is BlockRole.NAME]
            yield {"alt": figure.alt, "drawing": drawing.values, "name": name}

    def _block(self, block: Block) -> dict[str, Any]:
        return {
            "role": block.role, "level": block.level, "number": block.number, "runs": self._runs(block.pieces),
            "address": block.address,
        }  # fmt: skip

    def _runs(self, pieces: Iterable[Piece]) -> list[dict[str, Any]]:
        return runs_of(pieces, self._face)


def _labels(figure: PlacedFigure) -> bool:
    return any(block.role is BlockRole.LABEL for block in figure.blocks)


def _text(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces)
