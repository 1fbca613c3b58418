"""A preview from its start to its end, with a voice that hums in place of the two processes."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from narrate.errors import OutsideError, UsageError
from narrate.preview import session, watching
from narrate.preview.building import build_page
from narrate.preview.session import Preview, previewing
from narrate.preview.shown import Trial, Wish
from narrate.processes.pool import ProcessDiedError
from tests.fake_engine import FakeEngine
from tests.writing import THREE_SLIDES, write


class InThisProcess(ThreadPoolExecutor):
    """Does the work of a pool of processes here. ``dies`` makes the next call fail as if its process were gone."""

    dies = False

    def __init__(self, processes: int, on_event: Callable[[Any], None], patience_s: float) -> None:
        super().__init__(processes)
        self._on_event = on_event

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        if InThisProcess.dies:
            InThisProcess.dies = False
            lost: Future[Any] = Future()
            lost.set_exception(ProcessDiedError("was killed by SIGSEGV"))
            return lost
        return super().submit(function, *arguments, report=self._on_event, **named)


@pytest.fixture
def wish(tmp_path, monkeypatch) -> Wish:
    monkeypatch.setattr(session, "ProcessPool", InThisProcess)
    monkeypatch.setattr(session, "build_page", partial(build_page, engine=FakeEngine()))
    monkeypatch.setattr(session, "load_ahead", lambda: None)
    monkeypatch.setattr(watching, "INTERVAL_S", 0.02)
    monkeypatch.setattr(watching, "_GONE_SETTLED_S", 0.06)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    script = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    return Wish(script, Path(), ("standard",), store=str(tmp_path / "store"))


@pytest.fixture
def preview(wish) -> Iterator[Preview]:
    with previewing(wish) as running:
        yield running


def ask(preview: Preview, path: str, asked: dict[str, str] | None = None) -> tuple[int, bytes]:
    parts = urlsplit(preview.address)
    connection = HTTPConnection(parts.netloc, timeout=20)
    headers = {"Origin": f"http://{parts.netloc}", "Content-Type": "application/json"}
    body = None if asked is None else json.dumps(asked)
    connection.request("GET" if asked is None else "POST", parts.path + path, body, headers)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    return response.status, content


def once(preview: Preview, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Return what the preview tells, as soon as it ``holds``."""
    version, end, known = 0, time.monotonic() + 30, {}
    while time.monotonic() < end:
        news = preview._state.news(version, 1)
        if news is not None:
            version, known = news
            if holds(known):
                return known
    raise AssertionError(known)


def ready(known: dict[str, Any]) -> bool:
    return known["phase"] == "ready" and known["listing"] % 2 == 0  # the page, and the lines


def test_a_sentence_that_is_saved_is_on_the_page_and_can_be_heard(preview, wish):
    known = once(preview, ready)
    address = known["page"]["address"]
    assert ask(preview, "")[0] == 200
    assert b"about ten minutes" in ask(preview, address)[1]
    wish.script.write_text(THREE_SLIDES.replace("about ten", "about nine"), encoding="utf-8")
    known = once(preview, lambda now: ready(now) and now["page"]["number"] == 2)
    (sentence,) = known["new"]
    assert (sentence["text"], sentence["line"]) == ("You walk on a moving belt for about nine minutes.", 17)
    assert b"about nine minutes" in ask(preview, address)[1]
    status, sound = ask(preview, "hear", {"sentence": sentence["id"]})
    assert (status, sound[:4]) == (200, b"RIFF")
    assert ask(preview, "hear", {"sentence": "nobody"})[0] == 404


def test_a_script_that_is_broken_for_a_while(preview, wish):
    address = once(preview, ready)["page"]["address"]
    wish.script.write_text(THREE_SLIDES + "\n![A heart](no.svg)\n", encoding="utf-8")
    known = once(preview, lambda now: now["phase"] == "broken")
    assert (known["problems"][0]["line"], known["problems"][0]["text"]) == (22, "![A heart](no.svg)")
    assert ask(preview, address)[0] == 200  # the last page that could be built
    wish.script.write_text(THREE_SLIDES, encoding="utf-8")
    assert once(preview, lambda now: now["phase"] == "ready")["problems"] == []


def test_a_script_that_is_deleted_and_comes_back(preview, wish):
    once(preview, ready)
    wish.script.unlink()
    known = once(preview, lambda now: now["phase"] == "broken")
    assert "no such file" in known["problems"][0]["message"]
    wish.script.write_text(THREE_SLIDES.replace("ten", "two"), encoding="utf-8")
    assert once(preview, lambda now: now["phase"] == "ready")["page"]["number"] == 2


def test_a_build_that_dies_is_told_and_the_next_one_works(preview, wish):
    once(preview, ready)
    InThisProcess.dies = True
    assert ask(preview, "build", {})[0] == 200
    known = once(preview, lambda now: now["phase"] == "broken")
    assert known["cause"].startswith("The build ended: it was killed by SIGSEGV.")
    ask(preview, "build", {})
    once(preview, lambda now: now["phase"] == "ready")


def test_a_word_is_tried_out_in_the_way_of_the_script(preview, wish, monkeypatch):
    once(preview, ready)
    asked: list[Any] = []
    monkeypatch.setattr(session, "try_out", lambda *given, report: asked.append(given))
    preview.try_out(Trial("stent"))
    ((trial, speaking, told),) = asked
    assert (trial.text, speaking.language, told.script) == ("stent", "en", wish.script)
    InThisProcess.dies = True
    with pytest.raises(OutsideError, match="SIGSEGV"):
        preview.try_out(Trial("stent"))


def test_of_a_script_that_was_never_read_nothing_is_tried(wish):
    wish.script.write_text("---\nlang: [\n---\n", encoding="utf-8")
    with previewing(wish) as preview:
        once(preview, lambda now: now["phase"] == "broken")
        with pytest.raises(UsageError):
            preview.try_out(Trial("stent"))


def test_nothing_is_left(wish, tmp_path):
    with previewing(wish) as preview:
        once(preview, ready)
        (folder,) = tmp_path.glob("narrate-preview-*")
        assert folder.stat().st_mode & 0o077 == 0
        preview.build()
        once(preview, lambda now: now["phase"] == "ready")
    assert not list(tmp_path.glob("narrate-preview-*"))
    assert not list((tmp_path / "store/outputs").glob("*"))


def test_a_folder_for_temporary_files_that_refuses_is_told(wish, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    with pytest.raises(OutsideError, match=r"nothing/narrate-preview-.*; set TMPDIR"), previewing(wish):
        pass


def test_a_wrong_call_ends_the_preview(wish, tmp_path):
    with previewing(replace(wish, editions=("loud",))) as preview, pytest.raises(UsageError, match="loud"):
        preview.wait()
    assert not list(tmp_path.glob("narrate-preview-*"))
