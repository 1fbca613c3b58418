"""What is added to a printed edition besides its words, and words that nobody can see, are found."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)  # fmt: skip

import narrate
from narrate.exporters.pdf import PdfExporter
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.conftest import Rich
from tests.fake_engine import FakeEngine
from tests.planting import write_rich

FILES = ("back.pdf", "back.large.pdf", "back.slides.pdf")
BESIDES, SEEN = "besides", "can be seen"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    base = tmp_path_factory.mktemp("printed")
    paths = write_rich(base / "script")
    narrate.build(
        paths, base / "output", voice=FakeEngine(), store=base / "store", to=["pdf+notes"], editions=["standard"]
    )
    return Rich(base / "output", base / "store")


def found_in(folder: Path, store: Path) -> dict[str, tuple[str, ...]]:
    record = load_record(folder, load_manifest(folder), Store(store))
    return {one.check: one.faults for one in PdfExporter().verify(record) if not one.ok}


def set_content(writer, page, change):
    before = page.get_contents().get_data()
    stream = DecodedStreamObject()
    stream.set_data(change(before))
    assert stream.get_data() != before
    page[NameObject("/Contents")] = writer._add_object(stream)


def on_page(change, number=0):
    return lambda writer: set_content(writer, writer.pages[number], change)


def before_text(operators: bytes, number=0):
    """Put ``operators`` before each text of a page."""
    return on_page(lambda content: re.sub(rb"0 Tr", operators, content), number)


def in_metadata(pattern: bytes, by: bytes):
    def change(writer):
        held = writer.root_object["/Metadata"]
        stream = DecodedStreamObject()
        stream.set_data(re.sub(pattern, by, held.get_data()))
        assert stream.get_data() != held.get_data()
        for key in ("/Type", "/Subtype"):
            stream[NameObject(key)] = held[key]
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return change


def in_element(key: str, text: str):
    def change(writer):
        for number in range(1, len(writer._objects)):
            element = writer._objects[number]
            if hasattr(element, "get") and element.get("/S") == "/P":
                element[NameObject(key)] = TextStringObject(text)
                return
        raise AssertionError("no paragraph")

    return change


def a_link(writer):
    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("https://wrong.example")}
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): DictionaryObject(action)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


def a_role(writer):
    writer.root_object["/StructTreeRoot"]["/RoleMap"][NameObject("/P")] = NameObject("/H1")


def a_cut(writer):
    box = ArrayObject([NumberObject(side) for side in (0, 0, 100, 100)])
    writer.pages[0][NameObject("/CropBox")] = box


def transparent(writer):
    for page in writer.pages:
        look = DictionaryObject({NameObject("/ca"): FloatObject(0.1)})
        looks = page["/Resources"].get("/ExtGState", DictionaryObject()).get_object()
        looks[NameObject("/Sheer")] = look
        page["/Resources"][NameObject("/ExtGState")] = looks
    set_content(writer, writer.pages[0], lambda content: b"/Sheer gs " + content)


COVER = b"\n/Artifact BMC q 1 1 1 rg 0 0 5000 5000 re f Q EMC\n"
FAULTS = {
    "an author": (lambda writer: writer.add_metadata({"/Author": "A. Nurse"}), BESIDES),
    "a subject": (lambda writer: writer.add_metadata({"/Subject": "Back"}), BESIDES),
    "another program": (lambda writer: writer.add_metadata({"/Creator": "An editor"}), BESIDES),
    "a later change": (lambda writer: writer.add_metadata({"/ModDate": "D:20260302000000Z"}), BESIDES),
    "another date": (lambda writer: writer.add_metadata({"/CreationDate": "D:20200101000000Z"}), BESIDES),
    "an author in the metadata": (in_metadata(b"<pdf:PDF", b"<dc:creator>A. Nurse</dc:creator><pdf:PDF"), BESIDES),
    "no word of PDF/UA": (in_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""), BESIDES),
    "other words read aloud": (in_element("/ActualText", "Eat before you come."), BESIDES),
    "an expansion read aloud": (in_element("/E", "Eat before you come."), BESIDES),
    "another language of a paragraph": (in_element("/Lang", "fr"), BESIDES),
    "a tag that stands for another": (a_role, BESIDES),
    "a link to elsewhere": (a_link, BESIDES),
    "a page cut by its box": (a_cut, BESIDES),
    "an empty page": (lambda writer: writer.add_blank_page(612, 792), BESIDES),
    "a covered page": (on_page(lambda content: content + COVER), SEEN),
    "invisible words": (before_text(b"3 Tr"), SEEN),
    "words only in the clip": (before_text(b"7 Tr"), SEEN),
    "words beside the page": (on_page(lambda content: b"q 1 0 0 1 9000 0 cm " + content + b" Q"), SEEN),
    "words above the page": (on_page(lambda content: b"q 1 0 0 1 0 3000 cm " + content + b" Q"), SEEN),
    "mirrored words": (on_page(lambda content: b"q -1 0 0 1 600 0 cm " + content + b" Q"), SEEN),
    "words upside down": (on_page(lambda content: b"q -1 0 0 -1 600 790 cm " + content + b" Q"), SEEN),
    "transparent words": (transparent, SEEN),
    "words as narrow as a line": (before_text(b"0 Tr 1 Tz"), SEEN),
    "white words on white": (before_text(b"0 Tr 1 1 1 rg", 1), SEEN),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "ar"])
def test_each_planted_fault_is_found_in_each_file(printed, tmp_path, language):
    folder = tmp_path / "back" / language
    shutil.copytree(printed.output / "back" / language, folder)
    missed = []
    for name in FILES:
        whole = (folder / name).read_bytes()
        for fault, (change, check) in FAULTS.items():
            if fault.startswith("white") and (name == FILES[2] or len(PdfReader(folder / name).pages) < 2):
                continue  # a slide may have another ground, and a short handout has no second page
            reader = PdfReader(folder / name)
            writer = PdfWriter(clone_from=reader)
            writer.metadata = reader.metadata  # pypdf would write its own name
            change(writer)
            writer.write(folder / name)
            if f"{name.removeprefix('back.')} {check}" not in found_in(folder, printed.store):
                missed.append((name, fault))
            (folder / name).write_bytes(whole)
    assert not missed


@pytest.mark.parametrize("added", [b"%more\n", b"\n%%EOF\n", b"0" * 9])
def test_what_follows_the_end_is_found(printed, tmp_path, added):
    folder = tmp_path / "back/en"
    shutil.copytree(printed.output / "back/en", folder)
    path = folder / FILES[0]
    path.write_bytes(path.read_bytes() + added)
    assert "pdf besides" in found_in(folder, printed.store)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_narrate_writes_has_no_fault(printed, tmp_path, language):
    assert found_in(printed.output / "back" / language, printed.store) == {}
    folder = tmp_path / "back" / language  # nor has a file that pypdf has only written again
    shutil.copytree(printed.output / "back" / language, folder)
    for name in FILES:
        reader = PdfReader(folder / name)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = reader.metadata
        writer.write(folder / name)
    assert found_in(folder, printed.store) == {}
