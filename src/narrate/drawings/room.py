"""Where a drawing is empty: a coarse map of its ink."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from narrate.typeset.painting import paint_svg

CELLS = 96  # along the longer side


@lru_cache(maxsize=64)
def ink_of(svg: bytes, width: float, height: float) -> npt.NDArray[np.bool_]:
    """A map of the drawing, True where it shows something; rows from the top.

    ``width`` and ``height`` are its own units; a cell is 1/96 of the longer side.
    """
    from PIL import Image

    longer = max(width, height)
    painted = paint_svg(svg, CELLS * 4 / longer * 72)
    with Image.open(io.BytesIO(painted)) as image:
        alpha = np.asarray(image.convert("RGBA").getchannel("A"))
    rows = max(1, round(height / longer * CELLS))
    columns = max(1, round(width / longer * CELLS))
    ys = np.linspace(0, alpha.shape[0], rows + 1).astype(int)
    xs = np.linspace(0, alpha.shape[1], columns + 1).astype(int)
    sums = np.zeros((alpha.shape[0] + 1, alpha.shape[1] + 1), np.int64)
    sums[1:, 1:] = (alpha > 16).cumsum(0).cumsum(1)
    counts = (
        sums[np.ix_(ys[1:], xs[1:])]
        - sums[np.ix_(ys[:-1], xs[1:])]
        - sums[np.ix_(ys[1:], xs[:-1])]
        + sums[np.ix_(ys[:-1], xs[:-1])]
    )
    found: npt.NDArray[np.bool_] = counts > 0
    return found
