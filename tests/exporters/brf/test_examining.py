"""What cannot be written in braille is reported with its place, before anything is spoken."""

import pytest

import narrate
from narrate.cli import main
from narrate.errors import InputError, OutsideError, UsageError
from narrate.exporters.brf import liblouis as program
from narrate.exporters.brf.tables import TABLES
from narrate.exporters.edition import choose_exporters
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.writing import write

pytestmark = pytest.mark.slow  # runs liblouis

SCRIPT = """---
title: {title}
lang: {language}
---

## {title}

{text}
"""
TITLES = {"en": "The test", "es": "La prueba", "ar": "الفحص", "fr": "Le test", "ja": "検査", "zh": "检查", "fa": "آزمایش",
          "ht": "Tès la", "fil": "Ang pagsusuri", "sw": "Kipimo", "pt": "O exame", "de": "Der Test"}  # fmt: skip


def problems(folder, language, text, to=("brf",)):
    """Build a script that says ``text``; return (engine, problems)."""
    path = write(
        folder / f"script/heart/{language}.md", SCRIPT.format(title=TITLES[language], language=language, text=text)
    )
    engine = FakeEngine()
    try:
        report = narrate.build(path, folder / "out", voice=engine, store=folder / "store", to=to, editions=["standard"])
    except InputError as error:
        return engine, error.problems
    return engine, report.warnings


@each(
    "language, text, wrong",
    [
        ("en", "Drink water, H₂O.", "'₂' (U+2082, subscript two)"),
        ("es", "Tome 5 mg ☂ hoy.", "'☂'"),
        ("fr", "Buvez de l'eau, H₂O.", "'₂'"),
        ("pt", "Tome o remédio ☂ hoje.", "'☂'"),
        ("de", "Trinken Sie viel ☂ heute.", "'☂'"),
        ("ar", "اشرب الماء ☂ اليوم.", "'☂'"),
    ],
)
def test_a_character_without_braille(liblouis, tmp_path, language, text, wrong):
    engine, found = problems(tmp_path, language, text)
    assert not engine.spoken
    (problem,) = [one for one in found if one.code == "braille"]
    assert wrong in problem.message
    assert problem.place.line == 8
    assert problem.place.file.endswith(f"{language}.md")


@each("language, text", [("ja", "水を飲みます。"), ("zh", "请多喝水。"), ("fa", "آب بنوشید."), ("ht", "Bwè dlo."),
                         ("fil", "Uminom ng tubig."), ("sw", "Kunywa maji.")])  # fmt: skip
def test_a_language_without_a_table(liblouis, tmp_path, language, text):
    engine, found = problems(tmp_path, language, text)
    assert not engine.spoken
    (problem,) = [one for one in found if one.code == "no-braille"]
    assert f"({language})" in problem.message
    assert "es" in problem.hint


def test_latin_letters_among_others(liblouis, tmp_path):
    _, found = problems(tmp_path, "ar", "خذ 5 mg من الدواء.")
    assert [one.place.line for one in found if one.code == "braille-letters"] == [8]
    _, found = problems(tmp_path, "es", "Tome 5 mg de la medicina.")
    assert not [one for one in found if one.code.startswith("braille")]


@each("which", ["build", "all"])
def test_without_liblouis(tmp_path, monkeypatch, capsys, which):
    monkeypatch.setattr(program.shutil, "which", lambda name: None)
    if which == "all":
        assert "brf" not in {one.name for one in choose_exporters(["all"])}
        return
    write(tmp_path / "script/heart/en.md", SCRIPT.format(title="The test", language="en", text="Rest."))
    code = main(["build", str(tmp_path / "script"), "--output", str(tmp_path / "out"), "--to", "brf"])
    said = capsys.readouterr().err.strip()
    assert code != 0
    assert "\n" not in said
    assert "apt install liblouis-bin" in said
    assert "brew install liblouis" in said
    assert not (tmp_path / "out").exists()


def test_the_page_is_an_option(liblouis, tmp_path):
    path = write(tmp_path / "script/heart/en.md", SCRIPT.format(title="The test", language="en", text="Rest. " * 3))
    build = {"voice": FakeEngine(), "store": tmp_path / "store", "to": ["brf"]}
    made = narrate.build(path, tmp_path / "out", braille_page="30x20", **build).made[0]
    assert made.manifest.braille_page == "30x20"
    first = (made.folder / "heart.brf").read_bytes().split(b"\r\n")[0]
    assert len(first) == 30
    findings = [f for one in narrate.verify(tmp_path / "out", tmp_path / "store") for f in one.findings]
    assert all(finding.ok for finding in findings)
    assert not [f.note for f in findings if f.note]  # it was built again, to the same bytes
    with pytest.raises(UsageError, match="--braille-page"):
        narrate.build(path, tmp_path / "out", braille_page="wide", **build)


def test_another_liblouis_makes_the_book_stale_and_is_no_fault(liblouis, tmp_path, monkeypatch):
    path = write(tmp_path / "script/heart/en.md", SCRIPT.format(title="The test", language="en", text="Rest."))
    build = {"voice": "espeak", "store": tmp_path / "store", "to": ["brf"]}
    assert narrate.build(path, tmp_path / "out", **build).made[0].is_new
    assert not narrate.build(path, tmp_path / "out", **build).made[0].is_new
    monkeypatch.setattr(program, "_version", lambda path: "9.9.9")
    findings = [f for one in narrate.verify(tmp_path / "out", tmp_path / "store") for f in one.findings]
    assert all(finding.ok for finding in findings)
    assert sum("not built again" in finding.note for finding in findings) == 1
    assert narrate.build(path, tmp_path / "out", **build).made[0].is_new


# --- the program itself ---


def _script(folder, text):
    path = folder / program.PROGRAM
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@each(
    "does, said",
    [
        ("exit 3", "exit code 3"),
        ("echo one; echo two; echo three", "answered 3 lines for 2"),
        ("cat > /dev/null", "answered 0 lines for 2"),
        ("cat > /dev/null; echo 'x could not be compiled' >&2", "could not be compiled"),
        ("sleep 30", "did not answer"),
    ],
)
def test_a_program_that_fails(tmp_path, monkeypatch, does, said):
    monkeypatch.setattr(program.shutil, "which", lambda name: str(_script(tmp_path, does)))
    monkeypatch.setattr(program, "_START_S", 0.3)
    with pytest.raises(OutsideError, match=said) as caught:
        program.translate(["a", "b"], ["x.ctb"])
    assert "\n" not in str(caught.value)


def test_the_environment_does_not_matter(liblouis, monkeypatch, tmp_path):
    before = program.translate(["Take 2.5 mg."], ["unicode.dis", "en-ueb-g2.ctb"])
    monkeypatch.setenv("LOUIS_TABLEPATH", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    assert program.translate(["Take 2.5 mg."], ["unicode.dis", "en-ueb-g2.ctb"]) == before


def test_tables_are_those_that_the_documentation_names():
    from pathlib import Path

    page = (Path(__file__).parents[3] / "docs/formats/brf.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        assert f"`{table.translation}`" in page
