"""Decides which requests the preview answers. Nobody but the user's own browser, on our own page, gets an answer.

Any page that is open in a browser may send requests to this machine, and any program of any user may connect. So each
request must name the secret in its path and this server as its host, and come from no other page:

- ``Host`` is checked because another site's name may be made to mean this machine (DNS rebinding).
- ``Origin`` and ``Sec-Fetch-Site`` say which page asks. What has the same site may still be another server on this
  machine, on another port. So only the same origin counts, or the user, who has typed the address.
- A request that does something is a POST with our ``Origin`` and JSON. A form of another page can send neither.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus

METHODS = ("GET", "HEAD", "POST")
MOST_BYTES = 20_000
"""The longest body of a request."""
_OWN_SITES = ("same-origin", "none")  # none: typed, or chosen from bookmarks
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request gets no answer. ``message`` is for a person who sees it in the browser."""

    status: HTTPStatus
    message: str


class Guard:
    """Knows the secret of the preview and where it is served."""

    def __init__(self, port: int) -> None:
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        self._secret = secrets.token_urlsafe(16)  # 128 bits
        self._entrance = ""

    @property
    def address(self) -> str:
        """The address of the preview, with its secret."""
        return f"http://{self._hosts[0]}/{self._secret}/"

    @property
    def home(self) -> str:
        """The path of the preview, with its secret."""
        return f"/{self._secret}/"

    def new_entrance(self) -> str:
        """Return another address, which leads to the preview once.

        It is for the command that opens a browser: other users may read the arguments of a command.
        """
        self._entrance = secrets.token_urlsafe(16)
        return f"http://{self._hosts[0]}/{self._entrance}"

    def is_entrance(self, target: str) -> bool:
        """Whether ``target`` is the path of the latest entrance, which is used up by that."""
        if not self._entrance or not _equal(target, f"/{self._entrance}"):
            return False
        self._entrance = ""
        return True

    def refusal(self, method: str, target: str, headers: Message) -> Refusal | None:
        """Return why a request is refused, or None. ``target`` is what follows the method in its first line."""
        return (
            self._of_host(headers)
            or _of_method(method)
            or self._of_source(headers)
            or self._of_secret(target)
            or (self._of_post(headers) if method == "POST" else None)
        )

    def path_of(self, target: str) -> str:
        """Return the path of ``target`` below the preview, still encoded, without the query."""
        return target[len(self.home) :].partition("?")[0]

    def _of_host(self, headers: Message) -> Refusal | None:
        if _only(headers, "Host") in self._hosts:
            return None
        return Refusal(HTTPStatus.FORBIDDEN, "This server answers only under the address that narrate printed.")

    def _of_source(self, headers: Message) -> Refusal | None:
        site, origin = headers.get_all("Sec-Fetch-Site", []), headers.get_all("Origin", [])
        if all(one in _OWN_SITES for one in site) and all(one == self._own_origin(headers) for one in origin):
            return None
        message = "Another page has sent you here, which is not allowed. Copy the address into the address bar."
        return Refusal(HTTPStatus.FORBIDDEN, message)

    def _of_secret(self, target: str) -> Refusal | None:
        if _equal(target[: len(self.home)], self.home):
            return None
        message = "There is nothing here. Use the whole address that narrate printed; it changes with each start."
        return Refusal(HTTPStatus.NOT_FOUND, message)

    def _of_post(self, headers: Message) -> Refusal | None:
        if _only(headers, "Origin") != self._own_origin(headers):
            return Refusal(HTTPStatus.FORBIDDEN, "Only the page of the preview may ask for this.")
        if headers.get_content_type() != _JSON or "Content-Type" not in headers:
            return Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {_JSON}.")
        length = _only(headers, "Content-Length")
        if "Transfer-Encoding" in headers or not (length.isascii() and length.isdecimal()):
            return Refusal(HTTPStatus.LENGTH_REQUIRED, "Say how long the request is.")
        if len(length) > 9 or int(length) > MOST_BYTES:
            return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Send at most {MOST_BYTES} bytes.")
        return None

    def _own_origin(self, headers: Message) -> str:
        """The origin of a page under the host that the request names."""
        return f"http://{_only(headers, 'Host')}"


def _of_method(method: str) -> Refusal | None:
    return None if method in METHODS else Refusal(HTTPStatus.METHOD_NOT_ALLOWED, f"Use {', '.join(METHODS)}.")


def _only(headers: Message, name: str) -> str:
    """Return the value of the header ``name``; empty if it is missing, or there several times."""
    values = headers.get_all(name, [])
    return str(values[0]) if len(values) == 1 else ""


def _equal(given: str, secret: str) -> bool:
    """Whether two texts are equal, in a time that tells nothing about the secret one."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
