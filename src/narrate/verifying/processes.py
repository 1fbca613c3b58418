"""Does tasks in several processes. A process that crashes is a finding of its task, and hides no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from narrate.exporters.verifying.edition_record import Finding
from narrate.processes.pool import ProcessDiedError, ProcessPool
from narrate.verifying.tasks import Task, findings_of

if TYPE_CHECKING:
    from narrate.exporters.edition import Exporter


def do_task(task: Task, report: Callable[[object], None]) -> tuple[Finding, ...]:  # noqa: ARG001 - it reports nothing
    """Do ``task`` in a process of a pool, and return the findings."""
    return findings_of(task, _known())


def run_all(
    tasks: Sequence[Task], jobs: int, do: Callable[..., tuple[Finding, ...]] = do_task
) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings of each task, in order, as soon as they and those before are there.

    At most ``jobs`` processes work at the same time. When the caller is interrupted, or asks for no more, they are
    killed. ``do`` does a task in one of them.
    """
    pool = ProcessPool(min(jobs, len(tasks)))
    try:
        futures = [pool.submit(do, task) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                yield future.result()
            except ProcessDiedError as error:
                fault = f"not verified: the process that verified it {error}; verify it again with --jobs 1"
                yield (Finding(task.part, "is verified", faults=(fault,)),)
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _known() -> Mapping[str, Exporter]:
    from narrate.exporters.edition import KnownExporters

    return KnownExporters()
