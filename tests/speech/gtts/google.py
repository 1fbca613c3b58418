"""A server on this machine that answers as Google Translate does: well, or as badly as it is told to."""

from __future__ import annotations

import base64
import io
import json
import os
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import av
import numpy as np

from narrate.model import Sentence
from narrate.script.sentences import tokenise
from narrate.speech import Engine
from narrate.speech.gtts.pacing import WaitingTimes
from tests.fake_engine import FakeEngine

QUICK = WaitingTimes(interval=0, connect=5, idle=10, whole=10, pauses=(0.01, 0.02, 0.04), asked=1)
HASTY = replace(QUICK, idle=0.3, whole=0.5, pauses=(0.01,))
PATH = "/_/TranslateWebserverUi/data/batchexecute"


@dataclass(frozen=True)
class Asked:
    text: str
    language: str
    slow: bool
    path: str
    headers: dict[str, str]
    body: str
    at: float


@dataclass
class Google:
    """``answers`` are given first, one a request; then ``answer`` for ever."""

    engine: Engine = field(default_factory=FakeEngine)
    answers: list[str] = field(default_factory=list)
    answer: str = "well"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    address: str = ""
    failures: list[BaseException] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.asked]


def to_mp3(pcm: np.ndarray, rate: int) -> bytes:
    """As Google sends it: mono, 24 kHz, 64 kb/s."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        stream.bit_rate = 64_000
        resampler = av.AudioResampler(format="s16p", layout="mono", rate=24_000)
        frame = av.AudioFrame.from_ndarray(pcm[None, :].astype(np.int16), format="s16p", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return file.getvalue()


def answer_with(mp3: bytes | None) -> bytes:
    """The answer's form: a guard, then JSON over several lines with JSON in it."""
    result = None if mp3 is None else json.dumps([base64.b64encode(mp3).decode().replace("=", "\\u003d")])
    result = result if result is None else result.replace("\\\\u003d", "\\u003d")
    row = json.dumps(["wrb.fr", "jQ1olc", result, None, None, None, "generic"], separators=(",", ":"))
    return f')]}}\'\n\n[{row}\n,["di",61]\n,["af.httprm",60,"-8372361434212417402",13]\n]\n'.encode()


def _sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


@contextmanager
def serving(google: Google, context: ssl.SSLContext | None = None) -> Iterator[Google]:
    session = google.engine.session()
    # Its process is this thread's: one that a request's thread starts ends with that thread.
    session.speak(_sentence("Ready."), google.engine.voice("en"), 150)
    handler = type("Handler", (_Handler,), {"google": google, "session": session})
    server = _Server(("127.0.0.1", 0), handler)
    server.google = google
    scheme = "http"
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    google.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield google
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        session.close()
    assert not google.failures


class _Server(ThreadingHTTPServer):
    google: Google
    speaking = threading.Lock()

    def handle_error(self, request, client_address):
        import sys

        error = sys.exc_info()[1]
        if not isinstance(error, OSError):  # a client that hangs up is what some tests are about
            self.google.failures.append(error)


class _Handler(BaseHTTPRequestHandler):
    google: Google
    protocol_version = "HTTP/1.1"
    timeout = 5

    def setup(self):
        super().setup()
        self.google.connections += 1

    def do_POST(self):
        google = self.google
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        [[[rpc, parameters, _, _]]] = json.loads(parse_qs(body)["f.req"][0])
        assert rpc == "jQ1olc"
        text, language, slow, _ = json.loads(parameters)
        google.asked.append(
            Asked(text, language, bool(slow), self.path, dict(self.headers.items()), body, time.monotonic())
        )
        how = google.answers.pop(0) if google.answers else google.answer
        getattr(self, f"_{how}", self._code(how))(text, language)

    def _code(self, how: str) -> Callable[[str, str], None]:
        return lambda _text, _language: self._send(b"no", int(how))

    def _send(self, body: bytes, code: int = 200) -> None:
        self.send_response(code)
        for name, value in self.google.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _spoken(self, text: str, language: str) -> bytes:
        with self.server.speaking:
            voice = self.google.engine.voice(language)
            spoken = self.session.speak(_sentence(text), voice, 150)
        pcm = np.concatenate([np.zeros(spoken.rate // 3), spoken.pcm, np.zeros(spoken.rate // 2)])
        return answer_with(to_mp3(pcm, spoken.rate))

    def _well(self, text: str, language: str) -> None:
        self._send(self._spoken(text, language))

    def _late(self, text: str, language: str) -> None:
        """The hour at which it may be asked again, as a date (RFC 9110)."""
        self.google.headers["Retry-After"] = "Fri, 31 Dec 2100 23:59:59 GMT"
        self._send(b"", 429)
        del self.google.headers["Retry-After"]

    def _empty(self, text: str, language: str) -> None:
        self._send(answer_with(None))

    def _nothing(self, text: str, language: str) -> None:
        self._send(b"")

    def _silent(self, text: str, language: str) -> None:
        self._send(answer_with(to_mp3(np.zeros(24_000, np.int16), 24_000)))

    def _noise(self, text: str, language: str) -> None:
        self._send(answer_with(os.urandom(5000).replace(b"\xff", b"\x00")))

    def _garbage(self, text: str, language: str) -> None:
        self._send(b"<html>jQ1olc \xff\xfe" + os.urandom(500))

    def _slow(self, text: str, language: str) -> None:
        time.sleep(0.5)
        self._well(text, language)

    def _drip(self, text: str, language: str) -> None:
        """A byte now and then: it never waits long enough for a time-out between two."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def _flood(self, text: str, language: str) -> None:
        self._send(b"x" * (5 << 20))

    def _cut(self, text: str, language: str) -> None:
        body = self._spoken(text, language)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def _hang_up(self, text: str, language: str) -> None:
        self.close_connection = True

    def _elsewhere(self, text: str, language: str) -> None:
        self.send_response(307)
        self.send_header("Location", f"{self.google.address}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass
