"""The server of the preview. It answers only on this machine (127.0.0.1), and only what ``guarding.py`` lets through."""

from __future__ import annotations

import base64
import json
import logging
import socketserver
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from narrate.errors import InputError, NarrateError, OutsideError, UsageError, refused
from narrate.exporters.filled_templates import templates_of
from narrate.preview.guarding import Guard
from narrate.preview.served_files import RangeError, media_type, open_inside, wanted_range
from narrate.preview.shown import Trial, Tried
from narrate.preview.state import State

HOST = "127.0.0.1"
OUTPUT = "output/"
"""What the paths of built files begin with, below the preview."""
SCRIPTS = ("frame.js", "hearing.js", "main.js", "problems.js", "sentences.js", "trying.js")
_STYLE = "preview.css"
_HEARTBEAT_S = 15.0
_PIECE = 1 << 16
_log = logging.getLogger(__name__)

_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # the address holds the secret
    "X-Content-Type-Options": "nosniff",
}
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SHELL = (
    f"{_NOTHING}; script-src 'self'; style-src 'self'; connect-src 'self'; media-src blob:; frame-src 'self'; img-src data:; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_PAGE = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"  # it has a policy of its own
_FILE = f"{_NOTHING}; style-src 'unsafe-inline'; img-src data:; sandbox"  # a drawing that is opened by itself


class Doing(Protocol):
    """What the page of the preview may ask for."""

    def hear(self, sentence: str) -> bytes:
        """Return the sound of a sentence as WAV. Raises LookupError, OutsideError."""

    def try_out(self, trial: Trial) -> Tried:
        """Say a text. Raises NarrateError."""

    def build(self) -> None:
        """Build again, although no file has changed."""


class PreviewServer(ThreadingHTTPServer):
    """Serves the preview ``state`` of the script called ``name``, and the files in ``output``.

    ``port`` 0 is any that is free. Raises OutsideError if the port cannot be had.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, output: Path, name: str, state: State, doing: Doing, port: int = 0) -> None:
        self.output, self.name, self.state, self.doing = output, name, state, doing
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise OutsideError(f"--port {port}: {refused(error, 'choose another port')}") from error
        self.guard = Guard(self.server_port)

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # the one of HTTPServer asks the network for a name
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, *_: Any) -> None:
        """Say nothing of browsers that hang up."""
        _log.debug("a request failed", exc_info=True)

    @cached_property
    def shell(self) -> bytes:
        """The page around the page."""
        return templates_of("narrate.preview").get_template("shell.html").render(name=self.name).encode()


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 120  # seconds without a request

    def do_GET(self) -> None:
        if self._is_entrance():
            self._send(HTTPStatus.SEE_OTHER, headers={"Location": self.server.guard.home})
        elif self._is_allowed():
            self._get(self.server.guard.path_of(self.path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        if not self._is_allowed():
            return
        path, body = self.server.guard.path_of(self.path), self.rfile.read(int(self.headers["Content-Length"]))
        try:
            asked = json.loads(body)
            if not isinstance(asked, dict) or not all(isinstance(value, str) for value in asked.values()):
                raise ValueError  # noqa: TRY301 - as other faults of the text
        except (ValueError, RecursionError):
            self._refuse(HTTPStatus.BAD_REQUEST, "Send an object with texts.")
            return
        self._post(path, asked)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse a request that cannot be understood, or whose method is none of ours."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self.close_connection = True
        self._refuse(HTTPStatus(code), message or "")

    def log_message(self, *_: object) -> None: ...

    def version_string(self) -> str:
        return "narrate"

    def _is_entrance(self) -> bool:
        """Whether this is the way in for a browser that was opened by the command; it may be used once."""
        guard = self.server.guard
        inside = guard.refusal("GET", guard.home, self.headers)  # all other checks hold here too
        return inside is None and guard.is_entrance(self.path)

    def _is_allowed(self) -> bool:
        refusal = self.server.guard.refusal(self.command, self.path, self.headers)
        if refusal is None:
            return True
        self.close_connection = True  # the body of the request is not read
        self._refuse(refusal.status, refusal.message)
        return False

    def _get(self, path: str) -> None:
        if not path:
            self._send(HTTPStatus.OK, self.server.shell, "text/html; charset=utf-8", _SHELL)
        elif path == "events":
            self._send_events()
        elif path == "sentences":
            self._send_json(self.server.state.sentences())
        elif path in (*SCRIPTS, _STYLE):
            content = (files("narrate.preview") / "templates" / path).read_bytes()
            self._send(HTTPStatus.OK, content, media_type(path))
        elif path.startswith(OUTPUT):
            self._send_file(path.removeprefix(OUTPUT))
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "There is no such file.")

    def _post(self, path: str, asked: Mapping[str, str]) -> None:
        try:
            if path == "hear":
                self._send(HTTPStatus.OK, self.server.doing.hear(asked.get("sentence", "")), "audio/wav")
            elif path == "try":
                tried = self.server.doing.try_out(Trial(asked.get("text", ""), asked.get("said", "")))
                self._send_json({**asdict(tried), "sound": base64.b64encode(tried.sound).decode()})
            elif path == "build":
                self.server.doing.build()
                self._send_json({})
            else:
                self._refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")
        except LookupError as error:
            self._refuse(HTTPStatus.NOT_FOUND, str(error.args[0]))
        except NarrateError as error:
            from narrate.preview.trying import what_is_wrong

            message = what_is_wrong(error) if isinstance(error, InputError) else str(error)
            status = HTTPStatus.BAD_REQUEST if isinstance(error, InputError | UsageError) else HTTPStatus.CONFLICT
            self._refuse(status, message)

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        headers = {"Allow": "GET, HEAD, POST"} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
        self._send(status, message.encode("utf-8", "replace"), "text/plain; charset=utf-8", headers=headers)

    def _send_json(self, document: Any) -> None:
        self._send(HTTPStatus.OK, json.dumps(document).encode(), "application/json")

    def _send(
        self,
        status: HTTPStatus,
        content: bytes = b"",
        kind: str = "",
        policy: str = _FILE,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Send a whole answer. ``policy`` is the Content-Security-Policy."""
        self._send_head(status, kind, policy, {"Content-Length": str(len(content)), **(headers or {})})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_head(self, status: HTTPStatus, kind: str, policy: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        named = {"Content-Type": kind} if kind else {}
        for name, value in {**_ALWAYS, "Content-Security-Policy": policy, **named, **headers}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _send_events(self) -> None:
        """Send what is known, and then each change of it, for as long as the browser listens."""
        self.close_connection = True
        self._send_head(HTTPStatus.OK, "text/event-stream", _FILE, {})
        version = 0
        while self.command != "HEAD":
            try:
                news = self.server.state.news(version, _HEARTBEAT_S)
            except EOFError:
                return
            if news is None:
                self.wfile.write(b": still here\n\n")
            else:
                version, known = news
                self.wfile.write(f"data: {json.dumps(known)}\n\n".encode())
            self.wfile.flush()

    def _send_file(self, path: str) -> None:
        opened = open_inside(self.server.output, f"{path}index.html" if path.endswith("/") else path)
        if opened is None:
            self._refuse(HTTPStatus.NOT_FOUND, "There is no such file.")
            return
        file, size = opened
        kind = media_type(path if not path.endswith("/") else "index.html")
        policy = _PAGE if kind.startswith("text/html") else _FILE
        with file:
            try:
                wanted = wanted_range(self.headers.get("Range", ""), size)
            except RangeError:
                self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"})
                return
            first, last = wanted or (0, size - 1)
            headers = {"Accept-Ranges": "bytes", "Content-Length": str(last - first + 1)}
            if wanted:
                headers["Content-Range"] = f"bytes {first}-{last}/{size}"
            self._send_head(HTTPStatus.PARTIAL_CONTENT if wanted else HTTPStatus.OK, kind, policy, headers)
            if self.command != "HEAD":
                file.seek(first)
                _copy(file.read, self.wfile.write, last - first + 1)


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object], count: int) -> None:
    while count > 0 and (piece := read(min(count, _PIECE))):
        write(piece)
        count -= len(piece)
