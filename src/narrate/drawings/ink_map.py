"""A coarse map of where a drawing shows something and where it is empty."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from narrate.store.memo import NO_MEMO, FactKind, Found, Memo
from narrate.typeset.painting import paint_svg

INK = FactKind("ink", 1, ("numpy", "pillow", "typst"))
CELLS = 96  # cells along the longer side
_FINER = 4  # px painted along a cell's side


@lru_cache(maxsize=64)
def ink_of(svg: bytes, width: float, height: float, memo: Memo = NO_MEMO) -> npt.NDArray[np.bool_]:
    """Map a clean drawing: return an array of rows from the top, True where the drawing shows something.

    ``width`` and ``height`` are those of the drawing, in any unit. A cell of the map is 1/96 of the longer side.
    """
    longer = max(width, height)
    rows = max(1, round(height / longer * CELLS))
    columns = max(1, round(width / longer * CELLS))
    subject = {"svg": hashlib.sha256(svg).hexdigest(), "cells": [rows, columns]}
    kept = memo.recall(INK, subject, lambda: Found(np.packbits(_painted(svg, rows, columns)).tobytes()))
    cells = np.unpackbits(np.frombuffer(kept.content, np.uint8), count=rows * columns)
    return cells.reshape(rows, columns).astype(np.bool_)


def _painted(svg: bytes, rows: int, columns: int) -> npt.NDArray[np.bool_]:
    from PIL import Image

    painted = paint_svg(svg, columns * _FINER, rows * _FINER)
    with Image.open(io.BytesIO(painted)) as image:
        alpha = np.asarray(image.convert("RGBA").getchannel("A"))
    blocks = (alpha > 16).reshape(rows, _FINER, columns, _FINER)
    cells: npt.NDArray[np.bool_] = np.asarray(blocks.any(axis=(1, 3)))
    return cells
