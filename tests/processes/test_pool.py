"""A pool of processes: results and events arrive, a process that dies or hangs costs one call, none is left running."""

import os
import subprocess
import sys
import time
from concurrent.futures import Executor, wait
from pathlib import Path

import pytest

from narrate.processes.pool import ProcessDiedError, ProcessPool
from tests.processes import calls


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z" if sys.platform == "linux" else True


def test_results_and_events_arrive():
    events = []
    with ProcessPool(2, events.append) as pool:
        assert isinstance(pool, Executor)
        futures = [pool.submit(calls.double, number) for number in range(9)]
        assert [future.result() for future in futures] == [2 * number for number in range(9)]
    assert sorted(events) == sorted((what, number) for number in range(9) for what in ("begun", "ended"))


def test_processes_stay_and_end_with_the_pool():
    with ProcessPool(2) as pool:
        numbers = {pool.submit(calls.number_of_process, 0.02).result() for _ in range(6)}
        assert 1 <= len(numbers) <= 2
        assert all(map(is_running, numbers))
    assert not any(map(is_running, numbers))


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ((calls.die,), "was killed by SIGKILL"),
        ((calls.leave, 7), "ended with code 7"),
        ((calls.leave, 0), "ended with code 0"),
    ],
)
def test_a_process_that_dies_costs_only_its_own_call(call, told):
    with ProcessPool(2) as pool:
        futures = [pool.submit(*call) if number == 3 else pool.submit(calls.double, number) for number in range(8)]
        wait(futures)
        assert [future.result() for number, future in enumerate(futures) if number != 3] == [0, 2, 4, 8, 10, 12, 14]
        with pytest.raises(ProcessDiedError, match=f"^{told}$"):
            futures[3].result()


@pytest.mark.slow
def test_a_process_that_does_nothing_for_too_long_is_killed():
    with ProcessPool(2, patience_s=1.0) as pool:
        started = time.monotonic()
        stuck, busy = pool.submit(calls.hang, 6), pool.submit(calls.double, 4)
        assert busy.result() == 8
        with pytest.raises(ProcessDiedError, match=r"did nothing for 1 s and was killed"):
            stuck.result()
        assert 1.8 < time.monotonic() - started < 10  # each event counted as progress
        assert pool.submit(calls.double, 5).result() == 10


def test_what_a_call_prints_is_no_message(capfd):
    with ProcessPool(1) as pool:
        assert pool.submit(calls.print_and_answer, "c" * 40).result() == "c" * 40
    assert capfd.readouterr().err.count("c" * 40) == 2


def test_errors_are_passed_on():
    with ProcessPool(1) as pool:
        with pytest.raises(ValueError, match=r"^a plain error"):
            pool.submit(calls.fail, "a plain error").result()
        with pytest.raises(RuntimeError, match=r"(?s)fail_oddly.*OddError: 1 and 2"):
            pool.submit(calls.fail_oddly).result()
        assert pool.submit(calls.double, 1).result() == 2


def test_whoever_wants_no_more_waits_for_nothing():
    started = time.monotonic()
    pool = ProcessPool(2)
    future = pool.submit(calls.hang, 0)
    queued = [pool.submit(calls.hang, 0) for _ in range(5)]
    time.sleep(0.3)
    pool.shutdown(cancel_futures=True)
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessDiedError):
        future.result()
    assert sum(other.cancelled() for other in queued) >= 4


PARENT = """
import sys, time
from narrate.processes.pool import ProcessPool
from tests.processes import calls
pool = ProcessPool(2)
numbers = {pool.submit(calls.number_of_process, 0.2) for _ in range(2)}
print(*(future.result() for future in numbers), flush=True)
pool.submit(calls.hang, 1)
time.sleep(60)
"""


def test_the_processes_end_if_their_parent_is_killed():
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert parent.stdout is not None
    numbers = [int(number) for number in parent.stdout.readline().split()]
    assert len(numbers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 2
    while any(map(is_running, numbers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_running, numbers))
