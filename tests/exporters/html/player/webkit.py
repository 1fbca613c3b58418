"""Drives WebKitGTK by its WebDriver: of what Debian has, the nearest to the browsers of phones by Apple."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element's reference, as the WebDriver standard has it."""


def mini_browser() -> Path | None:
    """WebKitGTK's own browser; it lies in a folder of the machine's kind."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return found[-1] if found else None


class Page:
    """A window of WebKit. ``evaluate`` and ``wait_for_function`` take what those of Playwright take."""

    def __init__(self, session: str) -> None:
        self._session = session

    def ask(self, method: str, path: str, **values: Any) -> Any:
        body = json.dumps(values).encode() if method == "POST" else None
        request = urllib.request.Request(f"{self._session}{path}", body, {"Content-Type": "application/json"})
        request.method = method
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from error

    def goto(self, address: str) -> None:
        self.ask("POST", "/url", url=address)

    def evaluate(self, source: str) -> Any:
        script = f"const value = ({source}); return typeof value === 'function' ? value() : value;"
        return self.ask("POST", "/execute/sync", script=script, args=[])

    def wait_for_function(self, source: str, timeout: float) -> None:
        end = time.monotonic() + timeout / 1000
        while not self.evaluate(source):
            assert time.monotonic() < end, source
            time.sleep(0.02)

    def click(self, css: str = "", *, xpath: str = "") -> None:
        """Click as a person does, which lets sound play."""
        using = {"using": "css selector", "value": css} if css else {"using": "xpath", "value": xpath}
        element = self.ask("POST", "/element", **using)[ELEMENT]
        self.ask("POST", f"/element/{element}/click")


@contextmanager
def _running(command: list[str], **options: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a screen in memory."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with _running(command, pass_fds=[writing]), os.fdopen(reading) as said:
        os.close(writing)
        yield f":{said.readline().strip()}"


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nothing answers at {address}")


@contextmanager
def webkit(home: Path, browser: Path) -> Iterator[Page]:
    """A window of WebKit on a screen of its own, with its files in ``home``."""
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    homes = {key: str(home) for key in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    with _screen() as name:
        environment = os.environ | homes | {"DISPLAY": name, "GDK_BACKEND": "x11"}
        with _running(["WebKitWebDriver", f"--port={port}"], env=environment):
            _wait_for(f"{base}/status")
            options = {"binary": str(browser), "args": ["--automation"]}
            asked = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            session = Page(base).ask("POST", "/session", capabilities=asked)["sessionId"]
            page = Page(f"{base}/session/{session}")
            yield page
            page.ask("DELETE", "")
