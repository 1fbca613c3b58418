"""Makes a template with something private in every place that a template has, and looks for it in a deck.

Each planted word stands in one place only, so that a test can say which place leaks.
"""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.exporters.pptx.making_templates import CONTENT, MASTER, THEME, change_parts, make_template, shape

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TITLE_LAYOUT = "ppt/slideLayouts/slideLayout1.xml"


class Planted(dict[str, str]):
    """The planted words by their places."""

    def __call__(self, place: str) -> str:
        """Plant another word. It has only letters and digits, so that it may stand anywhere."""
        assert place not in self, place
        self[place] = f"Zq{len(self):02d}MeierPrivat"
        return self[place]


def make_private_template(path: Path) -> Planted:
    """Write a template to ``path`` that shows a logo, a band and pictures of each kind, and is full of private words."""
    planted = Planted()
    make_template(path)
    pictures = _pictures(planted)
    links = [(f"rId{planted('the id of a relationship')}", "image", f"../media/{planted('the name of a part')}.png")]
    links += [
        (f"rIdPicture{number}", "image", f"../media/picture{number}{ending}")
        for number, (ending, _) in enumerate(pictures)
    ]
    links += [("rIdLink", "hyperlink", f"https://example.org/{planted('the target of a link')}")]
    links += [("rIdTags", "tags", "../tags/tag1.xml"), ("rIdUnused", "image", "../media/unused.png")]
    extra = {f"ppt/media/picture{number}{ending}": content for number, (ending, content) in enumerate(pictures)}
    extra[f"ppt/media/{planted['the name of a part']}.png"] = _png()
    extra["ppt/media/unused.png"] = _png() + planted("a picture that nothing shows").encode()
    extra |= _parts(planted)
    changes = {
        MASTER: _master(planted, links[0][0], [ending for ending, _ in pictures]),
        CONTENT: _content(planted),
        _TITLE_LAYOUT: _title_layout(planted),
        THEME: _theme(planted),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": with_links(links),
        "[Content_Types].xml": _with_types,
        "docProps/core.xml": _replaced(
            r"</cp:coreProperties>", f"<cp:category>{planted('the category')}</cp:category></cp:coreProperties>"
        ),
        "docProps/app.xml": _replaced(
            r"</(?:\w+:)?Properties>",
            rf"<Company>{planted('the company')}</Company><Template>C:\\{planted('the path of the template')}</Template>\g<0>",
        ),
        "ppt/presentation.xml": _replaced(
            "</p:presentation>",
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/'
            f'office/powerpoint/2010/main"><p14:section name="{planted("the name of a section")}" id="{{6A9B5C9E-4F63-4C10-8D4C-'
            '7F5E2F1C6A11}"/></p14:sectionLst></p:ext></p:extLst></p:presentation>',
        ),
        "ppt/slides/slide1.xml": _replaced("a sample slide", planted("a sample slide")),
        "ppt/notesSlides/notesSlide1.xml": _replaced("notes of the sample", planted("notes of a sample slide")),
        "ppt/slideLayouts/slideLayout11.xml": _replaced('name="[^"]*"', f'name="{planted("a layout that is not used")}"'),
    }  # fmt: skip
    change_parts(path, changes, extra)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = planted("the comment of the file").encode()
    return planted


@cache
def _pieces(path: Path) -> list[tuple[str, bytes]]:
    """Return (where it is, content in small letters) of the package, its parts, and what is packed in these."""
    pieces = [("the file", path.read_bytes())]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            pieces.append((f"the name {name}", name.encode()))
            pieces += [(name, content) for content in _unpacked(archive.read(name)) if content]
    return [(name, content.lower()) for name, content in pieces]


