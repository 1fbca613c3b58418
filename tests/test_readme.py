"""What the README says works."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from narrate.batch import read
from tests.conftest import ROOT
from tests.writing import write

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    return re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL).group(1)


def test_its_script_is_a_script(tmp_path):
    script = read(write(tmp_path / "script/stress-test/en.md", block("markdown")))
    assert script.topic == "stress-test"
    assert [segment.heading for segment in script.segments] == ["Your stress test", "What you do"]


def test_its_commands_are_in_the_makefile():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for command in re.findall(r"^make (\w+)", block("sh"), re.MULTILINE):
        assert command in targets


def test_make_says_when_python_is_too_old(tmp_path):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    pretence = "import sys; sys.version_info, sys.version = (3, 9, 18), '3.9.18 (old)'"
    write(tmp_path / "older/sitecustomize.py", pretence)
    run = subprocess.run(
        ["make", "demo", f"PYTHON={sys.executable}"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "older")},
    )  # fmt: skip
    assert run.returncode != 0
    assert "needs Python 3.11 or later, and" in run.stderr
    assert "is 3.9.18; name one that you have: make PYTHON=python3.12 demo" in run.stderr
    assert not (tmp_path / ".venv").exists()


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert target.startswith("http") or (ROOT / target).exists(), target


@pytest.mark.slow
def test_its_python_runs(tmp_path, shared_store):
    shutil.copytree(ROOT / "script", tmp_path / "script")
    run = subprocess.run(
        [sys.executable, "-c", block("python")], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "NARRATE_STORE": str(shared_store)},
    )  # fmt: skip
    segments = read(ROOT / "script/vertebroplasty-kyphoplasty/en.md").segments
    assert run.stdout.splitlines()[0].endswith(f" {len(segments)}")
    folder, duration_ms = run.stdout.splitlines()[1].split()
    assert (tmp_path / folder / "index.html").is_file()
    assert int(duration_ms) > 200_000
