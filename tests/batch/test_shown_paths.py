"""Paths of scripts as reports show them, however a script was named in the call."""

from pathlib import Path

from narrate.batch.shown_paths import ShownPaths, script_name
from narrate.script import find_sources
from tests.tables import each
from tests.writing import write


@each("given", ["script", "script/hip", "script/hip/en.md", "./script", "../{here}/script", "{whole}/script", "link"])
def test_a_script_has_one_name(tmp_path, monkeypatch, given):
    here = tmp_path / "here"
    path = write(here / "script/hip/en.md", "# A\n")
    (here / "link").symlink_to(here / "script")
    monkeypatch.chdir(here)
    ((source,), _) = find_sources([Path(given.format(here="here", whole=here))])
    assert script_name(source) == "script/hip/en.md"
    shown = ShownPaths([source], Path("output"), here / "store")
    assert shown(f"{source.path}:3:1: see {path}") == "script/hip/en.md:3:1: see script/hip/en.md"


@each("given, name", [(".", "script/hip/en.md"), ("hip", "script/hip/en.md"), ("hip/en.md", "script/hip/en.md")])
def test_a_script_has_the_same_name_within_its_folder(tmp_path, monkeypatch, given, name):
    write(tmp_path / "script/hip/en.md", "# A\n")
    monkeypatch.chdir(tmp_path / "script")
    ((source,), _) = find_sources([Path(given)])
    assert script_name(source) == name


def test_a_script_beside_others_is_named_with_its_folder(tmp_path, monkeypatch):
    write(tmp_path / "notes/hip.en.md", "# A\n")
    monkeypatch.chdir(tmp_path / "notes")
    ((source,), _) = find_sources([Path("hip.en.md")])
    assert script_name(source) == "notes/hip.en.md"
