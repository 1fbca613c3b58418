"""Speaks and writes the scripts of a run, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock

from narrate.batch.reporting import EditionResult
from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.editions import STANDARD
from narrate.errors import InputError, Problem
from narrate.manifest import Manifest, load_manifest
from narrate.model import Script
from narrate.pipeline import BuiltEdition, Prepared, build_editions, listen
from narrate.script import Source

Progress = Callable[[Script, str, str], None]
"""Called with a script, the step that is done (spoken, kept, painted, encoded or exported), and the edition."""


def announce_recipients(prepared: Iterable[Prepared], notice: Callable[[str], None], *, offline: bool) -> None:
    """Call ``notice`` for each service that voices send the text to. Raises InputError if ``offline`` forbids it."""
    from narrate.speech import text_recipients

    recipients: dict[str, str] = {}
    errors: list[Problem] = []
    for ready in prepared:
        try:
            recipients.update(text_recipients(ready.whole, ready.cast[0], offline=offline))
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    for name, recipient in recipients.items():
        notice(f"the voice {name} sends the sentences it speaks to {recipient}; with --offline none would")


def listen_to_all(prepared: Mapping[Source, Prepared], jobs: int) -> tuple[dict[Source, Prepared], list[Problem]]:
    """Listen to the recordings of all scripts that have one.

    Return all scripts, and a warning for each difference between a recording and its script. Raises InputError with the
    errors of all recordings. ``jobs`` is the number of tasks that run at the same time.
    """
    listened: dict[Source, Prepared] = {}
    warnings: list[Problem] = []
    errors: list[Problem] = []
    for source, ready in prepared.items():
        try:
            listened[source], differences = listen(ready, jobs)
            warnings += differences
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    return listened, warnings


def build_all(
    selection: Selection, prepared: Mapping[Source, Prepared], plan: BuildPlan, progress: Progress | None
) -> tuple[EditionResult, ...]:
    """Build what is not up to date. Return the editions of all wanted scripts, in order."""
    made: list[EditionResult] = []
    for source in selection.wanted:
        fresh = selection.fresh[source]
        if source in prepared:
            made += _build(source, prepared[source], plan, fresh, progress)
        elif source in selection.up_to_date:
            made += (
                EditionResult(source.path, *fresh[name], is_new=False)
                for name in reversed(plan.editions)
                if name in fresh
            )
    return tuple(_with_note(result, plan) for result in made)


def _with_note(result: EditionResult, plan: BuildPlan) -> EditionResult:
    """Add a note to ``result`` if the page that offers this edition is outdated and this run does not write it."""
    made, page = result.manifest, result.folder.parent
    if not plan.makes_page_false(made, load_manifest(page)):
        return result
    note = (
        f"the page in {page} offers this edition as it was before; "
        f"to write the page again, add --edition {STANDARD},{made.edition}"
    )
    return replace(result, notes=(*result.notes, note))


def _build(
    source: Source,
    prepared: Prepared,
    plan: BuildPlan,
    fresh: Mapping[str, tuple[Path, Manifest]],
    progress: Progress | None,
) -> list[EditionResult]:
    steps = _Steps(progress)
    with plan.settings[0].store.in_use():
        built = build_editions(prepared, plan, fresh, steps)
    results = [_result(source, prepared, built[name], steps.counts) for name in reversed(built)]
    return [results[0], *(replace(result, split=()) for result in results[1:])]  # they have the same slides


def _result(
    source: Source, prepared: Prepared, built: BuiltEdition, counts: Mapping[tuple[str, str], int]
) -> EditionResult:
    if built.published is None:
        return EditionResult(source.path, built.folder, built.manifest, is_new=False)
    edition = built.manifest.edition
    return EditionResult(
        source=source.path,
        folder=built.folder,
        manifest=built.manifest,
        is_new=True,
        removed=built.published.removed,
        left=built.published.left,
        notes=built.published.notes,
        spoken=counts[edition, "spoken"],
        kept=counts[edition, "kept"],
        split=prepared.split,
    )


class _Steps:
    """Counts the steps of each edition of a script, and passes each step on to ``progress``."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._lock = Lock()
        self.counts: Counter[tuple[str, str]] = Counter()

    def __call__(self, script: Script, step: str, edition: str) -> None:
        with self._lock:  # several threads paint and encode
            self.counts[edition, step] += 1
        if self._progress is not None:
            self._progress(script, step, edition)
