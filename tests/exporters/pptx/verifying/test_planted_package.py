"""Whatever a tool or a person adds to the file of a deck is found, wherever it lies."""

import dataclasses
import hashlib
import io
import re
import shutil
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from narrate.exporters.pptx.format import is_template_part
from narrate.exporters.pptx.verifying.carried import check_carried, finding_of
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.exporters.verifying.zip_checks import examine_zip
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.planting import Plant, faults, in_deck, in_part, in_slide, look_only_at, sign
from tests.zips import entry, write_zip

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
APP, CORE, SHOW = "docProps/app.xml", "docProps/core.xml", "ppt/presProps.xml"
PRESENTATION, TYPES = "ppt/presentation.xml", "[Content_Types].xml"
SLIDE, LINKS = "ppt/slides/slide3.xml", "ppt/slides/_rels/slide3.xml.rels"
NOTES, MASTER = "ppt/notesSlides/notesSlide3.xml", "ppt/slideMasters/slideMaster1.xml"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


# --- the zip file ---


def in_bytes(change: Callable[[bytes], bytes]) -> Plant:
    """Change the bytes of the deck."""

    def plant(folder: Path) -> None:
        (path,) = folder.glob("*.pptx")
        before = path.read_bytes()
        path.write_bytes(change(before))
        assert path.read_bytes() != before

    return plant


def in_entries(change: Callable[[zipfile.ZipInfo], None], name: str = SLIDE) -> Plant:
    """Write the deck again, with the one ``name`` changed."""

    def plant(folder: Path) -> None:
        (path,) = folder.glob("*.pptx")
        with zipfile.ZipFile(path) as deck:
            entries = [(one, deck.read(one)) for one in deck.infolist()]
        with zipfile.ZipFile(path, "w") as deck:
            for one, content in entries:
                if one.filename == name:
                    change(one)
                deck.writestr(one, content)

    return plant


def twice(name: str, content: bytes) -> Plant:
    """Add another part under the name of one that is there."""

    def plant(folder: Path) -> None:
        (path,) = folder.glob("*.pptx")
        with zipfile.ZipFile(path, "a") as deck, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile warns of a name that is there
            deck.writestr(entry(name), content)

    return plant


def end_of(content: bytes) -> tuple[int, int]:
    """Return where the list of entries starts, and where what follows it starts."""
    end = content.rindex(b"PK\5\6")
    return struct.unpack_from("<I", content, end + 16)[0], end


def between_parts(content: bytes) -> bytes:
    start, end = end_of(content)
    moved = bytearray(content[:start] + b"patient 4711" + content[start:])
    struct.pack_into("<I", moved, end + 12 + 16, start + 12)
    return bytes(moved)


def after_the_packed(content: bytes) -> bytes:
    """Add bytes after the compressed content of the last entry, and count them as its own."""
    start, end = end_of(content)
    last = content.rindex(b"PK\1\2", 0, end)
    local = struct.unpack_from("<I", content, last + 42)[0]
    hidden = b"patient 4711"
    moved = bytearray(content[:start] + hidden + content[start:])
    packed = struct.unpack_from("<I", content, last + 20)[0] + len(hidden)
    struct.pack_into("<I", moved, local + 18, packed)
    struct.pack_into("<I", moved, last + len(hidden) + 20, packed)
    struct.pack_into("<I", moved, end + len(hidden) + 16, start + len(hidden))
    return bytes(moved)


def flagged(offset: int, value: int) -> Callable[[bytes], bytes]:
    """Set two bytes of the first entry, in its header and in the list: ``offset`` is that in the header."""

    def change(content: bytes) -> bytes:
        changed = bytearray(content)
        struct.pack_into("<H", changed, offset, value)
        struct.pack_into("<H", changed, end_of(content)[0] + offset + 2, value)
        return bytes(changed)

    return change


def comment_of_file(content: bytes) -> bytes:
    changed = bytearray(content + b"made by J. Doe")
    struct.pack_into("<H", changed, end_of(content)[1] + 20, 14)
    return bytes(changed)


def damaged(content: bytes) -> bytes:
    """Turn bits within the first part, which is compressed."""
    at = 30 + len(TYPES) + 200
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 60]) + content[at + 60 :]


