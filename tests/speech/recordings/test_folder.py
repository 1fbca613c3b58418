"""Which file is of which slide: by number, by id, by both, or one for all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import narrate
from narrate.errors import InputError
from narrate.speech.recordings.folder import find_recordings, share_out
from tests.writing import write

TEXT = "---\ntitle: A walk\nlang: en\n---\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n"


@pytest.fixture
def script(tmp_path: Path):
    """Slides one, two, two.2 and three."""
    read = narrate.read(write(tmp_path / "script/walk/en.md", TEXT))
    one, two, three = (segment for segment in read.segments if segment.kind == "narration")
    return replace(read, segments=(one, two, replace(two, id="two.2"), three))


def shared(script, *names: str):
    """({file: ids of its slides}, problems) of a folder with files of these names."""
    folder = script.path.parent / "takes"
    for name in names:
        write(folder / name, "")
    parts, problems = share_out(script, find_recordings(script, "takes"))
    return {part.path.name: [segment.id for segment in part.segments] for part in parts}, problems


@pytest.mark.parametrize("name", ["2.wav", "02.wav", "two.mp3", "02-two.flac", "7 two.m4a"])
def test_a_slide_is_named_by_number_or_id_and_a_split_one_is_one_recording(script, name):
    found, problems = shared(script, name, "one.wav")
    assert problems == []
    assert found == {"one.wav": ["one"], name: ["two", "two.2"]}


def test_a_split_slide_may_be_two_recordings(script):
    found, _ = shared(script, "02.wav", "03.wav")
    assert found == {"02.wav": ["two"], "03.wav": ["two.2"]}


def test_a_lone_file_is_of_all_slides_unless_it_is_named_for_one(script):
    assert shared(script, "studio.wav")[0] == {"studio.wav": ["one", "two", "two.2", "three"]}
    (script.path.parent / "takes/studio.wav").rename(script.path.parent / "takes/three.wav")
    assert shared(script)[0] == {"three.wav": ["three"]}


@pytest.mark.parametrize("name", ["9.wav", "intro.wav", "02-three-b.wav"])
def test_a_name_that_fits_no_slide_is_an_error(script, name):
    found, problems = shared(script, name, "one.wav")
    assert found == {"one.wav": ["one"]}
    assert [(Path(one.place.file).name, one.severity) for one in problems] == [(name, "error")]


def test_two_files_of_a_slide_are_an_error_and_other_files_a_warning(script):
    _, problems = shared(script, "one.wav", "1.mp3", "notes.docx", ".DS_Store")
    assert {(Path(one.place.file).name, one.severity) for one in problems} == {
        ("one.wav", "error"),
        ("notes.docx", "warning"),
    }


def test_recordings_of_many_topics_and_languages_lie_under_one_name(script):
    root = script.path.parent.parent
    for inside in ("walk/en", "walk", "en", ""):
        write(root / "voices" / inside / "all.wav", "")
    settled = replace(script, settings=root / "narrate.yaml")
    assert find_recordings(settled, "voices") == root / "voices/walk/en"
    assert find_recordings(replace(settled, language="es"), "voices") == root / "voices/walk"
    assert find_recordings(replace(settled, topic="run"), "voices") == root / "voices/en"
    assert find_recordings(replace(settled, topic="run", language="es"), "voices") == root / "voices"
    with pytest.raises(InputError, match="no recordings 'nowhere'"):
        find_recordings(settled, "nowhere")
