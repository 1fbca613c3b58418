"""Drives Chromium without a window, for slow tests."""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import threading
from pathlib import Path
from typing import Any

OPTIONS = (
    "--headless",
    "--mute-audio",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
"""The names that Chromium's program may have."""
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
"""What WCAG 1.4.12 lets people set."""


def run(browser: str, folder: Path, *options: str) -> None:
    """Run Chromium until it has done what ``options`` say, with a profile in ``folder``."""
    command = [browser, *OPTIONS, f"--user-data-dir={folder / 'profile'}", *options]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


class Answering(http.server.BaseHTTPRequestHandler):
    """Takes the JSON that a page sends back. Another class says what the page may ask for."""

    def __init__(self, *arguments: Any, answers: list[Any], done: threading.Event, **others: Any) -> None:
        self._answers, self._done = answers, done
        super().__init__(*arguments, **others)

    def do_POST(self) -> None:
        self._answers.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()
        self._done.set()

    def log_message(self, *_: object) -> None:
        pass


def answer_of(browser: str, folder: Path, handler: Any, path: str = "/", seconds: float = 60) -> Any:
    """Return the first JSON that the page at ``path`` sends back, within ``seconds``.

    ``handler`` makes handlers of a subclass of ``Answering``. The profile of the browser lies in ``folder``.
    """
    answers: list[Any] = []
    done = threading.Event()
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, answers=answers, done=done)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}{path}"
        command = [browser, *OPTIONS, f"--user-data-dir={folder / 'profile'}", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert done.wait(seconds), "the browser did not answer"
        finally:
            process.terminate()
            process.wait(20)
            server.shutdown()
    return answers[0]


def browsers_largest(page: Any) -> None:
    """Double the size of words in the browser's own settings, in a page of Playwright."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