ZIP = {
    "a part twice": twice(SLIDE, XML + b"<sld/>"),
    "a part twice, in capitals": twice(SLIDE.upper(), XML + b"<sld/>"),
    "a date": in_entries(lambda entry: setattr(entry, "date_time", (2026, 3, 1, 8, 0, 0))),
    "a comment on a part": in_entries(lambda entry: setattr(entry, "comment", b"J. Doe")),
    "an extra field": in_entries(lambda entry: setattr(entry, "extra", b"\x99\x99\4\0abcd")),
    "other permissions": in_entries(lambda entry: setattr(entry, "external_attr", 0o777 << 16)),
    "another system": in_entries(lambda entry: setattr(entry, "create_system", 0)),
    "packed in another way": in_entries(lambda entry: setattr(entry, "compress_type", zipfile.ZIP_BZIP2)),
    "encrypted": in_bytes(flagged(6, 1)),
    "an unknown way of packing": in_bytes(flagged(8, 99)),
    "another version of the format": in_bytes(flagged(4, 64)),
    "bytes before": in_bytes(lambda content: b"#!/bin/sh\nexit\n" + content),
    "bytes between": in_bytes(between_parts),
    "bytes after the packed content": in_bytes(after_the_packed),
    "bytes after the end": in_bytes(lambda content: content + b"patient 4711"),
    "a comment": in_bytes(comment_of_file),
    "damaged bytes": in_bytes(damaged),
}


# --- parts, what they refer to, and content types ---


def part(name: str, content: bytes, type_: str, kind: str = "", source: str = PRESENTATION) -> Plant:
    """Add a part as a tool would: with its content type, and with a relationship of ``kind`` from ``source``."""

    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content
        override = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
        if kind:
            link(parts, source, f'Type="{RELATION}/{kind}" Target="/{name}"')

    return in_deck(change)


def link(parts: dict[str, bytes], source: str, attributes: str, id_: str = "rId999") -> None:
    """Add a relationship to ``source``, which is empty for the package."""
    folder, _, stem = source.rpartition("/")
    name = f"{folder}/_rels/{stem}.rels".lstrip("/")
    end = f'<Relationship Id="{id_}" {attributes}/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", end.encode())


def linked(attributes: str, element: str = "", source: str = SLIDE) -> Plant:
    """Add a relationship to ``source``, and ``element`` to the first words there."""

    def change(parts: dict[str, bytes]) -> None:
        link(parts, source, attributes)
        if element:
            parts[source] = re.sub(rb"(<a:rPr [^>]*>)", rb"\1" + element.encode(), parts[source], count=1)

    return in_deck(change)


def second_slide_file(parts: dict[str, bytes]) -> None:
    parts["ppt/slides/slide99.xml"] = parts[SLIDE]
    parts["ppt/slides/_rels/slide99.xml.rels"] = parts[LINKS]


def picture_unseen(parts: dict[str, bytes]) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    parts["ppt/media/image99.png"] = buffer.getvalue()
    link(parts, SLIDE, f'Type="{RELATION}/image" Target="../media/image99.png"')


def notes_of_another(parts: dict[str, bytes]) -> None:
    name = "ppt/notesSlides/_rels/notesSlide3.xml.rels"
    parts[name] = parts[name].replace(b"slides/slide3.xml", b"slides/slide4.xml")


