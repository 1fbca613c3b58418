"""Adds pictures to a deck: photographs as they are, and SVG with a PNG for viewers that cannot show SVG."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI

from narrate.exporters.pptx.format import xmlns
from narrate.exporters.pptx.writing.parts import SpooledPart, StoredPart

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pptx.opc.package import OpcPackage, Part
    from pptx.slide import Slide

    from narrate.exporters.pptx.writing.spool import Spool
    from narrate.model import Picture

_LONGEST = 960  # px of the longer side of a PNG
_PNG = b"\x89PNG"
_NUMBERED = re.compile(r"/ppt/media/image(\d+)\.")


class Gallery:
    """The pictures of one deck. A picture is stored once, even if several slides show it.

    ``draw`` begins to paint an SVG as PNG, given its width and height in px. The parts are made here, because python-pptx would
    search the whole package each time a picture is added.
    """

    def __init__(self, package: OpcPackage, draw: Callable[[bytes, int, int], Future[Picture]], spool: Spool) -> None:
        self._draw = draw
        self._spool = spool
        self._vectors: dict[bytes, tuple[Part, Part]] = {}
        self._rasters: dict[bytes, Part] = {}
        names = [_NUMBERED.match(part.partname) for part in package.iter_parts()]
        taken = {int(name.group(1)) for name in names if name}  # by a user's template
        self._numbers = (number for number in count(1) if number not in taken)

    def blip(self, slide: Slide, content: bytes, size: tuple[float, float] | None) -> str:
        """Return the ``a:blip`` element with which ``slide`` shows ``content``.

        If ``size`` (width and height in any unit) is given, the content is SVG. Otherwise it is PNG or JPEG.
        """
        if size is None:
            return f'<a:blip r:embed="{slide.part.relate_to(self._raster(content), RELATIONSHIP_TYPE.IMAGE)}"/>'
        digest = _digest(content)
        if digest not in self._vectors:
            name = PackURI(f"/ppt/media/figure{len(self._vectors) + 1}.svg")
            drawn = self._draw(content, *_pixels(size))
            name_of_png = PackURI(f"/ppt/media/image{next(self._numbers)}.png")
            fallback = StoredPart(name_of_png, "image/png", lambda: drawn.result().path)
            self._vectors[digest] = (SpooledPart(name, "image/svg+xml", self._spool, content, shared=True), fallback)
        part, fallback = self._vectors[digest]
        relation = slide.part.relate_to(fallback, RELATIONSHIP_TYPE.IMAGE)
        return (
            f'<a:blip r:embed="{relation}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip {xmlns("asvg")} r:embed="{slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)}"/>'
            "</a:ext></a:extLst></a:blip>"
        )

    def _raster(self, content: bytes) -> Part:
        digest = _digest(content)
        if digest not in self._rasters:
            ending, kind = ("png", "image/png") if content.startswith(_PNG) else ("jpg", "image/jpeg")
            name = PackURI(f"/ppt/media/image{next(self._numbers)}.{ending}")
            self._rasters[digest] = SpooledPart(name, kind, self._spool, content)
        return self._rasters[digest]


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _pixels(size: tuple[float, float]) -> tuple[int, int]:
    """Return the size in px of the PNG for an SVG of ``size``, which only viewers without SVG show.

    It is sharp where the slide is 1280 px wide, and a little soft on larger screens.
    """
    width, height = size
    scale = _LONGEST / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
