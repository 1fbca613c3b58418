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
    assert run.stdout.splitlines()[0].endswith(" 19")
    folder, duration_ms = run.stdout.splitlines()[1].split()
    assert (tmp_path / folder / "index.html").is_file()
    assert int(duration_ms) > 200_000
