"""What is struck out, hidden, deleted or said in small letters above others."""

from pathlib import Path

import pytest

from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import STYLES, docx, field, p, picture, style, t, unbalanced
from tests.tables import each

MORE = """
<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>
<w:style w:type="character" w:styleId="Kept"><w:basedOn w:val="Old"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
"""


def told(tmp_path: Path, *paragraphs: str, styles: str = STYLES + MORE):
    material = read_word(docx(tmp_path / "en.docx", "".join(paragraphs), styles=styles))
    assert not unbalanced(material)
    edits = [(edit.place.line, edit.text, edit.instead, edit.why) for edit in material.edits]
    return [line.text for line in material.lines], edits, material.problems


@each(
    ("properties", "why"),
    [
        ("<w:strike/>", "struck out"), ("<w:dstrike/>", "struck out"), ('<w:strike w:val="true"/>', "struck out"),
        ('<w:rStyle w:val="Old"/>', "struck out"), ('<w:rStyle w:val="Older"/>', "struck out"),
        ("<w:vanish/>", "hidden text"), ("<w:webHidden/>", "hidden text"), ('<w:rStyle w:val="Secret"/>', "hidden text"),
    ],
)  # fmt: skip
@each(("gone", "kept"), [("10 mg", "5 mg"), ("diez gotas", "cinco gotas"), ("两片", "一片")])
def test_what_is_struck_or_hidden_is_left_out_and_named(
    tmp_path: Path, properties: str, why: str, gone: str, kept: str
):
    assert told(tmp_path, p(t("1: ") + t(gone, properties) + t(f" {kept}.")))[:2] == (
        [f"1: {kept}."],
        [(1, gone, "", why)],
    )


@each(
    "properties",
    ["", '<w:strike w:val="0"/>', '<w:vanish w:val="false"/>', '<w:rStyle w:val="Kept"/>', '<w:rStyle w:val="Old"/><w:strike w:val="0"/>',
     "<w:caps/>", "<w:smallCaps/>", '<w:position w:val="6"/>', '<w:vertAlign w:val="baseline"/>', '<w:rStyle w:val="Nobody"/>'],
)  # fmt: skip
def test_other_letters_stay_as_typed(tmp_path: Path, properties: str):
    assert told(tmp_path, p(t("Take ") + t("two", properties) + t(" now.")))[:2] == (["Take two now."], [])


def test_a_style_of_paragraphs_strikes_and_one_of_letters_in_it_undoes_that(tmp_path: Path):
    lines, edits, _ = told(tmp_path, p(t("Old. ") + t("New.", '<w:rStyle w:val="Old"/>'), style("Gone")))
    assert (lines, edits) == (["New."], [(1, "Old.", "", "struck out")])


def test_the_documents_own_defaults_hold(tmp_path: Path):
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    lines, edits, _ = told(tmp_path, p(t("Hidden. ") + t("Seen.", '<w:vanish w:val="0"/>')), styles=defaults)
    assert (lines, edits) == (["Seen."], [(1, "Hidden.", "", "hidden text")])


def test_styles_that_are_based_on_each_other_end(tmp_path: Path):
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA", "CC")
    )
    assert told(tmp_path, p(t("Rest."), style("A")), p(t("Walk."), style("C")), styles=loop)[0] == ["Rest.", "Walk."]


def test_raised_letters_may_come_from_a_style(tmp_path: Path):
    lines, edits, _ = told(tmp_path, p(t("10") + t("9", '<w:rStyle w:val="Up"/>') + t("/L")))
    assert (lines, edits) == (["10⁹/L"], [(1, "109", "10⁹", "raised digits")])


def test_tracked_changes_are_read_as_if_all_were_taken(tmp_path: Path):
    body = p(
        t("Take ") + f"<w:ins>{t('two')}</w:ins>" + "<w:del><w:r><w:delText>three</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{t(' at night')}</w:moveFrom>" + t(" pills") + f"<w:moveTo>{t(' at noon')}</w:moveTo>" + t(".")
    )  # fmt: skip
    lines, edits, _ = told(tmp_path, body)
    assert lines == ["Take two pills at noon."]
    assert edits == [(1, "three", "", "deleted, tracked"), (1, "at night", "", "deleted, tracked")]


