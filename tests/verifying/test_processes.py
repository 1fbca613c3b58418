"""Editions are verified in several processes: in order, each crash by itself, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import narrate
from narrate.exporters.verifying.edition_record import Finding
from narrate.store import Store
from narrate.verifying.processes import run_all
from narrate.verifying.tasks import Task
from tests.planting import in_text, write_rich


def do(task: Task, report) -> tuple[Finding, ...]:
    """Answer with the number of the process, after a while, or do what the name of the folder says."""
    name, _, wait = task.folder.partition(" ")
    if name == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "exits":
        os._exit(7)
    time.sleep(float(wait or 0))
    return (Finding(task.part, name, faults=(str(os.getpid()),)),)


def tasks(*folders: str) -> list[Task]:
    return [Task(folder, "files", "", "", quick=False, scratch="", jobs=1) for folder in folders]


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_results_come_in_order_from_several_processes():
    found = list(run_all(tasks("slow 0.5", "b", "c 0.2", "d", "e"), 3, do))
    assert [finding.check for (finding,) in found] == ["slow", "b", "c", "d", "e"]
    numbers = {int(finding.faults[0]) for (finding,) in found}
    assert 2 <= len(numbers) <= 3
    assert not any(map(is_running, numbers))


def test_a_crash_is_a_finding_of_its_edition_only():
    found = list(run_all(tasks("a", "dies", "b", "c", "exits", "d"), 2, do))
    assert [finding.ok for (finding,) in found] == [False] * 6
    assert [finding.check for (finding,) in found] == ["a", "is verified", "b", "c", "is verified", "d"]
    for (finding,), told in ((found[1], "was killed by SIGKILL"), (found[4], "ended with code 7")):
        fault = f"not verified: the process that verified it {told}; verify it again with --jobs 1"
        assert finding == Finding("files", "is verified", faults=(fault,))


def test_whoever_asks_for_no_more_leaves_nothing_running():
    started = time.monotonic()
    found = run_all(tasks("a", "b 60", "c 60", "d 60"), 2, do)
    (first,) = next(found)
    found.close()
    assert time.monotonic() - started < 5
    assert not is_running(int(first.faults[0]))


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    """Two editions beside their scripts, spoken by espeak-ng, since the processes know no engine of tests."""
    base = tmp_path_factory.mktemp("processes")
    write_rich(base / "script")
    narrate.build(
        base / "script",
        base / "output",
        voice="espeak",
        store=base / "store",
        to=["html", "mp3", "txt"],
        editions=["standard"],
    )
    return base


@pytest.mark.slow
def test_several_processes_find_the_same_as_one(base):
    in_text("back.txt", "six hours", "five hours")(base / "output/back/en")
    one, several = (list(narrate.verify(base / "output", Store(base / "store"), jobs=jobs)) for jobs in (1, 2))
    assert one == several
    assert [verified.ok for verified in one] == [True, False]
    assert "back.txt: the script gives other bytes" in one[1].findings[-1].faults[0]


@pytest.mark.slow
def test_whoever_looks_at_one_edition_only_leaves_nothing_behind(base):
    found = narrate.verify(base / "output", base / "store", jobs=2)
    assert next(found).language == "ar"
    found.close()
    assert not list((base / "store").glob(".partial-*"))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_and_its_processes(base, number):
    environment = {**os.environ, "NARRATE_STORE": str(base / "store")}
    command = [sys.executable, "-m", "narrate", "verify", "output", "--jobs", "2"]
    running = subprocess.Popen(command, cwd=base, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children: list[int] = []
    while not children:
        time.sleep(0.05)
        # only the workers: what starts Python may run programs too, before narrate handles signals
        wanted = ["pgrep", "-P", str(running.pid), "-f", "narrate.processes.worker"]
        listed = subprocess.run(wanted, capture_output=True, text=True, check=False).stdout
        children = [int(child) for child in listed.split()]
    running.send_signal(number)
    started = time.monotonic()
    _, error = running.communicate(timeout=10)
    assert time.monotonic() - started < 2.5
    assert running.returncode == 128 + number
    assert error.decode().startswith("narrate: ")
    assert error.count(b"\n") == 1
    time.sleep(0.2)
    assert not any(map(is_running, children))
    assert not list((base / "store").glob(".partial-*"))
