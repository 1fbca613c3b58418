"""Shrinks large pictures to the size of a slide, and refuses those that would take too much memory to decode.

A picture is decoded as a whole, since no library that narrate uses decodes all kinds in pieces. All that follows is
done in strips, so that a large picture is in memory only once.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from narrate.drawings.picture_problems import Remarks

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 1920  # px of the longer side, as in the picture of a slide
MOST_PIXELS = 65_000_000  # the cameras of telephones have up to 50 or 64 million
LONGEST_SIDE = 30_000  # pixels of a file; Pillow keeps some bytes for each row
MOST_OF_WEBP = 13_000_000  # pixels, as telephones have; libwebp keeps several copies of a picture
MOST_DECODED = 195_000_000  # bytes; the program takes 60 MB more, and the strips and the file up to 45 MB
_STRIP = 1_000_000  # pixels of a picture that are converted at once
_PAD = 4  # px of the small picture; Lanczos looks at 3 px on each side
_ONE_BYTE, _TWO_BYTES = (
    ("1", "L", "P"),
    ("I;16", "I;16B", "I;16L", "I;16N"),
)  # Pillow's other modes take 4 bytes a pixel
_COEFFICIENT = 2  # bytes

Crop = tuple[float, float, float, float]
"""The shares of a picture (0 to 1) that are cut off on the left, at the top, on the right and at the bottom."""
Box = tuple[int, int, int, int]
"""The left, top, right and lower edge of a part of a picture, in px."""


def check_size(image: Image, content: bytes, crop: Crop, remarks: Remarks) -> None:
    """Raise UnfitError if it would take too much memory to decode ``image``, which was opened from ``content``.

    ``image`` must not be decoded yet. ``draft_small`` is called for the part of it that ``crop`` leaves.
    """
    most = MOST_OF_WEBP if image.format == "WEBP" else MOST_PIXELS
    message = f"has {image.width} × {image.height} pixels"
    if image.width * image.height > most:
        message += f", more than {most // 1_000_000} million"
    elif max(image.size) > LONGEST_SIDE:
        message += f", more than {LONGEST_SIDE} in a row or column"
    else:
        held = _bytes_of_scans(image, content)
        draft_small(image, box_of(image.size, crop))
        held += image.width * image.height * _bytes_a_pixel(image)
        if held <= MOST_DECODED:
            return
        message += f" and takes {held // 1_000_000} MB of memory, more than {MOST_DECODED // 1_000_000}"
    raise remarks.refuse("figure-size", message, f"make it {LONGEST} pixels wide: slides show no more")


def draft_small(image: Image, box: Box) -> None:
    """Let a JPEG that is not decoded yet be decoded at a smaller size, at which ``box`` is still as large as a slide.

    Its size changes. Pictures of other kinds stay as they are.
    """
    ratio = LONGEST / max(box[2] - box[0], box[3] - box[1])
    if ratio < 1:
        image.draft("RGB", (math.ceil(image.width * ratio), math.ceil(image.height * ratio)))


def box_of(size: tuple[int, int], crop: Crop) -> Box:
    """Return the part that ``crop`` leaves of a picture of ``size``. It is at least one pixel wide and high."""
    left, top = (min(round(share * side), side - 1) for share, side in zip(crop[:2], size, strict=True))
    right, low = (round(side - share * side) for share, side in zip(crop[2:], size, strict=True))
    return left, top, max(right, left + 1), max(low, top + 1)


def _bytes_a_pixel(image: Image) -> int:
    return 1 if image.mode in _ONE_BYTE else 2 if image.mode in _TWO_BYTES else 4


def _bytes_of_scans(image: Image, content: bytes) -> int:
    """Return how many bytes the decoder of a JPEG holds besides the picture; 0 for other pictures."""
    if image.format not in ("JPEG", "MPO") or not _needs_all_scans(content):
        return 0
    shares: list[tuple[int, int]] = [(across, down) for _, across, down, _ in image.layer]  # type: ignore[attr-defined]
    whole = max(across for across, _ in shares) * max(down for _, down in shares)
    return image.width * image.height * _COEFFICIENT * sum(across * down for across, down in shares) // whole


def _needs_all_scans(jpeg: bytes) -> bool:
    """Whether the rows of a JPEG are complete only at its end, so that a decoder holds the whole picture."""
    at, components = 2, 0
    while jpeg[at : at + 1] == b"\xff":
        marker, length = jpeg[at + 1 : at + 2], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == b"\xff":  # a filling byte
            at += 1
            continue
        if marker in (b"\xc0", b"\xc1"):
            components = jpeg[at + 9] if at + 9 < len(jpeg) else 0
        if marker == b"\xda":
            return at + 4 >= len(jpeg) or jpeg[at + 4] != components
        at += 2 + length
    return True


def shrunk(image: Image, box: Box) -> Image:
    """Return what ``box`` holds of ``image``, at most ``LONGEST`` px wide and high, in RGB, RGBA, CMYK or grey (L).

    The metadata of ``image`` is kept.
    """
    from PIL import Image as Images

    left, top, right, low = box
    width, height = right - left, low - top
    ratio = LONGEST / max(width, height)
    if ratio >= 1:
        return _mixable(image if box == (0, 0, *image.size) else image.crop(box))
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    scale = height / size[1]
    coarse = max(1, int(min(width / size[0], scale) / 2))  # detail that Lanczos does not need is averaged away first
    rows = max(1, int(_STRIP / width / scale))
    made: Image | None = None
    for start in range(0, size[1], rows):
        end = min(start + rows, size[1])
        first = max(0, int((start - _PAD) * scale / coarse) * coarse)
        last = min(height, math.ceil((end + _PAD) * scale))
        strip = _mixable(image.crop((left, top + first, right, top + last)))
        if coarse > 1:
            strip = strip.reduce(coarse)
        edges = (0, (start * scale - first) / coarse, width / coarse, min((end * scale - first) / coarse, strip.height))
        part = strip.resize((size[0], end - start), Images.Resampling.LANCZOS, edges)
        made = made or Images.new(part.mode, size)
        made.paste(part, (0, start))
    assert made is not None  # a picture has at least a row
    made.info = {name: value for name, value in image.info.items() if name != "transparency"}
    return made


def _mixable(image: Image) -> Image:
    """Return ``image`` in a mode whose pixels can be mixed: with alpha if it has transparency, else in 8 bits."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "CMYK", "L") else image.convert("L" if image.mode == "1" else "RGB")
