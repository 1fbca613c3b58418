import os
import signal
import time
from itertools import count

import pytest

from narrate.errors import OutsideError
from narrate.speech.worker_process import TimeLimit, WorkerEndedError, WorkerProcess
from tests.speech.processes import gone_within

WORKER = """
import json, os, sys, time

def start(arguments):
    return answer

def answer(request):
    if "kill" in request:
        os.kill(os.getpid(), request["kill"])
        time.sleep(60)
    if "leave" in request:
        print(json.dumps({"bytes": 10}), flush=True)
        sys.exit(request["leave"])
    if "once" in request and not os.path.exists(request["once"]):
        open(request["once"], "w").close()
        os.kill(os.getpid(), 19)
    if "stop" in request:
        os.write(1, request["stop"].encode())
        os.kill(os.getpid(), 19)
        time.sleep(60)
    if "error" in request:
        raise ValueError(request["error"])
    return {"bytes": 3, "pid": os.getpid()}, b"abc"
"""


@pytest.fixture
def child(tmp_path):
    path = tmp_path / "worker.py"
    path.write_text(WORKER, encoding="utf-8")
    child = WorkerProcess("test", path)
    yield child
    child.close()


def test_a_request_and_its_answer(child):
    header, payload = child.ask({})
    assert payload == b"abc"
    assert child.ask({})[0]["pid"] == header["pid"] == child.process.pid


def test_killed_in_the_middle_it_says_so_and_starts_anew(child):
    before = child.ask({})[0]["pid"]
    with pytest.raises(
        WorkerEndedError, match="the voice test failed: its process ended, killed by SIGKILL, often for want of memory"
    ):
        child.ask({"kill": int(signal.SIGKILL)})
    assert child.ask({})[0]["pid"] != before


def test_half_an_answer_is_none(child):
    with pytest.raises(WorkerEndedError, match="ended with code 7"):
        child.ask({"leave": 7})


def test_an_error_is_told(child):
    with pytest.raises(OutsideError, match="the voice test failed: no such thing"):
        child.ask({"error": "no such thing"})
    assert child.ask({})[1] == b"abc"


def test_what_died_between_requests_is_started_anew(child):
    child.ask({})
    child.process.kill()
    child.process.wait()
    assert child.ask({})[1] == b"abc"


def test_nothing_of_it_lives_on(child):
    pid = child.ask({})[0]["pid"]
    child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.fixture
def hasty(tmp_path):
    """Makes processes that must answer in ``seconds``, with some lines before the worker's program."""
    made, numbers = [], count()

    def make(first: str = "", seconds: float = 0.4) -> WorkerProcess:
        path = tmp_path / f"worker{next(numbers)}.py"
        path.write_text(first + WORKER, encoding="utf-8")
        made.append(WorkerProcess("test", path, limit=TimeLimit(seconds, 0)))
        return made[-1]

    yield make
    for process in made:
        process.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "request_"),
    [
        ("", {"stop": ""}),
        ("", {"stop": '{"bytes"'}),  # half a header
        ("", {"stop": '{"bytes": 9}\nabc'}),  # half a payload
        ("FORKS = True\n", {"stop": ""}),  # the fork is stopped, and its parent waits for it
        ("import os, time\nos.kill(os.getpid(), 19)\n", {}),  # stopped before it has started
        ("import os, time\nos.kill(os.getpid(), 19)\n", {"much": "a" * 300_000}),  # and the pipe to it is full
    ],
)
def test_one_that_never_answers_is_replaced_once_and_then_given_up(hasty, caplog, first, request_):
    child = hasty(first)
    begun = time.monotonic()
    with pytest.raises(
        WorkerEndedError, match=r"^the voice test failed: its process did not answer within 0\.4 s, twice$"
    ):
        child.ask(request_)
    assert time.monotonic() - begun < 3
    assert [record.getMessage() for record in caplog.records] == [
        "the voice test failed: its process did not answer within 0.4 s; a new one tries again"
    ]
    assert child.process is None


@pytest.mark.slow
@pytest.mark.parametrize("first", ["", "FORKS = True\n"])
def test_the_one_that_replaces_it_answers(hasty, tmp_path, caplog, first):
    child = hasty(first, 1.2)
    assert child.ask({"once": str(tmp_path / "stopped")})[1] == b"abc"
    assert "within 1.2 s; a new one tries again" in caplog.text


@pytest.mark.slow
def test_a_stopped_fork_is_killed_with_its_worker(tmp_path, hasty):
    note = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    child = hasty(f"FORKS = True\nimport os\nos.register_at_fork(after_in_child=lambda: {note})\n", 1.2)
    with pytest.raises(WorkerEndedError):
        child.ask({"stop": ""})
    assert gone_within(int((tmp_path / "pid").read_text(encoding="utf-8")), seconds=1)


def test_longer_texts_may_take_longer():
    assert TimeLimit(30, 0.02).seconds(500) == 40


def test_a_stopped_program_loses_no_time(hasty, monkeypatch):
    """Ctrl-Z for an hour: the clock jumps, and the answer is still taken."""
    child = hasty()
    child.ask({})
    clock, real = iter(range(0, 10**6, 3600)), time.monotonic
    child._limit = TimeLimit(5, 0)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    _, payload = child.ask({})
    monkeypatch.setattr(time, "monotonic", real)
    assert payload == b"abc"
