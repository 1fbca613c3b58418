"""Paints the bars with captions that stand below the slides of a film."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image

from narrate.errors import OutsideError
from narrate.exporters.edition import Edition
from narrate.exporters.mp4.format import BAR_HEIGHT, TEXT_PITCH, TEXT_SIZE
from narrate.languages import is_right_to_left, primary_language
from narrate.typeset.faces import FACES, chain
from narrate.typeset.painting import paint_png
from narrate.typeset.widths import runs

_PX = 1280, 72  # the width of the slide in px, and pixels an inch at which one px is one pixel


def paint_bars(edition: Edition, texts: Sequence[str], size: tuple[int, int]) -> list[Image.Image]:
    """Return a bar for each of ``texts``, as wide as a film of ``size``. Raises OutsideError if typst fails."""
    if not texts:
        return []
    try:
        painted = paint_png([_page(edition, text.split("\n")) for text in texts], {}, _PX[1] * size[0] / _PX[0])
    except RuntimeError as error:
        raise OutsideError(f"the captions cannot be painted: {str(error).splitlines()[0]}") from error
    return [Image.open(io.BytesIO(content)) for content in painted]


def _page(edition: Edition, lines: Sequence[str]) -> dict[str, Any]:
    language, face = edition.timeline.script.language, FACES[edition.deck.face]
    used = {family for line in lines for _, family in runs(line, face)}
    top = (BAR_HEIGHT - TEXT_PITCH * (len(lines) - 1) - TEXT_SIZE) / 2
    words = {
        "kind": "words", "x": 40, "width": _PX[0] - 80, "size": TEXT_SIZE, "pitch": TEXT_PITCH, "bold": False,
        "colour": "FFFFFF", "align": "centre", "bullet": 0, "dot": "FFFFFF",
        "paragraphs": [{"top": top, "lines": list(lines)}],
    }  # fmt: skip
    return {
        "width": _PX[0], "height": BAR_HEIGHT, "fill": edition.deck.theme.colours["bar"],
        "language": primary_language(language), "rtl": is_right_to_left(language),
        "family": edition.deck.face, "others": [name for name in chain(face)[1:] if name in used], "items": [words],
    }  # fmt: skip