OUTSIDE = 'Type="' + RELATION + '/{}" Target="{}" TargetMode="External"'
CLICK = '<a:hlinkClick r:id="rId999"/>'
OLE = "application/vnd.openxmlformats-officedocument.oleObject"
PACKAGE = {
    "a VBA project": part("ppt/vbaProject.bin", b"VBA", "application/vnd.ms-office.vbaProject", "vbaProject"),
    "an OLE object": part("ppt/embeddings/oleObject1.bin", b"OLE", OLE, "oleObject", SLIDE),
    "a workbook": part("ppt/embeddings/Sheet1.xlsx", b"PK", OLE, "package", SLIDE),
    "an ActiveX control": part("ppt/activeX/activeX1.xml", XML + b"<ax/>", "application/vnd.ms-office.activeX+xml", "control", SLIDE),
    "a font": part("ppt/fonts/font1.fntdata", b"font", "application/x-fontdata", "font"),
    "a comment": part("ppt/comments/comment1.xml", XML + b"<c/>", "application/xml", "comments", SLIDE),
    "authors of comments": part("ppt/commentAuthors.xml", XML + b"<c/>", "application/xml", "commentAuthors"),
    "custom XML": part("customXml/item1.xml", XML + b"<patient/>", "application/xml", "customXml"),
    "settings of a printer": part("ppt/printerSettings/printerSettings1.bin", b"HP", "application/vnd.openxmlformats-officedocument.presentationml.printerSettings", "printerSettings"),
    "a thumbnail": part("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xd9", "image/jpeg", "metadata/thumbnail", ""),
    "tags": part("ppt/tags/tag1.xml", XML + b"<t/>", "application/xml", "tags", SLIDE),
    "custom properties": part("docProps/custom.xml", XML + b"<Properties/>", "application/vnd.openxmlformats-officedocument.custom-properties+xml", "custom-properties", ""),
    "a master of handouts": part("ppt/handoutMasters/handoutMaster1.xml", XML + b"<h/>", "application/xml", "handoutMaster"),
    "a part that nothing refers to": part("ppt/patient.xml", XML + b"<n>J. Doe</n>", "application/xml"),
    "a slide that nothing refers to": in_deck(second_slide_file),
    "a picture that nothing shows": in_deck(picture_unseen),
    "a name that leaves the package": part("../outside.xml", XML + b"<n/>", "application/xml"),
    "a name from the root": part("/etc/passwd", b"root", "text/plain"),
    "a link to the web": linked(OUTSIDE.format("hyperlink", "https://ads.example/"), CLICK),
    "a link to a share": linked(OUTSIDE.format("hyperlink", "file://server/share"), '<a:hlinkMouseOver r:id="rId999"/>'),
    "a link that nothing uses": linked(OUTSIDE.format("hyperlink", "https://ads.example/")),
    "a picture from the web": linked(OUTSIDE.format("image", "https://ads.example/pixel.png")),
    "a template elsewhere": linked(OUTSIDE.format("attachedTemplate", "file:///home/doe/t.potx"), source=PRESENTATION),
    "a link of the notes": linked(OUTSIDE.format("hyperlink", "https://ads.example/"), source=NOTES),
    "a link of the package": in_deck(lambda parts: link(parts, "", OUTSIDE.format("hyperlink", "https://ads.example/"))),
    "a target in the package, called external": in_part(LINKS, 'slideLayout" ', 'slideLayout" TargetMode="External" '),
    "a picture as a sound": in_part(LINKS, r'(relationships/audio" Target=")[^"]*', r"\1../media/image1.png"),
    "a slide as a layout": in_part(LINKS, r"\.\./slideLayouts/slideLayout\d", "../slides/slide2"),
    "a link to another slide": linked(f'Type="{RELATION}/slide" Target="slide5.xml"', CLICK),
    "two layouts": linked(f'Type="{RELATION}/slideLayout" Target="../slideLayouts/slideLayout1.xml"'),
    "an id that leads nowhere": in_slide(3, r'(<a:blip r:embed=")[^"]*', r"\1rId777", 1),
    "a relationship without an id": in_part("ppt/slideLayouts/_rels/slideLayout9.xml.rels", ' Id="rId1"', ""),
    "an id twice": in_part(LINKS, "(<Relationship [^>]*/>)(</Rel)", r"\1\1\2"),
    "the notes of another slide": in_deck(notes_of_another),
    "no notes": in_part(LINKS, "<Relationship [^>]*notesSlide3.xml[^>]*/>", ""),
    "a type that no part has": in_part(TYPES, "</Types>", '<Default Extension="bin" ContentType="application/x-msdownload"/></Types>'),
    "a type of its own": in_part(TYPES, "presentation.main", "presentation.macroEnabled.main"),
    "a show instead of a deck": in_part(TYPES, "presentationml.presentation.main", "presentationml.slideshow.main"),
    "no type": in_part(TYPES, '<Override PartName="/ppt/slides/slide3.xml"[^>]*>', ""),
    "a type twice": in_part(TYPES, '(<Override PartName="/ppt/slides/slide3.xml"[^>]*>)', r"\1\1"),
    "a type for another part": in_part(TYPES, "/ppt/slides/slide3.xml", "/ppt/slides/slide33.xml"),
}  # fmt: skip


