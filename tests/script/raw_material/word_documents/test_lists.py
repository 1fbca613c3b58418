"""The marks of points, as Word shows them."""

from pathlib import Path

import pytest

from narrate.script.raw_material.numerals import numeral
from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import STYLES, docx, numbering, p, point, style, t
from tests.tables import each


def markers(tmp_path: Path, lists: str, *paragraphs: str, styles: str = STYLES) -> list[str]:
    material = read_word(docx(tmp_path / "en.docx", "".join(paragraphs), lists=lists, styles=styles))
    return [line.marker for line in material.lines]


def points(*depths: int, number: int = 1) -> list[str]:
    return [p(t("Rest"), point(number, depth)) for depth in depths]


def test_numbers_of_levels_restart_below_a_higher_one(tmp_path: Path):
    lists = numbering([("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%3")])
    found = markers(tmp_path, lists, *points(0, 1, 1, 2, 0, 1, 2, 2))
    assert found == ["1.", "a)", "b)", "1.1", "2.", "a)", "2.1", "2.2"]


def test_text_between_points_does_not_restart_them(tmp_path: Path):
    found = markers(tmp_path, numbering([("decimal", "%1.")]), *points(0), p(t("Wait.")), *points(0))
    assert found == ["1.", "", "2."]


def test_a_level_may_never_restart_and_start_elsewhere(tmp_path: Path):
    lists = numbering([("decimal", "%1."), ("decimal", "%2)")])
    lists = lists.replace(
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="4"/><w:lvlRestart w:val="0"/>'
    )
    assert markers(tmp_path, lists, *points(0, 1, 0, 1)) == ["1.", "4)", "2.", "5)"]


def test_a_second_list_of_the_same_kind_goes_on_unless_it_starts_anew(tmp_path: Path):
    more = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{}</w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering([("decimal", "%1.")], nums=more.format(2, "") + more.format(3, anew))
    body = [*points(0, 0), *points(0, number=2), *points(0, 0, number=3)]
    assert markers(tmp_path, lists, *body) == ["1.", "2.", "3.", "1.", "2."]


@each(
    ("form", "text", "marker"),
    [
        ("bullet", "\uf0b7", "•"), ("bullet", "o", "•"), ("bullet", "–", "•"), ("bullet", "Tip:", "Tip:"),
        ("none", "", ""), ("decimal", "Step %1:", "Step 1:"), ("decimal", "(%1)", "(1)"), ("upperRoman", "%1.", "I."),
        ("lowerRoman", "%1)", "i)"), ("upperLetter", "%1.", "A."), ("russianLower", "%1)", "а)"), ("thaiNumbers", "%1.", "๑."),
        ("decimalZero", "%1", "01"), ("somethingNew", "%1.", "1."),
    ],
)  # fmt: skip
def test_forms_of_marks(tmp_path: Path, form: str, text: str, marker: str):
    assert markers(tmp_path, numbering([(form, text)]), *points(0)) == [marker]


@each(
    ("value", "form", "shown"),
    [(4, "lowerRoman", "iv"), (28, "lowerLetter", "bb"), (27, "upperLetter", "AA"), (1999, "upperRoman", "MCMXCIX"),
     (12, "hindiNumbers", "१२"), (21, "chineseCounting", "二十一"), (3, "ordinal", "3rd"), (12, "ordinal", "12th"),
     (0, "lowerLetter", "0"), (3, "decimalEnclosedCircle", "③"), (99999, "upperRoman", "99999")],
)  # fmt: skip
def test_numerals(value: int, form: str, shown: str):
    assert numeral(value, form) == shown


def test_a_style_names_the_list_whatever_its_name(tmp_path: Path):
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Punkt"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Tief"><w:basedOn w:val="Punkt"/></w:style>'
    )
    lists = numbering([("decimal", "%1."), ("decimal", "%1.%2.")])
    lists = lists.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Tief"/>')
    off = style("Punkt") + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = [p(t("Ruhen"), style("Punkt")), p(t("Ruhen"), style("Tief")), p(t("Text"), off)]
    assert markers(tmp_path, lists, *body, styles=styles) == ["1.", "2.", ""]


def test_a_list_may_take_its_form_from_a_style_of_lists(tmp_path: Path):
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    more = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert markers(tmp_path, numbering([("upperLetter", "%1.")], nums=more), *points(0, number=9), styles=styles) == [
        "A."
    ]


@pytest.mark.parametrize(
    "lists", ["", '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>', '<w:num w:numId="1"/>']
)
def test_a_list_that_nobody_defines_is_plain_text(tmp_path: Path, lists: str):
    assert markers(tmp_path, lists, *points(0)) == [""]


def test_points_are_whole_and_begin_a_turn_and_headings_keep_their_number(tmp_path: Path):
    body = p(t("Call us"), style("Heading1") + point(1)) + p(t("if you bleed"), point(1))
    first, second = read_word(docx(tmp_path / "en.docx", body, lists=numbering([("decimal", "%1.")]))).lines
    assert (first.level, first.marker, second.level, second.marker) == (1, "1.", 0, "2.")
    assert second.whole
    assert second.turn
