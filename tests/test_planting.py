"""A folder that is lent to plant faults in is as before afterwards, whatever was done to it."""

import os
import shutil
from pathlib import Path

import pytest

from tests.planting import lent
from tests.tables import each
from tests.writing import write

DONE = {
    "changed": lambda folder: write(folder / "b/c.txt", "five"),
    "as long as before": lambda folder: write(folder / "a.txt", "eno"),
    "added": lambda folder: write(folder / "b/d/e/f.txt", "six"),
    "gone": lambda folder: (folder / "a.txt").unlink(),
    "a folder gone": lambda folder: shutil.rmtree(folder / "b"),
    "an empty folder gone": lambda folder: (folder / "empty").rmdir(),
    "a folder moved": lambda folder: (folder / "b").rename(folder / "empty/b"),
    "a link in the place of a file": lambda folder: [
        (folder / "a.txt").unlink(),
        (folder / "a.txt").symlink_to(folder / "b/c.txt"),
    ],
    "a link in the place of a folder": lambda folder: [
        (folder / "b").rename(folder / "away"),
        (folder / "b").symlink_to(folder / "away"),
    ],
    "a file in the place of a folder": lambda folder: [shutil.rmtree(folder / "b"), write(folder / "b", "x")],
    "a folder in the place of a file": lambda folder: [(folder / "a.txt").unlink(), write(folder / "a.txt/x", "x")],
    "a pipe": lambda folder: os.mkfifo(folder / "b/pipe"),
}


@each("what", DONE)
def test_it_is_put_back(tmp_path: Path, what: str):
    write(tmp_path / "a.txt", "one")
    write(tmp_path / "b/c.txt", "four")
    (tmp_path / "empty").mkdir()
    before = {"a.txt": "one", "b": None, "b/c.txt": "four", "empty": None}
    with lent(tmp_path) as folder:
        DONE[what](folder)
    assert {
        str(path.relative_to(tmp_path)): None if path.is_dir() else path.read_text() for path in tmp_path.rglob("*")
    } == before
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))


def test_it_is_put_back_where_a_test_fails(tmp_path: Path):
    path = write(tmp_path / "a.txt", "one")

    def fail() -> None:
        with lent(tmp_path):
            write(path, "two")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_text() == "one"
