"""Speaks and writes the scripts of a run, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from threading import Lock

from narrate.batch.reporting import EditionResult
from narrate.batch.selecting import Selection
from narrate.errors import InputError, Problem
from narrate.model import Script
from narrate.pipeline import BuildSettings, Prepared, build_edition, listen
from narrate.script import Source

Progress = Callable[[Script, str], None]
"""Called with a script and the step that is done: spoken, kept, painted, encoded or exported."""


def announce_recipients(prepared: Iterable[Prepared], notice: Callable[[str], None], *, offline: bool) -> None:
    """Call ``notice`` for each service that voices send the text to. Raises InputError if ``offline`` forbids it."""
    from narrate.speech import text_recipients

    recipients: dict[str, str] = {}
    errors: list[Problem] = []
    for ready in prepared:
        try:
            recipients.update(text_recipients(ready.script, ready.cast[0], offline=offline))
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
    selection: Selection, prepared: Mapping[Source, Prepared], settings: BuildSettings, progress: Progress | None
) -> tuple[EditionResult, ...]:
    """Build the wanted scripts that are not up to date. Return the editions of all wanted scripts, in order."""
    made = []
    for source in selection.wanted:
        if source in selection.up_to_date:
            made.append(EditionResult(source.path, *selection.up_to_date[source], is_new=False))
        elif source in prepared:
            made.append(_build(source, prepared[source], settings, progress))
    return tuple(made)


def _build(source: Source, prepared: Prepared, settings: BuildSettings, progress: Progress | None) -> EditionResult:
    steps = _Steps(progress)
    with settings.store.in_use():
        folder, manifest, published = build_edition(prepared, settings, steps)
    return EditionResult(
        source=source.path,
        folder=folder,
        manifest=manifest,
        is_new=True,
        removed=published.removed,
        left=published.left,
        notes=published.notes,
        spoken=steps.counts["spoken"],
        kept=steps.counts["kept"],
        split=prepared.split,
    )


class _Steps:
    """Counts the steps of one edition, and passes each on to ``progress``."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._lock = Lock()
        self.counts: Counter[str] = Counter()

    def __call__(self, script: Script, step: str) -> None:
        with self._lock:  # several threads paint and encode
            self.counts[step] += 1
        if self._progress is not None:
            self._progress(script, step)
