"""Runs the tasks of a selection, and collects what came of each script."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrate.batch.events import Event
from narrate.batch.ordering import strict_topics, tasks_of
from narrate.batch.reporting import EditionResult, ScriptOutcome
from narrate.batch.run_settings import RunSettings
from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.errors import Place, Problem, Severity
from narrate.script import Source

if TYPE_CHECKING:
    from narrate.batch.script_task import ScriptTask

Send = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the tasks of a run. The fields are as for ``narrate.build``; ``on_event`` is called with events."""

    on_event: Send
    executor: Executor | None
    patience_s: float
    cluster: str = ""


def fresh_outcomes(selection: Selection, plan: BuildPlan) -> dict[Source, ScriptOutcome]:
    """Return what came of the scripts whose editions are all up to date."""
    from narrate.batch.notes import with_note

    order = tuple(reversed(plan.editions))
    return {
        source: ScriptOutcome(
            source,
            tuple(
                with_note(EditionResult(source.path, *editions[name], is_new=False), plan)
                for name in order
                if name in editions
            ),
        )
        for source, editions in selection.fresh.items()
    }


def with_editions(outcome: ScriptOutcome, earlier: ScriptOutcome | None) -> ScriptOutcome:
    """Return ``outcome`` with the editions of ``earlier``: those of a script that was up to date, and only compared."""
    return outcome if earlier is None else replace(outcome, editions=earlier.editions)


def run(
    selection: Selection,
    settings: RunSettings,
    workers: Workers,
    *,
    strict_languages: bool,
) -> Generator[ScriptOutcome]:
    """Yield what came of each script that was built or compared, as soon as it is done.

    The arguments are as for ``narrate.build``. If the caller asks for no more, all processes are ended.
    """
    tasks = tasks_of(selection, settings)
    if not tasks:
        return
    from narrate.batch.executing import do_tasks
    from narrate.batch.script_task import Purpose

    strict = strict_topics(selection, everywhere=strict_languages)
    with _executor(settings, tasks, workers) as (executor, at_a_time):
        checks = [replace(task, purpose=Purpose.CHECK) for task in tasks if task.source.topic in strict]
        failed = {one.source: one for one in do_tasks(checks, executor, at_a_time) if one.is_failed}
        spoilt = {source.topic for source in failed}
        yield from failed.values()
        for source in selection.wanted:
            if source.topic in spoilt and source not in failed:
                yield _kept_back(source, [one for one in failed if one.topic == source.topic])
        yield from do_tasks([task for task in tasks if task.source.topic not in spoilt], executor, at_a_time)


@contextmanager
def _executor(settings: RunSettings, tasks: Sequence[ScriptTask], workers: Workers) -> Iterator[tuple[Executor, int]]:
    """Give the executor that does the tasks, and how many of them it should have at a time."""
    from narrate.batch.executing import SameProcess

    if workers.cluster:
        from narrate.batch.cluster import cluster

        roots = tuple(sorted({str(task.source.root) for task in tasks}))
        with cluster(workers.cluster, settings, roots, workers.on_event, workers.patience_s) as (executor, threads):
            yield executor, 2 * threads
    elif workers.executor is not None:
        yield workers.executor, 4 * settings.jobs
    elif len(tasks) == 1 or not settings.is_named or settings.is_online:  # a single script uses all cores by itself
        try:
            yield SameProcess(workers.on_event), 1
        finally:
            _end_idle_workers()
    else:
        from narrate.processes.pool import ProcessPool

        pool = ProcessPool(min(settings.jobs, len(tasks)), workers.on_event, workers.patience_s)
        try:
            yield pool, 2 * settings.jobs
        finally:
            pool.shutdown(cancel_futures=True)


def _end_idle_workers() -> None:
    from narrate.speech.idle_workers import IDLE

    IDLE.end()


def _kept_back(source: Source, failed: Sequence[Source]) -> ScriptOutcome:
    """Return the outcome of a script that is not built, because those of the same topic in ``failed`` cannot be."""
    names = ", ".join(one.path.name for one in failed)
    message = f"not built, since {names} cannot be built and the languages of this topic are built together"
    problem = Problem(Place(str(source.path)), Severity.ERROR, "languages-together", message, "mend the other file")
    return ScriptOutcome(source, problems=(problem,))
