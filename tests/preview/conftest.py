"""A browser, and previews that run as the command, for slow tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import chromium

ARGUMENTS = [option for option in chromium.OPTIONS if not option.startswith("--headless")]


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    address: str
    script: Path
    folder: Path

    def save(self, text: str) -> None:
        self.script.write_text(text, encoding="utf-8")


@contextmanager
def running(script: Path, folder: Path, *options: str, store: Path | None = None) -> Iterator[Running]:
    """Run the command. Temporary folders and the store lie in ``folder``."""
    environment = {**os.environ, "NARRATE_STORE": str(store or folder / "store"), "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "narrate", "preview", str(script), "--voice", "espeak", *options]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"Preview of .*: (http://127\.0\.0\.1:\d+/[\w-]{22}/)\n", line)
        assert found, (line, process.stderr and process.stderr.read())
        yield Running(process, found[1], script, folder)
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture
def preview() -> Iterator[Callable[..., Running]]:
    """Starts previews, which end with the test."""
    with ExitStack() as stack:
        yield lambda *given, **named: stack.enter_context(running(*given, **named))


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        # two other names of this machine, as whoever owns a name can make it mean any address
        names = "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1"
        chrome = driver.chromium.launch(executable_path=path, args=[*ARGUMENTS, names])
        yield chrome
        chrome.close()


@pytest.fixture
def new_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens pages. At the end no script of a page may have failed, and none may have opened a dialog."""
    contexts, wrong = [], []

    def wait_for_dialog(dialog: Any) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(url: str, width: int = 1280, height: int = 800, **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        page = contexts[-1].new_page()
        page.on("dialog", wait_for_dialog)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong
