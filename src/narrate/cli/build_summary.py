"""Tells the result of a build: each script as soon as it is done, and last what was not built, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from narrate.cli.edition_names import title_of
from narrate.cli.run_state import RunState, counted
from narrate.errors import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from narrate.batch import EditionResult, Report, ScriptOutcome
    from narrate.errors import Problem

FEW = 12
"""Up to so many scripts, everything is told of each edition. Beyond that, an edition has one line, and those that are up
to date are counted only."""


class Say(Protocol):
    """Prints a line at once."""

    def __call__(self, line: str, *, is_error: bool) -> None: ...


class Summary:
    """Tells with ``say`` what comes of each script of the run whose state is ``state``."""

    def __init__(self, state: RunState, say: Say) -> None:
        self._state, self._say = state, say
        self._said: set[str] = set()  # problems, since what scripts share is said once
        self._told: set[Path] = set()
        self._failures: dict[str, None] = {}
        self._is_last = True  # whether nothing was said after the first failure

    def finished(self, outcome: ScriptOutcome) -> None:
        """Tell what came of a script."""
        self._tell_problems(outcome.problems)
        self._tell_failures(_failures(outcome))
        if outcome.state == "fresh" and not outcome.problems:
            return  # compared, and nothing found
        self._told.add(outcome.source.path)
        lines = [line for made in outcome.editions for line in self._edition(made)]
        if lines and self._is_many:
            lines[0] = f"{self._state.done} of {self._state.scripts}: {lines[0]}"
        self._tell(lines)

    def end(self, report: Report) -> None:
        """Tell of what is up to date, of what all scripts share, where the catalogue is, and all failures again."""
        self._tell_problems(report.general)
        for outcome in report.outcomes:
            if outcome.source.path not in self._told and not outcome.is_failed:
                self._tell_fresh(outcome)
        is_last = self._is_last  # the lines at the end do not hide a failure
        counts = Counter[str](outcome.state for outcome in report.outcomes)
        self._tell_counts(counts, self._state.scripts - len(report.outcomes), report.page)
        if report.catalogue is not None:
            self._tell([str(report.catalogue)])
        for written in report.collections:
            self._tell([str(written.path), *(f"  {note}" for note in written.notes)])
        self._is_last = is_last
        self._repeat(_all_failures(report))

    def interrupted(self) -> None:
        """Tell what was done."""
        self._tell_counts(self._state.counts, self._state.scripts - self._state.done)
        self._repeat(self._failures)

    @property
    def _is_many(self) -> bool:
        return self._state.scripts > FEW

    def _tell_fresh(self, outcome: ScriptOutcome) -> None:
        """Tell of a script that was up to date. If there are many, only what must be known."""
        for made in outcome.editions:
            self._tell(self._notes(made) if self._is_many else self._edition(made))

    def _tell(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._is_last &= not self._failures
            self._say(line, is_error=False)

    def _tell_counts(self, counts: Counter[str], rest: int, page: Path | None = None) -> None:
        """Tell how many scripts are in which state, unless it is plain, and where more is told."""
        if self._state.scripts > 1 and (self._is_many or rest or counts["failed"]):
            more = f"; see {page}" if page is not None else ""
            self._say(f"{counted(counts, rest)} of {self._state.scripts} scripts{more}", is_error=False)

    def _tell_problems(self, problems: Iterable[Problem]) -> None:
        """Tell of what does not keep a script from being built."""
        for problem in problems:
            if problem.severity is not Severity.ERROR and (line := str(problem)) not in self._said:
                self._said.add(line)
                self._is_last &= not self._failures
                self._say(line, is_error=True)

    def _tell_failures(self, lines: Iterable[str]) -> None:
        for line in lines:
            if line not in self._failures and line not in self._said:
                self._say(line, is_error=True)
            self._failures[line] = None

    def _repeat(self, failures: Iterable[str]) -> None:
        """Tell of all ``failures`` once more, in order, unless they are the last that was said."""
        lines = dict.fromkeys(failures)
        if self._is_last:
            lines = {line: None for line in lines if line not in self._failures}
        elif lines:
            self._say("narrate: what could not be built, and why:", is_error=True)
        for line in lines:
            self._say(line, is_error=True)

    def _edition(self, made: EditionResult) -> Iterator[str]:
        """Yield the lines about an edition."""
        from narrate.speech.facts import label

        facts = made.facts
        minutes, seconds = divmod(round(facts.duration_ms / 1000), 60)
        where = f"{facts.files} files in {made.folder}" if made.is_new else f"{_unchanged(made)} in {made.folder}"
        yield (
            f"{title_of(facts.topic, facts.language, facts.edition)}: {facts.slides} slides, "
            f"{minutes} min {seconds:02d} s, voice {facts.voice}{label(facts.voice, facts.language)}, {where}"
        )
        if not self._is_many:
            yield from _details(made)
        yield from self._notes(made)

    def _notes(self, made: EditionResult) -> Iterator[str]:
        """Yield what must be known of an edition, also if there are many."""
        for path in made.removed:
            yield f"  removed {path}: an earlier build made it, and this one does not"
        for path in made.left:
            yield (
                f"  left {path}: this build does not make it, and it was changed by hand; "
                "delete it if you do not need it"
            )
        for note in made.notes:
            yield f"  {note}"


def _details(made: EditionResult) -> Iterator[str]:
    if made.is_new:
        yield f"  {made.spoken} {'sentence' if made.spoken == 1 else 'sentences'} spoken, {made.kept} kept"
    for heading, count in made.split:
        yield f"  {heading!r} fills {count} slides"
    timing = made.facts.timing
    if estimated := timing.get("estimated", 0):
        yield f"  words' times are estimated in {estimated} of {sum(timing.values())} sentences"


def _all_failures(report: Report) -> Iterator[str]:
    """Yield the lines about all that failed, in the order of the scripts."""
    yield from (str(problem) for problem in report.general if problem.severity is Severity.ERROR)
    for outcome in report.failed:
        yield from _failures(outcome)


def _failures(outcome: ScriptOutcome) -> Iterator[str]:
    """Yield a line for each reason why a script was not built, in the order of their places."""
    if outcome.is_failed:
        yield from map(str, outcome.reasons)
    if outcome.cause is not None:
        yield f"narrate: {outcome.cause}"


def _unchanged(made: EditionResult) -> str:
    return "checked and not affected by what has changed," if made.is_checked else "up to date"
