"""The three files: what they are called, what they declare, and that they are the same twice."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from narrate.errors import OutsideError, UsageError
from narrate.exporters.edition import open_exporter
from narrate.exporters.pdf import EXPORTER
from narrate.exporters.pdf.format import HEAD, paper_for, pdf_language, slide_key
from narrate.exporters.pdf.writing import write_all
from tests.exporters.pdf.printed import edition_of, inflated, script_with_address
from tests.tables import each

LANGUAGES = ("en", "es", "ar")
FILES = ("hip.pdf", "hip.large.pdf", "hip.slides.pdf")


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    edition = edition_of(script_with_address(request.param, folder), folder)
    write_all(edition, folder, notes=False)
    return edition, folder


def test_every_file_is_tagged_and_has_title_language_and_descriptions(printed):
    edition, folder = printed
    language = edition.timeline.script.language
    for name in FILES:
        pdf = inflated((folder / name).read_bytes())
        assert b"/StructTreeRoot" in pdf
        assert b"/Marked true" in pdf
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        assert re.search(rb"/Lang ?\(%s\)" % language.encode(), pdf)
        assert b"/DisplayDocTitle true" in pdf
        figures = re.findall(rb"/S/Figure(.{0,400}?)(?:/S/|endobj|$)", pdf, re.DOTALL)
        assert all(b"/Alt" in figure for figure in figures)
        assert len(figures) == 4, "three figures and the code"
        assert b"/S/H1" in pdf
        assert b"/S/H2" in pdf
        assert not re.search(rb"/JavaScript|/Launch|/EmbeddedFile|/AcroForm|/Author", pdf)


def test_a_sentence_in_another_language_is_marked(printed):
    edition, folder = printed
    other = b"ar" if edition.timeline.script.language == "es" else b"es"
    assert re.search(rb"/Lang ?\(%s\)" % other, inflated((folder / "hip.pdf").read_bytes()))


def test_the_only_addresses_that_can_be_opened_are_that_of_the_edition(printed):
    _, folder = printed
    for name in FILES:
        opened = set(re.findall(rb"/URI ?\(([^)]*)\)", inflated((folder / name).read_bytes())))
        assert opened == (set() if "slides" in name else {b"https://health.example/hip"})


def test_the_same_edition_gives_the_same_bytes(printed, tmp_path):
    edition, folder = printed
    write_all(edition_of(edition.timeline.script, tmp_path), tmp_path, notes=False)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_words_are_text_and_no_outlines(printed):
    _, folder = printed
    for name in FILES:
        pdf = inflated((folder / name).read_bytes())
        assert pdf.count(b"BT ") + pdf.count(b"BT\n") > 20
        assert b"/ToUnicode" in pdf
        assert not re.search(rb"\b3 Tr\b", pdf), "invisible text"


def test_the_manifest_has_a_digest_of_the_head_and_of_each_part_and_slide(printed):
    edition, _ = printed
    described, slides = EXPORTER.described(edition), len(edition.deck.slides)
    assert HEAD in described
    assert {slide_key(number) for number in range(1, slides + 1)} <= set(described)
    noted = open_exporter("pdf+notes").described(edition)
    assert {key for key in described if described[key] != noted[key]} == {slide_key(n + 1) for n in range(slides)}


def test_notes_change_only_the_slides(printed, tmp_path):
    edition, folder = printed
    open_exporter("pdf+notes").write(edition, tmp_path)
    assert [(tmp_path / name).read_bytes() == (folder / name).read_bytes() for name in FILES] == [True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decorative_figure_is_no_figure_to_a_screen_reader(language, tmp_path):
    script = script_with_address(language, tmp_path)
    segment = replace(script.segments[3], figures=(replace(script.segments[3].figures[0], alt="", description="x"),))
    edition = edition_of(replace(script, segments=(*script.segments[:3], segment, *script.segments[4:])), tmp_path)
    write_all(edition, tmp_path, notes=False)
    for name in FILES:
        assert inflated((tmp_path / name).read_bytes()).count(b"/S/Figure") == 3, name


def test_options_have_names():
    assert open_exporter("pdf+notes").name == "pdf+notes"
    with pytest.raises(UsageError, match="notes"):
        open_exporter("pdf+pages")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_address_or_a_date_there_is_no_code_and_no_date(language, tmp_path):
    script = replace(script_with_address(language, tmp_path), address="")
    write_all(edition_of(script, tmp_path, None), tmp_path, notes=False)
    pdf = inflated((tmp_path / "hip.pdf").read_bytes())
    assert b"/URI" not in pdf
    assert b"D:20" not in pdf


@each("letter", ["\U0001f9b4", "\u13a0", "\ua500", "\U0001d300", "\U00010330"])
def test_a_letter_that_no_font_has_is_never_printed_as_a_box(letter, tmp_path):
    script = replace(script_with_address("en", tmp_path), subtitle=f"A guide {letter}")
    with pytest.raises(OutsideError, match=r"hip\.pdf cannot be made"):
        write_all(edition_of(script, tmp_path), tmp_path, notes=False)
    assert not list(tmp_path.glob("*.pdf"))


@each(
    "tag, paper",
    [
        ("en", "us-letter"), ("en-GB", "a4"), ("es", "a4"), ("es-MX", "us-letter"), ("es-419", "a4"), ("fr-CA", "us-letter"),
        ("fil", "us-letter"), ("ar", "a4"), ("zh-Hant", "a4"), ("pt", "a4"),
    ],
)  # fmt: skip
def test_paper_is_what_people_have(tag, paper):
    assert paper_for(tag) == paper


@each(
    "tag, language", [("en", "en"), ("en-GB", "en-GB"), ("zh-Hant", "zh-TW"), ("zh-Hant-TW", "zh-TW"), ("es-419", "es")]
)
def test_a_pdf_names_language_and_region(tag, language):
    assert pdf_language(tag) == language


@pytest.mark.slow
def test_four_hundred_slides(tmp_path):
    script = script_with_address("en", tmp_path)
    body = script.segments[1:]
    many = [replace(one, id=f"{one.id}-{number}") for number in range(80) for one in body]
    edition = edition_of(replace(script, segments=(script.segments[0], *many)), tmp_path)
    began = time.process_time()
    write_all(edition, tmp_path, notes=True)
    assert time.process_time() - began < 20, "it took 2 s"
    assert inflated((tmp_path / "hip.slides.pdf").read_bytes()).count(b"/S/H2") == len(many)
