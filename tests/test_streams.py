"""Closed and full streams, as shells give them, and what else of a process's surroundings reaches files."""

import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import narrate
from narrate.cli import main
from narrate.script.left_out import NAME as LEFT_OUT
from narrate.store import default_folder
from narrate.store.voices import voices_folder
from tests.audio.making import read_tags
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, write

SHORT = "---\ntitle: Your knee\nlang: en\n---\n## Knee\n\nYou bend your knee ten times.\n"
FULL = "cannot be written: No space left on device; free some space or send it elsewhere"


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """``line`` in a shell that lets ``narrate`` be this program."""
    command = line.replace("narrate", f"{shlex.quote(sys.executable)} -m narrate", 1)
    environment = {**os.environ, "NARRATE_STORE": str(folder / "store")}
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def knee(tmp_path: Path) -> Path:
    write(tmp_path / "script/knee/en.md", SHORT)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "2>&-", ">&-"])
def test_what_a_closed_stream_would_take_is_dropped_and_everything_is_built(knee: Path, closed: str):
    done = shell(knee, f"narrate build --to mp3 {closed}")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert (knee / "output/knee/en/knee.mp3").stat().st_size > 4_000
    assert b"narrate" not in (knee / "output/knee/en/manifest.json").read_bytes()[:2]


@pytest.mark.parametrize(
    "command",
    [
        "draft a.txt --language en",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("--help", "check", "verify", "build --to txt")),
    ],
)
def test_a_full_output_is_told_on_standard_error(knee: Path, command: str, monkeypatch: pytest.MonkeyPatch):
    write(knee / "a.txt", "You bend your knee.")
    write(knee / "script/knee/en.md", SHORT.replace("ten", "10mg, ten"))
    monkeypatch.chdir(knee)
    monkeypatch.setenv("NARRATE_STORE", str(knee / "store"))
    if command == "verify":
        assert main(["build", "--to", "txt"]) == 0
    done = shell(knee, f"narrate {command} >/dev/full")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == f"narrate: standard output {FULL}"
    assert "Traceback" not in done.stderr


def test_full_errors_are_told_on_standard_output_and_both_full_by_the_code_alone(knee: Path):
    for command in ("build nowhere", "fly"):
        done = shell(knee, f"narrate {command} 2>/dev/full")
        assert (done.returncode, done.stdout) == (3, f"narrate: standard error {FULL}\n"), command
    done = shell(knee, "narrate voices >/dev/full 2>/dev/full")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "", "1.5"])
def test_no_jobs_is_wrong_use(jobs: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main(["build", f"--jobs={jobs}"])
    assert f"argument --jobs: {jobs!r}: give 1 or more" in capsys.readouterr().err


def test_a_home_folder_is_meant_where_no_shell_has_seen_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, folder in (("NARRATE_STORE", default_folder), ("NARRATE_VOICES", voices_folder)):
        monkeypatch.setenv(name, "~/kept here")
        assert folder() == tmp_path / "kept here"
        for other in ("/absolute", "relative", "a~b", "~nobody-of-this-name/x"):
            monkeypatch.setenv(name, other)
            assert folder() == Path(other)


def test_no_date_is_written_where_none_is_given(knee: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    options = {"voice": FakeEngine(), "store": knee / "s", "to": ["mp3", "pptx"], "editions": ["standard"]}

    def dates() -> list[str]:
        narrate.build(knee / "script", knee / "out", **options)
        made = knee / "out/knee/en"
        core = zipfile.ZipFile(made / "knee.pptx").read("docProps/core.xml").decode()
        told = [read_tags(made / "knee.mp3").get("date", "")]
        return told + [day for day in ("created", "modified") if f"dcterms:{day}" in core]

    assert dates() == [""]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert dates() == ["2023-11-14", "created", "modified"]
    write(knee / "script/knee/en.md", THREE_SLIDES)
    assert dates()[0] == "2026-03-01"


def test_a_draft_goes_to_standard_output_where_a_hyphen_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "knee.txt", "You bend your knee. You rest.")
    drafts = []
    for output in ([], ["--output", "-"], ["--output="]):
        assert main(["draft", "knee.txt", "--language", "en", *output]) == 0
        drafts.append(capsys.readouterr().out)
    assert drafts[0] == drafts[1] == drafts[2]
    assert "You bend your knee." in drafts[0]
    assert [path.name for path in tmp_path.iterdir()] == ["knee.txt"]
    assert LEFT_OUT not in drafts[0]
