"""The index of an output: what it calls up to date is up to date, and whatever is changed is noticed as without it."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import narrate
from narrate.batch.executing import SameProcess
from narrate.catalogue import find_listed
from narrate.cli import main
from narrate.file_stamps import SETTLED_NS, folder_stamp, is_settled, stamp_of
from narrate.manifest import load_manifest
from narrate.output_index import OutputIndex
from narrate.store import Store
from tests.tables import few_quick
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.usefixtures("same_process")
OPTIONS = {"voice": "espeak", "to": ["html", "vtt", "txt"]}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Two topics, whose editions are in the index."""
    base = tmp_path_factory.mktemp("index")
    for topic in ("heart", "knee"):
        write(base / f"script/{topic}/en.md", THREE_SLIDES.replace("heart", topic))
    write(base / "script/narrate.yaml", "organisation: Riverside Clinic\n")
    for path in base.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    settle()
    assert all(states(base))
    settle()
    assert not any(states(base))
    return base


def settle() -> None:
    time.sleep(1.2 * SETTLED_NS / 1e9)


def states(base: Path, **options: object) -> list[bool]:
    """Whether each edition was made anew."""
    options = {**OPTIONS, "executor": SameProcess(lambda _: None), **options}
    made = narrate.build(base / "script", base / "out", store=base / "store", **options).made
    return [edition.is_new for edition in made]


def is_known(base: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a build with nothing to do reads no manifest."""
    read: list[Path] = []
    with monkeypatch.context() as patched:
        for module in ("freshness", "catalogue.listing", "output_index"):
            patched.setattr(f"narrate.{module}.load_manifest", lambda folder: read.append(folder) or None)
        folders = [
            edition.folder
            for edition in narrate.build(base / "script", base / "out", store=base / "store", **OPTIONS).made
        ]
    assert len(folders) == 4
    return not read


def test_a_build_with_nothing_to_do_reads_no_manifest(built, monkeypatch):
    assert is_known(built, monkeypatch)
    index = next((built / "store/outputs").iterdir())
    assert (index.stat().st_mode & 0o777, index.parent.stat().st_mode & 0o777) == (0o600, 0o700)


CHANGES: dict[str, Callable[[Path], object]] = {
    "the script": lambda base: write(base / "script/heart/en.md", THREE_SLIDES.replace("ten", "nine")),
    "what all scripts share": lambda base: write(base / "script/narrate.yaml", "organisation: Lakeside Clinic\n"),
    "a page": lambda base: write(base / "out/heart/en/index.html", "changed"),
    "captions, with the old time": lambda base: change_and_set_back(base / "out/heart/en/heart.vtt"),
    "a file that is gone": lambda base: (base / "out/heart/en/heart.txt").unlink(),
    "a file that is now a link": lambda base: replace_by_link(base / "out/heart/en/heart.txt"),
    "a track of the described edition": lambda base: next((base / "out/heart/en/described/tracks").iterdir()).unlink(),
    "the manifest": lambda base: (base / "out/heart/en/manifest.json").unlink(),
    "an interrupted build": lambda base: write(base / "out/heart/en/manifest.json.unfinished", "{}"),
}


def change_and_set_back(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_by_link(path: Path) -> None:
    shutil.copy2(path, path.parent.parent / "elsewhere")
    path.unlink()
    path.symlink_to("../elsewhere")


@pytest.fixture(scope="module")
def changing(built, tmp_path_factory) -> Path:
    """A copy for all changes: each of them is built before the next."""
    base = tmp_path_factory.mktemp("changing") / "base"
    shutil.copytree(built, base, symlinks=True)
    states(base)
    return base


@pytest.mark.parametrize("change", few_quick(CHANGES))
def test_what_is_changed_is_built_again(changing, monkeypatch, change):
    base = changing
    settle()
    assert not any(states(base))
    assert is_known(base, monkeypatch)
    CHANGES[change](base)
    assert any(states(base))
    assert not any(states(base))


def test_a_copied_or_moved_output_is_hashed_again(built, tmp_path, monkeypatch):
    base = tmp_path / "base"
    shutil.copytree(built, base)
    read = []
    monkeypatch.setattr("narrate.freshness.load_manifest", lambda folder: read.append(folder) or load_manifest(folder))
    assert not any(states(base))
    assert len(read) == 4


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b'{"schema": 2}', b'{"schema": 1, "output": "x", "entries": {}}']
)
def test_an_index_that_cannot_be_read_only_costs_time(built, tmp_path, content):
    base = tmp_path / "base"
    shutil.copytree(built, base)
    settle()
    assert not any(states(base))
    index = next(path for path in (base / "store/outputs").iterdir() if str(base) in path.read_text())
    index.write_bytes(content)
    assert not any(states(base))
    assert json.loads(index.read_text())["output"] == str(base / "out")


def test_pages_are_the_same_with_and_without(built):
    assert find_listed(built / "out", OutputIndex(built / "out", Store(built / "store"))) == find_listed(built / "out")


def test_what_was_changed_just_now_is_not_settled(tmp_path):
    path = write(tmp_path / "a", "text")
    stamp = stamp_of(path)
    assert stamp is not None
    assert not is_settled(stamp, time.time_ns())
    assert is_settled(stamp, time.time_ns() + 2 * SETTLED_NS)
    assert stamp_of(tmp_path) is None
    assert stamp_of(tmp_path / "b") is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_change_of_any_file_changes_the_stamp(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("stamps")
    names = data.draw(
        st.lists(st.sampled_from(["a", "b", "tracks/a", "tracks/b", "slides/x/y"]), min_size=1, unique=True)
    )
    for name in names:
        write(folder / name, name)
    write(folder / "described/manifest.json", "another edition")
    write(folder / ".partial-x/file", "a build that runs")
    before, latest_ns = folder_stamp(folder)
    assert (before, latest_ns) == folder_stamp(folder)
    assert latest_ns >= max((folder / name).stat().st_mtime_ns for name in names)
    write(folder / "described/other", "x")
    write(folder / ".partial-x/other", "x")
    assert folder_stamp(folder)[0] == before
    path = folder / data.draw(st.sampled_from(names))
    match data.draw(st.sampled_from(["grow", "touch", "remove", "replace", "add", "rename"])):
        case "grow":
            path.write_text("longer than before")
        case "touch":
            os.utime(path, ns=(0, data.draw(st.integers(0, 2**60))))
        case "remove":
            path.unlink()
        case "replace":
            write(path.with_name("new"), path.read_text())
            path.with_name("new").replace(path)
        case "add":
            write(path.with_name("more"), "x")
        case "rename":
            path.replace(path.with_name("other"))
    assert folder_stamp(folder)[0] != before


@pytest.mark.parametrize("option", [[], ["--check-hashes"]])
def test_hashes_can_be_checked_always(built, monkeypatch, option):
    monkeypatch.setenv("NARRATE_STORE", str(built / "store"))
    looked_at = []
    monkeypatch.setattr("narrate.freshness.load_manifest", lambda path: looked_at.append(path) or load_manifest(path))
    arguments = ["build", str(built / "script"), "--output", str(built / "out"), "--voice", "espeak"]
    assert main([*arguments, "--to", ",".join(OPTIONS["to"]), *option]) == 0
    assert bool(looked_at) == bool(option)
