"""Headings, titles, text boxes, notes: where what a Word document holds is read."""

import zipfile
from pathlib import Path

import pytest

from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import STYLES, box, docx, p, style, t, unbalanced

BASED = (
    '<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="Y"/><w:basedOn w:val="Z"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="Heading 2"/></w:style>'
)


def told(path: Path, language: str = ""):
    material = read_word(path, language)
    assert not unbalanced(material)
    return [(line.level, line.text) for line in material.lines], [(e.place.line, e.text, e.why) for e in material.edits]


@pytest.mark.parametrize(
    ("styles", "id_"),
    [
        ('<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>', "berschrift2"),
        ('<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Haus"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>', "X"),
        (BASED, "Y"),
        ('<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="Título 2"/></w:style>', "T2"),
        ("", "Heading2"),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_level(tmp_path: Path, styles: str, id_: str):
    path = docx(tmp_path / "en.docx", p(t("En casa"), style(id_)) + p(t("Descanse.")), styles=styles)
    assert told(path)[0] == [(2, "En casa"), (0, "Descanse.")]


def test_a_paragraph_may_be_a_heading_by_itself_or_be_none(tmp_path: Path):
    body = p(t("At home"), '<w:outlineLvl w:val="0"/>') + p(t("Rest."), style("Heading1") + '<w:outlineLvl w:val="9"/>')
    assert told(docx(tmp_path / "en.docx", body))[0] == [(1, "At home"), (0, "Rest.")]


def test_the_first_title_is_the_title_and_a_subtitle_is_a_line(tmp_path: Path):
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Subtitle"/><w:basedOn w:val="Title"/></w:style>'
    )
    body = p(t("Your hip"), style("Title")) + p(t("A guide"), style("Sub")) + p(t("More"), style("Title"))
    lines = read_word(docx(tmp_path / "en.docx", body, styles=styles)).lines
    assert [(line.text, line.is_title, line.level) for line in lines] == [
        ("Your hip", True, 0), ("A guide", False, 0), ("More", False, 0),
    ]  # fmt: skip


def test_paragraphs_are_whole_where_headings_order_them(tmp_path: Path):
    body = p(t("Open the cap")) + p(t("and empty it."))
    assert [line.whole for line in read_word(docx(tmp_path / "a.docx", body)).lines] == [False, False]
    headed = p(t("At home"), style("Heading1")) + body
    assert all(line.whole for line in read_word(docx(tmp_path / "b.docx", headed)).lines)


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path):
    body = p(t("Go ") + box(p(t("Call us if it bleeds.")) + p(t("555 0100"))) + t("home.")) + p(t("Rest."))
    lines, edits = told(docx(tmp_path / "en.docx", body))
    assert [text for _, text in lines] == ["Go home.", "Call us if it bleeds.", "555 0100", "Rest."]
    assert not edits


def test_of_two_forms_the_one_with_letters_is_read(tmp_path: Path):
    old = (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{p(t('Call us.'))}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    body = p(
        t("Rest.")
        + f'<w:r><mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert [text for _, text in told(docx(tmp_path / "en.docx", body))[0]] == ["Rest.", "Call us."]


def test_a_box_within_a_box(tmp_path: Path):
    body = p(t("One.") + box(p(t("Two.") + box(p(t("Three."))))))
    assert [text for _, text in told(docx(tmp_path / "en.docx", body))[0]] == ["One.", "Two.", "Three."]


def test_controls_and_old_tags_hold_paragraphs(tmp_path: Path):
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(t('Rest.'))}<w:customXml>{p(t('Walk.'))}</w:customXml></w:sdtContent></w:sdt>"
    assert told(docx(tmp_path / "en.docx", body))[0] == [(0, "Rest."), (0, "Walk.")]


@pytest.mark.parametrize(
    ("text", "note"), [("Rest.", "After a study."), ("Descanse.", "Según un estudio."), ("Отдыхайте.", "По данным.")]
)
def test_notes_comments_and_headers_are_named_where_they_belong(tmp_path: Path, text: str, note: str):
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="5"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    path = docx(
        tmp_path / "en.docx", p(t("1")) + p(t(text) + refers),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p()}</w:footnote><w:footnote w:id="2">{p(t(note))}</w:footnote>',
        comments=f'<w:comment w:id="5">{p(t("Is this so?"))}{p(t("Yes."))}</w:comment>',
        endnotes=f'<w:endnote w:id="1">{p(t("Thanks."))}</w:endnote>',
        header=p(t("Ward 4")), footer=p(t("Page 1")),
    )  # fmt: skip
    lines, edits = told(path)
    assert [said for _, said in lines] == ["1", text]
    assert sorted(edits) == sorted(
        [(2, note, "footnote"), (2, "Is this so? Yes.", "comment"), (2, "Thanks.", "endnote"), (1, "Ward 4", "page header"),
         (1, "Page 1", "page footer")]
    )  # fmt: skip


def test_a_part_of_another_file_is_an_error(tmp_path: Path):
    problems = read_word(docx(tmp_path / "en.docx", p(t("Rest.")) + '<w:altChunk r:id="x"/>')).problems
    assert [(one.place.line, one.code, one.severity) for one in problems] == [(2, "unknown-construct", "error")]


def test_the_strict_edition_of_the_standard_is_read(tmp_path: Path):
    usual = docx(tmp_path / "usual.docx", p(t("Take ") + t("two", "<w:strike/>") + t(" one.")))
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(tmp_path / "strict.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, data)
    lines, edits = told(tmp_path / "strict.docx")
    assert (lines, edits) == ([(0, "Take one.")], [(1, "two", "struck out")])
