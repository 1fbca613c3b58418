"""What a deck says of its parts is what python-pptx and zipfile say of them."""

import io
import zipfile

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import _ContentTypesItem

from narrate.exporters.pptx.directory import content_types, keep_packed

DATE = (1980, 1, 1, 0, 0, 0)


def test_content_types_are_those_that_python_pptx_writes():
    names = ["/ppt/media/a & b.mp3", "/ppt/media/\"<x>'.PNG", "/ppt/slides/slide10.xml", "/ppt/slides/slide9.xml"]
    types = ["audio/mpeg", "image/png", "application/xml", "application/vnd.slide+xml"]
    parts = [Part(PackURI(name), type_, None, b"") for name, type_ in zip(names, types, strict=True)]
    assert content_types(parts) == serialize_part_xml(_ContentTypesItem.xml_for(parts))


def test_a_packed_directory_is_the_one_that_zipfile_writes():
    plain, packed = io.BytesIO(), io.BytesIO()
    for file in (plain, packed):
        with zipfile.ZipFile(file, "w") as archive:
            if file is packed:
                keep_packed(archive, DATE)
            for number, name in enumerate(("slide.xml", "ünïcode.png", "empty")):
                info = zipfile.ZipInfo(name, DATE)
                info.compress_type = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)[number % 2]
                info.external_attr = 0o600 << 16
                archive.writestr(info, name.encode() * 100 * (2 - number))
    assert packed.getvalue() == plain.getvalue()
