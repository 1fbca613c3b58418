"""One small build for all tests of exporters, spoken by the fake engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import narrate
from narrate.model import Script
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, write


@dataclass(frozen=True)
class Built:
    folder: Path
    script: Script
    output: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    base = tmp_path_factory.mktemp("built")
    path = write(base / "script/heart/en.md", THREE_SLIDES)
    report = narrate.build([path], base / "output", voice=FakeEngine(), store=base / "store", to=["all"])
    return Built(report.made[0].folder, narrate.read(path), base / "output")
