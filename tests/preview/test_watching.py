"""A change is told once it has settled, whatever way an editor writes."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrate.preview import watching
from narrate.preview.watching import Watcher
from tests.writing import THREE_SLIDES, write


class Watched:
    def __init__(self, script: Path) -> None:
        self.script = script
        self.texts: list[str | None] = []
        self._told = threading.Semaphore(0)
        self.watcher = Watcher(script, self._tell)
        self.watcher.start()

    def _tell(self) -> None:
        self.texts.append(self.script.read_text(encoding="utf-8") if self.script.exists() else None)
        self._told.release()

    def wait(self) -> None:
        assert self._told.acquire(timeout=10), "no change was told"

    def is_quiet(self) -> bool:
        return not self._told.acquire(timeout=0.15)


@pytest.fixture
def watched(tmp_path, monkeypatch) -> Iterator[Watched]:
    monkeypatch.setattr(watching, "INTERVAL_S", 0.01)
    found = Watched(write(tmp_path / "heart/en.md", THREE_SLIDES))
    yield found
    found.watcher.stop()


def test_a_save_is_told_once(watched):
    watched.script.write_text("## One\n\nRest.\n", encoding="utf-8")
    watched.wait()
    assert watched.is_quiet()
    assert watched.texts == ["## One\n\nRest.\n"]


def test_an_editor_that_empties_the_file_first(watched):
    with watched.script.open("w", encoding="utf-8") as file:
        file.flush()
        time.sleep(0.12)  # longer than the usual settling
        file.write("## Two\n\n")
        file.flush()
        time.sleep(0.03)
        file.write("Rest for two days.\n")
    watched.wait()
    assert watched.is_quiet()
    assert watched.texts == ["## Two\n\nRest for two days.\n"]


def test_an_editor_that_replaces_the_file(watched):
    other = watched.script.with_name(".en.md.swp")
    for text in ("## One\n\nRest.\n", "## Two\n\nRest.\n"):
        other.write_text(text, encoding="utf-8")
        other.replace(watched.script)
        watched.wait()
    assert watched.texts[-1] == "## Two\n\nRest.\n"
    assert watched.is_quiet()


def test_an_editor_that_moves_the_file_away_first(watched):
    watched.script.rename(watched.script.with_name("en.md~"))
    time.sleep(0.1)
    watched.script.write_text("## Three\n\nRest.\n", encoding="utf-8")
    watched.wait()
    assert watched.texts == ["## Three\n\nRest.\n"]
    assert watched.is_quiet()


def test_a_script_that_is_deleted_and_comes_back(watched, monkeypatch):
    monkeypatch.setattr(watching, "_GONE_SETTLED_S", 0.05)
    shutil.rmtree(watched.script.parent)
    watched.wait()
    write(watched.script, "## Again\n\nRest.\n")
    watched.wait()
    assert watched.texts == [None, "## Again\n\nRest.\n"]


def test_the_same_size_and_time_in_another_file(watched):
    """A file that is replaced may have the same size and time, as with ``cp -p``."""
    other = watched.script.with_name(".copy")
    other.write_text(THREE_SLIDES.replace("ten", "two"), encoding="utf-8")
    status = watched.script.stat()
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(watched.script)
    watched.wait()


def test_other_files_of_the_folder_and_those_that_are_followed(watched, tmp_path):
    (watched.script.parent / "figures").mkdir()
    (watched.script.parent / "figures/heart.svg").write_text("<svg/>", encoding="utf-8")
    watched.wait()
    shared = tmp_path / "shared.yaml"
    shared.write_text("stent: stent\n", encoding="utf-8")
    assert watched.is_quiet()
    watched.watcher.follow([shared], time.time_ns() + 10**9)
    assert watched.is_quiet()
    shared.write_text("stent: stents\n", encoding="utf-8")
    watched.wait()
    late = tmp_path / "late.yaml"
    late.write_text("stent: stent\n", encoding="utf-8")
    watched.watcher.follow([late], 0)  # changed after the build had begun
    watched.wait()


def test_what_editors_keep_for_themselves_is_no_change(watched):
    for name in (".en.md.swp", "en.md~", "#en.md#", ".#en.md", "~$en.docx", "en.md.tmp"):
        (watched.script.parent / name).write_text("x", encoding="utf-8")
    assert watched.is_quiet()


def test_a_file_that_never_rests_is_told_in_the_end(watched, monkeypatch):
    monkeypatch.setattr(watching, "_LONGEST_S", 0.2)
    end = time.monotonic() + 0.4
    while time.monotonic() < end:
        watched.script.write_text(f"## One\n\nRest {end - time.monotonic()} s.\n", encoding="utf-8")
        time.sleep(0.01)
    watched.wait()


def test_a_folder_of_many_files_is_looked_at_in_a_moment(watched):
    for number in range(300):
        (watched.script.parent / f"figure{number}.svg").touch()
    began = time.process_time()
    Watcher(watched.script, lambda: None)
    assert time.process_time() - began < 0.1
