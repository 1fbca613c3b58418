"""Tables of scripts: how they are read, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.batch import read
from narrate.errors import InputError
from narrate.languages.table_words import NO_ENTRY, said_cells
from narrate.model import Script
from tests.languages.test_phrases import TAGS
from tests.tables import each
from tests.writing import write

TABLE = """
| Medicine | Morning | Night |
|---|:-:|--:|
| Metformin 500 mg | 1 | 2 |
| Insulin \\| pen | — | *10* units |
"""


def script(folder, body: str, language: str = "en") -> Script:
    return read(write(folder / f"meds/{language}.md", f"---\ntitle: T\n---\n## Medicines\n{body}"))


def said(folder, body: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in script(folder, body, language).segments[1].sentences]


def test_rows_are_said_where_the_table_stands(tmp_path):
    (_, slide) = script(tmp_path, f"\nBefore.\n{TABLE}\n(pause: 2)\n\nAfter.\n").segments
    assert slide.table.columns == ("Medicine", "Morning", "Night")
    assert [point.cells for point in slide.points] == [
        ("Metformin 500 mg", "1", "2"),
        ("Insulin | pen", "—", "10 units"),
    ]
    assert [(s.paragraph, s.text, s.place.line, s.pause_after_ms) for s in slide.sentences] == [
        (0, "Before.", 6, None),
        (1, "Medicine: Metformin 500 mg.", 10, None), (1, "Morning: 1.", 10, None), (1, "Night: 2.", 10, None),
        (2, "Insulin | pen.", 11, None), (2, "Morning: no entry.", 11, None), (2, "Night: 10 units.", 11, 2000),
        (3, "After.", 15, None),
    ]  # fmt: skip


def test_marks_in_cells_change_how_they_are_said(tmp_path):
    body = "\n| A | [B](<say:bee>) |\n|---|---|\n| a | [2.5 mg](<say:two and a half>) |\n| b | [jour](lang:fr) |\n"
    (_, slide) = script(tmp_path, body).segments
    aliases = [[token.alias for token in sentence.tokens if token.alias] for sentence in slide.sentences]
    assert aliases == [[], ["bee:", "two and a half."], [], ["bee:"]]
    assert slide.sentences[3].tokens[-1].language == "fr"


SAID = [
    ("en", "| Medicine | Morning | Night |", "| Metformin 500 mg | 1 | 2 |", "Take Metformin 500 mg: 1 in the morning and 2 at night."),
    ("es", "| Medicina | Mañana | Noche |", "| Metformina 500 mg | 1 | 2 |", "Tome Metformina 500 mg: 1 por la mañana y 2 por la noche."),
    ("de", "| Mittel | Morgen | Abend |", "| Metformin 500 mg | 1 | 2 |", "Nehmen Sie Metformin 500 mg: 1 am Morgen und 2 am Abend."),
    ("fr", "| Médicament | Matin | Soir |", "| Metformine 500 mg | 1 | 2 |", "Prenez Metformine 500 mg : 1 le matin et 2 le soir."),
    ("ar", "| الدواء | الصباح | المساء |", "| ميتفورمين 500 mg | 1 | 2 |", "خذ ميتفورمين 500 mg: 1 في الصباح و 2 في المساء."),
]  # fmt: skip


@each(("language", "names", "row", "sentence"), SAID)
def test_rows_are_not_said_twice(tmp_path, language, names, row, sentence):
    assert said(tmp_path, f"\n{names}\n|---|---|---|\n{row}\n\n{sentence}\n", language) == [sentence]


UNSAID = [
    ("en", "| Medicine | Morning | Night |", "| Metformin | 1 | 2 |", "Take Metformin: 2 in the morning and 1 at night."),
    ("en", "| Medicine | Morning | Night |", "| Metformin | 1 | 2 |", "Take Metformin: 1 at night and 2 in the morning."),
    ("en", "| Medicine | Morning | Night |", "| Metformin | 1 | 2 |", "Take Metformin: 1.5 in the morning and 2 at night."),
    ("en", "| Medicine | Surgery |", "| Metformin | take |", "Do not take Metformin before surgery; take care."),
    ("en", "| Medicine | Morning |", "| Metformin | |", "Take Metformin in the morning."),
    ("es", "| Medicina | Mañana |", "| Metformina | 1 |", "No tome Metformina, 1 por la mañana."),
    ("es", "| Medicina | Mañana |", "| Metformina | 10 |", "Tome Metformina: 1 por la mañana."),
    ("de", "| Mittel | Morgen |", "| Metformin | 1 |", "Nehmen Sie nicht Metformin, 1 am Morgen."),
    ("sv", "| Medicin | Morgon |", "| Metformin | 1 |", "Ta Metformin: 1 på morgon."),
]  # fmt: skip


@each(("language", "names", "row", "sentence"), UNSAID)
def test_rows_are_said_in_doubt(tmp_path, language, names, row, sentence):
    line = "|---" * (names.count("|") - 1) + "|"
    assert len(said(tmp_path, f"\n{names}\n{line}\n{row}\n\n{sentence}\n", language)) > 1


WRONG = [
    ("en", "| A | B |\n|---|---|\n| 1 |", 8),
    ("es", "| A | B |\n|---|---|\n| 1 | 2 | 3 |", 8),
    ("de", "| A | |\n|---|---|\n| 1 | 2 |", 6),
    ("fr", "| A | B |\n|---|---|\n| 1 | ✓ |", 8),
    ("ar", "| A | B |\n|---|---|\n| 1 | 2 |\nنص", 9),
    ("sv", "| A | B |\n|---|---|\n| 1 | |", 8),
    ("en", "| A | B |\n|---|---|\n| 1 | 2 |\n\n| A | B |\n|---|---|\n| 1 | 2 |", 10),
    ("en", "- a point\n\n| A | B |\n|---|---|\n| 1 | 2 |", 8),
]


@each(("language", "table", "line"), WRONG)
def test_what_would_be_lost_is_an_error(tmp_path, language, table, line):
    with pytest.raises(InputError) as caught:
        script(tmp_path, f"\n{table}\n\nWords.\n", language)
    assert ("table", line) in [(problem.code, problem.place.line) for problem in caught.value.problems]


def test_every_language_with_phrases_has_words_for_an_empty_cell():
    assert {tag.lower() for tag in TAGS} <= set(NO_ENTRY)
    for tag in TAGS:
        (_, cell) = said_cells(("", "A"), ("b", ""), tag, first=True)
        assert NO_ENTRY[tag.lower()] in cell


CELLS = st.text(st.sampled_from("ab1é.,:% "), max_size=8).map(str.strip).map(lambda cell: cell and f"a{cell}")


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=3)))
def test_every_cell_is_said_with_the_name_of_its_column(rows):
    names = [f"column {number}" for number in range(len(rows[0]))]
    for number, row in enumerate(rows):
        for index, (cell, text) in enumerate(zip(row, said_cells(names, row, "en", first=not number), strict=True)):
            assert text.startswith(names[index] if index or not number else "")
            assert (cell.rstrip(":, ") or "no entry") in text
