"""Which kind of progress a build shows, on which terminal."""

from __future__ import annotations

import io
import os
import sys
import threading

import pytest

from narrate.cli import live_table
from narrate.cli.build_display import BuildDisplay
from tests.recorded import built, events_of, planned, source
from tests.tables import each


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch, stale: int, *, out: io.StringIO, plain: bool = False, terminal: bool = True) -> str:
    """What standard error shows of a run in which ``stale`` scripts are built."""
    err = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    outcomes = [built(source(f"topic-{number}")) for number in range(stale)]
    with BuildDisplay(2, plain=plain) as display:
        display.take(planned(*outcomes, fresh=2))
        for outcome in outcomes:
            for event in events_of(outcome):
                display.take(event)
    return err.getvalue()


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_single_script_has_one_line(monkeypatch):
    err = shown(monkeypatch, 1, out=Terminal())
    assert "topic-0/en: 2 spoken" in err
    assert "\n" not in err
    assert err.endswith("\r\x1b[K")


def test_several_have_a_table_with_their_lines_above_it(monkeypatch):
    err = shown(monkeypatch, 3, out=Terminal())
    assert "of 5 scripts" in err
    assert "topic-2 [en]: 3 slides" in err
    assert err.rstrip("\n").endswith("\x1b[2K") or "\x1b[?25h" in err  # the table is gone and the cursor is back


def test_lines_go_to_a_file_and_the_table_to_the_terminal(monkeypatch):
    out = io.StringIO()
    err = shown(monkeypatch, 3, out=out)
    assert out.getvalue().count(" [en]: 3 slides") == 3
    assert "3 slides" not in err
    assert "\x1b" not in out.getvalue()


@each("how", ["option", "TERM"])
def test_a_plain_terminal_gets_whole_lines_only(monkeypatch, how):
    if how == "TERM":
        monkeypatch.setenv("TERM", "dumb")
    err = shown(monkeypatch, 3, out=Terminal(), plain=how == "option")
    assert err.splitlines() == ["narrate: 3 of 5 scripts to build", *(f"topic-{number} [en]: begun" for number in range(3))]  # fmt: skip


@each("stale", [0, 1, 3, 100])
def test_without_a_terminal_nothing_is_shown_beside_the_lines(monkeypatch, stale):
    out = io.StringIO()
    assert shown(monkeypatch, stale, out=out, terminal=False) == ""
    assert sum(" [en]: 3 slides" in line for line in out.getvalue().splitlines()) == stale


def test_each_line_comes_when_its_script_is_done(monkeypatch):
    """A reader at the other end of a pipe does not wait for the end."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        display = BuildDisplay(1, plain=False)
        display.take(planned(built(source("hip")), built(source("knee"))))
        for event in events_of(built(source("hip"))):
            display.take(event)
        assert os.read(reader, 10_000).decode().startswith("hip [en]: 3 slides")
    os.close(reader)


def test_a_reader_on_a_pipe_and_a_terminal_see_no_table(monkeypatch):
    """As with ``narrate build | tee log``, which writes on the same terminal."""
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        assert shown(monkeypatch, 3, out=out) == ""
    os.close(reader)


def test_a_run_with_nothing_to_do_shows_nothing(monkeypatch):
    out = Terminal()
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    with BuildDisplay(2, plain=False) as display:
        display.take(planned(fresh=5))
    assert (out.getvalue(), err.getvalue()) == ("", "")


def test_notices_come_at_once(monkeypatch):
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", Terminal())
    with BuildDisplay(2, plain=False) as display:
        display.take(planned(built(source("hip")), built(source("knee"))))
        display.notice("the voice gtts sends the sentences it speaks to Google")
        assert "narrate: the voice gtts sends the sentences it speaks to Google" in err.getvalue()


def test_a_table_that_is_painted_often_stops_nobody(monkeypatch):
    """Lines are printed while the table is painted in its own thread. Neither waits for the other for ever."""
    monkeypatch.setattr(live_table, "_A_SECOND", 2000)
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    outcomes = [built(source(f"topic-{number}")) for number in range(300)]

    def work() -> None:
        with BuildDisplay(2, plain=False) as display:
            display.take(planned(*outcomes))
            for outcome in outcomes:
                for event in events_of(outcome, spoken=5):
                    display.take(event)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
