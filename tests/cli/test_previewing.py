"""``narrate preview``: what is wrong with a call is said at once."""

from pathlib import Path

import pytest

from narrate.cli import main
from tests.tables import each
from tests.writing import THREE_SLIDES, write


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    write(tmp_path / "script/heart/es.md", THREE_SLIDES)
    return tmp_path


@each(
    "arguments, code, words",
    [
        (["script/heart/no.md"], 1, "script/heart/no.md: error no-file"),
        (["script/heart"], 2, "script/heart is a folder; give one file, such as script/heart/en.md"),
        (["script"], 2, "script is a folder"),
        (["script/heart/en.md", "--edition", "loud"], 2, "standard, described"),
        (["script/heart/en.md", "--edition", ","], 2, "standard, described"),
    ],
)
def test_a_wrong_call_is_told(here, capsys, arguments, code, words):
    assert main(["preview", *arguments]) == code
    assert words in capsys.readouterr().err
    assert not list(here.glob("narrate-preview-*"))


@each(
    "arguments",
    [[], ["a.md", "b.md"], ["a.md", "--port", "70000"], ["a.md", "--port", "-1"], ["a.md", "--port", "http"]],
)
def test_a_wrong_option_is_told(here, capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(["preview", *arguments])
    assert caught.value.code == 2
    assert "usage: narrate" in capsys.readouterr().err
