"""The server: what it answers, with which headers, and what it refuses."""

import base64
import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from narrate.errors import InputError, OutsideError, Place, Problem, Severity, UsageError
from narrate.preview.serving import SCRIPTS, PreviewServer
from narrate.preview.shown import Built, Page, ShownPart, ShownSentence, Trial, Tried
from narrate.preview.state import State
from tests.tables import each

EVIL = "<script>alert(1)</script>"


class Doing:
    """Stands for a preview: hears one sentence, says one word."""

    def __init__(self) -> None:
        self.builds = 0

    def hear(self, sentence: str) -> bytes:
        if sentence == "a-1":
            return b"RIFFsound"
        if sentence == "a-2":
            raise OutsideError("The sound is gone.")
        raise LookupError("There is no such sentence.")

    def try_out(self, trial: Trial) -> Tried:
        if not trial.text:
            raise UsageError("there is nothing to say")
        if trial.said == "…":
            raise InputError(
                Problem(Place("what you wrote"), Severity.ERROR, "pronunciation", "no pronunciation", "respell it")
            )
        return Tried("fake:hum", ((trial.text, trial.text, "hʌm"),), f"{trial.text}: {trial.said}", (), b"RIFFword")

    def build(self) -> None:
        self.builds += 1


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "output"
    (folder / "heart/en").mkdir(parents=True)
    (folder / "heart/en/index.html").write_text("<!DOCTYPE html><title>Heart</title>", encoding="utf-8")
    (folder / "heart/en/heart.mp3").write_bytes(bytes(range(100)))
    (folder / "heart/en/heart.svg").write_text("<svg/>", encoding="utf-8")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "heart/away").symlink_to(folder.parent)
    return folder


@pytest.fixture(scope="module")
def server(output) -> Iterator[PreviewServer]:
    state = State()
    part = ShownPart(EVIL, (ShownSentence("a-1", EVIL),))
    state.take(Built(Page("heart/en/index.html", EVIL, "en", "ltr", (part,), {})))
    with PreviewServer(output, f"{EVIL}.md", state, Doing()) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        yield serving
        state.end()
        serving.shutdown()
        thread.join()


