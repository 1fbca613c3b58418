"""Figures in the deck: pictures as they are, SVG with a PNG beside it for older viewers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from narrate.typeset.painting import paint_svg

if TYPE_CHECKING:
    from pptx.opc.package import OpcPackage
    from pptx.slide import Slide

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_LONGEST = 1440
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


class Gallery:
    """The pictures of one deck, each stored once however many slides show it."""

    def __init__(self, package: OpcPackage) -> None:
        self._package = package
        self._vectors: dict[bytes, tuple[Part, bytes]] = {}

    def blip(self, slide: Slide, content: bytes, size: tuple[float, float] | None) -> str:
        """The ``a:blip`` by which ``slide`` shows ``content``: SVG of that ``size`` (any units), or without one a picture."""
        if size is None:
            return f'<a:blip r:embed="{self._raster(slide, content)}"/>'
        if content not in self._vectors:
            name = PackURI(f"/ppt/media/figure{len(self._vectors) + 1}.svg")
            self._vectors[content] = (
                Part(name, "image/svg+xml", self._package, content),
                paint_svg(content, *_pixels(size)),
            )
        part, fallback = self._vectors[content]
        relation = self._raster(slide, fallback)
        return (
            f'<a:blip r:embed="{relation}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{slide.part.relate_to(part, _IMAGE)}"/></a:ext></a:extLst></a:blip>'
        )

    def _raster(self, slide: Slide, content: bytes) -> str:
        _, relation = slide.part.get_or_add_image_part(io.BytesIO(content))
        return str(relation)


def _pixels(size: tuple[float, float]) -> tuple[int, int]:
    """How large the picture beside an SVG is painted: sharp on a whole slide of 1920 px."""
    width, height = size
    scale = _LONGEST / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))
