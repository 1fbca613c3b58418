"""The script of the page is examined by eslint, joined as it stands in the page."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from narrate.exporters.html.assets import SCRIPTS, script
from tests.validators import node_package, program

CONFIGURATION = Path(__file__).parent / "eslint.config.mjs"
SOURCES = Path(__file__).parents[4] / "src/narrate/exporters/html/player"


@pytest.mark.slow
def test_eslint_finds_nothing_in_the_script(tmp_path):
    eslint = node_package("eslint") / "bin/eslint.js"
    (tmp_path / "page.js").write_text(script(), encoding="utf-8")
    command = [
        program("node"),
        eslint,
        "--no-config-lookup",
        "--config",
        CONFIGURATION,
        "--max-warnings",
        "0",
        "page.js",
    ]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_script_is_in_the_page():
    assert sorted(SCRIPTS) == sorted(path.name for path in SOURCES.glob("*.js"))
