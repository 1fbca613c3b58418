"""The command ends within two seconds at any moment, and leaves no process and no folder behind."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.preview.conftest import Running, running
from tests.test_crash import children_of_ours
from tests.writing import THREE_SLIDES, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]
LONG = THREE_SLIDES + "".join(f"\n## Day {n}\n\nOn day {n} you rest. Drink {n} cups of water.\n" for n in range(60))


def left(folder: Path) -> list[object]:
    return [*children_of_ours(folder / "store"), *folder.glob("narrate-preview-*"), *folder.rglob(".partial-*")]


def end(served: Running, number: signal.Signals) -> str:
    began = time.monotonic()
    served.process.send_signal(number)
    _, errors = served.process.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert served.process.returncode == 128 + number, errors
    assert "Traceback" not in errors
    time.sleep(0.1)
    assert left(served.folder) == []
    return errors


def ask(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0, 1.6, 2.2, 3.5])
def test_a_signal_ends_it_at_any_moment(tmp_path, number, seconds):
    script = write(tmp_path / "script/heart/en.md", LONG)
    with running(script, tmp_path) as served:
        time.sleep(seconds)
        assert "narrate: " in end(served, number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_while_browsers_listen(tmp_path, number):
    with running(write(tmp_path / "script/heart/en.md", THREE_SLIDES), tmp_path) as served:
        listening = [urllib.request.urlopen(served.address + "events", timeout=30) for _ in range(5)]
        while b'"ready"' not in listening[0].readline():
            pass
        errors = end(served, number)
        assert errors.splitlines()[-1].startswith(
            "narrate: interrupted" if number == signal.SIGINT else "narrate: ended by SIGTERM"
        )
        with pytest.raises((urllib.error.URLError, ConnectionError)):
            ask(served.address)
        for one in listening:
            one.close()


def test_if_it_is_killed_its_processes_end(tmp_path):
    with running(write(tmp_path / "script/heart/en.md", LONG), tmp_path) as served:
        time.sleep(1.5)
        served.process.kill()
        served.process.wait()
        until = time.monotonic() + 5
        while children_of_ours(tmp_path / "store") and time.monotonic() < until:
            time.sleep(0.1)
        assert children_of_ours(tmp_path / "store") == []


def test_a_voice_that_does_not_exist_ends_it_at_once(tmp_path):
    script = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    command = [sys.executable, "-m", "narrate", "preview", str(script), "--voice", "nobody"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "nobody" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_may_be_named_and_is_told_if_it_is_taken(tmp_path):
    script = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    with running(script, tmp_path) as served:
        port = served.address.split(":")[2].partition("/")[0]
        command = [sys.executable, "-m", "narrate", "preview", str(script), "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 3
        assert done.stderr.startswith(f"narrate: --port {port}: ")
        end(served, signal.SIGTERM)
    with running(script, tmp_path, "--port", port) as served:
        assert f":{port}/" in served.address


def test_the_browser_is_opened_without_the_secret_in_its_arguments(tmp_path, monkeypatch):
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened"\n', encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{opener} %s")
    with running(write(tmp_path / "script/heart/en.md", THREE_SLIDES), tmp_path, "--open") as served:
        until = time.monotonic() + 10
        while not (tmp_path / "opened").exists() and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.1)
        opened = (tmp_path / "opened").read_text(encoding="utf-8")
        assert opened.startswith("http://127.0.0.1:")
        assert served.address.split("/")[3] not in opened
        assert b"Preview of" in ask(opened)
        with pytest.raises(urllib.error.HTTPError):
            ask(opened)
