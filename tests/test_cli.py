import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from narrate.cli import main
from tests.conftest import ROOT
from tests.writing import THREE_SLIDES, write

pytestmark = pytest.mark.usefixtures("same_process")


def run(tmp_path: Path, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "narrate", *arguments], cwd=tmp_path, text=True, check=False,
        env={**os.environ, "NARRATE_STORE": str(tmp_path / "store")}, stdout=subprocess.PIPE, **options,
    )  # fmt: skip


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """The folder in which ``main`` works, with a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    return tmp_path


def test_a_build_says_what_was_made_and_the_page_last(here, capsys):
    write(here / "script/heart/en.md", THREE_SLIDES)
    built = run(here, "build", "--to", "txt,html", "--edition", "standard", stderr=subprocess.PIPE)
    assert built.returncode == 0
    assert built.stderr == ""  # progress is for a terminal
    first, *_, last = built.stdout.strip().splitlines()
    assert first.startswith("heart [en]: 3 slides, 0 min ")
    assert "voice espeak:en-us" in first
    assert last == "output/index.html"
    assert (here / last).is_file()
    assert main(["build", "--to", "txt,html", "--edition", "standard"]) == 0
    assert "up to date in output/heart/en" in capsys.readouterr().out
    assert main(["verify", "--jobs", "1"]) == 0, capsys.readouterr().out


@pytest.mark.slow
def test_a_page_that_lies_in_the_output_stays_and_is_not_listed(here, capsys):
    """The checkout's own output/README.md."""
    write(here / "script/heart/en.md", THREE_SLIDES)
    page = write(here / "output/README.md", (ROOT / "output/README.md").read_text(encoding="utf-8"))
    assert main(["build", "--to", "txt,html"]) == 0
    assert main(["verify", "--jobs", "1"]) == 0, capsys.readouterr().out
    assert main(["store", "prune"]) == 0
    assert page.read_text(encoding="utf-8") == (ROOT / "output/README.md").read_text(encoding="utf-8")
    assert "README" not in (here / "output/index.html").read_text(encoding="utf-8")
    assert "README" not in capsys.readouterr().out


@pytest.mark.slow
def test_a_terminal_sees_progress_and_a_clean_line_after_it(tmp_path):
    write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    ours, theirs = pty.openpty()
    built = run(tmp_path, "build", "--to", "txt", stderr=theirs)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert built.returncode == 0
    assert "heart/en: 6 spoken" in shown
    assert shown.endswith("\r\x1b[K")
    assert "\n" not in shown


def test_all_problems_come_as_lines_with_places(here, capsys):
    write(here / "script/heart/en.md", "---\ntitel: T\n---\n## A\n\n<b>\n")
    write(here / "script/knee/en.md", "")
    assert main(["build"]) == 1
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("script/") and ": error " in line for line in lines)
    assert not (here / "output").exists()


def test_what_all_scripts_share_is_told_once(here, capsys):
    write(here / "script/narrate.yaml", "languages:\n  en: {voice: nobody}\n")
    for topic in ("heart", "knee"):
        write(here / "script" / topic / "en.md", THREE_SLIDES)
    assert main(["build"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "narrate.yaml:2:15: error unknown-voice: unknown voice engine 'nobody'" in line


def test_pruning_by_the_command_line(here, capsys):
    write(here / "script/heart/en.md", THREE_SLIDES)
    assert main(["build", "--to", "txt"]) == 0
    capsys.readouterr()
    assert main(["store", "prune", "--days", "0"]) == 0
    assert capsys.readouterr().out.startswith("removed 0 sounds")
    wrong = run(here, "store", "prune", "nowhere", stderr=subprocess.PIPE)
    assert wrong.returncode == 2
    assert "nothing was built here" in wrong.stderr


@pytest.mark.slow
@pytest.mark.parametrize("words", [["voices", "--json"], ["voices", "en"], ["--help"]])
def test_a_reader_that_has_enough_is_no_error(words):
    """Much and little: what fits a buffer is written only at the end."""
    reader, writer = os.pipe()
    os.close(reader)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-m", "narrate", *words], env=buffered, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
