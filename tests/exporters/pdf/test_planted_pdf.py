"""Each fault planted in a printed edition is found, and named."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    TextStringObject,
)  # fmt: skip

import narrate
from narrate.store import Store
from tests.conftest import Rich
from tests.fake_engine import FakeEngine
from tests.planting import faults, sign, write_rich

pytestmark = pytest.mark.slow

SAYS, TELLS, ELSE = "says what it should, in order", "tells all", "holds nothing else"
HANDOUT, LARGE, SLIDES = "back.pdf", "back.large.pdf", "back.slides.pdf"
Change = Callable[[PdfWriter], object]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    base = tmp_path_factory.mktemp("printed")
    paths = write_rich(base / "script")
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=["pdf+notes"])
    return Rich(base / "output", base / "store")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_narrate_writes_is_found_sound(printed, language):
    assert faults(printed.output / "back" / language, Store(printed.store)) == {}


def in_pdf(name: str, change: Change) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        reader = PdfReader(folder / name)
        writer = PdfWriter(clone_from=reader)
        writer.metadata = reader.metadata  # pypdf would write its own name
        change(writer)
        writer.write(folder / name)

    return plant


def elements(writer: PdfWriter, tag: str) -> Iterator[Any]:
    """Yield the structure elements with ``tag``, in order."""
    stack: list[Any] = [writer.root_object["/StructTreeRoot"]]
    while stack:
        element = stack.pop(0)
        if element.get("/S") == tag:
            yield element
        kids = element.get("/K", ArrayObject())
        kids = kids if isinstance(kids, ArrayObject) else ArrayObject([kids])
        found = [kid.get_object() for kid in kids]
        stack[:0] = [kid for kid in found if isinstance(kid, DictionaryObject) and "/S" in kid]


def without_description(writer: PdfWriter) -> None:
    figure = list(elements(writer, "/Figure"))[-1]
    del figure[NameObject("/Alt")]


def other_description(writer: PdfWriter) -> None:
    figure = list(elements(writer, "/Figure"))[-1]
    figure[NameObject("/Alt")] = TextStringObject("A knee")


def other_order(writer: PdfWriter) -> None:
    one, other, *_ = list(elements(writer, "/P"))[-2:]
    for key in map(NameObject, ("/K", "/Pg")):
        one[key], other[key] = other.raw_get(key), one.raw_get(key)


def paragraph_gone(writer: PdfWriter) -> None:
    """A paragraph is on the page, and the tags leave it out."""
    last = list(elements(writer, "/P"))[-1]
    last[NameObject("/K")] = ArrayObject()


def content_of(page: Any) -> bytes:
    found: bytes = page.get_contents().get_data()
    return found


def set_content(writer: PdfWriter, page: Any, content: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)


def outlines(writer: PdfWriter) -> None:
    """The words of a page are drawn, not written."""
    page = writer.pages[-1]
    set_content(writer, page, re.sub(rb"\bTJ\b|\bTj\b", b"pop", content_of(page)))


def changed_letters(writer: PdfWriter) -> None:
    """Two letters of the first page have changed places."""
    page = writer.pages[1]
    operations = ContentStream(page.get_contents(), writer).operations
    for operands, operator in operations:
        for piece in operands[0] if operator == b"TJ" else ():
            glyphs = getattr(piece, "original_bytes", b"")
            if len(glyphs) > 8 and glyphs[:2] != glyphs[2:4]:
                changed = glyphs[2:4] + glyphs[:2] + glyphs[4:]
                operands[0][operands[0].index(piece)] = ByteStringObject(changed)
                stream = ContentStream(None, writer)
                stream.operations = operations
                page[NameObject("/Contents")] = writer._add_object(stream)
                return
    raise AssertionError("no letters")


def page_gone(writer: PdfWriter) -> None:
    writer.remove_page(len(writer.pages) - 1)


def pages_swapped(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]
    kids[0], kids[1] = kids[1], kids[0]


def language_gone(writer: PdfWriter) -> None:
    del writer.root_object[NameObject("/Lang")]


def tags_gone(writer: PdfWriter) -> None:
    del writer.root_object[NameObject("/StructTreeRoot")]


def script_added(writer: PdfWriter) -> None:
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): script})


def opens_an_address(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): ByteStringObject(b"https://x.example")}
    )
    writer.root_object[NameObject("/OpenAction")] = action


def file_added(writer: PdfWriter) -> None:
    writer.add_attachment("patients.csv", b"name")


def author_added(writer: PdfWriter) -> None:
    writer.add_metadata({"/Keywords": "A. Nurse"})


def other_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Your knee"})


def font_gone(writer: PdfWriter) -> None:
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            for key in ("/FontFile2", "/FontFile3"):
                if key in inner:
                    del inner[NameObject(key)]


def form_added(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): NullObject()})


FAULTS: dict[str, tuple[str, Change, str]] = {
    "a figure without description": (HANDOUT, without_description, SAYS),
    "another description": (SLIDES, other_description, SAYS),
    "another reading order": (LARGE, other_order, SAYS),
    "another reading order of a slide": (SLIDES, other_order, SAYS),
    "a paragraph that no screen reader reads": (HANDOUT, paragraph_gone, TELLS),
    "a paragraph gone": (LARGE, paragraph_gone, SAYS),
    "text as outlines": (SLIDES, outlines, SAYS),
    "letters exchanged": (HANDOUT, changed_letters, SAYS),
    "a page gone": (SLIDES, page_gone, ""),
    "pages swapped": (SLIDES, pages_swapped, SAYS),
    "the language gone": (LARGE, language_gone, ELSE),
    "a script": (HANDOUT, script_added, ELSE),
    "an address that opens by itself": (HANDOUT, opens_an_address, ELSE),
    "a file in it": (SLIDES, file_added, ELSE),
    "a note of who made it": (LARGE, author_added, ELSE),
    "another title": (LARGE, other_title, ELSE),
    "a font that is not in it": (HANDOUT, font_gone, ELSE),
    "a form": (SLIDES, form_added, ELSE),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(printed, tmp_path, fault):
    name, change, check = FAULTS[fault]
    folder = tmp_path / "out/back/en"
    shutil.copytree(printed.output / "back/en", folder)
    in_pdf(name, change)(folder)
    sign(folder, "pdf+notes")
    found = faults(folder, Store(printed.store))
    wanted = f"pdf {name.removeprefix('back.')} {check}" if check else "pdf+notes can be read"
    assert wanted in found, found


def test_a_file_that_was_only_written_again_has_no_fault(printed, tmp_path):
    folder = tmp_path / "out/back/en"
    shutil.copytree(printed.output / "back/en", folder)
    for name in (HANDOUT, LARGE, SLIDES):
        in_pdf(name, lambda _: None)(folder)
    sign(folder, "pdf+notes")
    assert not [check for check in faults(folder, Store(printed.store)) if check.startswith("pdf")]


def test_a_file_without_tags_and_one_that_is_cut_off_cannot_be_read(printed, tmp_path):
    for number, plant in enumerate(
        (in_pdf(HANDOUT, tags_gone), lambda folder: (folder / LARGE).write_bytes(b"%PDF-1.7 x"))
    ):
        folder = tmp_path / f"{number}/back/en"
        shutil.copytree(printed.output / "back/en", folder)
        plant(folder)
        sign(folder, "pdf+notes")
        assert "pdf+notes can be read" in faults(folder, Store(printed.store))


def test_words_of_the_script_are_extracted_in_order(printed):
    """By a second program too, which knows nothing of tags."""
    text = " ".join(page.extract_text() for page in PdfReader(printed.output / "back/en" / HANDOUT).pages)
    plain = (printed.output / "back/en/timeline.json").read_text(encoding="utf-8")
    sentences = re.findall(r'"text": "([^"\\]+)"', plain)
    assert sentences
    places = [re.sub(r"\s", "", text).find(re.sub(r"\s", "", sentence)) for sentence in sentences if len(sentence) > 40]
    assert -1 not in places
    assert places == sorted(places)
