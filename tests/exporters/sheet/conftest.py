"""Editions with a contact sheet."""

from __future__ import annotations

import pytest

import narrate
from tests.conftest import Rich
from tests.fake_engine import FakeEngine
from tests.planting import write_rich


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """Editions in English and Arabic with a contact sheet."""
    base = tmp_path_factory.mktemp("sheets")
    paths = write_rich(base / "script")
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=["sheet"], editions=["standard"])
    return Rich(base / "output", base / "store")
