"""Thirty tables in six languages: no cell is lost in what is spoken, in the deck, on the page, in the book or in the text."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pptx
import pytest
from lxml import etree, html

import narrate
from narrate.languages import joiner
from narrate.languages.table_words import said_cells
from narrate.store import Store
from narrate.typeset.bidi import without_controls
from tests.exporters.pptx.changed_decks import audit
from tests.fake_engine import FakeEngine
from tests.planting import Plant, faults, in_slide, in_text, sign
from tests.tables import each
from tests.writing import write
from tests.zips import write_zip

TABLES = {
    "en": """
Medicine | Morning | Night
Metformin 500 mg | 1 | 2
Insulin glargine | | 10 units
Ramipril 2.5 mg | 1 with food | none

Day | Eat
Two days before | No nuts, no seeds
The day before | Clear liquids only

Sign | Do
Fever over 101 °F | Call 217-555-0100
Fast heartbeat | Call 911

| Week 1 | Week 2 | Week 3 | Week 4
Walk | 5 minutes | 10 minutes | 15 minutes | 20 minutes
Lift | nothing | nothing | 5 pounds | 10 pounds

Allowed
Water
Apple juice
""",
    "es": """
Medicina | Mañana | Noche
Metformina 500 mg | 1 | 2
Insulina glargina | | 10 unidades

Día | Coma
El día antes | Solo líquidos claros
El mismo día | Nada

Señal | Haga
Fiebre de más de 38 °C | Llame al 217-555-0100
Dolor fuerte | Llame al 911

| Lunes | Martes | Miércoles
Paseo | 5 minutos | 10 minutos | 15 minutos

Permitido
Agua
Jugo de manzana
""",
    "de": """
Medikament | Morgens | Abends
Metformin 500 mg | 1 | 2
Insulin glargin | | 10 Einheiten

Tag | Essen
Am Tag davor | Nur klare Flüssigkeiten
Am selben Tag | Nichts

Zeichen | Was Sie tun
Fieber über 38,5 °C | Rufen Sie an
Schnelles Herz | Rufen Sie 112 an

| Woche 1 | Woche 2
Gehen | 5 Minuten | 10 Minuten
Heben | nichts | 2 kg

Erlaubt
Wasser
Apfelsaft
""",
    "fr": """
Médicament | Matin | Soir
Metformine 500 mg | 1 | 2
Insuline glargine | | 10 unités

Jour | Repas
La veille | Liquides clairs seulement
Le jour même | Rien

Signe | À faire
Fièvre de plus de 38 °C | Appelez-nous
Cœur rapide | Appelez le 112

| Semaine 1 | Semaine 2
Marche | 5 minutes | 10 minutes

Permis
Eau
Jus de pomme
""",
    "ar": """
الدواء | صباحا | مساء
ميتفورمين 500 mg | 1 | 2
إنسولين غلارجين | | 10 وحدات

اليوم | الطعام
اليوم السابق | سوائل صافية فقط
اليوم نفسه | لا شيء

العلامة | ماذا تفعل
حرارة فوق 38.5 | اتصل بنا
خفقان | اتصل بالإسعاف

| الأسبوع 1 | الأسبوع 2
المشي | 5 دقائق | 10 دقائق

مسموح
ماء
عصير تفاح
""",
    "ja": """
薬 | 朝 | 夜
メトホルミン500mg | 1錠 | 2錠
インスリン | | 10単位

日 | 食事
前日 | 透明な飲み物だけ
当日 | なし

症状 | 対応
38.5度以上の熱 | 電話してください
動悸 | 救急車を呼んでください

| 1週目 | 2週目
歩く | 5分 | 10分

