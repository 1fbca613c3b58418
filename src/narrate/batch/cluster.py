"""Does the tasks of a run on the workers of a Dask cluster, which may be other machines.

What travels is small: a task there, an outcome and events back. Scripts, output and store must be where all machines
find them: in a shared folder with the same path everywhere, or in a bucket.

Dask repeats the tasks of a worker that is gone on another one. Each worker does its tasks in a process of its own
(``processes/pool.py``), so that a script that kills or blocks its process does not take the worker with it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate.batch.events import Event, Notice, Started
from narrate.batch.reporting import ScriptOutcome
from narrate.batch.run_settings import RunSettings
from narrate.batch.script_task import ScriptTask
from narrate.batch.workers_fitness import Needs, unfit
from narrate.errors import MissingDependencyError, OutsideError, UsageError
from narrate.installed import how_to_install
from narrate.processes.pool import ProcessDiedError, ProcessPool

if TYPE_CHECKING:
    from distributed import Client

WAIT_S = 60.0
"""How many seconds a cluster may have no worker."""
CONNECT_S = 30.0
"""How many seconds a scheduler may take to answer, also when the connection is lost."""
_TOPIC = "narrate"
_REPEATS = 2  # of a task that fails, on any worker
_LOOK_S = 2.0
_AGAIN = "run the same command again: what was finished is kept"


class RepeatedlyDiedError(ProcessDiedError):
    """A task was tried several times, and each time its process or its worker ended."""

    is_final = True


@contextmanager
def cluster(
    address: str,
    settings: RunSettings,
    roots: tuple[str, ...],
    on_event: Callable[[Event], None],
    patience_s: float,
) -> Iterator[tuple[ClusterExecutor, int]]:
    """Give an executor for the workers of the scheduler at ``address``, and how many threads they have.

    ``roots`` are the folders of the scripts. Raises OutsideError if there is no scheduler, if it has no worker for
    ``WAIT_S`` seconds, or if a worker is not like this machine.
    """
    with _connected(address, WAIT_S) as client:
        needs = Needs.here(settings, roots)
        reports = client.run(unfit, needs, on_error="return")
        for worker, report in sorted(reports.items()):
            if report:
                raise OutsideError(f"{address}: the worker {worker} cannot take part: {_one_line(report)}")
        client.subscribe_topic(_TOPIC, lambda message: _pass_on(message, settings.run, on_event))
        executor = ClusterExecutor(client, address, needs, patience_s, WAIT_S)
        try:
            yield executor, sum(client.nthreads().values())
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _connected(address: str, wait_s: float) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingDependencyError(f"--cluster needs more packages: {how_to_install('cluster')}") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said by this module
    try:
        client = Client(address, timeout=CONNECT_S, set_as_default=False, name="narrate")
    except (OSError, TimeoutError) as error:
        raise OutsideError(
            f"{address}: there is no scheduler; start one with dask scheduler, or mend --cluster"
        ) from error
    except ValueError as error:
        raise UsageError(f"--cluster {address}: give an address such as tcp://10.0.0.5:8786") from error
    try:
        try:
            client.wait_for_workers(1, timeout=wait_s)
        except (OSError, TimeoutError) as error:
            raise OutsideError(
                f"{address}: the cluster has no worker for {wait_s:g} s; start one with dask worker"
            ) from error
        yield client
    finally:
        with suppress(Exception):  # the scheduler may be gone
            client.close(timeout=2)


def _one_line(report: object) -> str:
    return " ".join(str(report).split())[:500]


class ClusterExecutor(Executor):
    """Does calls of ``do_task`` on the workers of ``client``.

    If the scheduler is gone, or there has been no worker for ``wait_s`` seconds, all calls raise OutsideError.
    """

    def __init__(self, client: Client, address: str, needs: Needs, patience_s: float, wait_s: float) -> None:
        self._client, self._address = client, address
        self._needs, self._patience_s, self._wait_s = needs, patience_s, wait_s
        self._executor = client.get_executor(pure=False, retries=_REPEATS)
        self._pending: dict[Future[Any], Future[Any]] = {}
        self._lock, self._end = threading.Lock(), threading.Event()
        self._failure: OutsideError | None = None
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do ``fn(task)`` on a worker. ``fn`` is ``do_task``, or a function like it.

        The future raises RepeatedlyDiedError if the task has killed its process each time, OutsideError if the cluster
        fails.
        """
        (task,) = args
        call = Call(fn, replace(task, jobs=1), self._needs, self._patience_s)
        future: Future[Any] = Future()
        with self._lock:
            if self._failure is not None:
                future.set_exception(self._failure)
                return future
            inner = self._executor.submit(do_call, call, **kwargs)
            self._pending[inner] = future
        inner.add_done_callback(self._done)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the watch. What is still to be done is given up if ``cancel_futures``."""
        self._end.set()
        with self._lock:
            pending = list(self._pending)
        if cancel_futures:
            for inner in pending:
                inner.cancel()
        self._executor.shutdown(wait=wait and not pending)

    def _done(self, inner: Future[Any]) -> None:
        with self._lock:
            future = self._pending.pop(inner, None)
        if future is None or future.done():
            return
        if inner.cancelled():
            future.set_exception(self._gone())
        elif (error := inner.exception()) is not None:
            future.set_exception(self._translated(error))
        else:
            future.set_result(inner.result())

    def _translated(self, error: BaseException) -> BaseException:
        """Return ``error`` of a call on a worker as one that this program knows."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return RepeatedlyDiedError("ended each time, and took its worker with it")
        if isinstance(error, ProcessDiedError):
            return RepeatedlyDiedError(str(error))
        if isinstance(error, CancelledError) or type(error).__name__ in ("FutureCancelledError", "CommClosedError"):
            return self._gone()
        return error

    def _gone(self) -> OutsideError:
        return self._failure or OutsideError(f"{self._address}: the scheduler is gone; start it, and {_AGAIN}")

    def _watch(self) -> None:
        """Fail all calls when the scheduler is gone, or has no worker for too long."""
        last = time.monotonic()
        while not self._end.wait(_LOOK_S):
            if self._client.status not in ("running", "connecting"):
                self._fail(self._gone())
                return
            with suppress(Exception):  # the next look tells more
                if self._client.scheduler_info(n_workers=-1)["workers"]:
                    last = time.monotonic()
            if time.monotonic() - last > self._wait_s:
                self._fail(OutsideError(
                    f"{self._address}: the cluster has had no worker for {self._wait_s:g} s; start one, and {_AGAIN}"
                ))  # fmt: skip
                return

    def _fail(self, failure: OutsideError) -> None:
        with self._lock:
            self._failure = failure
            pending, self._pending = list(self._pending.values()), {}
        for future in pending:
            if not future.done():
                future.set_exception(failure)