# --- elements, attributes, comments ---


def hidden_in(name: str, before: str, xml: str, prolog: str = "") -> Plant:
    """Put ``xml`` before the first ``before`` of the part ``name``, and ``prolog`` after its declaration."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[name].decode()
        head, end, body = text.partition("?>")
        assert before in body
        parts[name] = f"{head}{end}{prolog}{body.replace(before, xml + before, 1)}".encode()

    return in_deck(change)


BOX = '<p:sp><p:nvSpPr><p:cNvPr id="77" name="TextBox 5"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US"/><a:t>Ask Doe</a:t></a:r></a:p></p:txBody></p:sp>'
EXTENSION = '<a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{0}"/></a:ext></a:extLst>'
ELEMENTS = {
    "a program that a click starts": in_slide(3, "ppaction://media", "ppaction://program"),
    "a macro that a click starts": in_slide(3, "ppaction://media", "ppaction://macro?name=Run"),
    "a jump to another slide": in_slide(3, "ppaction://media", "ppaction://hlinkshowjump?jump=endshow"),
    "an action of the mouse": hidden_in(SLIDE, "<a:hlinkClick", '<a:hlinkHover r:id="" action="ppaction://program"/>'),
    "a note on the click": in_slide(3, "<a:hlinkClick ", '<a:hlinkClick tooltip="Doe" '),
    "a show that repeats": in_part(SHOW, "<p:showPr ", '<p:showPr loop="1" '),
    "a show in a kiosk": in_part(SHOW, "<p:present/>", '<p:kiosk restart="1000"/>'),
    "settings for the web": in_part(SHOW, "</p:presentationPr>", "<p:extLst/></p:presentationPr>"),
    "guides of the editor": in_part("ppt/viewProps.xml", "/>$", ' lastView="sldMasterView"/>'),
    "styles of tables": in_part("ppt/tableStyles.xml", "/>$", '><a:tblStyle styleId="{1}" styleName="Doe"/></a:tblStyleLst>'),
    "a password": hidden_in(PRESENTATION, "<p:extLst>", '<p:modifyVerifier spinCount="1"/>'),
    "a show of some slides": hidden_in(PRESENTATION, "<p:defaultTextStyle>", "<p:custShowLst/>"),
    "slides of another size": in_part(PRESENTATION, 'cy="6858000"', 'cy="6858001"'),
    "an unknown extension": hidden_in(SLIDE, "</p:cNvPr>", EXTENSION),
    "another extension under a known name": in_slide(3, r"\{C183D7F6-B498-43B3-948B-1728B52AA6E4\}", "{C183D7F6-B498-43B3-948B-1728B52AA6E5}", 1),
    "an empty extension": hidden_in(SLIDE, "</a:extLst>", '<a:ext uri="{1}"/>'),
    "custom data": hidden_in(SLIDE, "</p:cSld>", "<p:custDataLst/>"),
    "a control": hidden_in(SLIDE, "</p:cSld>", "<p:controls/>"),
    "a table in a style": hidden_in(SLIDE, "</p:spTree>", '<p:graphicFrame><a:tbl xmlns:a="a"/></p:graphicFrame>'),
    "a chart": hidden_in(SLIDE, "</p:spTree>", '<p:graphicFrame><a:graphic><a:graphicData uri="chart"/></a:graphic></p:graphicFrame>'),
    "another shape": hidden_in(SLIDE, "</p:spTree>", BOX),
    "a comment": hidden_in(SLIDE, "<p:cSld", "<!-- for J. Doe -->"),
    "a comment in the relationships": hidden_in(LINKS, "<Relationship ", "<!-- for J. Doe -->"),
    "a comment after the end": in_part(SLIDE, "$", "<!-- for J. Doe -->"),
    "an instruction": hidden_in(SLIDE, "<p:cSld", "<?doe run?>"),
    "a document type": hidden_in(SLIDE, "<p:cSld", "", '<!DOCTYPE p:sld [<!ENTITY a "b">]>'),
    "a marked section": in_slide(3, "<a:t>([^<]+)</a:t>", r"<a:t><![CDATA[\1]]></a:t>", 1),
    "a namespace": in_slide(3, "<p:sld ", '<p:sld xmlns:doe="urn:patient:4711" '),
    "words between elements": hidden_in(SLIDE, "<p:spTree", "patient 4711"),
    "words within an element": hidden_in(SLIDE, "<a:off ", "patient 4711"),
    "no size of the notes": in_part(PRESENTATION, ' cx="6858000" cy="9144000"', ""),
    "no colour": in_slide(3, '<a:schemeClr val="[^"]*"/>', "<a:schemeClr/>", 1),
    "no styles of tables": in_part("ppt/tableStyles.xml", ' def="[^"]*"', ""),
    "no language that there is": in_slide(3, 'lang="en-US"', 'lang="-1"', 1),
    "an attribute": in_slide(3, "<p:sld ", '<p:sld showMasterSp="0" '),
    "a mirrored shape": in_slide(3, "<a:xfrm>", '<a:xfrm flipH="1">', 1),
    "words struck through": in_slide(3, "<a:rPr ", '<a:rPr strike="sngStrike" ', 1),
    "a sound that is cut": in_slide(3, "<p14:extLst>", '<p14:trim end="3000"/><p14:extLst>'),
    "a sound that repeats": in_slide(3, 'cTn id="5"', 'cTn id="5" repeatCount="indefinite"'),
    "the words of a shape twice": in_slide(3, "(<p:txBody>.*?</p:txBody>)", r"\1\1", 1),
    "a box in the notes": hidden_in(NOTES, "</p:spTree>", BOX),
    "a group in the notes": hidden_in(NOTES, "</p:spTree>", "<p:grpSp/>"),
    "a picture in the notes": hidden_in(NOTES, "</p:spTree>", "<p:pic/>"),
    "a box like another in the notes": hidden_in(NOTES, "</p:spTree>", BOX.replace('77" name="TextBox 5', '3" name="Notes').replace('txBox="1"', "")),
    "words under the picture of the slide": in_part(NOTES, "(<p:spPr/>)(</p:sp>.*?)(<p:txBody>.*?</p:txBody>)", r"\1\3\2\3"),
    "a footer in the notes": in_part(NOTES, 'type="body"', 'type="ftr"'),
    "an owner in the properties": hidden_in(CORE, "<dc:title", "<cp:keywords>Doe</cp:keywords>"),
    "a manager": hidden_in(APP, "<Company", "<Manager>Doe</Manager>"),
    "a template's path": hidden_in(APP, "<Application", "<Template>C:\\Users\\doe\\t.potx</Template>"),
    "a base for links": hidden_in(APP, "<Company", "<HyperlinkBase>file://share/</HyperlinkBase>"),
    "the time it took": hidden_in(APP, "<Application", "<TotalTime>311</TotalTime>"),
}  # fmt: skip
PROPERTIES = {
    "a company with a path": in_part(APP, "<Company>.*?</Company>", r"<Company>C:\\\\Users\\\\doe</Company>"),
    "another program": in_part(APP, "narrate", "Microsoft Office PowerPoint"),
    "another format": in_part(APP, "Widescreen", "On-screen Show (4:3)"),
    "another author": in_part(CORE, "(<dc:creator>)[^<]*", r"\1J. Doe"),
    "another editor": in_part(CORE, "(<cp:lastModifiedBy>)[^<]*", r"\1J. Doe"),
    "another title": in_part(CORE, "(<dc:title>)[^<]*", r"\1Untitled"),
    "another language": in_part(CORE, "(<dc:language>)[^<]*", r"\1de-DE"),
    "another identifier": in_part(CORE, "(<dc:identifier>)[^<]*", r"\1patient 4711"),
    "often revised": in_part(CORE, "(<cp:revision>)1", r"\g<1>17"),
    "a time of the day": in_part(CORE, "T00:00:00Z", "T08:15:00Z"),
    "two dates": in_part(CORE, "(<dcterms:modified [^>]*>)2026", r"\g<1>2027"),
    "no author": in_part(CORE, "<dc:creator>.*?</dc:creator>", ""),
}

# --- masters, layouts, themes ---

DESIGN = {
    "words on the master": in_part(MASTER, "</p:spTree>", f"{BOX}</p:spTree>"),
    "words on a layout": in_part("ppt/slideLayouts/slideLayout3.xml", "</p:spTree>", f"{BOX}</p:spTree>"),
    "words on the master of notes": in_part("ppt/notesMasters/notesMaster1.xml", "</p:spTree>", f"{BOX}</p:spTree>"),
    "other words in a placeholder": in_part(MASTER, "<a:t>Text</a:t>", "<a:t>Ask Doe</a:t>"),
    "a layout of another name": in_part("ppt/slideLayouts/slideLayout2.xml", 'name="Section"', 'name="Doe"'),
    "a layout that hides its master": in_part("ppt/slideLayouts/slideLayout4.xml", " preserve=", ' showMasterSp="0" preserve='),
    "placeholders moved": in_part(MASTER, '<a:off x="609600"', '<a:off x="609601"', 1),
    "a comment": in_part(MASTER, "<p:cSld>", "<!-- Doe --><p:cSld>"),
    "words in signs": in_part("ppt/theme/theme1.xml", 'typeface="Arial"', 'typeface="Wingdings"'),
    "words in signs in notes": in_part("ppt/theme/theme2.xml", 'latin typeface="Arial"', 'latin typeface="Webdings"'),
    "a theme of another name": in_part("ppt/theme/theme1.xml", 'name="Narrate"', 'name="Doe"', 1),
    "custom colours": in_part("ppt/theme/theme1.xml", "</a:theme>", '<a:custClrLst><a:custClr name="Doe"/></a:custClrLst></a:theme>'),
    "another language": in_part("ppt/slideLayouts/slideLayout3.xml", 'lang="en-US"', 'lang="de-DE"', 1),
}  # fmt: skip


# --- pictures ---


def repainted(name: str, **options: object) -> Plant:
    """Save the picture ``name`` again, in the same pixels, with what a tool writes beside them."""

    def change(parts: dict[str, bytes]) -> None:
        buffer = io.BytesIO()
        Image.open(io.BytesIO(parts[name])).save(buffer, "PNG", **options)
        parts[name] = buffer.getvalue()

    return in_deck(change)


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    return exif


def texts() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "J. Doe")
    return info


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def appended(name: str, more: bytes) -> Plant:
    return in_deck(lambda parts: parts.update({name: parts[name] + more}))


def jpeg(more: bytes, *, after: bool = False) -> Plant:
    """Put a photograph in the place of a picture: with ``more`` behind its start, or after its end."""

    def change(parts: dict[str, bytes]) -> None:
        buffer = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(buffer, "JPEG")
        content = buffer.getvalue()
        parts["ppt/media/image9.jpg"] = content + more if after else content[:2] + more + content[2:]

    return in_deck(change)


def segment(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content


ICON = "ppt/media/narration1.png"
MEDIA = {
    "an author": repainted("ppt/media/image1.png", pnginfo=texts()),
    "a resolution": repainted("ppt/media/image1.png", dpi=(72, 72)),
    "a camera": repainted(ICON, exif=camera()),
    "a chunk of its own": appended(ICON, chunk(b"doEx", b"4711")),
    "bytes after its end": appended("ppt/media/image1.png", b"patient 4711"),
    "another format": in_deck(lambda parts: parts.update({ICON: b"GIF89a" + bytes(20)})),
    "a comment in a photograph": jpeg(segment(0xFE, b"J. Doe")),
    "the place of a photograph": jpeg(segment(0xE1, b"Exif\0\0" + bytes(20))),
    "a profile": jpeg(segment(0xE2, b"ICC_PROFILE\0" + bytes(20))),
    "a maker": jpeg(segment(0xE0, b"JFXX\0" + bytes(20))),
    "bytes after a photograph": jpeg(b"patient 4711", after=True),
}
KINDS = {
    "pptx zip file": ZIP,
    "pptx package": PACKAGE,
    "pptx elements": ELEMENTS,
    "pptx properties": PROPERTIES,
    "pptx design": DESIGN,
}
ROWS = [
    pytest.param(check, name, id=f"{check}: {name}", marks=[pytest.mark.slow] if number % 3 else [])
    for check, plants in KINDS.items()
    for number, name in enumerate(plants)
]


@pytest.fixture(scope="module")
def record(rich) -> Record:
    folder = rich.output / "back/en"
    manifest = load_manifest(folder)
    assert manifest is not None
    return load_record(folder, manifest, Store(rich.store))


@pytest.fixture
def deck(rich, tmp_path) -> Path:
    return Path(shutil.copy(rich.output / "back/en/back.pptx", tmp_path))


def found(path: Path, record: Record) -> dict[str, tuple[str, ...]]:
    lines, is_readable = examine_zip(path)
    findings = [finding_of("zip file", lines), *(check_carried(path, record) if is_readable else ())]
    assert all("\n" not in fault for item in findings for fault in item.faults)
    return {f"{item.format} {item.check}": item.faults for item in findings if not item.ok}


def test_a_deck_carries_nothing_else(deck, record):
    assert found(deck, record) == {}
    write_zip(deck, {name: zipfile.ZipFile(deck).read(name) for name in zipfile.ZipFile(deck).namelist()})
    assert found(deck, record) == {}


@pytest.mark.parametrize(("check", "fault"), ROWS)
def test_a_planted_fault_is_found(deck, record, check, fault):
    KINDS[check][fault](deck.parent)
    assert check in found(deck, record)


@pytest.mark.parametrize("fault", MEDIA)
def test_what_a_picture_carries_is_found(deck, record, fault):
    MEDIA[fault](deck.parent)
    (faults_,) = found(deck, record).values()
    assert any("media/" in line and "nothing refers" not in line for line in faults_)


@pytest.mark.parametrize(
    ("fault", "check"),
    [("encrypted", "pptx zip file"), ("an OLE object", "pptx package"), ("words on the master", "pptx design")],
)
def test_a_signed_fault_is_found_by_verify(rich, tmp_path, fault, check):
    folder = shutil.copytree(rich.output / "back/en", tmp_path / "back/en")
    KINDS[check][fault](folder)
    sign(folder)
    look_only_at(folder, "pptx")
    assert check in faults(folder, Store(rich.store))


# --- on a template ---


def on_template(deck: Path, record: Record) -> Record:
    """The record of a deck whose master, layouts and theme came from a template."""
    with zipfile.ZipFile(deck) as archive:
        hashes = {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if is_template_part(name)
        }
    return dataclasses.replace(record, manifest=dataclasses.replace(record.manifest, template_parts=hashes))


ON_TEMPLATE = {
    "words on the master": DESIGN["words on the master"],
    "words on a layout": DESIGN["words on a layout"],
    "words on the master of notes": DESIGN["words on the master of notes"],
    "another font": in_part("ppt/theme/theme1.xml", 'typeface="Arial"', 'typeface="Wingdings"'),
    "another font for notes": in_part("ppt/theme/theme2.xml", 'latin typeface="Arial"', 'latin typeface="Wingdings"'),
    "other colours": in_part("ppt/theme/theme1.xml", 'accent1><a:srgbClr val="0B5CAD"', 'accent1><a:srgbClr val="0B5CAE"'),
    "a picture": in_deck(lambda parts: parts.update({"ppt/media/template9.png": parts[ICON]})),
    "another layout": in_deck(lambda parts: parts.update({"ppt/slideLayouts/slideLayout10.xml": parts["ppt/slideLayouts/slideLayout3.xml"]})),
    "no theme": in_deck(lambda parts: parts.pop("ppt/theme/theme1.xml")),
    "other relationships of the master": in_part("ppt/slideMasters/_rels/slideMaster1.xml.rels", "rId9", "rId99"),
}  # fmt: skip


@pytest.mark.parametrize("fault", ON_TEMPLATE)
def test_a_template_is_as_it_was_taken_over(deck, record, fault):
    based = on_template(deck, record)
    assert found(deck, based) == {}
    ON_TEMPLATE[fault](deck.parent)
    assert "pptx design" in found(deck, based)


def test_a_template_that_the_manifest_does_not_name(deck, record):
    in_part("ppt/theme/theme1.xml", 'name="Narrate"', 'name="Hospital"')(deck.parent)
    assert found(deck, record)["pptx design"] == (
        "ppt/theme/theme1.xml is not narrate's own, and the manifest names no template for it",
    )
