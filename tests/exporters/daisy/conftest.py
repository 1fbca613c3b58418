"""The books that the tests of this folder read."""

import pytest

from narrate.editions import DESCRIBED, STANDARD
from tests.exporters.daisy.making import LANGUAGES, MadeBook, make_book


@pytest.fixture(scope="session")
def books(tmp_path_factory) -> dict[tuple[str, str], MadeBook]:
    """The book of each edition in each language."""
    base = tmp_path_factory.mktemp("daisy")
    return {
        (language, edition): make_book(base / f"{language}-{edition}", language, edition)
        for language in LANGUAGES
        for edition in (STANDARD, DESCRIBED)
    }
