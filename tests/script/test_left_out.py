"""left-out.log: what a reader left out or changed lies beside the edition."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import narrate
from narrate import pipeline
from narrate.errors import Place
from narrate.model import Edit
from narrate.script.left_out import NAME, write_left_out
from narrate.store import Store
from narrate.verifying import verify
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, write

EDITS = [  # text, why, instead, and what is said of it
    ("[Visual: una  rodilla]", "stage words", "", "en.md:3: left out: “[Visual: una rodilla]” (stage words)"),
    ("donâ€™t", "wrongly decoded", "don’t", "en.md:4: changed: “donâ€™t” to “don’t” (wrongly decoded)"),
    ("", "name of a column", "Morning", "en.md:5: added: “Morning” (name of a column)"),
    ("د. سمير:", "name of a speaker", "", "en.md:6: left out: “د. سمير:” (name of a speaker)"),
    ("[音楽]\nhier", "stage words", "", "en.md:7: left out: “[音楽] hier” (stage words)"),
]


def edits(path: Path) -> tuple[Edit, ...]:
    return tuple(
        Edit(Place(str(path), line), text, why, instead) for line, (text, why, instead, _) in enumerate(EDITS, 3)
    )


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch):
    """Builds the script in a folder as if a reader had left something out, or not."""

    def made(folder: Path, *, left: bool, text: str = THREE_SLIDES):
        path, real = write(folder / "script/heart/en.md", text), pipeline.examine_source

        def examined(source, language, memo):
            script, problems = real(source, language, memo)
            return replace(script, edits=edits(source.path) if left else ()), problems

        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "examine_source", examined)
            narrate.build(
                [path], folder / "out", voice=FakeEngine(), store=folder / "s", to=["txt"], editions=["standard"]
            )
        return folder / "out/heart/en"

    return made


def faults(folder: Path, store: Path) -> list[str]:
    return [
        fault
        for one in verify(folder, Store(store), quick=True)
        for finding in one.findings
        for fault in finding.faults
    ]


def test_every_edit_is_a_line_with_its_place_in_any_folder(tmp_path: Path, build):
    found = [(build(tmp_path / name, left=True) / NAME).read_bytes() for name in ("a", "b/deeper")]
    assert found[0] == found[1]
    assert found[0].decode().splitlines() == [line for *_, line in EDITS]


def test_it_is_signed_and_verified_and_goes_when_it_is_stale(tmp_path: Path, build):
    made = build(tmp_path, left=True)
    assert NAME in json.loads((made / "manifest.json").read_bytes())["files"]
    assert faults(made, tmp_path / "s") == []
    (made / NAME).write_text("nothing\n")
    assert faults(made, tmp_path / "s") == [f"{NAME} was changed after it was written; build the edition again"]
    build(tmp_path, left=True, text=THREE_SLIDES + "\nYou rest.\n")
    assert faults(made, tmp_path / "s") == []
    build(tmp_path, left=False)
    assert not (made / NAME).exists()
    (made / NAME).write_text("nothing\n")
    assert faults(made, tmp_path / "s") == [f"{NAME} is there, and the manifest does not name it; remove it"]


def test_nothing_is_written_where_nothing_was_left_out(tmp_path: Path, build):
    assert not (build(tmp_path, left=False) / NAME).exists()
    write_left_out(narrate.read(tmp_path / "script/heart/en.md"), tmp_path)
    assert not (tmp_path / NAME).exists()
