import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from narrate.speech.idle_workers import IdleWorkers
from narrate.speech.worker_process import WorkerProcess

WORKER = """
import os, time
FORKS = True

def start(arguments):
    return lambda request: (time.sleep(request.get("sleep", 0)), ({"main": os.getppid(), "is": request["is"]}, b""))[1]
"""


@pytest.fixture
def worker(tmp_path):
    path = tmp_path / "worker.py"
    path.write_text(WORKER, encoding="utf-8")
    made = []

    def make(*arguments):
        made.append(WorkerProcess("test", path, arguments))
        return made[-1]

    yield make
    for process in made:
        process.close()


def test_a_process_that_waits_is_used_again(worker):
    idle, first = IdleWorkers(), worker("en")
    main = first.ask({"is": 1})[0]["main"]
    idle.give(first)
    again = idle.take(worker("en"))
    assert again.ask({"is": 2})[0] == {"main": main, "is": 2}
    assert idle.take(other := worker("en")) is other  # it is in use now


def test_another_voice_gets_another_process(worker):
    idle, first = IdleWorkers(), worker("en")
    first.ask({"is": 1})
    idle.give(first)
    assert idle.take(other := worker("es")) is other


def test_only_a_few_wait_and_the_others_have_ended(worker):
    idle, many = IdleWorkers(most=2), [worker(str(number)) for number in range(4)]
    for one in many:
        one.ask({"is": 1})
        idle.give(one)
    assert [one.is_running for one in many] == [False, False, True, True]
    idle.end()
    assert not any(one.is_running for one in many)


def test_what_never_ran_or_died_does_not_wait(worker):
    idle, never, dead = IdleWorkers(), worker("a"), worker("b")
    dead.ask({"is": 1})
    dead.process.kill()
    dead.process.wait()
    for one in (never, dead):
        idle.give(one)
    for name in "ab":
        assert idle.take(other := worker(name)) is other


def test_it_outlives_the_thread_that_asked_first(worker):
    idle, first = IdleWorkers(), worker("en")
    thread = threading.Thread(target=first.ask, args=({"is": 1},))
    thread.start()
    thread.join()
    main = first.process.pid
    idle.give(first)
    time.sleep(0.1)
    assert idle.take(worker("en")).ask({"is": 2})[0] == {"main": main, "is": 2}


def test_an_interrupted_answer_is_not_the_answer_to_the_next_request(worker):
    idle, first = IdleWorkers(), worker("en")
    first.ask({"is": 1})
    threading.Timer(0.2, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        first.ask({"is": "late", "sleep": 0.5})
    idle.give(first)
    assert idle.take(worker("en")).ask({"is": 2})[0]["is"] == 2


def test_a_fork_of_the_program_has_none(worker):
    idle, first = IdleWorkers(), worker("en")
    first.ask({"is": 1})
    idle.give(first)
    child = os.fork()
    if child == 0:
        os._exit(0 if idle.take(other := worker("en")) is other else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert first.is_running


@pytest.mark.slow
def test_they_end_with_the_program(tmp_path):
    path = tmp_path / "worker.py"
    path.write_text(WORKER, encoding="utf-8")
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from narrate.speech.idle_workers import IDLE\n"
        "from narrate.speech.worker_process import WorkerProcess\n"
        "one = WorkerProcess('test', Path(sys.argv[1])); print(one.ask({'is': 1})[0]['main']); IDLE.give(one)\n"
    )
    main = int(subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True, text=True).stdout)
    for _ in range(100):
        try:
            os.kill(main, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("a worker lives on")
