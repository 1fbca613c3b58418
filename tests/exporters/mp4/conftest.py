"""Editions with a film."""

from __future__ import annotations

import pytest

import narrate
from tests.conftest import Rich
from tests.fake_engine import FakeEngine
from tests.planting import write_rich

OPTIONS = "mp4+720p"


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Rich:
    """Editions in English and Arabic with a film of 1280 × 720 px."""
    base = tmp_path_factory.mktemp("films")
    paths = write_rich(base / "script")
    narrate.build(paths, base / "output", voice=FakeEngine(), store=base / "store", to=[OPTIONS])
    return Rich(base / "output", base / "store")
