"""What ``narrate build`` tells when it is done."""

import pytest

from narrate.cli import main
from tests.writing import THREE_SLIDES, write

FULL = """---
title: After the operation
---
## After your operation

You wake up in a quiet room. A nurse looks after you. You may feel a little sick. Tell the nurse about it.
You can drink water soon. You can eat when you feel hungry. You rest for the day. You may sit up in the evening.

## Going home

You go home the next day.
"""


def lines(capsys) -> list[str]:
    return capsys.readouterr().out.splitlines()


def build() -> int:
    return main(["build", "--to", "txt", "--voice", "espeak"])


def test_how_many_sentences_were_spoken_and_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    assert build() == 0
    first = lines(capsys)
    assert first[1] == "  6 sentences spoken, 0 kept"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more rest.\n", encoding="utf-8")
    assert build() == 0
    assert "  1 sentence spoken, 6 kept" in lines(capsys)
    assert build() == 0
    assert not [line for line in lines(capsys) if "kept" in line]  # nothing was made


@pytest.mark.slow
def test_headings_that_became_several_slides_are_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    write(tmp_path / "script/heart/en.md", FULL)
    assert build() == 0
    told = [line for line in lines(capsys) if "fills" in line]
    assert told == ["  'After your operation' fills 3 slides"]
