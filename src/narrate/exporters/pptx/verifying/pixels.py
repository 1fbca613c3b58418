"""Finds the colours of a picture in a deck at the place where words stand on it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from functools import lru_cache

import numpy as np
from lxml import etree

from narrate.exporters.pptx.format import A, P, R
from narrate.exporters.pptx.verifying.frames import Frame
from narrate.exporters.pptx.verifying.reading_deck import relations_of
from narrate.sources.drawing_colours import UNKNOWN

_LEAST_SHARE = 0.02  # of the area of a line: a colour with a smaller share is only an edge
_RASTER = (".png", ".jpg", ".jpeg", ".gif", ".bmp")


_LARGEST = 1440  # px a side: narrate's own pictures are no larger, and making them smaller takes as long as all else


@lru_cache(maxsize=48)
def _pixels(content: bytes) -> np.ndarray:
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        image.thumbnail((_LARGEST, _LARGEST))
        return np.asarray(image.convert("RGBA"))


def seen_in(
    deck: zipfile.ZipFile, part: str, picture: etree._Element, frame: Frame, place: Frame
) -> tuple[list[str], bool]:
    """Return (the colours of ``picture`` at ``place``, whether the picture is fully opaque there).

    ``frame`` is the frame of the picture. ``part`` is the path of the slide, layout or master that holds it. A picture
    that is not made of pixels has the colour ``UNKNOWN``. Raises KeyError if the picture is not in the deck.
    """
    blip = picture.find(f"{P}blipFill/{A}blip")
    name = relations_of(deck, part)[(blip.get(f"{R}embed") if blip is not None else "") or ""][1]
    if posixpath.splitext(name)[1].lower() not in _RASTER:
        return [UNKNOWN], False
    try:
        pixels = _pixels(deck.read(name))
    except OSError:
        return [UNKNOWN], False
    crop = picture.find(f"{P}blipFill/{A}srcRect")
    cut = [int((crop.get(side) if crop is not None else "") or 0) / 100_000 for side in "ltrb"]
    high, wide = pixels.shape[:2]
    across = _span(place[0], place[2], frame[0], frame[2], (cut[0] * wide, wide - cut[2] * wide), wide)
    down = _span(place[1], place[3], frame[1], frame[3], (cut[1] * high, high - cut[3] * high), high)
    region = pixels[down, across].reshape(-1, 4)
    solid = region[region[:, 3] >= 128][:, :3].astype(int)
    if len(solid) < _LEAST_SHARE * len(region):
        return [], False
    _, which, counts = np.unique(solid // 16 @ [256, 16, 1], return_inverse=True, return_counts=True)
    common = np.flatnonzero(counts >= _LEAST_SHARE * len(region))
    means = [solid[which == index].mean(axis=0).round().astype(int) for index in common]
    return ["".join(f"{channel:02X}" for channel in mean) for mean in means], len(solid) == len(region)


def _span(start: float, end: float, left: float, right: float, shown: tuple[float, float], count: int) -> slice:
    """Return the indices of the pixels between ``start`` and ``end``, in a row of ``count`` pixels.

    ``left`` and ``right`` are the edges of the picture, in the same unit as ``start`` and ``end``. ``shown`` are the
    indices of the pixels at these two edges, since the picture may be cropped.
    """
    scale = (shown[1] - shown[0]) / max(1.0, right - left)
    first = int(shown[0] + (max(start, left) - left) * scale)
    last = int(shown[0] + (min(end, right) - left) * scale)
    return slice(max(0, min(first, count - 1)), max(0, min(first, count - 1)) + max(1, last - first))