@dataclass(frozen=True, slots=True)
class Call:
    """What travels to a worker: the ``task``, the function that does it, and what the worker must be like."""

    do: Callable[..., ScriptOutcome]
    task: ScriptTask
    needs: Needs
    patience_s: float


def do_call(call: Call) -> ScriptOutcome:
    """Do ``call`` on the worker that this is. Raises OutsideError if the worker is not like the machine that asks."""
    from distributed import get_worker

    worker = get_worker()
    if reason := unfit(call.needs):  # it may have joined later
        raise OutsideError(f"the worker {worker.address} cannot take part: {reason}")

    def report(event: Event) -> None:
        if isinstance(event, Started | Notice):
            content = [event.text] if isinstance(event, Notice) else [str(event.source), event.topic, event.language]
            worker.log_event(_TOPIC, {"run": call.task.settings.run, "event": content})

    threads: int = worker.state.nthreads
    with _reporting(report):
        return _pool(threads, call.patience_s).submit(call.do, call.task).result()


_reports: set[Callable[[Event], None]] = set()


@contextmanager
def _reporting(report: Callable[[Event], None]) -> Iterator[None]:
    _reports.add(report)
    try:
        yield
    finally:
        _reports.discard(report)


def _report(event: Event) -> None:
    for report in tuple(_reports)[:1]:  # all say the same to the same scheduler
        report(event)


@cache
def _pool(processes: int, patience_s: float) -> ProcessPool:
    """Return the processes of this worker. They end with it."""
    return ProcessPool(processes, _report, patience_s)


def _pass_on(message: Sequence[Any], run: str, on_event: Callable[[Event], None]) -> None:
    """Pass an event of the run ``run`` to ``on_event``. ``message`` is (time, what a worker has logged)."""
    logged = message[1]
    if isinstance(logged, dict) and logged.get("run") == run:
        content = [str(one) for one in logged["event"]]
        on_event(Notice(content[0]) if len(content) == 1 else Started(Path(content[0]), content[1], content[2]))
