"""Servers of an edition's folder, as a static host, Python's own or a slow one would be."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Plain(http.server.SimpleHTTPRequestHandler):
    """Sends whole files only, like ``python -m http.server``."""

    asked: list[str]
    """The paths that were asked for."""

    def do_GET(self) -> None:
        self.asked.append(self.path.partition("?")[0])
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


class Ranged(Plain):
    """Sends parts of files too, as most hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        path = Path(self.translate_path(self.path))
        if not asked.startswith("bytes=") or not path.is_file():
            super().do_GET()
            return
        self.asked.append(self.path.partition("?")[0])
        content = path.read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(content) - 1), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        self.wfile.write(content[start : end + 1])


class Slow(Ranged):
    """Keeps those who ask for sound waiting."""

    def do_GET(self) -> None:
        if self.path.endswith(".mp3"):
            time.sleep(2.5)
        super().do_GET()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser may close a connection whenever it likes."""


@contextmanager
def serving(folder: Path, kind: type[Plain] = Ranged) -> Iterator[tuple[str, list[str]]]:
    """Serve ``folder`` on the loopback. Yield its address and the list of the paths that are asked for."""
    asked: list[str] = []
    handler = type("Handler", (kind,), {"asked": asked})
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
