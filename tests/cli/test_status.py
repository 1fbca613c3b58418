"""``narrate status`` and ``narrate build --dry-run``: what is told, and that nothing is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrate.cli import main
from tests.writing import SPANISH, THREE_SLIDES, write

BROKEN = THREE_SLIDES + "\n![A bone](bone.svg)\n"
pytestmark = pytest.mark.usefixtures("same_process")
OPTIONS = ["--to", "txt", "--voice", "espeak"]


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    return tmp_path


def run(capsys, *arguments: str) -> tuple[int, list[str]]:
    code = main([*arguments, *OPTIONS])
    shown = capsys.readouterr()
    return code, shown.out.splitlines()


def files(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_nothing_is_built_before_the_first_build(here, capsys):
    write(here / "script/hip/en.md", THREE_SLIDES)
    before = files(here)
    assert run(capsys, "status") == (
        1,
        ["hip [en]: never built", "0 up to date, 0 out of date, 1 never built of 1 editions"],
    )
    assert run(capsys, "build", "--dry-run")[0] == 0
    assert files(here) == before


def test_each_script_is_told_of_with_the_reason(here, capsys):
    write(here / "script/hip/en.md", THREE_SLIDES)
    write(here / "script/hip/es.md", SPANISH)
    write(here / "script/knee/en.md", BROKEN)
    assert run(capsys, "build", "--jobs", "1")[0] == 1
    before = files(here / "output")
    code, lines = run(capsys, "status")
    assert code == 1
    assert lines[:3] == ["hip [en]: up to date", "hip [es]: up to date", "knee [en]: never built"]
    assert lines[3].startswith("  failed in the last build: script/knee/en.md:22:1: error figure-missing: no file")
    assert lines[4] == "2 up to date, 0 out of date, 1 never built of 3 editions"
    assert run(capsys, "status", "script/hip")[0] == 0

    write(here / "script/hip/es.md", SPANISH.replace("diez", "doce"))
    code, lines = run(capsys, "build", "--dry-run")
    assert code == 0
    assert len(lines) == 3
    assert lines[0].startswith("hip [es]: would be built: ")
    assert lines[1:] == ["knee [en]: would be built: never built", "1 up to date, 1 out of date, 1 never built of 3 editions"]  # fmt: skip
    assert files(here / "output") == before

    code, lines = run(capsys, "status", "--json")
    found = json.loads("\n".join(lines))
    assert code == 1
    assert found["totals"] == {"fresh": 1, "stale": 1, "never built": 1}
    assert [(one["script"], one["state"]) for one in found["editions"]] == [
        ("script/hip/en.md", "fresh"), ("script/hip/es.md", "stale"), ("script/knee/en.md", "never built")
    ]  # fmt: skip
    assert found["editions"][2]["failures"][0].startswith("script/knee/en.md:22:1: error")


def test_another_setting_makes_editions_stale(here, capsys):
    write(here / "script/hip/en.md", THREE_SLIDES)
    assert run(capsys, "build")[0] == 0
    assert run(capsys, "status")[0] == 0
    assert run(capsys, "status", "--theme", "dark")[0] == 1


def test_the_described_edition_is_told_of_too(here, capsys):
    write(here / "script/hip/en.md", THREE_SLIDES)
    _, lines = run(capsys, "status", "--edition", "standard,described")
    assert lines[:2] == ["hip [en]: never built", "hip [en], described: never built"]


def test_wrong_use_is_told_as_in_a_build(here, capsys):
    write(here / "script/hip/en.md", THREE_SLIDES)
    assert main(["status", "--to", "pptxx"]) == 2
    assert "unknown format 'pptxx'" in capsys.readouterr().err
    assert main(["status", "nowhere"]) == 1
    assert "no such file or folder" in capsys.readouterr().err