def found_in(package: Path, word: str) -> Iterator[str]:
    """Yield where ``word`` stands in ``package``: in the file, a part, a compressed piece of a part, as any text."""
    needles = [word.lower().encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    for name, content in _pieces(package):
        if any(needle in content for needle in needles):
            yield name


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield ``content``, and what is packed in it as base64 or by zlib."""
    yield content
    for text in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", content):
        inner = base64.b64decode(text[: len(text) // 4 * 4])
        yield inner
        yield from _inflated(inner)
    yield from _inflated(content)


def _inflated(content: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"x[\x01\x5e\x9c\xda]", content):
        try:
            yield zlib.decompressobj().decompress(content[match.start() :], 100_000)
        except zlib.error:
            continue


# -- pictures -------------------------------------------------------------------------------


def _drawn(fill: str = "#00695C", mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (120, 60), "white")
    ImageDraw.Draw(image).ellipse((10, 5, 110, 55), fill=fill)
    return image


def _png(**options: object) -> bytes:
    buffer = io.BytesIO()
    _drawn().save(buffer, "PNG", **options)
    return buffer.getvalue()


def _exif(word: str, thumbnail: str = "") -> bytes:
    exif = Image.Exif()
    exif[0x013B], exif[0x8298] = word, word  # artist, copyright
    return exif.tobytes() + thumbnail.encode()


def _pictures(planted: Planted) -> list[tuple[str, bytes]]:
    """Return (ending, content) of pictures of all kinds with something private in each place."""
    from PIL import ImageCms

    text = PngInfo()
    text.add_text("Author", planted("PNG, tEXt"))
    text.add_text("Comment", planted("PNG, zTXt"), zip=True)
    text.add_itxt("XML:com.adobe.xmp", planted("PNG, iTXt"))
    text.add_itxt("Title", planted("PNG, iTXt, compressed"), zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile += planted("PNG, ICC").encode()
    png = _png(pnginfo=text, exif=_exif(planted("PNG, EXIF")), icc_profile=profile)
    chunk = b"prVt" + planted("PNG, an unknown chunk").encode()
    unknown = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    png = png[:-12] + unknown + png[-12:] + planted("PNG, bytes after the end").encode()
    jpeg, gif, bmp, tiff = io.BytesIO(), io.BytesIO(), io.BytesIO(), io.BytesIO()
    _drawn("#B23A0E").save(
        jpeg, "JPEG", quality=92, comment=planted("JPEG, comment").encode(),
        exif=_exif(planted("JPEG, EXIF"), planted("JPEG, thumbnail")), xmp=planted("JPEG, XMP").encode(),
    )  # fmt: skip
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + planted("JPEG, IPTC").encode()
    content = jpeg.getvalue()
    content = content[:2] + b"\xff\xed" + struct.pack(">H", len(photoshop) + 2) + photoshop + content[2:]
    content += planted("JPEG, bytes after the end").encode()
    _drawn("#5E4AE3").save(gif, "GIF", comment=planted("GIF, comment").encode())
    _drawn("#F2C14E").save(bmp, "BMP")
    _drawn("#3D5A80").save(
        tiff, "TIFF", tiffinfo={270: planted("TIFF, description"), 315: planted("TIFF, artist"), 700: planted("TIFF, XMP").encode()}
    )  # fmt: skip
    return [
        (".png", png),
        (".jpeg", content),
        (".gif", gif.getvalue() + planted("GIF, bytes after the end").encode()),
        (".bmp", bmp.getvalue() + planted("BMP, bytes after the end").encode()),
        (".tif", tiff.getvalue()),
        (".svg", _svg(planted)),
    ]


def _svg(planted: Planted) -> bytes:
    inner = base64.b64encode(_png() + planted("SVG, bytes after an embedded picture").encode()).decode()
    p = planted
    return f"""<?xml version="1.0"?><!-- {p("SVG, comment")} --><?editor {p("SVG, instruction")}?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://example.org/{p("SVG, namespace")}" viewBox="0 0 120 60"
 data-by="{p("SVG, data")}" i:by="{p("SVG, attribute")}">
<title>{p("SVG, title")}</title><desc>{p("SVG, description")}</desc><metadata>{p("SVG, metadata")}</metadata>
<script>var by = "{p("SVG, script")}"</script><style>.{p("SVG, class")} {{ fill: #00695c }} /* {p("SVG, comment in a style")} */</style>
<defs><linearGradient id="{p("SVG, id in use")}"><stop offset="0" stop-color="#00695c"/></linearGradient></defs>
<g id="{p("SVG, id")}"><ellipse class="{p["SVG, class"]}" cx="60" cy="30" rx="50" ry="25" aria-label="{p("SVG, label")}"/>
<rect width="10" height="10" fill="url(#{p["SVG, id in use"]})"/></g>
<text x="5" y="20" display="none">{p("SVG, hidden words")}</text><image width="20" height="10" href="data:image/png;base64,{inner}"/>
</svg>""".encode()


# -- parts of the package --------------------------------------------------------------------


def _parts(planted: Planted) -> dict[str, bytes]:
    """Return parts that only belong to the template, with something private in each."""
    return {
        "customXml/item1.xml": f"<by>{planted('custom XML')}</by>".encode(),
        "docProps/custom.xml": f"<Properties><property name='{planted('a property of the file')}'/></Properties>".encode(),
        "docProps/thumbnail.jpeg": planted("the thumbnail").encode(),
        "ppt/commentAuthors.xml": f"<p:cmAuthorLst><p:cmAuthor name='{planted('the author of a comment')}'/></p:cmAuthorLst>".encode(),
        "ppt/comments/comment1.xml": f"<p:cmLst>{planted('a comment')}</p:cmLst>".encode(),
        "ppt/tags/tag1.xml": f"<p:tagLst><p:tag name='BY' val='{planted('a tag')}'/></p:tagLst>".encode(),
        "ppt/printerSettings/printerSettings1.bin": planted("settings of a printer").encode("utf-16-le"),
        "ppt/fonts/font1.fntdata": planted("an embedded font").encode(),
        "ppt/handoutMasters/handoutMaster1.xml": f"<p:handoutMaster>{planted('the handout master')}</p:handoutMaster>".encode(),
        "ppt/revisionInfo.xml": f"<r>{planted('changes')}</r>".encode(),
        "ppt/embeddings/oleObject1.bin": planted("an embedded object").encode(),
    }


def with_links(links: list[tuple[str, str, str]]) -> Callable[[bytes], bytes]:
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{_REL}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if kind == "hyperlink" else ""}/>'
        for id_, kind, target in links
    )
    return _replaced("</Relationships>", f"{lines}</Relationships>")


def _with_types(content: bytes) -> bytes:
    types = {"png": "image/png", "gif": "image/gif", "bmp": "image/bmp", "tif": "image/tiff", "svg": "image/svg+xml"}
    lines = "".join(
        f'<Default Extension="{ending}" ContentType="{type_}"/>'
        for ending, type_ in types.items()
        if f'Extension="{ending}"'.encode() not in content
    )
    return re.sub(rb"(<Types[^>]*>)", rb"\g<1>" + lines.encode(), content, count=1)


def _replaced(pattern: str, by: str) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(pattern, by, content.decode(), count=1).encode()


# -- the XML of the master, a layout and the theme ----------------------------------------------


def words(text: str, properties: str = "", place: tuple[int, int, int, int] = (40, 690, 300, 24), id_: int = 300, attributes: str = "") -> str:  # fmt: skip
    """A text box in px of 1280 × 720. ``properties`` are those of its run, ``attributes`` those of its ``cNvPr``."""
    x, y, width, height = (value * 9525 for value in place)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="TextBox" {attributes}/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{properties or "<a:rPr lang=" + chr(34) + "de-DE" + chr(34) + "/>"}'
        f"<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def picture(id_: int, relation: str, x: int, extension: str = "") -> str:
    """A picture at the foot of the slide."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{id_}" name="Logo" descr="Logo"/><p:cNvPicPr/><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{x * 9525}" y="{692 * 9525}"/>'
        f'<a:ext cx="{48 * 9525}" cy="{24 * 9525}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _master(planted: Planted, first: str, endings: list[str]) -> Callable[[bytes], bytes]:
    p, px = planted, 9525
    shapes = [
        words(p("hidden shape"), attributes='hidden="1"'),
        words(p("tiny shape"), place=(100, 100, 1, 1)),
        words(p("beside the slide"), place=(1300, 100, 300, 24)),
        words(p("far away"), place=(-9000, -9000, 300, 24)),
        words(p("transparent words"), '<a:rPr lang="de-DE"><a:solidFill><a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr></a:solidFill></a:rPr>'),
        words(p("words without a fill"), '<a:rPr lang="de-DE"><a:noFill/></a:rPr>'),
        words(p("words in the colour of the background"), '<a:rPr lang="de-DE"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:rPr>'),
        words(p("words of one point"), '<a:rPr lang="de-DE" sz="100"/>'),
        words(p("words under a band"), '<a:rPr lang="de-DE" sz="300"/>', (390, 700, 60, 12)),
        shape("Band", 380, 698, 120, 20, "accent1", 301),
        words("Riverside", f'<a:rPr lang="de-DE" bmk="{p("a bookmark")}"><a:hlinkClick r:id="rIdLink" tooltip="{p("the tip of a link")}"/></a:rPr>', (20, 692, 90, 22), 302),
        picture(303, first, 520),
        *(picture(310 + number, f"rIdPicture{number}", 580 + 60 * number) for number in range(len(endings))),
        picture(330, first, 960, f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdPicture{len(endings) - 1}"/></a:ext></a:extLst>'),
        (f'<p:sp><p:nvSpPr><p:cNvPr id="304" name="{p("the name of a shape")}" descr="{p("the description of a shape")}" title="{p("the title of a shape")}">'
        f'<a:extLst><a:ext uri="{{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}}"><a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{p("creationId")}"/></a:ext>'
        f'<a:ext uri="{{{p("the address of an extension")}}}"><by>{p("an extension")}</by></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{1100 * px}" y="{694 * px}"/><a:ext cx="{40 * px}" cy="{20 * px}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst><a:gd name="{p("the name of a guide")}" fmla="*/ w 1 2"/></a:gdLst>'
        f'<a:pathLst><a:path w="10" h="10"><a:moveTo><a:pt x="{p["the name of a guide"]}" y="0"/></a:moveTo><a:lnTo><a:pt x="r" y="b"/></a:lnTo><a:lnTo><a:pt x="l" y="b"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>'
        '<a:solidFill><a:schemeClr val="accent2"/></a:solidFill></p:spPr></p:sp>'),
        (f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:v="{p("a namespace")}" Requires="v">'
        f'{words(p("a choice for other programs"))}</mc:Choice><mc:Fallback>{shape("Dot", 1150, 694, 20, 20, "accent3", 305)}</mc:Fallback></mc:AlternateContent>'),
        f'<by:note xmlns:by="http://example.org/by">{p("an element of another program")}</by:note>{p("stray text")}',
    ]  # fmt: skip
    tags = '<p:custDataLst><p:tags r:id="rIdTags"/></p:custDataLst>'
    sound = (
        f'<p:transition><p:sndAc><p:stSnd><p:snd name="{p("the name of a sound")}"/></p:stSnd></p:sndAc></p:transition>'
    )

    def change(content: bytes) -> bytes:
        text = content.decode()
        text = text.replace(
            "<p:cSld",
            f'<!-- {p("a comment in XML")} --><?by {p("an instruction in XML")}?><p:cSld name="{p("the name of the master")}"',
            1,
        )
        text = text.replace("</p:spTree>", f"{''.join(shapes)}</p:spTree>{tags}", 1)
        text = text.replace("<p:txStyles>", f"{sound}<p:txStyles>", 1)
        text = text.replace(
            "<p:sldMaster ",
            f'<p:sldMaster xmlns:by="http://example.org/{p("a namespace of the master")}" by:who="{p("an attribute of another program")}" ',
            1,
        )
        return text.replace("Click to edit Master title style", p("the sample title"), 1).encode()

    return change


def _content(planted: Planted) -> Callable[[bytes], bytes]:
    p = planted

    def change(content: bytes) -> bytes:
        text = content.decode()
        text = text.replace('name="Title and Content"', f'name="{p("the name of a layout")}"', 1)
        text = text.replace("<p:sldLayout ", f'<p:sldLayout matchingName="{p("the matching name")}" ', 1)
        footer = (
            '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Footer"/><p:cNvSpPr/><p:nvPr><p:ph type="{}" idx="{}"/></p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
        prompts = [
            footer.format("ftr", 31, p("the footer")),
            footer.format("dt", 32, p("the date")),
            footer.format("body", 33, p("a prompt")),
        ]
        prompts.append(footer.format("sldNum", 34, p("the number of a slide")))
        return text.replace("</p:spTree>", f"{''.join(prompts)}</p:spTree>", 1).encode()

    return change


def _title_layout(planted: Planted) -> Callable[[bytes], bytes]:
    """Words of the layout in the colour of the band that the master draws under them."""
    ink = '<a:rPr lang="de-DE" sz="300"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:rPr>'
    box = words(planted("words in the colour of a band"), ink, (390, 700, 60, 12), 400)
    return lambda content: content.decode().replace("</p:spTree>", f"{box}</p:spTree>", 1).encode()


def _theme(planted: Planted) -> Callable[[bytes], bytes]:
    p = planted

    def change(content: bytes) -> bytes:
        text = re.sub(
            r'<a:theme ([^>]*)name="[^"]*"',
            rf'<a:theme \g<1>name="{p("the name of the theme")}"',
            content.decode(),
            count=1,
        )
        text = re.sub(
            r'<a:clrScheme name="[^"]*"', f'<a:clrScheme name="{p("the name of the colours")}"', text, count=1
        )
        text = re.sub(
            r'<a:fontScheme name="[^"]*"', f'<a:fontScheme name="{p("the name of the fonts")}"', text, count=1
        )
        text = re.sub(
            r'<a:fmtScheme name="[^"]*"', f'<a:fmtScheme name="{p("the name of the effects")}"', text, count=1
        )
        family = (
            f'<a:custClrLst><a:custClr name="{p("the name of a colour")}"><a:srgbClr val="00695C"/></a:custClr></a:custClrLst><a:extLst><a:ext uri="{{05A4C25C-085E-4340-85A3-A5531E510DB2}}">'
            f'<thm15:themeFamily xmlns:thm15="http://schemas.microsoft.com/office/thememl/2012/main" name="{p("the family of the theme")}" id="{{62F939B6-93AF-4DB8-9C6B-D6C7DFDC589F}}" vid="{{4A3C46E8-61CC-4603-A589-7422A47A8E4A}}"/></a:ext></a:extLst>'
        )
        return re.sub(
            r"<a:extraClrSchemeLst/>.*?</a:theme>|</a:theme>",
            f"<a:extraClrSchemeLst/>{family}</a:theme>",
            text,
            flags=re.DOTALL,
        ).encode()

    return change
