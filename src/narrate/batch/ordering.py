"""Makes the tasks of a run from its selection: what each script is compared with, and in which order they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from narrate.batch.run_settings import RunSettings
from narrate.batch.script_task import Purpose, ScriptTask
from narrate.batch.selecting import Selection
from narrate.script import Source
from narrate.script.settings import ALL_TOPICS, strict_languages_of


def tasks_of(selection: Selection, settings: RunSettings) -> list[ScriptTask]:
    """Return the tasks of a run, the longest first, so that none is left alone at the end.

    Each script is compared with the English one of its topic, or the first if there is none. If that one is built, all
    others are compared with it, also those whose editions are up to date. A script that is much longer than the others
    may use several cores.
    """
    stale = set(selection.stale)
    of_topic: dict[str, list[Source]] = {}
    for source in selection.wanted:
        of_topic.setdefault(source.topic, []).append(source)
    reference = {topic: _reference(sources) for topic, sources in of_topic.items()}
    tasks = []
    for source in selection.wanted:
        other = reference[source.topic]
        compared = other if other != source else None
        if source in stale:
            tasks.append(ScriptTask(source, settings, Purpose.BUILD, compared))
        elif compared in stale:
            tasks.append(ScriptTask(source, settings, Purpose.COMPARE, compared))
    return _with_jobs(tasks, settings.jobs)


def strict_topics(selection: Selection, *, everywhere: bool) -> set[str]:
    """Return the topics that are built only if nothing is wrong with them in any language.

    ``everywhere`` says that this goes for all topics; otherwise ``narrate.yaml`` names them.
    """
    if everywhere:
        return {source.topic for source in selection.wanted}
    roots = {source.root for source in selection.stale}
    named = {root: strict_languages_of(root) for root in roots}
    return {source.topic for source in selection.stale if named[source.root] & {source.topic, ALL_TOPICS}}


def _reference(sources: Sequence[Source]) -> Source:
    """Return the script that the other languages of a topic are compared with."""
    return min(sources, key=lambda source: (source.language.split("-")[0] != "en", str(source.path)))


def _with_jobs(tasks: Sequence[ScriptTask], jobs: int) -> list[ScriptTask]:
    if not all(task.settings.is_named and not task.settings.is_online for task in tasks):
        return [replace(task, jobs=jobs) for task in tasks]  # they are done one after the other
    sizes = {task: _size(task.source) if task.purpose is Purpose.BUILD else 0 for task in tasks}
    total = sum(sizes.values()) or 1
    # scripts of similar length keep their order: those of a topic share figures and what they are compared with
    ordered = sorted(sizes, key=lambda task: -sizes[task].bit_length())
    return [replace(task, jobs=_share(sizes, task, total, jobs)) for task in ordered]


def _share(sizes: Mapping[ScriptTask, int], task: ScriptTask, total: int, jobs: int) -> int:
    """Return how many tasks may run at the same time within ``task``, of ``jobs`` in the whole run."""
    return max(1, round(jobs * sizes[task] / total))


def _size(source: Source) -> int:
    with suppress(OSError):
        return source.path.stat().st_size
    return 0
