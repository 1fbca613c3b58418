"""Raw transcripts of every shape: each narrated word once, in order, and nothing else."""

import shutil
from pathlib import Path

import pytest

from narrate.batch import read
from narrate.model import Kind
from narrate.script.draft import draft
from tests.tables import each

FOLDER = Path(__file__).with_name("transcripts")
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".expected")
SHAPES = ("broken-lines", "one-block", "speakers", "captions")


def placed(path: Path, folder: Path):
    language = "es" if path.name.startswith("es-") else "en"
    topic = folder / "topic"
    topic.mkdir()
    return read(shutil.copy(path, topic / f"{language}{path.suffix}"))


@each("path", FILES, ids=lambda path: path.name)
def test_says_every_sentence_once_in_order(path: Path, tmp_path: Path):
    script = placed(path, tmp_path)
    spoken = [s.text for segment in script.segments if segment.kind is Kind.NARRATION for s in segment.sentences]
    expected = path.with_name(path.name + ".expected").read_text(encoding="utf-8").splitlines()
    assert [script.title, *spoken] == expected


@each("path", FILES, ids=lambda path: path.name)
def test_knows_the_line_of_every_sentence(path: Path, tmp_path: Path):
    lines = path.read_text(encoding="utf-8").split("\n")
    for segment in placed(path, tmp_path).segments[1:]:
        for sentence in segment.sentences:
            assert sentence.text.split()[0] in lines[sentence.place.line - 1].replace("&amp;", "&")


@each("path", FILES, ids=lambda path: path.name)
def test_its_draft_reads_back_as_the_same_script(path: Path, tmp_path: Path):
    script = placed(path, tmp_path)
    text = draft(script)
    (tmp_path / "draft").mkdir()
    file = tmp_path / "draft" / f"{script.language}.md"
    file.write_text(text, encoding="utf-8")
    again = read(file)
    assert [[s.text for s in segment.sentences] for segment in again.segments] == [
        [s.text for s in segment.sentences] for segment in script.segments
    ]
    assert all(segment.drafted for segment in again.segments[1:])
    assert draft(again) == text


@pytest.mark.parametrize("shape", SHAPES)
def test_there_are_three_of_every_shape(shape: str):
    assert sum(path.name.startswith(shape) for path in FILES) >= 3
