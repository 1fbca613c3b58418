"""What a build would find: which editions are up to date, which are not, and why. Nothing is built or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from narrate.batch.outputs import opened_output
from narrate.batch.run_report import load_report
from narrate.batch.run_settings import plan_of, run_settings
from narrate.batch.selecting import Selection, fresh_editions, select
from narrate.batch.shown_paths import script_name
from narrate.batch.staleness import OFFERS, is_built, why_stale
from narrate.build_plan import BuildPlan
from narrate.output_index import OutputIndex
from narrate.script import Source
from narrate.store.opening import open_store

State = Literal["fresh", "stale", "never built"]


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """An edition of a script.

    - ``script``: as in ``report.json``.
    - ``language``: empty if it is unknown until the script is read.
    - ``why``: why it must be built; empty if it is up to date.
    - ``failures``: why the script could not be built in the last run.
    """

    script: str
    topic: str
    language: str
    edition: str
    state: State
    why: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The editions that a build would make or find."""

    editions: tuple[EditionStatus, ...]

    @property
    def is_fresh(self) -> bool:
        return all(one.state == "fresh" for one in self.editions)

    @property
    def counts(self) -> Counter[State]:
        return Counter(one.state for one in self.editions)

    def as_document(self) -> dict[str, object]:
        """Return this as a value that JSON can hold."""
        editions = [
            {
                name: getattr(one, name)
                for name in ("script", "topic", "language", "edition", "state", "why", "failures")
            }
            for one in self.editions
        ]
        return {"schema": 1, "totals": {state: self.counts[state] for state in _STATES}, "editions": editions}


_STATES: tuple[State, ...] = ("fresh", "stale", "never built")


def status(
    paths: str | Path | Iterable[str | Path] = ("script",), output: str | Path = "output", **settings: Any
) -> Status:
    """Return which editions of the scripts in ``paths`` are up to date in ``output``.

    ``settings`` are those of ``narrate.build`` that decide what is made. Raises the same errors before it builds.
    """
    chosen = run_settings(output, **settings)
    with opened_output(chosen.output) as place:
        plan = place.plan(plan_of(chosen, chosen.jobs))
        index = place.index(open_store(chosen.store))
        selection = select(paths, chosen.tags, plan, index, chosen.slides)
        failures = _failures(place.folder)
        return Status(
            tuple(
                one
                for source in selection.wanted
                for one in _statuses(source, selection, plan, index, failures.get(script_name(source), ()))
            )
        )


def _statuses(
    source: Source, selection: Selection, plan: BuildPlan, index: OutputIndex | None, failures: tuple[str, ...]
) -> Iterator[EditionStatus]:
    """Yield the status of each edition of ``source``, the standard edition first."""
    name, is_complete = script_name(source), source in selection.fresh
    fresh = selection.fresh[source] if is_complete else fresh_editions(source, plan, index)
    language = next((facts.language for _, facts in fresh.values()), source.language)
    made = {edition: facts for edition, (_, facts) in fresh.items()}
    for one in reversed(plan.in_language(language) if language else plan.settings):
        if is_complete or (one.edition in made and made[one.edition].offers == plan.offers(one, made)):
            yield EditionStatus(name, source.topic, language, one.edition, "fresh")
            continue
        why = (OFFERS,) if one.edition in made else why_stale(source, one)
        state: State = "stale" if is_built(source, one) else "never built"
        yield EditionStatus(name, source.topic, language, one.edition, state, why, failures)


def _failures(output: Path) -> dict[str, tuple[str, ...]]:
    """Return why scripts could not be built in the last run, by script."""
    report = load_report(output)
    if report is None:
        return {}
    return {
        entry.script: (
            *(problem.line_of_text for problem in entry.errors or entry.problems),
            *filter(None, [entry.cause]),
        )
        for entry in report.scripts
        if entry.state == "failed"
    }
