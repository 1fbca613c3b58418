"""One script of a run: it is read, checked, spoken and written. Any process can do it."""

from __future__ import annotations

import fcntl
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from threading import Lock

from narrate.batch.events import Event, Notice, Started, Step, ignore_event
from narrate.batch.notes import with_note
from narrate.batch.outputs import opened_output
from narrate.batch.reporting import EditionResult, ScriptOutcome
from narrate.batch.run_settings import RunSettings, plan_of
from narrate.batch.selecting import fresh_editions
from narrate.collections.collection import Candidate
from narrate.errors import InputError, OutsideError, Problem, Severity
from narrate.model import Script
from narrate.output_index import seen_now
from narrate.pipeline import BuiltEdition, Prepared, build_editions, listen
from narrate.renewing import renew_unaffected
from narrate.script import Source, examine_source
from narrate.script.settings import NAME as SETTINGS
from narrate.store import OvertakenError
from narrate.store.memo import Memo

_TURN_S = 1.0  # how long to wait before asking again
Send = Callable[[Event], None]


class Purpose(StrEnum):
    """What a task is for.

    - ``BUILD``: build the editions that are not up to date.
    - ``CHECK``: only check the script, and listen to its recording.
    - ``COMPARE``: only compare a script, whose editions are up to date, with the script in another language.
    """

    BUILD = "build"
    CHECK = "check"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class ScriptTask:
    """A script, and what to do with it.

    - ``compare_with``: the script of the same topic in another language that it is compared with.
    - ``jobs``: how many tasks run at the same time within this one.
    """

    source: Source
    settings: RunSettings
    purpose: Purpose = Purpose.BUILD
    compare_with: Source | None = None
    jobs: int = 1


def do_task(task: ScriptTask, report: Send = ignore_event) -> ScriptOutcome:
    """Do ``task``, and return what came of it. ``report`` is called with events.

    What is wrong with the script, or with the disk or a voice, is part of the outcome. Raises UsageError if something is
    wrong with the settings.
    """
    started = time.perf_counter()
    try:
        outcome = _Work(task, report).outcome()
    except InputError as error:
        outcome = ScriptOutcome(task.source, problems=tuple(error.problems))
    except OutsideError as error:
        outcome = ScriptOutcome(task.source, cause=error)
    return replace(outcome, seconds=time.perf_counter() - started)


