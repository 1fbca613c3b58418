"""Tables on the page, as a screen reader finds them in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

import narrate
from tests.exporters.test_tables import TABLES, grids, script
from tests.fake_engine import FakeEngine
from tests.writing import write

pytestmark = pytest.mark.slow
LANGUAGES = ["en", "ar", "ja"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    base = tmp_path_factory.mktemp("tables")
    for language in LANGUAGES:
        write(base / f"s/{language}-tables/{language}.md", script(language))
    narrate.build(
        [base / "s"], base / "o", voice=FakeEngine(letter_ms=5), store=base / "st", editions=["standard"], to=["html"]
    )
    return {language: base / f"o/{language}-tables/{language}" for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_header_cells_are_found(folders, new_page, language, width):
    page = new_page((folders[language] / "index.html").as_uri(), width=width)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
    tables = grids(language)
    assert language in TABLES
    assert roles.count("table") == len(tables)
    assert roles.count("columnheader") == sum(bool(name) for names, *_ in tables for name in names)
    assert roles.count("rowheader") == sum(bool(row[0]) for _, *rows in tables for row in rows)
    assert roles.count("row") == sum(map(len, tables))
    # the page does not get wider than the window
    assert page.evaluate("document.documentElement.scrollWidth") <= width
