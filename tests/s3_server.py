"""S3 on the loopback, for tests: moto in this process, with faults and delays."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

import pytest

BUCKET = "slides"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class S3Server:
    """A server at ``address``. ``requests`` lists the requests so far, as (method, path).

    ``faults`` is how many requests are still to be answered with 503; -1 means all. Each request takes ``delay_s``.
    ``refuse`` lists the methods that are answered with AccessDenied.
    """

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log(self, *_: Any) -> None: ...

        self._app = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self, threaded=True, request_handler=Quiet)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self.requests: list[tuple[str, str]] = []
        self.faults, self.delay_s, self.refuse = 0, 0.0, set[str]()
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        self.requests.append((method, environ["PATH_INFO"]))
        if self.delay_s:
            time.sleep(self.delay_s)
        if self.faults:
            self.faults -= self.faults > 0
            return _refused(start_response, "503 Slow Down", "SlowDown")
        if method in self.refuse:
            return _refused(start_response, "403 Forbidden", "AccessDenied")
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer

    def reset(self) -> None:
        """Forget all objects, requests and faults, and make the bucket."""
        self.faults, self.delay_s = 0, 0.0
        self.refuse.clear()
        urlopen(Request(f"{self.address}/moto-api/reset", method="POST"), timeout=10).close()
        urlopen(Request(f"{self.address}/{BUCKET}", method="PUT", headers=_SIGNED), timeout=10).close()
        self.requests.clear()

    def close(self) -> None:
        self._server.shutdown()


_SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, Signature=x"}


def _refused(start_response: Any, status: str, code: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "application/xml")])
    return [f"<Error><Code>{code}</Code><Message>not now</Message></Error>".encode()]


@contextmanager
def serving() -> Iterator[S3Server]:
    """Give a server with an empty bucket. The environment names it and has credentials."""
    server = S3Server()
    server.reset()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**ENVIRONMENT, "AWS_ENDPOINT_URL": server.address}.items():
            patch.setenv(name, value)
        for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
            patch.delenv(name, raising=False)
        try:
            yield server
        finally:
            server.close()
