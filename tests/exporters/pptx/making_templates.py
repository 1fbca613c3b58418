"""Makes PowerPoint templates for tests with python-pptx, and changes them as producers of templates do."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from pptx import Presentation
from pptx.util import Emu

WIDE = (12_192_000, 6_858_000)
# The colours of a hospital: words, backgrounds, and accents, of which decks use the first two.
COLOURS = {
    "dk1": "1B2B34", "lt1": "FFFFFF", "dk2": "3C5564", "lt2": "E9F1EE", "accent1": "00695C", "accent2": "B23A0E",
    "accent3": "F2C14E", "accent4": "5E4AE3", "accent5": "8AA29E", "accent6": "3D5A80", "hlink": "005B96",
    "folHlink": "6A4C93",
}  # fmt: skip
MASTER = "ppt/slideMasters/slideMaster1.xml"
THEME = "ppt/theme/theme1.xml"
CONTENT = "ppt/slideLayouts/slideLayout2.xml"

Change = Callable[[bytes], bytes]


def make_template(
    path: Path,
    *,
    size: tuple[int, int] = WIDE,
    colours: Mapping[str, str] = COLOURS,
    fonts: tuple[str, str] = ("Arial", "Arial"),
    keep: tuple[int, ...] | None = None,
    changes: Mapping[str, Change] | None = None,
    sample_slide: bool = True,
) -> Path:
    """Write a template to ``path``: python-pptx's own, scaled to ``size``, in ``colours``, with the layouts ``keep``."""
    path.write_bytes(_template(size, keep, sample_slide=sample_slide))
    return change_parts(path, {THEME: recolour(colours, fonts), **(changes or {})})


@cache
def _template(size: tuple[int, int], keep: tuple[int, ...] | None, *, sample_slide: bool) -> bytes:
    deck = Presentation()
    wide, high = size[0] / deck.slide_width, size[1] / deck.slide_height
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    del deck.slides._sldIdLst.getparent().find("{*}sldSz").attrib["type"]
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.shapes:
            if shape._element.find(".//{*}xfrm") is not None:
                shape.left, shape.width = round(shape.left * wide), round(shape.width * wide)
                shape.top, shape.height = round(shape.top * high), round(shape.height * high)
    if keep is not None:
        for number, layout in reversed(list(enumerate(deck.slide_layouts))):
            if number not in keep:
                deck.slide_layouts.remove(layout)
    if sample_slide:
        slide = deck.slides.add_slide(deck.slide_layouts[0])
        slide.notes_slide.notes_text_frame.text = "notes of the sample"
        if slide.shapes.title is not None:
            slide.shapes.title.text = "a sample slide"
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def change_parts(path: Path, changes: Mapping[str, Change], extra: Mapping[str, bytes] | None = None) -> Path:
    """Rewrite parts of the package ``path``, and add ``extra`` parts. Each change must change its part."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, change in changes.items():
        changed = change(parts[name])
        assert changed != parts[name], name
        parts[name] = changed
    with zipfile.ZipFile(path, "w") as out:
        for name, content in {**parts, **(extra or {})}.items():
            packed = zipfile.ZIP_DEFLATED if len(content) > 1_000_000 else zipfile.ZIP_STORED
            out.writestr(name, content, packed, compresslevel=1)
    return path


def recolour(colours: Mapping[str, str], fonts: tuple[str, str] = ("Arial", "Arial")) -> Change:
    """A change of a theme to ``colours``, and to ``fonts`` for titles and other words."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        for name, colour in colours.items():
            text = re.sub(
                rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', text, flags=re.DOTALL
            )
        for kind, font in zip(("major", "minor"), fonts, strict=True):
            text = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
        return text.encode()

    return change


def sub(pattern: str, by: str, count: int = 0) -> Change:
    """A change of a part that replaces ``pattern``."""
    return lambda content: re.sub(pattern, by, content.decode(), count=count, flags=re.DOTALL).encode()


def dark(content: bytes) -> bytes:
    """Change a master so that its slides show light words on a dark background."""
    return (
        content.decode()
        .replace('bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"', 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"')
        .encode()
    )


def shape(name: str, x: int, y: int, width: int, height: int, fill: str, id_: int = 90) -> str:
    """A plain shape, in px of 1280 × 720."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x * 9525}" y="{y * 9525}"/><a:ext cx="{width * 9525}" cy="{height * 9525}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{fill}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def with_shape(*shapes: str) -> Change:
    """A change of a master or layout that adds shapes below all others."""
    return sub(r"(</p:grpSpPr>|<p:grpSpPr/>)", rf"\g<1>{''.join(shapes)}", 1)


def untyped(name: str = "House {}") -> dict[str, Change]:
    """Changes of all layouts: they lose their types, and their names do not say what they are for."""

    def change(number: int) -> Change:
        def changed(content: bytes) -> bytes:
            text = re.sub(r' type="[a-zA-Z]+" preserve="1"', ' preserve="1"', content.decode(), count=1)
            return re.sub(r'<p:cSld name="[^"]*"', f'<p:cSld name="{name.format(number)}"', text, count=1).encode()

        return changed

    return {f"ppt/slideLayouts/slideLayout{number}.xml": change(number) for number in range(1, 12)}


def hidden_object(
    attributes: str = 'hidden="1"', place: tuple[int, int, int, int] = (1588, 1588, 1587, 1587), inside: str = ""
) -> str:
    """A hidden object of a chart add-in, with its place in EMU. Its part is missing, because nothing should read it."""
    x, y, width, height = place
    inside = inside or (
        '<p:oleObj name="Chart add-in data" r:id="rId77" imgW="353" imgH="353" progId="AddIn.Document.1"><p:embed/></p:oleObj>'
    )
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="77" name="Object 1" {attributes}/><p:cNvGraphicFramePr/>'
        f'<p:nvPr userDrawn="1"/></p:nvGraphicFramePr><p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/presentationml/2006/ole">'
        f"{inside}</a:graphicData></a:graphic></p:graphicFrame>"
    )
