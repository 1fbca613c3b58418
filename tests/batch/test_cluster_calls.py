"""What comes back from a cluster: outcomes, errors in this program's terms, and events. A fake client stands for Dask."""

from __future__ import annotations

import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

import narrate.batch.cluster
from narrate.batch.cluster import Call, ClusterExecutor, RepeatedlyDiedError, _pass_on, cluster
from narrate.batch.events import Event, Notice, Started
from narrate.batch.executing import do_tasks
from narrate.batch.reporting import ScriptOutcome
from narrate.batch.run_settings import RunSettings
from narrate.batch.script_task import ScriptTask, do_task
from narrate.batch.workers_fitness import Needs
from narrate.errors import OutsideError, UsageError
from narrate.processes.pool import ProcessDiedError
from narrate.script import Source

TASKS = [ScriptTask(Source(Path(f"{topic}/en.md"), topic, "en", Path()), RunSettings("out", "store"), jobs=4)
         for topic in ("heart", "knee", "hip")]  # fmt: skip
NEEDS = Needs("3.11", (), "", "", (), RunSettings("out", "store"))


class FakeClient:
    """A client whose calls wait until ``answer``."""

    status = "running"

    def __init__(self) -> None:
        self.workers: dict[str, Any] = {"tcp://10.0.0.6:1": {}}
        self.calls: list[tuple[Call, Future[Any]]] = []

    def get_executor(self, **options: object) -> FakeClient:
        assert options == {"pure": False, "retries": 2}
        return self

    def submit(self, fn: Any, call: Call) -> Future[Any]:
        future: Future[Any] = Future()
        self.calls.append((call, future))
        return future

    def shutdown(self, wait: bool) -> None: ...

    def scheduler_info(self, n_workers: int) -> dict[str, Any]:
        return {"workers": self.workers}


def submitted(client: FakeClient, wait_s: float = 60) -> Future[Any]:
    executor = ClusterExecutor(client, "tcp://10.0.0.5:8786", NEEDS, 60, wait_s)  # type: ignore[arg-type]
    return executor.submit(do_task, TASKS[0])


def test_outcomes():
    client = FakeClient()
    future = submitted(client)
    assert client.calls[0][0].task.jobs == 1
    outcome = ScriptOutcome(TASKS[0].source)
    client.calls[0][1].set_result(outcome)
    assert future.result(5) is outcome


def test_errors():
    from distributed import KilledWorker

    for error, kind, message in (
        (ProcessDiedError("was killed by SIGSEGV"), RepeatedlyDiedError, "was killed by SIGSEGV"),
        (KilledWorker("do_call", None, 3), RepeatedlyDiedError, "took its worker with it"),
        (ConnectionError("x"), ConnectionError, "x"),
        (UsageError("no such format"), UsageError, "no such format"),
    ):
        client = FakeClient()
        future = submitted(client)
        client.calls[0][1].set_exception(error)
        with pytest.raises(kind, match=message):
            future.result(5)
    client = FakeClient()
    future = submitted(client)
    client.calls[0][1].cancel()
    client.calls[0][1].set_running_or_notify_cancel()
    with pytest.raises(
        OutsideError, match=r"tcp://10.0.0.5:8786: the scheduler is gone; start it, and run the same command"
    ):
        future.result(5)


@pytest.mark.parametrize("lost", ["closed", "failed"])
def test_a_lost_scheduler(monkeypatch: pytest.MonkeyPatch, lost: str):
    monkeypatch.setattr(narrate.batch.cluster, "_LOOK_S", 0.01)
    client = FakeClient()
    future = submitted(client)
    client.status = lost
    with pytest.raises(OutsideError, match="the scheduler is gone"):
        future.result(5)


def test_no_worker_for_too_long(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(narrate.batch.cluster, "_LOOK_S", 0.01)
    client = FakeClient()
    client.workers = {}
    began = time.monotonic()
    with pytest.raises(OutsideError, match=r"has had no worker for 0.2 s; start one, and run the same command again"):
        submitted(client, 0.2).result(5)
    assert time.monotonic() - began >= 0.2


def test_a_script_that_was_tried_several_times_is_not_tried_again():
    class Executor:
        def __init__(self) -> None:
            self.done: list[str] = []

        def submit(self, fn: Any, task: ScriptTask) -> Future[Any]:
            self.done.append(task.source.topic)
            future: Future[Any] = Future()
            if task.source.topic == "knee":
                future.set_exception(RepeatedlyDiedError("was killed by SIGKILL"))
            else:
                future.set_result(ScriptOutcome(task.source))
            return future

    executor = Executor()
    outcomes = {one.source.topic: one for one in do_tasks(TASKS, executor, 1)}  # type: ignore[arg-type]
    assert executor.done == ["heart", "knee", "hip"]
    assert str(outcomes["knee"].cause) == (
        "knee/en.md: each process that built it was killed by SIGKILL; build it alone: narrate build knee/en.md"
    )
    assert outcomes["hip"].cause is None


def test_events():
    events: list[Event] = []
    for logged in (
        {"run": "1", "event": ["a voice sends text"]},
        {"run": "1", "event": ["knee/en.md", "knee", "en"]},
        {"run": "2", "event": ["another run"]},
        "something else",
    ):
        _pass_on((0.0, logged), "1", events.append)
    assert events == [Notice("a voice sends text"), Started(Path("knee/en.md"), "knee", "en")]


@pytest.mark.parametrize("address", ["10.0.0.5", "http://10.0.0.5:8786", "nonsense://x"])
def test_addresses(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(narrate.batch.cluster, "CONNECT_S", 0.2)
    with pytest.raises((UsageError, OutsideError)), cluster(address, RunSettings("o", "s"), (), lambda _: None, 60):
        raise AssertionError(address)
