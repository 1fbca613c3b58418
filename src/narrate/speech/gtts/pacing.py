"""Sends requests to a server one at a time, with pauses between them, and retries those that fail.

It refuses certificates that are not trusted, answers that are too slow or too long, and redirects. It keeps no
cookies.
"""

from __future__ import annotations

import logging
import ssl
import threading
import time
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from requests import PreparedRequest
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.exceptions import TimeoutError as LateError
from urllib3.util import Retry

from narrate.errors import OutsideError
from narrate.speech.fetching import innermost

_AGAIN = frozenset([408, 429, 500, 502, 503, 504])
_LARGEST = 4 << 20  # bytes: thirty times the sound of a hundred letters
_BLOCK = 1 << 16
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingTimes:
    """Times to wait, in seconds.

    ``interval`` is the least time between the starts of two requests. ``connect``, ``idle`` and ``whole`` are the
    longest times to wait for a connection, for the next byte, and for a whole answer. ``pauses`` come before the
    second and further attempts. ``asked`` is the longest pause that the server may ask for.
    """

    interval: float = 0.5
    connect: float = 10
    idle: float = 20
    whole: float = 60
    pauses: tuple[float, ...] = (2, 4, 8, 16)
    asked: float = 60


class RequestQueue:
    """A queue of requests to the server, which all sessions of an engine share."""

    def __init__(self, waits: WaitingTimes) -> None:
        self._waits = waits
        self._turn = threading.Lock()
        self._next = 0.0  # when the next request may begin
        self._failures = 0
        self._failed = ""

    def send(self, session: requests.Session, request: PreparedRequest) -> bytes:
        """Send ``request``, and return the body of the server's answer.

        Raises OutsideError if all attempts fail. Requests that were waiting for this one then fail too.
        """
        before = self._failures
        with self._turn:
            if self._failures > before:
                raise OutsideError(self._failed)
            try:
                return self._send_with_retries(session, request)
            except OutsideError as error:
                self._failures += 1
                self._failed = str(error)
                raise

    def _send_with_retries(self, session: requests.Session, request: PreparedRequest) -> bytes:
        host = urlsplit(str(request.url)).hostname
        for pause in (*self._waits.pauses, None):
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + self._waits.interval
            wait = pause
            try:
                response = session.send(
                    request,
                    stream=True,
                    allow_redirects=False,
                    timeout=(self._waits.connect, self._waits.idle),
                    **_environment(session, str(request.url)),
                )
                with response:
                    if response.status_code == 200:
                        return self._body(response)
                    why = f"it answers {response.status_code} {response.reason}"
                    if response.status_code == 429:
                        why = "it says that too many requests came (429)"
                    if response.is_redirect:
                        elsewhere = urlsplit(response.headers["Location"]).hostname
                        why = f"it redirects to {elsewhere}, to which no text is sent"
                    if response.status_code not in _AGAIN:
                        break
                    wait = self._wait(response, pause)
            except (requests.exceptions.Timeout, LateError, TimeoutError):
                why = "it did not answer in time"
            except (requests.exceptions.RequestException, HTTPError, OSError) as error:
                bottom = innermost(error)
                if isinstance(bottom, ssl.SSLCertVerificationError):
                    raise OutsideError(
                        f"{host}: its certificate is not trusted, so nothing was sent ({bottom.verify_message}); if "
                        "your network inspects encrypted traffic, set REQUESTS_CA_BUNDLE to the file of its certificates"
                    ) from None
                why = f"the connection failed ({bottom})"
            if wait is None:
                break
            _log.warning("%s: %s; again in %g s", host, why, wait)
            time.sleep(wait)
        raise OutsideError(f"{host}: {why}")

    def _body(self, response: requests.Response) -> bytes:
        """Return the body of an answer.

        Raises TimeoutError if it takes too long, HTTPError if it is cut short or too long.
        """
        until = time.monotonic() + self._waits.whole
        body = bytearray()
        while block := response.raw.read1(_BLOCK, decode_content=True):
            body += block
            if time.monotonic() > until:
                raise TimeoutError
            if len(body) > _LARGEST:
                raise HTTPError(f"its answer is longer than {_LARGEST} bytes")
        return bytes(body)

    def _wait(self, response: requests.Response, pause: float | None) -> float | None:
        """Return how many seconds to wait before the next attempt; None if there should be none.

        The wait is ``pause``, or longer if the server asks for it (RFC 9110, Retry-After).
        """
        try:
            asked = Retry().parse_retry_after(response.headers.get("Retry-After", "0"))
        except InvalidHeader:
            asked = 0.0
        return None if pause is None or asked > self._waits.asked else max(pause, asked)


def open_session() -> requests.Session:
    """Return a session that keeps connections open and stores no cookies."""
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def _environment(session: requests.Session, url: str) -> dict[str, object]:
    """Return the proxies and certificates that the environment names. Certificates are always verified."""
    settings = session.merge_environment_settings(url, {}, None, None, None)
    verify = settings["verify"]
    return {"proxies": settings["proxies"], "verify": verify if isinstance(verify, str) else True}
