"""Slides with tables: nothing overflows, large tables go on with their header, and cells are highlighted when said."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.batch import read
from narrate.errors import InputError
from narrate.model import Layout, Role, Script, ThemeWish
from narrate.slides import lay_out, make_theme, paginate
from tests.slides.making import check_deck
from tests.tables import each
from tests.writing import write


def script(folder: Path, names: str, rows: list[str], language: str = "en", after: str = "") -> Script:
    lines = [names, "|---" * (names.count("|") - 1) + "|", *rows]
    body = "\n".join(["---", "title: T", f"lang: {language}", "---", "## Medicines", "", *lines, "", after, ""])
    return read(write(folder / f"meds/{language}.md", body))


SIZES = [
    (
        "en",
        "| Medicine | Morning | Night |",
        "| Metformin {0} mg | {0} | {0} tablets with a large glass of water |",
        40,
    ),
    ("es", "| Medicina | Mañana |", "| Metformina {0} mg | {0} tabletas con un vaso grande de agua |", 25),
    ("ar", "| الدواء | صباحا | مساء |", "| ميتفورمين {0} mg | {0} | {0} |", 30),
    ("ja", "| 薬 | 朝 | 夜 |", "| メトホルミン{0}mg | {0}錠 | 食事のあとに{0}錠 |", 30),
    ("de", "| Mittel | Mo | Di | Mi | Do | Fr | Sa |", "| Metformin | {0} | {0} | {0} | {0} | {0} | {0} |", 12),
]


@each(("language", "names", "row", "count"), SIZES)
@each("theme", ["light", "large"])
def test_a_large_table_goes_on_with_its_header(tmp_path, theme, language, names, row, count):
    look = make_theme(ThemeWish(), theme)
    whole = script(tmp_path, names, [row.format(number) for number in range(1, count + 1)], language)
    deck = lay_out(paginate(whole, look), look)
    check_deck(deck)
    slides = [slide for slide in deck.slides if slide.layout is Layout.TABLE]
    assert len(slides) > 1
    assert sum((slide.segment.points for slide in slides), ()) == whole.segments[1].points
    assert sum((slide.segment.sentences for slide in slides), ()) == whole.segments[1].sentences
    columns = whole.segments[1].table.columns
    for slide in slides:
        cells = [
            " ".join(line for one in box.paragraphs for line in one.lines)
            for box in slide.boxes
            if box.role is Role.CELL
        ]
        wanted = [*columns, *(cell for point in slide.segment.points for cell in point.cells)]
        assert ["".join(cell.split()) for cell in cells] == ["".join(cell.split()) for cell in wanted]
        assert min(box.size for box in slide.boxes if box.role is Role.CELL) >= (36 if theme == "large" else 28)


def test_cells_are_highlighted_when_they_are_said(tmp_path):
    rows = ["| Metformin | 1 | 2 |", "| Insulin | | 10 |"]
    light = make_theme(ThemeWish())
    slide = lay_out(paginate(script(tmp_path, "| M | A | B |", rows, after="Call us."), light), light).slides[1]
    said = {sentence.id: sentence.text for sentence in slide.segment.sentences}
    assert [(said[state.sentence], state.current) for state in slide.states] == [
        ("M: Metformin.", 0), ("A: 1.", 1), ("B: 2.", 2), ("Insulin.", 3), ("A: no entry.", 4), ("B: 10.", 5), ("Call us.", None),
    ]  # fmt: skip
    assert [mark.box >= 0 for mark in slide.marks] == [True, True, True, True, False, True]


def test_from_right_to_left_whole_rows_are_highlighted(tmp_path):
    light = make_theme(ThemeWish())
    slide = lay_out(
        paginate(script(tmp_path, "| أ | ب |", ["| ميتفورمين | 1 |", "| إنسولين | 2 |"], "ar"), light), light
    ).slides[1]
    assert [state.current for state in slide.states] == [0, 2]


def test_rows_that_the_narration_says_are_highlighted_with_their_sentences(tmp_path):
    light = make_theme(ThemeWish())
    after = "Listen. Take Metformin 500 mg: 1 in the morning. Take Ramipril 5 mg: 2 in the morning."
    rows = ["| Metformin 500 mg | 1 |", "| Ramipril 5 mg | 2 |"]
    slide = lay_out(paginate(script(tmp_path, "| Medicine | Morning |", rows, after=after), light), light).slides[1]
    assert [state.current for state in slide.states] == [None, 0, 2]


@each(
    ("language", "row"),
    [
        ("en", "| Metformin | " + "water " * 400 + "|"),
        ("es", "| Metformina | " + "agua " * 400 + "|"),
        ("de", "| Metformin | " + "Wasser " * 400 + "|"),
        ("fr", "| Metformine | " + "eau " * 500 + "|"),
        ("en", "| Metformin" + "e" * 60 + " | " + "a" * 60 + " |"),
    ],
)
def test_what_fits_on_no_slide_is_an_error(tmp_path, language, row):
    light = make_theme(ThemeWish())
    with pytest.raises(InputError) as caught:
        paginate(script(tmp_path, "| M | A |", [row], language), light)
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [("too-full", 7)]
