"""A topic that is built once, and a browser for all tests of the player."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import narrate
from tests import chromium
from tests.exporters.html.player.decks import write_topic
from tests.exporters.html.player.servers import serving
from tests.fake_engine import FakeEngine

ARGUMENTS = [option for option in chromium.OPTIONS if not option.startswith(("--headless", "--autoplay"))]


@pytest.fixture(scope="package")
def topic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the topic in the output: a folder for each language."""
    base = tmp_path_factory.mktemp("player")
    paths = write_topic(base / "script")
    narrate.build(paths, base / "output", voice=FakeEngine(letter_ms=45), store=base / "store", to=["html", "timeline"])
    languages = [
        {"language": code, "name": name, "title": name, "page": f"{code}/index.html", "direction": direction}
        for code, name, direction in (("en", "English", "ltr"), ("ar", "العربية", "rtl"), ("ja", "日本語", "ltr"))
    ]
    (base / "output/spine/languages.json").write_text(json.dumps(languages))
    return base / "output/spine"


@pytest.fixture
def copy(topic: Path, tmp_path: Path) -> Path:
    """A copy of the topic, to spoil."""
    return shutil.copytree(topic, tmp_path / "spine")


@pytest.fixture(scope="package")
def timeline(topic: Path) -> dict[str, Any]:
    """The timeline of the English standard edition."""
    found: dict[str, Any] = json.loads((topic / "en/timeline.json").read_text())
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium. It plays sound only after a click, as everywhere."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def address(topic: Path) -> Iterator[str]:
    """The address of the topic on a server with ranges."""
    with serving(topic) as (found, _):
        yield found


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages, each in a browser that remembers nothing. An error in a script of a page fails the test."""
    contexts, errors = [], []

    def open_page(url: str, *, width: int = 1280, height: int = 800, script: str = "", **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: "Content Security" in message.text and errors.append(message.text))
        if script:
            page.add_init_script(script)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