def test_a_reading_above_letters_is_named_and_the_letters_stay(tmp_path: Path):
    ruby = f"<w:r><w:ruby><w:rt>{t('くすり')}</w:rt><w:rubyBase>{t('薬')}</w:rubyBase></w:ruby></w:r>"
    assert told(tmp_path, p(t("毎朝") + ruby + t("を飲みます。")))[:2] == (
        ["毎朝薬を飲みます。"],
        [(1, "くすり", "", "reading")],
    )


def test_fields_give_their_result(tmp_path: Path):
    body = (
        p(t("Call ") + field("REF phone", t("555 0100")) + t("."))
        + p(t("Page ") + field("PAGE", t("7")))
        + p(field("IF 1 = 2", t("Rest.")).replace("IF 1 = 2", f"</w:instrText></w:r>{t('code')}<w:r><w:instrText>"))
        + p(f"<w:hyperlink>{t('Our page')}</w:hyperlink><w:smartTag>{t(' helps.')}</w:smartTag>")
    )
    lines, edits, _ = told(tmp_path, body)
    assert lines == ["Call 555 0100.", "Page", "Rest.", "Our page helps."]
    assert edits == [(2, "7", "", "page number"), (3, "codeRest", "Rest", "code of a field")]


def test_a_field_in_the_code_of_another_one_is_not_read(tmp_path: Path):
    body = field("IF", t("Rest.")).replace(
        "</w:instrText></w:r>", f"</w:instrText></w:r>{field('REF sex', t(' female '))}", 1
    )
    lines, edits, _ = told(tmp_path, p(t("You. ") + body))
    assert (lines, edits) == (["You. Rest."], [(1, "female", "", "code of a field")])


def test_a_table_of_contents_is_named_once(tmp_path: Path):
    begin, end = field("TOC \\o", "|").split("|")
    body = p(begin + t("At home 2")) + p(t("Call us 3") + end) + p(t("More 4"), style("TOC1")) + p(t("Rest."))
    lines, edits, _ = told(tmp_path, body)
    assert (lines, edits) == (["Rest."], [(1, "At home 2 Call us 3 More 4", "", "table of contents")])


def test_a_field_without_an_end_takes_nothing_away(tmp_path: Path):
    begin = field("TOC \\o", "|").split("|")[0]
    assert told(tmp_path, p(begin + t("Rest.")), p(t("Walk.")))[:2] == (["Rest.", "Walk."], [])


def test_equations(tmp_path: Path):
    plain = "<m:oMath><m:r><m:t>x = 2</m:t></m:r></m:oMath>"
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    lines, _, problems = told(tmp_path, p(t("So ") + plain), p(t("Take ") + fraction))
    assert lines == ["So x = 2", "Take"]
    assert [(one.place.line, one.code, one.severity) for one in problems] == [(2, "unknown-construct", "error")]


def test_pictures_are_named_and_charts_warned_of(tmp_path: Path):
    chart = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    _, edits, problems = told(
        tmp_path, p(t("Look.") + picture("A knee")), p(picture()), p(t("See.") + chart), p("<w:r><w:object/></w:r>")
    )
    assert edits == [(1, "A knee", "", "picture")]
    assert [(one.place.line, one.code, one.severity) for one in problems] == [
        (2, "left-out", "advice"), (3, "left-out", "warning"), (4, "left-out", "warning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "line", "edits"),
    [
        ("T", "ake one.", "Take one.", [(2, "T ake", "Take", "large first letter")]),
        ("A", "Week of rest.", "A Week of rest.", []),
        ("Н", "е пейте.", "Не пейте.", [(2, "Н е", "Не", "large first letter")]),
    ],
)
def test_a_large_first_letter_joins_its_word(tmp_path: Path, first: str, second: str, line: str, edits: list[object]):
    assert told(tmp_path, p(t(first), '<w:framePr w:dropCap="drop"/>'), p(t(second)))[:2] == ([line], edits)


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path: Path):
    mark = "<w:rPr><w:del/></w:rPr>"
    lines, edits, _ = told(
        tmp_path, p(t("Do not "), mark), p(t("take aspirin.")), p(t("No"), mark), p(t("vo")), p(t("End"), mark)
    )
    assert (lines, edits) == (["Do not take aspirin.", "Novo", "End"], [(4, "No vo", "Novo", "deleted, tracked")])
