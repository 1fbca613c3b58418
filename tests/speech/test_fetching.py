"""Fetching from a server on this machine that cuts the line, sends other bytes, or says no."""

import hashlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from narrate.errors import OutsideError
from narrate.speech import fetching
from narrate.speech.fetching import PinnedFile, fetch, require_room

CONTENT = bytes(range(256)) * 4000
PINNED = PinnedFile("onnx/model.onnx", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())


@dataclass
class Server:
    content: bytes = CONTENT
    cut_after: int = 0  # bytes of an answer, then the line goes dead
    cuts: int = 0  # how many times
    codes: list[int] = field(default_factory=list)  # answered first, one a request
    ranges: bool = True
    asked: list[str] = field(default_factory=list)
    address: str = ""
    encodings: list[str] = field(default_factory=list)  # asked for


@pytest.fixture
def server():
    facts = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = self.headers.get("Range", "")
            facts.asked.append(f"{self.path} {asked}".strip())
            facts.encodings.append(self.headers.get("Accept-Encoding", ""))
            if facts.codes and (code := facts.codes.pop(0)):
                self.send_error(code)
                return
            start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and facts.ranges else 0
            if start and start >= len(facts.content):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            body = facts.content[start:]
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if facts.cuts:
                facts.cuts -= 1
                self.wfile.write(body[: facts.cut_after])
                self.wfile.flush()
                self.close_connection = True
                return
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    facts.address = f"http://127.0.0.1:{httpd.server_address[1]}/repo/"
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
    thread.start()
    yield facts
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_with_progress(server, tmp_path):
    seen = []
    fetch(server.address, PINNED, tmp_path / "model.onnx", lambda *step: seen.append(step), pause=0)
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT
    assert names(tmp_path) == ["model.onnx"]
    assert seen[-1] == ("model.onnx", len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert server.asked == ["/repo/onnx/model.onnx"]


def test_a_file_is_asked_for_as_it_is(server, tmp_path):
    """Packed for the way it would have another size than what is pinned."""
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert server.encodings == ["identity"]


def test_a_line_that_is_cut_is_taken_up_where_it_was(server, tmp_path):
    server.cut_after, server.cuts = 100_000, 8  # more than it tries in vain: each time something comes
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT
    assert server.asked[1:4] == [f"/repo/onnx/model.onnx bytes={n}00000-" for n in (1, 2, 3)]


def test_a_server_that_cannot_resume_sends_all_again(server, tmp_path):
    server.cut_after, server.cuts, server.ranges = 100_000, 1, False
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT


def test_what_came_is_kept_for_the_next_run(server, tmp_path):
    server.cut_after, server.cuts = 300_000, 1
    server.codes = [0, 503, 503, 503, 503, 503]
    with pytest.raises(OutsideError, match=r"the server answers 503 .*; 0\.3 MB of it are kept for the next attempt"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert not (tmp_path / "model.onnx").exists()
    server.asked.clear()
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert server.asked == ["/repo/onnx/model.onnx bytes=300000-"]
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT


def test_a_short_pause_of_the_server_is_waited_for(server, tmp_path):
    server.codes = [503, 429]
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT


def test_other_bytes_of_the_same_size_are_refused(server, tmp_path):
    server.content = CONTENT[:-1] + b"x"
    with pytest.raises(OutsideError, match="not the expected file: its hash is different; nothing of it is kept"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert names(tmp_path) == []


def test_an_old_part_of_another_file_is_thrown_away(server, tmp_path):
    (tmp_path / "model.onnx.part").write_bytes(b"z" * 5000)
    fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert (tmp_path / "model.onnx").read_bytes() == CONTENT


def test_a_larger_file_is_refused_before_it_comes(server, tmp_path):
    server.content = CONTENT * 2
    with pytest.raises(OutsideError, match="has a file of 2048000 bytes, not of 1024000; nothing was taken"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert names(tmp_path) == []


def test_a_smaller_file_is_refused(server, tmp_path):
    server.content = CONTENT[:-1000]
    with pytest.raises(OutsideError, match="has a file of 1023000 bytes, not of 1024000; nothing was taken"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    (tmp_path / "model.onnx.part").write_bytes(CONTENT[:-500])
    with pytest.raises(OutsideError, match="the server answers 416"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert not (tmp_path / "model.onnx").exists()


def test_no_such_file_is_said_at_once(server, tmp_path):
    server.codes = [404]
    with pytest.raises(OutsideError, match="the server answers 404"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert len(server.asked) == 1


def test_no_server(tmp_path):
    with pytest.raises(OutsideError, match="refused"):
        fetch("http://127.0.0.1:9/", PINNED, tmp_path / "model.onnx", pause=0)
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said_and_cured(server, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "_opened", lambda part, append: Path("/dev/full").open("wb"))  # noqa: SIM115
    with pytest.raises(OutsideError, match=r"No space left on device; free some space or set NARRATE_VOICES"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert not (tmp_path / "model.onnx").exists()


def test_a_link_in_place_of_a_partial_file_is_not_followed(server, tmp_path):
    (tmp_path / "own.txt").write_bytes(b"")
    (tmp_path / "model.onnx.part").symlink_to(tmp_path / "own.txt")
    with pytest.raises(OutsideError, match="symbolic link"):
        fetch(server.address, PINNED, tmp_path / "model.onnx", pause=0)
    assert (tmp_path / "own.txt").read_bytes() == b""


def test_room_is_asked_for_ahead(tmp_path):
    require_room(tmp_path, 0)
    with pytest.raises(OutsideError, match="MB free and needs"):
        require_room(tmp_path, 1 << 60)
