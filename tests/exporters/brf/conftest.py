"""liblouis is needed here: without it these tests are skipped, and fail in continuous integration."""

import shutil

import pytest

from narrate.exporters.brf.liblouis import PROGRAM


@pytest.fixture(scope="session")
def liblouis() -> None:
    if shutil.which(PROGRAM) is None:
        pytest.skip(f"{PROGRAM} is not installed (apt install liblouis-bin)")
