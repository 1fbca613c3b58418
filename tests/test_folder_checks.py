"""A folder of an edition holds the files that its manifest names, and nothing else."""

import fcntl
import json
import os
import shutil
import socket
from pathlib import Path

import pytest

from narrate.manifest import NAME, file_hash
from narrate.store import Store
from narrate.verifying import verify
from tests.planting import faults, lent, look_only_at
from tests.tables import each
from tests.writing import write


def copied(built, tmp_path: Path) -> Path:
    """The folder of a copy of the edition, to plant faults in."""
    return shutil.copytree(built.output, tmp_path / "out") / "heart/en"


@pytest.fixture
def store_of(built) -> Store:
    return Store(built.output.parent / "store")


def named(name: str, content: str = "x"):
    """A file that the manifest names with its hash."""

    def plant(folder: Path) -> None:
        path = write(folder / name, content)
        document = json.loads((folder / NAME).read_text())
        document["files"][name] = file_hash(path)
        (folder / NAME).write_text(json.dumps(document))

    return plant


def file(name: str):
    return lambda folder: write(folder / name, "MZ")


def linked(name: str):
    """In place of a file or folder a link to what was there."""

    def plant(folder: Path) -> None:
        moved = folder.parent / f"{Path(name).name}.moved"
        shutil.move(folder / name, moved)
        (folder / name).symlink_to(moved)

    return plant


def listening(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(folder)  # the path of a socket may not be long
        try:
            one.bind("socket")
        finally:
            os.chdir(here)


def replaced_by_pipe(folder: Path) -> None:
    (folder / "heart.vtt").unlink()
    os.mkfifo(folder / "heart.vtt")


NOT_NAMED = "is there, and the manifest does not name it"
FAULTS = {
    "a program": (file("setup.exe"), f"setup.exe {NOT_NAMED}"),
    "a second page": (file("index2.html"), f"index2.html {NOT_NAMED}"),
    "a hidden file": (file(".env"), f".env {NOT_NAMED}"),
    "a second deck": (file("heart (1).pptx"), f"heart (1).pptx {NOT_NAMED}"),
    "a track more": (file("tracks/99-x.mp3"), f"tracks/99-x.mp3 {NOT_NAMED}"),
    "a text among the pictures": (file("slides/notes.txt"), f"slides/notes.txt {NOT_NAMED}"),
    "a script beside the page": (file("page.js"), f"page.js {NOT_NAMED}"),
    "a file of another name in Arabic": (file("قلبك.txt"), f"قلبك.txt {NOT_NAMED}"),
    "a name that clears the screen": (file("\x1b[2J.txt"), f"\\x1b[2J.txt {NOT_NAMED}"),
    "a name in two lines": (file("a\nb"), f"a\\nb {NOT_NAMED}"),
    "a folder": (file("old/heart.pptx"), "old is a folder that does not belong to this edition"),
    "a folder without a manifest, named as an edition": (
        file("described/x"),
        "described is a folder that does not belong",
    ),
    "a folder in a folder": (lambda f: (f / "tracks/more").mkdir(), "tracks/more is a folder that does not belong"),
    "an abandoned folder of a build": (file(".partial-x/heart.mp3"), ".partial-x is a folder that does not belong"),
    "a link": (lambda f: (f / "more.txt").symlink_to("heart.txt"), "more.txt is a link that does not belong"),
    "a link to nothing": (lambda f: (f / "more.txt").symlink_to("nothing"), "more.txt is a link that does not belong"),
    "a pipe": (lambda f: os.mkfifo(f / "pipe"), "pipe is a special file that does not belong"),
    "a socket": (listening, "socket is a special file that does not belong"),
    "a pipe for the captions": (replaced_by_pipe, "heart.vtt is a special file, not a file"),
    "a link for the deck": (linked("heart.pptx"), "heart.pptx is a link, not a file"),
    "a link for a track": (
        linked("tracks/01-a-short-test-of-the-heart.mp3"),
        "tracks/01-a-short-test-of-the-heart.mp3 is a link, not a file",
    ),
    "a link for all tracks": (linked("tracks"), "tracks is a link that does not belong"),
    "a link for the timeline": (linked("timeline.json"), "timeline.json is a link, not a file"),
    "a program that is named": (named("setup.exe"), "setup.exe is in the manifest, and no format of this edition"),
    "a page that is named": (named("more.html"), "more.html is in the manifest, and no format of this edition"),
    "a folder that is named": (named("js/a.js"), "js/a.js is in the manifest, and no format of this edition"),
    "another topic's sound": (named("lung.mp3"), "lung.mp3 is in the manifest, and no format of this edition"),
    "a named file deep below": (named("tracks/a/b.mp3"), "tracks/a/b.mp3 is in the manifest, and no format"),
}


@each("fault", FAULTS)
def test_what_does_not_belong_is_found(built, store_of, fault, monkeypatch):
    plant, told = FAULTS[fault]
    monkeypatch.setattr("narrate.verifying.reading_back._of_format", lambda *_: ())  # only the folder is of interest
    with lent(built.output) as output:
        plant(output / "heart/en")
        found = faults(output / "heart/en", store_of)
    assert any(line.startswith(told) for line in found["manifest files as written"]), found


@each("fault", ["a link", "a pipe for the captions", "a link for all tracks", "a link for the timeline", "a socket"])
def test_nothing_is_read_through_links_and_pipes(built, tmp_path, store_of, fault, monkeypatch):
    folder = copied(built, tmp_path)
    FAULTS[fault][0](folder)
    monkeypatch.setattr("narrate.verifying.reading_back.load_record", lambda *_: pytest.fail("it was read"))
    assert "nothing is read back" in faults(folder, store_of)["timeline can be read"][0]


def test_an_edition_within_and_a_running_build_are_no_fault(built, tmp_path, store_of):
    folder = copied(built, tmp_path)
    look_only_at(folder, "timeline")
    expected = faults(folder, store_of)
    shutil.copytree(folder, folder.parent / "copy")
    shutil.move(folder.parent / "copy", folder / "described")
    (folder / ".partial-x").mkdir()
    handle = os.open(folder / ".partial-x", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        assert faults(folder, store_of) == expected
    finally:
        os.close(handle)


@each("name", ["docx", "exe", "Pptx", "html5", "ogg"])
def test_a_format_that_nobody_knows_is_a_fault(built, tmp_path, store_of, name):
    folder = copied(built, tmp_path)
    look_only_at(folder, "timeline", name)
    (found,) = verify(folder, store_of)
    by_check = {f"{finding.format} {finding.check}": finding.faults for finding in found.findings}
    assert by_check[f"{name} is known"] == (
        f"not verified: {name!r} is not a format of narrate; give its exporter to narrate.verify",
    )


def test_a_folder_that_cannot_be_listed_is_a_finding(built, store_of, monkeypatch):
    folder = built.folder

    def refused(*_):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("narrate.verifying.reading_back.check_folder", refused)
    (line,) = faults(folder, store_of)["manifest files as written"]
    assert "Permission denied" in line
