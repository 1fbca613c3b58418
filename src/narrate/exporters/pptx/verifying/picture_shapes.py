"""Checks that each picture is shown as it is: in its own proportions, large enough, and not scaled by a group."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from narrate.exporters.pptx.format import PX, A, P, R
from narrate.exporters.pptx.verifying.frames import DrawnShape, Frame
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, is_sound, properties_of, relations_of

_STRETCH = 0.02  # how far a picture's proportions may be off, because sizes are whole px
_LEAST = 40 * PX
_LEAST_LOGO = 12 * PX
_WHOLE = 100_000
_PNG_SIZE = slice(16, 24)  # width and height, 4 bytes each


class PictureSizes:
    """The sizes of the pictures in ``deck`` in px, each read once."""

    def __init__(self, deck: zipfile.ZipFile) -> None:
        self._deck = deck
        self._sizes: dict[str, tuple[int, int]] = {}

    def of(self, name: str) -> tuple[int, int]:
        """Return (width, height) of the part ``name``. Raises KeyError or OSError if it cannot be read."""
        if name not in self._sizes:
            content = self._deck.read(name)
            if content.startswith(b"\x89PNG"):
                size = content[_PNG_SIZE]
                self._sizes[name] = int.from_bytes(size[:4]), int.from_bytes(size[4:])
            else:
                from PIL import Image

                with Image.open(io.BytesIO(content)) as image:
                    self._sizes[name] = image.size
        return self._sizes[name]

    def faults(self, parts: SlideParts, shapes: Iterable[DrawnShape]) -> Iterator[str]:
        """Yield a line of text for each picture of a slide that is stretched, too small or scaled by its group.

        ``shapes`` are all shapes of the slide.
        """
        relations = relations_of(self._deck, parts.name)
        for group in parts.slide.iter(f"{P}grpSp"):
            if _is_scaled(group):
                yield f"the group {properties_of(group).get('name')!r} moves or scales what is in it"
        for shape in shapes:
            blip = shape.element.find(f"{P}blipFill/{A}blip")
            if blip is None:
                continue
            width, height = self.of(relations[blip.get(f"{R}embed") or ""][1])
            across, down = _shares(shape.element)
            if not _is_proportional(shape.frame, width * across, height * down):
                yield f"the picture {shape.name!r} is stretched"
            least = _LEAST_LOGO if shape.name == "Logo" else _LEAST
            if max(shape.frame[2] - shape.frame[0], shape.frame[3] - shape.frame[1]) < least:
                yield f"the {'icon of the sound' if is_sound(shape.element) else f'picture {shape.name!r}'} is too small"


def _is_scaled(group: etree._Element) -> bool:
    """Whether what is in ``group`` is drawn elsewhere, or in another size, than it says."""
    transform = group.find(f"{P}grpSpPr/{A}xfrm")
    if transform is None:
        return True
    off, ext, inner_off, inner_ext = (transform.find(f"{A}{name}") for name in ("off", "ext", "chOff", "chExt"))
    if off is None or ext is None or inner_off is None or inner_ext is None:
        return True
    return sorted(off.items()) != sorted(inner_off.items()) or sorted(ext.items()) != sorted(inner_ext.items())


def _shares(picture: etree._Element) -> tuple[float, float]:
    """Return how much of a picture its crop leaves, across and down, each from 0 to 1."""
    crop = picture.find(f"{P}blipFill/{A}srcRect")
    if crop is None:
        return 1.0, 1.0
    left, top, right, low = (int(crop.get(side) or 0) / _WHOLE for side in "ltrb")
    return 1 - left - right, 1 - top - low


def _is_proportional(frame: Frame, width: float, height: float) -> bool:
    wide, high = frame[2] - frame[0], frame[3] - frame[1]
    if min(wide, high, width, height) <= 0:
        return False
    return abs(wide * height / (high * width) - 1) < _STRETCH
