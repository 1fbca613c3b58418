"""Plays a book in foliate-js in Chromium: which sentence is marked when. Also ``python -m`` this module BOOK [RATE]."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.validators import CHROMIUM_OPTIONS, node_package, program

_PAGE = Path(__file__).parent / "reading_aloud.html"
_TYPES = {".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip"}


@dataclass
class _Files:
    """What the browser may ask for, and what it sent back."""

    book: Path
    foliate: Path
    found: dict[str, Any] = field(default_factory=dict)
    done: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, files: _Files, *arguments: Any) -> None:
        self._files = files
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        named = {"/book.epub": self._files.book, "/": _PAGE}
        file = named.get(path) or self._files.foliate / path.removeprefix("/foliate-js/")
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        self._files.found = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()
        self._files.done.set()

    def log_message(self, *_: object) -> None:
        pass


def read_aloud(book: Path, rate: float = 1, seconds: int = 60) -> dict[str, Any]:
    """Play ``book`` for at most ``seconds``, ``rate`` times as fast, and return what the reader has seen.

    ``seen`` lists each sentence that was marked: its ``id`` and ``text``, how many elements were marked (``count``), the
    number of the ``track`` that was playing and the second ``at`` which it was then.
    """
    files = _Files(book, node_package("foliate-js"))
    browser = program("chromium", "chromium-browser", "google-chrome")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/?rate={rate}&seconds={seconds}"
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless=new", *CHROMIUM_OPTIONS, f"--user-data-dir={profile}", "--mute-audio", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert files.done.wait(seconds + 60), "the browser did not answer"
        finally:
            process.terminate()
            process.wait(20)
            server.shutdown()
            server.server_close()
    return files.found


if __name__ == "__main__":
    print(
        json.dumps(read_aloud(Path(sys.argv[1]), *map(float, sys.argv[2:3]), seconds=900), ensure_ascii=False, indent=1)
    )
