"""Figures in the deck: pictures as they are, SVG with a PNG beside it for older viewers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pptx.util import Emu

from narrate.model import Figure

if TYPE_CHECKING:
    from pptx.shapes.picture import Picture
    from pptx.slide import Slide

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def add_figure(slide: Slide, figure: Figure, x: Emu, y: Emu, width: Emu, height: Emu) -> Picture:
    """The figure, as large as the box allows, in its middle."""
    content = figure.path.read_bytes()
    vector = figure.path.suffix.lower() == ".svg"
    picture = slide.shapes.add_picture(io.BytesIO(_painted(content) if vector else content), x, y)
    scale = min(width / picture.width, height / picture.height)
    picture.width, picture.height = Emu(int(picture.width * scale)), Emu(int(picture.height * scale))
    picture.left = Emu(x + (width - picture.width) // 2)
    picture.top = Emu(y + (height - picture.height) // 2)
    if vector:
        _add_vector(slide, picture, content)
    return picture


def _painted(svg: bytes) -> bytes:
    """The SVG as PNG, by typst."""
    import typst

    # typst reads the page from a string and the picture from its inputs' folder: bytes only, no path of ours
    source = (
        '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    painted = typst.compile(
        source.encode(), format="png", ppi=192, sys_inputs={"svg": svg.decode("utf-8")}, ignore_system_fonts=True
    )
    assert isinstance(painted, bytes)
    return painted


def _add_vector(slide: Slide, picture: Picture, svg: bytes) -> None:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml

    name = PackURI(f"/ppt/media/figure{slide.part.partname.idx}.svg")
    part = Part(name, "image/svg+xml", slide.part.package, svg)
    relation = slide.part.relate_to(part, _IMAGE)
    blip = next(picture._element.iter("{*}blip"))
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
            f' xmlns:asvg="{_SVG}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            f' r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )
