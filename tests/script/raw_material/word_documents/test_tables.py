"""Tables as sentences, with the names of their columns where these are certain."""

from pathlib import Path

import pytest

from narrate.batch import read
from narrate.script.raw_material.word_documents import read_word
from tests.script.raw_material.office_files import STYLES, docx, p, style, t, table, unbalanced
from tests.tables import each

BOLD = "<w:b/>"


def told(tmp_path: Path, body: str, language: str = "", styles: str = STYLES) -> list[str]:
    material = read_word(docx(tmp_path / "en.docx", body, styles=styles), language)
    assert not unbalanced(material)
    return [line.text for line in material.lines]


@each(
    ("rows", "language", "sentences"),
    [
        ([["Tablet", "Morning", "Night"], ["Metformin 500 mg", "1", "2"], ["Ramipril 5 mg", "", "1"]], "en",
         ["Metformin 500 mg: morning 1, night 2", "Ramipril 5 mg: night 1"]),
        ([["Pastilla", "Mañana", "Noche"], ["Enalapril", "1 con agua", "media"]], "es",
         ["Enalapril: mañana 1 con agua, noche media"]),
        ([["Tablette", "Morgen", "Abend"], ["Bisoprolol", "1", "½"]], "de", ["Bisoprolol: Morgen 1, Abend ½"]),
        ([["", "Monday", "INR"], ["Warfarin", "3 mg", "2.5"]], "en", ["Warfarin: Monday 3 mg, INR 2.5"]),
        ([["药", "早上", "晚上"], ["二甲双胍", "1片", "2片"]], "zh", ["二甲双胍: 早上 1片, 晚上 2片"]),
        ([["Signe", "Que faire"], ["Fièvre", "Appelez-nous."]], "fr", ["Fièvre: que faire Appelez-nous."]),
    ],
)  # fmt: skip
def test_each_row_is_a_sentence_with_the_names_of_its_columns(tmp_path: Path, rows, language: str, sentences):
    assert told(tmp_path, table(*rows, header=True), language) == sentences


def test_a_row_is_marked_to_be_looked_at_and_all_changes_are_named(tmp_path: Path):
    rows = ["Tablet", "Dose", "Night"], ["Metformin", "500 mg", "2"]
    material = read_word(docx(tmp_path / "en.docx", p(t("Take these.")) + table(*rows, header=True)))
    assert [(line.number, line.check) for line in material.lines] == [(1, ""), (5, "table")]
    assert [(edit.text, edit.instead, edit.why) for edit in material.edits] == [
        ("Tablet Dose Night", "", "names of columns"), ("", "dose", "name of a column"), ("", "night", "name of a column"),
    ]  # fmt: skip


def bold(text: str) -> str:
    return p(t(text, BOLD))


def shaded(text: str) -> str:
    return f'<w:tcPr><w:shd w:fill="D9D9D9"/></w:tcPr>{p(t(text))}'


@pytest.mark.parametrize("look", [bold, shaded])
def test_a_first_row_that_looks_different_names_columns(tmp_path: Path, look):
    assert told(tmp_path, table([look("Day"), look("Walk")], ["Monday", "10 minutes"])) == ["Monday: walk 10 minutes"]


def test_a_style_may_set_the_first_row_apart(tmp_path: Path):
    styles = STYLES + '<w:style w:type="table" w:styleId="Bands"><w:tblStylePr w:type="firstRow"/></w:style>'
    rows = ["Day", "Walk"], ["Monday", "10 minutes"]
    for look, expected in (("1", ["Monday: walk 10 minutes"]), ("0", ["Day: Walk", "Monday: 10 minutes"])):
        properties = f'<w:tblStyle w:val="Bands"/><w:tblLook w:firstRow="{look}"/>'
        assert told(tmp_path, table(*rows, properties=properties), styles=styles) == expected


def test_names_over_columns_of_numbers_are_known_without_a_mark(tmp_path: Path):
    assert told(tmp_path, table(["Drops", "Left eye", "Right eye"], ["Timolol", "1", "2"])) == [
        "Timolol: left eye 1, right eye 2"
    ]


@each(
    "rows",
    [
        [["Aspirin", "one tablet"], ["Metformin", "500 mg"]],
        [["Ramipril", "por la mañana"], ["Insulina", "10 unidades"], ["Hierro", "2 pastillas"]],
        [["Paracetamol", "nach Bedarf", "eine"], ["Ibuprofen", "400 mg", "2"]],
        [["Ward", "ask at the desk"], ["Pharmacy", "555 0100"], ["Doctor", "555 0101"]],
        [["аспирин", "утром"], ["варфарин", "3 мг"]],
        [["Day 1", "Day 2", "Day 3"], ["4", "5", "6"]],
    ],
)
def test_a_first_row_that_may_be_a_medicine_is_never_taken_for_names(tmp_path: Path, rows):
    assert told(tmp_path, table(*rows)) == [f"{first}: {', '.join(rest)}" for first, *rest in rows]