飲めるもの
水
りんごジュース
""",
}
TITLES = {"en": "Table", "es": "Tabla", "de": "Tabelle", "fr": "Tableau", "ar": "جدول", "ja": "表"}
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BOOK = "{http://www.w3.org/1999/xhtml}"
Grid = list[list[str]]


def grids(language: str) -> list[Grid]:
    """The tables of ``language``: rows of cells, the first with the names of the columns."""
    blocks = TABLES[language].strip("\n").split("\n\n")
    return [[[cell.strip() for cell in row.split("|")] for row in block.split("\n")] for block in blocks]


def script(language: str) -> str:
    lines = ["---", f"title: {TITLES[language]}", f"lang: {language}", "date: 2026-03-01", "---"]
    for number, (names, *rows) in enumerate(grids(language), 1):
        written = [names, ["---"] * len(names), *rows]
        lines += [f"## {TITLES[language]} {number}", "", *(f"| {' | '.join(row)} |" for row in written), ""]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("tables")
    for language in TABLES:
        write(base / f"s/{language}-tables/{language}.md", script(language))
    report = narrate.build(
        [base / "s"], base / "o", voice=FakeEngine(letter_ms=5), store=base / "st", editions=["standard"],
        to=["pptx", "html", "epub", "txt", "timeline"],
    )  # fmt: skip
    assert len(report.made) == len(TABLES), report
    return base / "o"


def folder(output: Path, language: str) -> Path:
    return output / f"{language}-tables/{language}"


def plain(cells) -> list[str]:
    return [without_controls("".join(cell)) for cell in cells]


def test_there_are_thirty():
    assert sum(len(grids(language)) for language in TABLES) == 30


@each("language", TABLES)
def test_in_the_deck_no_cell_is_lost_and_headers_are_marked(output, language):
    path = folder(output, language) / f"{language}-tables.pptx"
    found, flags = [], []
    for slide in pptx.Presentation(str(path)).slides:
        for table in slide.element.iter(f"{DRAWN}tbl"):
            texts = ([*cell.itertext(f"{DRAWN}t")] for cell in table.iter(f"{DRAWN}tc"))
            found.append(plain("\n".join(text) for text in texts))
            properties = table.find(f"{DRAWN}tblPr")
            flags.append((properties.get("firstRow"), properties.get("firstCol")))
    # a line break is a space, or nothing in Japanese
    bare = [["".join(cell.split()) for cell in cells] for cells in found]
    assert bare == [["".join(cell.split()) for row in grid for cell in row] for grid in grids(language)]
    assert set(flags) == {("1", "1")}


def test_a_validator_finds_nothing_in_the_decks(output):
    assert [audit(folder(output, language) / f"{language}-tables.pptx") for language in ("en", "ar")] == [[], []]


@each("language", TABLES)
def test_on_the_page_no_cell_is_lost_and_headers_have_their_scope(output, language):
    page = html.parse(str(folder(output, language) / "index.html")).getroot()
    tables = list(page.iter("table"))
    for table, grid in zip(tables, grids(language), strict=True):
        rows = [plain(cell.text_content() for cell in row.iter("th", "td")) for row in table.iter("tr")]
        assert rows == grid
        scopes = [[cell.get("scope", "") for cell in row.iter("th", "td")] for row in table.iter("tr")]
        wanted = [["col" if name else "" for name in grid[0]]]
        wanted += [["row" if row[0] else "", *[""] * (len(row) - 1)] for row in grid[1:]]
        assert scopes == wanted
        assert table.find("caption").text_content()


@each("language", TABLES)
def test_in_the_book_no_cell_is_lost(output, language):
    with zipfile.ZipFile(folder(output, language) / f"{language}-tables.epub") as book:
        texts = [etree.fromstring(book.read(name)) for name in sorted(book.namelist()) if name.endswith(".xhtml")]
    tables = [table for text in texts for table in text.iter(f"{BOOK}table")]
    found = [[plain(["".join(c.itertext())])[0] for c in table.iter(f"{BOOK}th", f"{BOOK}td")] for table in tables]
    assert sorted(found) == sorted([cell for row in grid for cell in row] for grid in grids(language))
    assert all(table.find(f"{BOOK}thead//{BOOK}th") is not None for table in tables)


@each("language", TABLES)
def test_in_the_text_each_row_is_a_line_with_the_names_of_its_columns(output, language):
    text = without_controls((folder(output, language) / f"{language}-tables.txt").read_text(encoding="utf-8"))
    for names, *rows in grids(language):
        for number, row in enumerate(rows):
            line = joiner(language).join(said_cells(names, row, language, first=not number))
            assert f"\n{line}\n" in text
            assert all(cell in line for cell in row)
            assert all(name in line for name in names[1:])


def test_verify_finds_nothing(output):
    for language in TABLES:
        assert faults(folder(output, language), Store(output.parent / "st")) == {}


def in_book(pattern: str, by: str) -> Plant:
    def plant(edition: Path) -> None:
        (path,) = edition.glob("*.epub")
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        (name,) = (
            name
            for name, content in parts.items()
            if name.endswith(".xhtml") and b"<td>" in content and pattern.encode() in content
        )
        parts[name] = parts[name].replace(pattern.encode(), by.encode(), 1)
        write_zip(path, parts)

    return plant


PLANTED = [
    ("pptx", "en", in_slide(2, "<a:t>2</a:t>", "<a:t>3</a:t>")),
    ("pptx", "es", in_slide(2, "<a:t>10 unidades</a:t>", "<a:t>1 unidad</a:t>")),
    ("pptx", "de", in_slide(2, "<a:t>1</a:t>(.*)<a:t>2</a:t>", r"<a:t>2</a:t>\1<a:t>1</a:t>")),  # swapped
    ("pptx", "fr", in_slide(3, ' firstRow="1"', "")),
    ("pptx", "ar", in_slide(2, ' firstCol="1"', "")),
    ("pptx", "ar", in_slide(2, ' rtl="1"', "")),
    ("pptx", "ja", in_slide(3, r"<a:tr h.*?</a:tr>", "", 1)),  # a row is lost
    ("pptx", "en", in_slide(2, r'<a:gridCol w="\d+"/>', '<a:gridCol w="9525"/>', 1)),
    ("pptx", "es", in_slide(2, r"</a:lnB><a:noFill/>", '</a:lnB><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>', 1)),
    ("html", "en", in_text("index.html", "<td>2</td>", "<td>3</td>")),
    ("html", "es", in_text("index.html", '<th scope="col">Noche</th>', "<td>Noche</td>")),
    ("html", "de", in_text("index.html", "<td>1</td>\n<td>2</td>", "<td>2</td>\n<td>1</td>")),
    ("html", "fr", in_text("index.html", '<th scope="row">Metformine 500 mg</th>', "<td>Metformine 500 mg</td>")),
    ("html", "ja", in_text("index.html", "<td></td>", "<td>10</td>")),
    ("epub", "en", in_book("<td>2</td>", "<td>20</td>")),
    ("epub", "es", in_book('<th scope="col">Noche</th>', "<td>Noche</td>")),
    ("epub", "de", in_book("<td>1</td>", "<td></td>")),
    ("epub", "fr", in_book("<td>1</td>\n<td>2</td>", "<td>2</td>\n<td>1</td>")),
    ("epub", "ja", in_book('<th scope="row">メトホルミン', '<th scope="col">メトホルミン')),
    ("txt", "en", in_text("en-tables.txt", "Night: 2", "Night: 20")),
    ("txt", "es", in_text("es-tables.txt", "Mañana: 1. Noche: 2.", "Mañana: 2. Noche: 1.")),
    ("txt", "de", in_text("de-tables.txt", r" Morgens: keine Angabe\.", "")),
    ("txt", "fr", in_text("fr-tables.txt", "Matin: 1", "Soir: 1")),
    ("txt", "ja", in_text("ja-tables.txt", "夜：2錠", "夜：3錠")),
]  # fmt: skip


@each(("about", "language", "plant"), PLANTED)
def test_a_planted_fault_is_found(output, tmp_path, about, language, plant):
    edition = Path(shutil.copytree(folder(output, language), tmp_path / f"o/{language}-tables/{language}"))
    plant(edition)
    sign(edition)
    assert any(check.startswith(about) for check in faults(edition, Store(output.parent / "st"), about))