def ask(
    server: PreviewServer, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, given)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def get(server: PreviewServer, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    return ask(server, server.guard.home + path, **headers)


def post(server: PreviewServer, path: str, asked: object, **headers: str) -> tuple[HTTPResponse, bytes]:
    own = {"Origin": f"http://127.0.0.1:{server.server_port}", "Content_Type": "application/json"}
    body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
    return ask(server, server.guard.home + path, "POST", body, **own | headers)


def raw(server: PreviewServer, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_it_listens_on_this_machine_alone(server):
    assert server.server_address[0] == "127.0.0.1"


def test_every_answer_forbids_what_others_could_do_with_it(server):
    answers = [get(server, path)[0] for path in ("", "main.js", "sentences", "output/heart/en/index.html", "nothing")]
    answers += [ask(server, "/")[0], post(server, "hear", {"sentence": "a-1"})[0], ask(server, "/", "PUT")[0]]
    for answer in answers:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]
        assert "Python" not in answer.headers["Server"]


def test_the_page_around_the_page(server):
    answer, content = get(server, "")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert EVIL not in content.decode()
    assert "Preview of &lt;script&gt;" in content.decode()
    for name in (*SCRIPTS, "preview.css"):
        answer, content = get(server, name)
        assert (answer.status, answer.headers["Content-Type"].split("/")[0]) == (200, "text")
        assert b"innerHTML" not in content


def test_files_of_the_output(server):
    answer, content = get(server, "output/heart/en/index.html")
    assert (answer.status, content) == (200, b"<!DOCTYPE html><title>Heart</title>")
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert get(server, "output/heart/en/")[1] == content
    drawing = get(server, "output/heart/en/heart.svg")[0]
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert drawing.headers["Content-Security-Policy"].endswith("sandbox")  # a drawing may hold a script
    for path in (
        "nothing.html",
        "heart",
        "heart/en/../en/index.html",
        "heart/away/secret.txt",
        "heart/en/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    ):
        assert get(server, f"output/{path}")[0].status == 404


@each(
    "wanted, status, content, told",
    [
        ("", 200, bytes(range(100)), None),
        ("bytes=0-", 206, bytes(range(100)), "bytes 0-99/100"),
        ("bytes=10-19", 206, bytes(range(10, 20)), "bytes 10-19/100"),
        ("bytes=-5", 206, bytes(range(95, 100)), "bytes 95-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
    ],
)
def test_a_part_of_the_sound(server, wanted, status, content, told):
    answer, found = get(server, "output/heart/en/heart.mp3", **({"Range": wanted} if wanted else {}))
    assert (answer.status, found, answer.headers["Content-Range"]) == (status, content, told)
    assert answer.headers["Content-Length"] == str(len(content))


def test_head_has_no_body(server):
    for path in ("", "output/heart/en/heart.mp3", "events", "nothing"):
        answer, content = ask(server, server.guard.home + path, "HEAD")
        assert (content, answer.status) == (b"", 404 if path == "nothing" else 200)
    assert ask(server, server.guard.home + "output/heart/en/heart.mp3", "HEAD")[0].headers["Content-Length"] == "100"


def test_without_the_secret_nothing_is_found(server):
    for path in ("/", "/events", "/output/heart/en/index.html", "/wrong/", server.guard.home[:-2]):
        assert ask(server, path)[0].status == 404


def test_another_host_is_refused(server):
    assert get(server, "", Host="evil.example")[0].status == 403
    assert get(server, "", Host=f"evil.example:{server.server_port}")[0].status == 403
    assert b" 403 " in raw(server, f"GET {server.guard.home} HTTP/1.0\r\n\r\n".encode())
    twice = f"GET {server.guard.home} HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\nHost: evil\r\n\r\n"
    assert b" 403 " in raw(server, twice.encode())


def test_another_page_is_refused(server):
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
        assert get(server, "sentences", **headers)[0].status == 403
        assert post(server, "build", {}, **headers)[0].status == 403
    assert server.doing.builds == 0


def test_what_the_page_may_ask_for(server):
    answer, content = post(server, "hear", {"sentence": "a-1"})
    assert (answer.status, answer.headers["Content-Type"], content) == (200, "audio/wav", b"RIFFsound")
    assert post(server, "hear", {"sentence": "a-2"})[0].status == 409
    answer, content = post(server, "hear", {"sentence": EVIL})
    assert (answer.status, content) == (404, b"There is no such sentence.")
    assert answer.headers["Content-Type"].startswith("text/plain")
    tried = json.loads(post(server, "try", {"text": "trocar", "said": "TROH-kar"})[1])
    assert (tried["lines"], tried["entry"]) == ([["trocar", "trocar", "hʌm"]], "trocar: TROH-kar")
    assert base64.b64decode(tried["sound"]) == b"RIFFword"
    answer, content = post(server, "try", {"text": "trocar", "said": "…"})
    assert (answer.status, content) == (400, b"no pronunciation; respell it")
    assert post(server, "try", {})[0].status == 400
    assert post(server, "nothing", {})[0].status == 404
    before = server.doing.builds
    assert post(server, "build", {})[0].status == 200
    assert server.doing.builds == before + 1


@each("body", [b"", b"{", b"[]", b"null", b'{"text": 1}', b'{"text": ["a"]}', b"\xff", b"[" * 19_000, b'{"a": NaN}'])
def test_what_is_no_object_of_texts_is_refused(server, body):
    assert post(server, "try", body)[0].status == 400


def test_a_request_that_is_too_long_or_not_one_is_refused(server):
    assert post(server, "try", b" " * 30_000)[0].status == 413
    for request in (
        b"GARBAGE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"\x16\x03\x01\r\n\r\n",
    ):
        answer = raw(server, request)
        assert b"secret" not in answer.lower()
        assert b"200 OK" not in answer


def test_the_entrance_leads_in_once_and_only_the_user(server):
    path = "/" + server.guard.new_entrance().rpartition("/")[2]
    assert ask(server, path, Sec_Fetch_Site="cross-site")[0].status != 303
    assert ask(server, path, Host="evil.example")[0].status != 303
    answer = ask(server, path, Sec_Fetch_Site="none")[0]
    assert (answer.status, answer.headers["Location"]) == (303, server.guard.home)
    assert ask(server, path)[0].status == 404


def test_events_tell_what_is_known_and_each_change(server):
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", server.guard.home + "events", headers={"Accept": "text/event-stream"})
    response = connection.getresponse()
    assert response.headers["Content-Type"] == "text/event-stream"
    first = response.readline()
    assert first.startswith(b"data: {")
    known = json.loads(first.removeprefix(b"data: "))
    assert (known["phase"], known["page"]["title"]) == ("ready", EVIL)
    assert response.readline() == b"\n"
    server.state.begin()
    assert json.loads(response.readline().removeprefix(b"data: "))["phase"] == "building"
    response.close()
    connection.close()
    assert json.loads(get(server, "sentences")[1])["parts"][0]["sentences"][0]["id"] == "a-1"


def test_a_port_that_is_taken_is_told(server, output):
    with pytest.raises(OutsideError, match=f"--port {server.server_port}: .*choose another port"):
        PreviewServer(output, "en.md", State(), Doing(), server.server_port)
