"""The examples of docs/extending.md, run as they stand there."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import narrate
from narrate.cli import main
from tests.conftest import ROOT
from tests.writing import THREE_SLIDES, write

PAGE = (ROOT / "docs/extending.md").read_text(encoding="utf-8")


def blocks(heading: str, language: str) -> list[str]:
    """The blocks of code in ``language`` under the heading ``## heading``."""
    _, _, section = PAGE.partition(f"\n## {heading}\n")
    return re.findall(rf"```{language}\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A folder to work in, with a script and a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    write(tmp_path / "script/heart/en.md", THREE_SLIDES.replace("hard.", "hard for 2.5 minutes."))
    return tmp_path


def test_the_engine_builds_and_what_it_built_is_verified(here, capsys):
    engine, use = blocks("A private engine", "python")
    assert len(engine.splitlines()) < 40
    names: dict[str, object] = {}
    exec(compile(engine + use, "docs/extending.md", "exec"), names)
    (made,) = names["report"].made
    assert made.manifest.voice == "beeps:beep"
    assert made.manifest.timing == {"exact": made.spoken}
    (command,) = blocks("A private engine", "sh")
    program, *arguments = command.split()
    assert program == "narrate"
    assert main(arguments) == 0, capsys.readouterr().out


def test_the_engine_says_every_word_as_it_is_said():
    names: dict[str, object] = {}
    exec(compile(blocks("A private engine", "python")[0], "docs/extending.md", "exec"), names)
    engine: narrate.Engine = names["Beeps"]()
    tokens = tuple(narrate.Token(word, at) for word, at in (("Take", 0), ("2.5", 5), ("mg", 9), ("daily.", 12)))
    said = (tokens[0], replace(tokens[1], alias="two point five milligrams"), replace(tokens[2], alias=""), tokens[3])
    sentence = narrate.Sentence("s", "Take 2.5 mg daily.", said)
    assert narrate.said_text(sentence, "en") == "Take two point five milligrams daily."
    spoken = engine.session().speak(sentence, engine.voice("en"), 150)
    assert [index for index, _, _ in spoken.words] == [0, 1, 3]
    lengths = [last - first for _, first, last in spoken.words]
    assert lengths[1] > 3 * lengths[2] > 3 * lengths[0] > 0
    assert np.abs(spoken.pcm).max() > 7000
