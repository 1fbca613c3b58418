"""Figures that a script may not show."""

from pathlib import Path

import pytest
from PIL import Image

from narrate.drawings.reading import MOST_BYTES
from narrate.errors import Place
from narrate.script.figures import find_figure


def code_of(tmp_path: Path, name: str) -> str:
    path, problems = find_figure(name, Place("en.md", 1), tmp_path / "en.md", tmp_path)
    assert (path is None) == bool(problems)
    return problems[0].code if problems else ""


@pytest.mark.parametrize(
    "content",
    [
        "<svg",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        '<svg><image href="https://example.org/a.png"/></svg>',
    ],
)
def test_an_svg_that_does_more_than_draw(tmp_path: Path, content: str):
    (tmp_path / "a.svg").write_text(content)
    assert code_of(tmp_path, "a.svg") == "figure-unreadable"


def test_a_picture_cut_short(tmp_path: Path):
    Image.new("RGB", (64, 64)).save(tmp_path / "whole.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:40])
    assert code_of(tmp_path, "whole.png") == ""
    assert code_of(tmp_path, "cut.png") == "figure-unreadable"


def test_a_picture_too_large(tmp_path: Path):
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert code_of(tmp_path, "a.png") == "figure-size"
