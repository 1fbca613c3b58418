"""Which requests the preview answers: those of its own page, and those of the user who has typed its address."""

from email.message import Message

import pytest

from narrate.preview.guarding import MOST_BYTES, Guard
from tests.tables import each

PORT = 4711
OWN = {"Host": f"127.0.0.1:{PORT}"}
FROM_PAGE = {
    **OWN,
    "Origin": f"http://127.0.0.1:{PORT}",
    "Content-Type": "application/json",
    "Content-Length": "2",
    "Sec-Fetch-Site": "same-origin",
}


@pytest.fixture
def guard() -> Guard:
    return Guard(PORT)


def headers(values: dict[str, str | list[str]]) -> Message:
    message = Message()
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            message[name] = one
    return message


def status(guard: Guard, method: str, path: str, values: dict[str, str | list[str]]) -> int:
    refusal = guard.refusal(method, path, headers(values))
    if refusal is None:
        return 200
    assert refusal.message.endswith(".")
    return int(refusal.status)


@each(
    "values",
    [
        OWN,
        {"Host": f"localhost:{PORT}"},
        {**OWN, "Sec-Fetch-Site": "none"},
        {**OWN, "Sec-Fetch-Site": "same-origin"},
        {"Host": f"localhost:{PORT}", "Origin": f"http://localhost:{PORT}"},
    ],
)
def test_the_users_own_browser_gets_an_answer(guard, values):
    for method in ("GET", "HEAD"):
        assert status(guard, method, guard.home, values) == 200
        assert status(guard, method, f"{guard.home}output/heart/en/index.html?at=1.2", values) == 200


@each(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        f"127.0.0.1:{PORT + 1}",
        f"127.0.0.1.evil.example:{PORT}",
        f"127.0.0.1:{PORT}@evil.example",
        f"127.1:{PORT}",
        f"0.0.0.0:{PORT}",
        f"[::1]:{PORT}",
        f"LOCALHOST.:{PORT}",
        "",
        [f"127.0.0.1:{PORT}", "evil.example"],
        [f"127.0.0.1:{PORT}", f"127.0.0.1:{PORT}"],
    ],
)
def test_another_host_gets_none(guard, host):
    """Another site can make its own name mean 127.0.0.1, and would then have the same origin as we."""
    assert status(guard, "GET", guard.home, {"Host": host}) == 403
    if isinstance(host, str):
        assert (
            status(guard, "POST", f"{guard.home}hear", {**FROM_PAGE, "Host": host, "Origin": f"http://{host}"}) == 403
        )


def test_no_host_gets_none(guard):
    assert status(guard, "GET", guard.home, {}) == 403


@each(
    "path",
    ["/", "", "/favicon.ico", "/output/heart/en/index.html", "/AAAAAAAAAAAAAAAAAAAAAA/", "//", "/\udcff/", "/é/", "*"],
)
def test_without_the_secret_there_is_nothing(guard, path):
    assert status(guard, "GET", path, OWN) == 404
    assert status(guard, "POST", path, FROM_PAGE) == 404


def test_a_part_of_the_secret_is_not_enough(guard):
    for path in (
        guard.home[:-1],
        guard.home[:-2] + "/",
        guard.home[1:],
        "/" + guard.home,
        guard.home.upper(),
        guard.home.lower(),
    ):
        assert status(guard, "GET", path, OWN) == 404
    assert status(guard, "GET", Guard(PORT).home, OWN) == 404
    assert len(guard.home) == 24  # 128 bits, six in a letter


@each("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "get"])
def test_other_methods_get_none(guard, method):
    assert status(guard, method, guard.home, FROM_PAGE) == 405


@each(
    "values",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"http://127.0.0.1:{PORT}.evil.example"},
        {"Origin": [f"http://127.0.0.1:{PORT}", "https://evil.example"]},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # another server on this machine
        {"Sec-Fetch-Site": ["none", "cross-site"]},
        {"Sec-Fetch-Site": "anything else"},
    ],
)
def test_another_page_gets_no_answer(guard, values):
    assert status(guard, "GET", guard.home, {**OWN, **values}) == 403
    assert status(guard, "POST", f"{guard.home}hear", {**FROM_PAGE, **values}) == 403


def test_our_page_may_act(guard):
    assert status(guard, "POST", f"{guard.home}hear", FROM_PAGE) == 200


@each(
    "values, expected",
    [
        ({"Origin": []}, 403),  # programs send none, and old browsers
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": []}, 415),
        ({"Content-Length": []}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": "٣"}, 411),
        ({"Content-Length": ["2", "3"]}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": str(MOST_BYTES + 1)}, 413),
        ({"Content-Length": "9" * 5000}, 413),
    ],
)
def test_what_only_looks_like_our_page_may_not_act(guard, values, expected):
    assert status(guard, "POST", f"{guard.home}hear", {**FROM_PAGE, **values}) == expected


def test_an_entrance_leads_in_once(guard):
    path = guard.new_entrance().removeprefix(f"http://127.0.0.1:{PORT}")
    assert path.strip("/") not in guard.home
    assert not guard.is_entrance("/")
    assert not guard.is_entrance("/" + path)
    assert guard.is_entrance(path)
    assert not guard.is_entrance(path)
    assert not guard.is_entrance("/")


def test_the_path_is_what_follows_the_secret(guard):
    assert guard.path_of(guard.home) == ""
    assert guard.path_of(f"{guard.home}output/a%20b/index.html?at=1.2") == "output/a%20b/index.html"
    assert guard.address == f"http://127.0.0.1:{PORT}{guard.home}"