class _Work:
    """The work on one script."""

    def __init__(self, task: ScriptTask, report: Send) -> None:
        self._task, self._report = task, report
        self._settings, self._source = task.settings, task.source
        self._plan = plan_of(task.settings, task.jobs)
        self._store = self._plan.settings[0].store
        self._problems: list[Problem] = []
        self._began_ns = time.time_ns()

    def outcome(self) -> ScriptOutcome:
        source = self._source
        self._report(Started(source.path, source.topic, source.language))
        with self._store.in_use(make=False):
            if self._task.purpose is Purpose.COMPARE:
                self._problems += self._compared(self._read())
                return self._outcome()
            prepared, is_skipped = self._checked()
        if prepared is None:
            return self._outcome(is_skipped=is_skipped)
        is_online = announce_recipients(prepared, self._report, offline=self._settings.offline)
        prepared, differences = listen(prepared, self._task.jobs)
        self._problems += differences
        if self._task.purpose is Purpose.CHECK or self._is_refused():
            return self._outcome(prepared.script)
        with self._online_turn() if is_online else nullcontext():
            return replace(self._outcome(prepared.script), editions=self._built(prepared))

    @contextmanager
    def _online_turn(self) -> Iterator[None]:
        """Wait until no other process sends text to a service: a service gets one request after the other."""
        with self._store.in_use():
            handle = os.open(self._store.folder / "online.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                while not _is_locked(handle):
                    self._report(Started(self._source.path, self._source.topic, self._source.language))
                    time.sleep(_TURN_S)
                yield
            finally:
                os.close(handle)

    def _outcome(self, script: Script | None = None, *, is_skipped: bool = False) -> ScriptOutcome:
        from narrate.check import in_order

        return ScriptOutcome(
            self._source,
            problems=tuple(in_order(self._problems)),
            is_refused=self._is_refused(),
            is_skipped=is_skipped,
            left_out=len(script.edits) if script is not None else 0,
        )

    def _is_refused(self) -> bool:
        """Whether the settings are strict, and there is a problem that is more than advice."""
        return self._settings.strict and any(one.severity is not Severity.ADVICE for one in self._problems)

    def _checked(self) -> tuple[Prepared | None, bool]:
        """Read and check the script. Return it ready to be built, or None; and whether its language is not wanted."""
        from narrate.check import check_source, fails

        settings, plan = self._settings, self._plan
        checked = check_source(
            self._source,
            settings.tags,
            settings.voice,
            settings.theme,
            Memo(self._store),
            plan.editions,
            advice=False,
            insist=plan.is_named,
        )
        self._problems += checked.problems
        if checked.prepared is not None:
            found = (found for one in plan.exporters for found in one.examine(checked.prepared.script))
            self._problems += dict.fromkeys(found)  # a figure may stand on several slides
            self._problems += self._unfit(checked.prepared.script)
        if checked.written is not None:
            self._problems += self._compared(checked.written)
        is_skipped = checked.written is None and not fails(self._problems)
        return (None if fails(self._problems) or self._is_refused() else checked.prepared), is_skipped

    def _read(self) -> Script | None:
        return examine_source(self._source, self._language, Memo(self._store))[0]

    @property
    def _language(self) -> str:
        """The language of scripts that do not state their own."""
        return self._settings.tags[0] if len(self._settings.tags) == 1 else ""

    def _compared(self, script: Script | None) -> Iterator[Problem]:
        """Compare ``script`` with the one in another language."""
        from narrate.check import check_translations

        other = self._task.compare_with
        if other is None or script is None:
            return
        with suppress(FileNotFoundError):  # its own task says that it is gone
            written = _read_once(other, self._language, _stamp(other), Memo(self._store))
            if written is not None:
                yield from check_translations({self._source: script, other: written})

    def _unfit(self, script: Script) -> Iterator[Problem]:
        """Yield why ``script`` cannot be part of the collections of the output."""
        source = self._source
        candidate = Candidate(script.topic, script.title, script.site, source.path, source.root / SETTINGS)
        for collection in self._settings.open_collections():
            if (problem := collection.problem(candidate)) is not None:
                yield problem

    def _built(self, prepared: Prepared) -> tuple[EditionResult, ...]:
        """Build the editions, and return them."""
        steps = _Steps(self._source, self._report)
        with opened_output(self._settings.output, self._source) as output:
            plan = output.plan(self._plan)
            fresh = fresh_editions(self._source, plan)
            checked = renew_unaffected(prepared, self._source, plan, fresh)
            fresh |= checked
            with self._store.in_use():
                try:
                    built = build_editions(prepared, plan, fresh, steps)
                except OvertakenError:  # now the store has what the other machine made, and it is used
                    built = build_editions(prepared, plan, fresh, steps)
            results = [
                self._result(prepared, built[name], steps.counts, is_checked=name in checked)
                for name in reversed(built)
            ]
            # all editions have the same slides
            return output.send(
                [
                    with_note(replace(result, split=result.split if number == 0 else ()), plan)
                    for number, result in enumerate(results)
                ]
            )

    def _result(
        self, prepared: Prepared, built: BuiltEdition, counts: Mapping[tuple[str, str], int], *, is_checked: bool
    ) -> EditionResult:
        path, edition = self._source.path, built.facts.edition
        if built.published is None or built.manifest is None:
            return EditionResult(path, built.folder, built.facts, is_new=False, is_checked=is_checked)
        return EditionResult(
            source=path,
            folder=built.folder,
            facts=built.facts,
            is_new=True,
            removed=built.published.removed,
            left=built.published.left,
            notes=built.published.notes,
            spoken=counts[edition, "spoken"],
            kept=counts[edition, "kept"],
            split=prepared.split,
            seen=seen_now(built.folder, path, built.manifest, self._began_ns),
        )


def announce_recipients(prepared: Prepared, report: Send, *, offline: bool) -> bool:
    """Report each service that the voice sends the text to, and return whether there is one.

    Raises InputError if ``offline`` forbids it.
    """
    from narrate.speech import text_recipients

    recipients = text_recipients(prepared.whole, prepared.cast[0], offline=offline)
    for name, recipient in recipients.items():
        report(Notice(f"the voice {name} sends the sentences it speaks to {recipient}; with --offline none would"))
    return bool(recipients)


def _is_locked(handle: int) -> bool:
    """Lock the open file ``handle``, if no other process has locked it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _stamp(source: Source) -> tuple[int, int]:
    """Return the size and the time of change of a script, which differ if it was edited."""
    status = source.path.stat()
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=2)  # the scripts of a topic are mostly built one after the other, and compared with the same one
def _read_once(source: Source, language: str, _stamp: tuple[int, int], memo: Memo) -> Script | None:
    return examine_source(source, language, memo)[0]


class _Steps:
    """Counts the steps of each edition of a script, and reports each of them."""

    def __init__(self, source: Source, report: Send) -> None:
        self._source, self._report = source, report
        self._lock = Lock()
        self.counts: Counter[tuple[str, str]] = Counter()

    def __call__(self, script: Script, step: str, edition: str) -> None:
        with self._lock:  # several threads paint and encode
            self.counts[edition, step] += 1
        self._report(Step(self._source.path, script.topic, script.language, edition, step))
