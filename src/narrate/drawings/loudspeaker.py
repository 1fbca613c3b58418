"""Draws a loudspeaker, the icon of a sound."""

from __future__ import annotations

import io

from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

LOUDSPEAKER = FactKind("loudspeaker", 1, ("pillow",))
_SIDE, _FINER = 96, 4  # px; drawn four times as large and reduced, for smooth edges


def loudspeaker_png(paper: str, ink: str, memo: Memo = NO_MEMO) -> bytes:
    """A loudspeaker in the colour ``ink`` on ``paper`` as a PNG of 96 × 96 px.

    Colours are ``#`` and six hexadecimal digits. The icon is opaque, because some viewers show
    transparent icons as black boxes.
    """
    return memo.recall(LOUDSPEAKER, {"paper": paper, "ink": ink}, lambda: Found(_drawn(paper, ink))).content


def _drawn(paper: str, ink: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_SIDE * _FINER, _SIDE * _FINER), paper)
    draw = ImageDraw.Draw(image)
    points = [(20, 38), (34, 38), (52, 22), (52, 74), (34, 58), (20, 58)]
    draw.polygon([(x * _FINER, y * _FINER) for x, y in points], fill=ink)
    for radius in (16, 28):
        box = [(52 - radius) * _FINER, (48 - radius) * _FINER, (52 + radius) * _FINER, (48 + radius) * _FINER]
        draw.arc(box, -50, 50, fill=ink, width=6 * _FINER)
    buffer = io.BytesIO()
    image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=False)
    return buffer.getvalue()