def test_merged_cells(tmp_path: Path):
    def over(text: str, said: str) -> str:
        return f"<w:tcPr>{said}</w:tcPr>{p(t(text) if text else '')}"

    rows = (
        ["Tablet", over("Day", '<w:gridSpan w:val="2"/>'), "Night"],
        [over("Ramipril", '<w:vMerge w:val="restart"/>'), "1", "2", "3"],
        [over("", "<w:vMerge/>"), over("4 with food", '<w:gridSpan w:val="2"/>'), "5"],
    )
    assert told(tmp_path, table(*rows, header=True), "en") == [
        "Ramipril: day 1, day 2, night 3",
        "Ramipril: day 4 with food, night 5",
    ]


def test_several_header_rows_are_one_name(tmp_path: Path):
    body = table(["", "Dose", "Dose"], ["", "Morning", "Night"], ["Iron", "1", "2"], header=True)
    body = body.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>", 1)
    assert told(tmp_path, body, "en") == ["Iron: dose morning 1, dose night 2"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (table(["Rest."], ["Walk."]), ["Rest.", "Walk."]),
        (table(["Rest.", "Walk.", "Eat."]), ["Rest.", "Walk.", "Eat."]),
        (table([p(t("At home"), style("Heading1")) + p(t("Rest.")), "Walk."], ["Eat.", "Sleep."]),
         ["At home", "Rest.", "Walk.", "Eat.", "Sleep."]),
        (table(["You may shower after two days. " * 6, "Keep it dry."], ["Call us.", "Rest."]),
         [("You may shower after two days. " * 6).strip(), "Keep it dry.", "Call us.", "Rest."]),
    ],
)  # fmt: skip
def test_tables_that_only_put_text_side_by_side_are_read_in_order(tmp_path: Path, body: str, lines: list[str]):
    assert told(tmp_path, body) == lines


def test_a_table_in_a_table_is_read_in_its_place(tmp_path: Path):
    inner = table(["1", "2"]) + p()
    assert told(tmp_path, table(["", "Morning"], ["Drops", inner], header=True), "en") == ["Drops: morning 1, 2"]


def test_a_cell_of_several_paragraphs(tmp_path: Path):
    cell = p(t("500 mg")) + p(t("with food.")) + p(t("Sit up."))
    assert told(tmp_path, table(["", "Dose"], ["Iron", cell], header=True), "en") == [
        "Iron: dose 500 mg, with food. Sit up."
    ]


def test_an_empty_table_says_nothing(tmp_path: Path):
    assert told(tmp_path, table(["", ""], ["", ""], header=True) + p(t("Rest."))) == ["Rest."]


SHOWN = [
    ("en", [["Tablet", "Morning", "Night"], ["Metformin 500 mg", "1", "2"], ["Ramipril 5 mg", "", "1"]]),
    ("es", [["Pastilla", "Mañana"], ["Enalapril 5 mg", "1 con agua"]]),
    ("de", [["Tablette", "Morgen", "Abend"], ["Bisoprolol", "1", "½"]]),
    ("fr", [["Signe", "Que faire"], ["Fièvre", "Appelez-nous"]]),
    ("zh", [["药", "早上"], ["二甲双胍", "1片"]]),
]


@each(("language", "rows"), SHOWN)
def test_under_a_heading_the_slide_shows_the_table(tmp_path: Path, language: str, rows):
    body = p(t("Medicines"), style("Heading1")) + table(*rows, header=True)
    script = read(docx(tmp_path / f"{language}.docx", p(t("T"), style("Title")) + body), language=language)
    slide = script.segments[-1]
    assert slide.table is not None
    assert [list(slide.table.columns), *(list(point.cells) for point in slide.points)] == rows
    assert [point.text for point in slide.points] == [sentence.text for sentence in slide.sentences]


@each(
    "body",
    [
        table(["Tablet", "Morning"], ["Metformin", "1"]),  # nothing names the columns
        table(["Day", "Walk"], ["Monday", "1"], header=True) + p(t("One. Two. Three. Four.")),
        table(["Day", "Walk"], ["Monday", "1"], header=True)
        + p(t("a"))
        + table(["Day", "Swim"], ["Monday", "2"], header=True),
        table(["Day", ""], ["Monday", "1 mile"], header=True),
        table(["Day", "Walk", "Swim"], ["Monday", "1"], header=True),  # a cell is missing
    ],
)
def test_other_tables_stay_sentences(tmp_path: Path, body: str):
    path = docx(tmp_path / "en.docx", p(t("T"), style("Title")) + p(t("Medicines"), style("Heading1")) + body)
    assert [segment.table for segment in read(path, language="en").segments if segment.table] == []
