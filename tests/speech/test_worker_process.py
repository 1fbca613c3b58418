import os
import signal

import pytest

from narrate.errors import OutsideError
from narrate.speech.worker_process import WorkerEndedError, WorkerProcess

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
