"""The program that runs workers, with workers of a few lines."""

import json
import os
import subprocess
import sys

import pytest

from narrate.speech import worker_main
from tests.speech.processes import gone_within, imported_by

COUNTS = """
import os

def start(arguments):
    counted = []

    def answer(request):
        counted.append(request)
        if "leave" in request:
            os._exit(request["leave"])
        return {"bytes": 2, "count": len(counted), "pid": os.getpid(), "sum": sum(request["numbers"])}, arguments[0].encode()

    return answer
"""


@pytest.fixture
def run(tmp_path):
    """Runs a worker on some requests: its exit code, and each header with its payload."""

    def run(worker, *requests, parent=None):
        path = tmp_path / "worker.py"
        path.write_text(worker, encoding="utf-8")
        command = [sys.executable, "-I", worker_main.__file__, str(parent or os.getpid()), str(path), "ab"]
        lines = b"".join(json.dumps(request).encode() + b"\n" for request in requests)
        done = subprocess.run(command, input=lines, capture_output=True, check=False)
        answers, rest = [], done.stdout
        while rest:
            line, _, rest = rest.partition(b"\n")
            header = json.loads(line)
            payload, rest = rest[: header.get("bytes", 0)], rest[header.get("bytes", 0) :]
            answers.append((header, payload))
        return done.returncode, answers

    return run


def test_requests_are_answered_in_their_order(run):
    code, answers = run(COUNTS, {"numbers": [1, 2]}, {"numbers": [5]})
    assert code == 0
    assert [(header["count"], header["sum"], payload) for header, payload in answers] == [(1, 3, b"ab"), (2, 5, b"ab")]


def test_a_worker_that_forks_has_answered_nothing_before(run):
    code, answers = run("FORKS = True\n" + COUNTS, {"numbers": [1]}, {"numbers": [2]})
    assert code == 0
    assert [header["count"] for header, _ in answers] == [1, 1]
    assert len({header["pid"] for header, _ in answers}) == 2


@pytest.mark.parametrize("forks", ["", "FORKS = True\n"])
def test_what_goes_wrong_is_told_and_the_next_request_answered(run, forks):
    code, answers = run(forks + COUNTS, {"numbers": 3}, {"wrong": 1}, {"numbers": ["mg"]}, {"numbers": [4]})
    assert code == 0
    assert [header.get("error", "") for header, _ in answers] == [
        "'int' object is not iterable", "'numbers'", "unsupported operand type(s) for +: 'int' and 'str'", "",
    ]  # fmt: skip
    assert answers[-1][0]["sum"] == 4


def test_a_fork_that_ends_ends_the_worker(run):
    code, answers = run(
        "FORKS = True\n" + COUNTS, {"numbers": [1]}, {"leave": 0, "numbers": []}, {"leave": 5, "numbers": []}
    )
    assert code == 3
    assert len(answers) == 1


def test_the_parent_that_is_expected_is_gone(run):
    assert run(COUNTS, {"numbers": [1]}, parent=1 if os.getpid() != 1 else 2) == (0, [])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has ended")
@pytest.mark.parametrize("forks", ["", "FORKS = True\n"])
def test_it_ends_with_its_parent_in_the_middle_of_a_request(tmp_path, forks):
    worker = "import os, pathlib, time\n\ndef start(arguments):\n"
    worker += "    def answer(request):\n        pathlib.Path(arguments[0]).write_text(str(os.getpid()))\n"
    worker += "        time.sleep(60)\n    return answer\n"
    (tmp_path / "worker.py").write_text(forks + worker, encoding="utf-8")
    script = (
        "import pathlib, sys\n"
        "from narrate.speech.worker_process import WorkerProcess\n"
        "WorkerProcess('slow', pathlib.Path(sys.argv[1]), [sys.argv[2]]).ask({})\n"
    )
    told = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "worker.py"), str(told)])
    try:
        while not (told.exists() and told.read_text()):
            assert parent.poll() is None
    finally:
        parent.kill()
        parent.wait()
    assert gone_within(int(told.read_text()), seconds=2)


def test_it_needs_nothing_of_ours():
    """It runs beside espeak-ng, which is GPL: the standard library and nothing else."""
    assert imported_by(worker_main.__file__) <= sys.stdlib_module_names
