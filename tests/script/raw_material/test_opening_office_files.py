"""Files that are not a Word document or deck, whatever their name says: one line each, with the cure; and no crash."""

import random
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from narrate.errors import InputError, NarrateError
from narrate.script import examine_source, find_sources
from narrate.script.raw_material.powerpoint_notes import read_notes
from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import box, docx, field, numbering, p, point, style, t, table
from tests.tables import each

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "application/vnd.openxmlformats-officedocument."


def problem(path: Path):
    with pytest.raises(InputError) as caught:
        (read_word if path.suffix == ".docx" else read_notes)(path)
    (found,) = caught.value.problems
    assert found.code == "unreadable-file"
    assert found.hint
    assert "\n" not in str(found)
    return found


@each("name", ["en.docx", "en.pptx"])
@each(
    ("content", "said"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + b"\0" * 600, "97-2003"),
        (b"%PDF-1.7\n", "a PDF"),
        (rb"{\rtf1 Rest.}", "an RTF file"),
        (b"<html>Rest.</html>", "a web page"),
        (b"", "despite its name"),
        (b"Rest.", "despite its name"),
        (b"PK\x03\x04" + b"\0" * 40, "despite its name"),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    assert said in problem(tmp_path / name).message


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        (f"{MAIN}wordprocessingml.template.main+xml", "a template (.dotx)"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "a document with macros (.docm)"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "a template with macros (.dotm)"),
        (f"{MAIN}spreadsheetml.sheet.main+xml", "not a Word document"),
    ],
)
def test_relatives_of_word_documents(tmp_path: Path, type_: str, said: str):
    found = problem(docx(tmp_path / "en.docx", p(t("Rest.")), type_=type_))
    assert said in found.message
    assert "save it as a Word document (.docx)" in found.hint


def test_an_open_document_by_another_name(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "en.docx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert "OpenDocument" in problem(tmp_path / "en.docx").message


@pytest.mark.parametrize("name", ["~$en.docx", "~$en.pptx"])
def test_the_note_beside_a_file_that_is_open(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"\x05Nurse" + b" " * 150)
    found = problem(tmp_path / name)
    assert "keeps beside an open file" in found.message
    assert name[2:] in found.hint
    (source,), _ = find_sources([tmp_path / name])
    assert "keeps beside" in examine_source(source)[1][0].message  # no word about its language
    docx(tmp_path / "en.docx", p(t("Rest.")))
    sources, warnings = find_sources([tmp_path])
    assert [source.path.name for source in sources] == ["en.docx"]
    assert not warnings


BODY = (
    p(t("At home"), style("Heading1")) + p(t("Rest. ") + box(p(t("Call us."))) + field("TOC", t("1")), point(1))
    + table(["", "Day"], ["Iron", "1"], header=True) + p(f"<w:ins>{t('Walk.')}</w:ins>")
)  # fmt: skip


def whole(folder: Path) -> Path:
    return docx(
        folder / "whole.docx",
        BODY,
        lists=numbering([("decimal", "%1.")]),
        header=p(t("Ward")),
        footnotes="<w:footnote/>",
    )


def changed(old: Path, new: Path, **parts: bytes | None) -> Path:
    """``old`` with some parts changed, or without them."""
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in source.namelist():
            data = parts.get(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
    return new


def test_a_document_without_any_one_of_its_parts_is_read_or_refused(tmp_path: Path):
    old = whole(tmp_path)
    for name in zipfile.ZipFile(old).namelist():
        path = changed(old, tmp_path / "en.docx", **{name: None})
        if name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            assert problem(path)
        else:
            assert read_word(path).lines


@each("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
@each("data", [b"", b"<a", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a>" * 100_000 + b"</a>" * 100_000])
def test_a_part_that_is_no_xml_or_has_a_document_type_or_no_bottom_is_refused(tmp_path: Path, part: str, data: bytes):
    assert problem(changed(whole(tmp_path), tmp_path / "en.docx", **{part: data}))


def test_the_deepest_document_that_is_read(tmp_path: Path):
    deep = "<w:ins>" * 240 + t("Rest.") + "</w:ins>" * 240
    assert read_word(docx(tmp_path / "a.docx", p(deep))).lines[0].text == "Rest."
    boxes = p(t("Rest."))
    for _ in range(18):
        boxes = p(box(boxes).split("<mc:Fallback>")[0] + "</mc:AlternateContent></w:r>")
    assert read_word(docx(tmp_path / "b.docx", boxes)).lines[0].text == "Rest."
    tables = p(t("Rest."))
    for _ in range(60):
        tables = table([tables])
    assert read_word(docx(tmp_path / "c.docx", tables)).lines[0].text == "Rest."


def test_documents_with_bytes_changed_at_random_are_read_or_refused(tmp_path: Path):
    chance = random.Random(7)
    old = whole(tmp_path)
    with zipfile.ZipFile(old) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words = [
        b"w:p",
        b"w:r",
        b"w:t",
        b"w:tbl",
        b"w:tc",
        b"w:numPr",
        b'"1"',
        b'"-7"',
        b'"x"',
        b'"99999999999"',
        b"w:txbxContent",
    ]
    for _ in range(150):
        name = chance.choice(list(parts))
        data = parts[name]
        for _ in range(chance.randint(1, 4)):
            data = data.replace(chance.choice(words), chance.choice(words), chance.randint(1, 3))
        path = changed(old, tmp_path / "en.docx", **{name: data})
        try:
            read_word(path)
        except NarrateError as error:
            assert "\n" not in str(error)  # noqa: PT017 - some are read and some are refused


def test_decks_without_parts_are_read_or_refused(tmp_path: Path):
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.notes_slide.notes_text_frame.text = "Rest."
    deck.save(tmp_path / "whole.pptx")
    for name in zipfile.ZipFile(tmp_path / "whole.pptx").namelist():
        for data in (None, b"<a"):
            try:
                read_notes(changed(tmp_path / "whole.pptx", tmp_path / "en.pptx", **{name: data}))
            except NarrateError as error:
                assert "\n" not in str(error)  # noqa: PT017
