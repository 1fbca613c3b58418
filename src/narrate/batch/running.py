"""The scripts of a run spoken and written, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from threading import Lock

from narrate.batch.reporting import Made
from narrate.batch.selecting import Selection
from narrate.errors import InputError, Problem
from narrate.model import Script
from narrate.pipeline import Prepared, Settings, build_edition, listen
from narrate.script import Source

Progress = Callable[[Script, str], None]
"""Is told each step of a script that is done: spoken, kept, painted, encoded or exported."""


def tell_who_hears(prepared: Iterable[Prepared], notice: Callable[[str], None], *, offline: bool) -> None:
    """Tell ``notice`` who is sent what the voices speak. Raises InputError where ``offline`` forbids it."""
    from narrate.speech import who_hears

    heard: dict[str, str] = {}
    errors: list[Problem] = []
    for one in prepared:
        try:
            heard.update(who_hears(one.script, one.cast[0], offline=offline))
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    for name, who in heard.items():
        notice(f"the voice {name} sends the sentences it speaks to {who}; with --offline none would")


def listen_to_all(prepared: Mapping[Source, Prepared], jobs: int) -> tuple[dict[Source, Prepared], list[Problem]]:
    """Every script, listened to where it is recorded, and warnings of what differs; or all errors at once."""
    found: dict[Source, Prepared] = {}
    warnings: list[Problem] = []
    errors: list[Problem] = []
    for source, one in prepared.items():
        try:
            found[source], told = listen(one, jobs)
            warnings += told
        except InputError as error:
            errors += error.problems
    if errors:
        raise InputError(*dict.fromkeys(errors))
    return found, warnings


def build_all(
    selection: Selection, prepared: Mapping[Source, Prepared], settings: Settings, progress: Progress | None
) -> tuple[Made, ...]:
    """The editions of the wanted scripts, in their order: those that are up to date, and the others built now."""
    made = []
    for source in selection.wanted:
        if source in selection.fresh:
            made.append(Made(source.path, *selection.fresh[source], fresh=False))
        elif source in prepared:
            made.append(_build(source, prepared[source], settings, progress))
    return tuple(made)


def _build(source: Source, prepared: Prepared, settings: Settings, progress: Progress | None) -> Made:
    steps = _Steps(progress)
    with settings.store.in_use():
        folder, manifest, published = build_edition(prepared, settings, steps)
    return Made(
        source=source.path,
        folder=folder,
        manifest=manifest,
        fresh=True,
        removed=published.removed,
        left=published.left,
        spoken=steps.counts["spoken"],
        kept=steps.counts["kept"],
        split=prepared.split,
    )


class _Steps:
    """Counts the steps of one edition and passes them on."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._lock = Lock()
        self.counts: Counter[str] = Counter()

    def __call__(self, script: Script, step: str) -> None:
        with self._lock:  # several threads paint and encode
            self.counts[step] += 1
        if self._progress is not None:
            self._progress(script, step)
