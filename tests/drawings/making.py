"""Drawings for tests, and what they look like when they are painted."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from narrate.drawings.cleaning import CleanSvg, clean_svg
from narrate.drawings.picture_problems import Remark, Remarks, UnfitError
from narrate.typeset.painting import paint_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{}">{}</svg>'


def drawing(inside: str, view: str = "0 0 400 300") -> bytes:
    return SVG.format(view, inside).encode()


def clean(content: bytes | str) -> tuple[CleanSvg | None, tuple[Remark, ...]]:
    """The cleaned drawing, None where it is refused, and what is said of it."""
    remarks = Remarks()
    try:
        made = clean_svg(content.encode() if isinstance(content, str) else content, remarks)
    except UnfitError:
        return None, remarks.all()
    return made, remarks.all()


def cleaned(inside: str, view: str = "0 0 400 300") -> bytes:
    """A drawing that nothing is wrong with, cleaned."""
    made, remarks = clean(drawing(inside, view))
    assert made is not None, remarks
    assert not remarks
    return made.content


def painted(svg: bytes, width: int = 400, height: int = 300) -> npt.NDArray[np.int16]:
    """The drawing on nothing: red, green, blue, alpha of each pixel."""
    with Image.open(io.BytesIO(paint_svg(svg, width, height))) as image:
        return np.asarray(image.convert("RGBA")).astype(np.int16)


def difference(one: npt.NDArray[np.int16], other: npt.NDArray[np.int16]) -> float:
    """The share of pixels that are visibly different."""
    seen = np.abs(one * (one[..., 3:] / 255) - other * (other[..., 3:] / 255)).max(axis=2) > 40
    return float(seen.mean())


def area_of(path: str, width: float = 400, height: float = 300, scale: float = 1.0) -> float:
    """The area that path data encloses, in units of a drawing of ``width`` × ``height``, as typst paints it."""
    svg = drawing(f'<path d="{path}" fill="#000"/>', f"0 0 {width:g} {height:g}")
    alpha = painted(svg, round(width * scale), round(height * scale))[..., 3]
    return float(alpha.sum() / 255 / scale**2)
