"""Content types and zip entries are the same as python-pptx and zipfile write."""

import io
import zipfile
import zlib

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import _ContentTypesItem

from narrate.exporters.pptx.writing.archive import Archive
from narrate.exporters.pptx.writing.parts import content_types
from narrate.exporters.pptx.writing.spool import Spool


def test_content_types_are_those_that_python_pptx_writes():
    names = ["/ppt/media/a & b.mp3", "/ppt/media/\"<x>'.PNG", "/ppt/slides/slide10.xml", "/ppt/slides/slide9.xml"]
    types = ["audio/mpeg", "image/png", "application/xml", "application/vnd.slide+xml"]
    parts = [Part(PackURI(name), type_, None, b"") for name, type_ in zip(names, types, strict=True)]
    assert content_types(parts) == serialize_part_xml(_ContentTypesItem.xml_for(parts))


def test_an_archive_is_the_same_as_that_of_zipfile_with_entries_packed_before_or_not(tmp_path):
    contents = {"/slide.xml": b"slide " * 99, "/ünïcode.png": b"\x89PNG" * 9, "/empty.xml": b""}
    with zipfile.ZipFile(tmp_path / "plain.zip", "w") as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name[1:], (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name.endswith("png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    with Spool(io.BytesIO()) as spool:
        for packed in (True, False):
            with Archive(tmp_path / "ours.zip") as archive:
                for name, content in contents.items():
                    kept = spool.get(spool.put(content, stored=name.endswith("png")))
                    assert kept.crc == zlib.crc32(content)
                    archive.write(PackURI(name), kept if packed else content)
            assert (tmp_path / "ours.zip").read_bytes() == (tmp_path / "plain.zip").read_bytes()
