"""Does the tasks of a run, several at a time, in any executor."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from typing import Any

from narrate.batch.reporting import ScriptOutcome
from narrate.batch.script_task import ScriptTask, do_task
from narrate.errors import NarrateError, OutsideError
from narrate.processes.pool import ProcessDiedError

_log = logging.getLogger(__name__)
Do = Callable[..., ScriptOutcome]


class SameProcess(Executor):
    """Does each call at once, in this process. ``on_event`` is called with what a call reports."""

    def __init__(self, on_event: Callable[[Any], None]) -> None:
        self._on_event = on_event

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call ``fn`` with the arguments and with ``report``. What it raises is raised at once."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, report=self._on_event, **kwargs))
        return future


def do_tasks(
    tasks: Iterable[ScriptTask], executor: Executor, at_a_time: int, do: Do = do_task
) -> Iterator[ScriptOutcome]:
    """Yield the outcome of each of ``tasks``, as soon as it is done.

    ``at_a_time`` tasks are given to ``executor`` at the same time. A task whose process dies or hangs is done once
    more when no other is left, since another one may have taken all the memory. If its process dies again, the outcome
    says so. ``do`` does a task. Raises UsageError if something is wrong with the settings.
    """
    suspects: list[ScriptTask] = []
    for task, future in _done(tasks, executor, at_a_time, do):
        if _has_died(future):
            suspects.append(task)
        else:
            yield _outcome(task, future)
    for suspect in suspects:
        for task, future in _done([suspect], executor, 1, do):
            yield _outcome(task, future)


def _done(
    tasks: Iterable[ScriptTask], executor: Executor, at_a_time: int, do: Do
) -> Iterator[tuple[ScriptTask, Future[ScriptOutcome]]]:
    """Yield each of ``tasks`` with its future, as soon as it is done."""
    waiting, running = deque(tasks), dict[Future[ScriptOutcome], ScriptTask]()
    while waiting or running:
        while waiting and len(running) < at_a_time:
            task = waiting.popleft()
            running[executor.submit(do, task)] = task
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            yield running.pop(future), future


def _has_died(future: Future[ScriptOutcome]) -> bool:
    """Whether the process that did the task is gone, and it may be done once more."""
    error = None if future.cancelled() else future.exception()
    return isinstance(error, ProcessDiedError) and not error.is_final


def _outcome(task: ScriptTask, future: Future[ScriptOutcome]) -> ScriptOutcome:
    """Return the outcome of ``task``, whose ``future`` is done. Raises UsageError."""
    try:
        return future.result()
    except ProcessDiedError as error:
        died = (
            f"each process that built it {error}"
            if error.is_final
            else f"the process that built it {error}, and another one too"
        )
        cause = f"{died}; build it alone: narrate build {task.source.path}"
    except NarrateError:
        raise
    except (Exception, CancelledError) as error:  # noqa: BLE001 - an error of the program stops one script, not all
        _log.error("%s: the program failed", task.source.path, exc_info=error)
        cause = f"the program failed: {type(error).__name__}: {error}"
    return ScriptOutcome(task.source, cause=OutsideError(f"{task.source.path}: {cause}"))
