"""The result of a run: what came of each script, the catalogue (the list of all editions), and the warnings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from narrate.collections.collection import Written
from narrate.edition_facts import EditionFacts
from narrate.errors import InputError, OutsideError, Problem, Severity
from narrate.manifest import Manifest, read_manifest
from narrate.output_index import Seen
from narrate.script import Source

State = Literal["built", "fresh", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class EditionResult:
    """An edition of the run, and its folder.

    - ``seen``: what was seen of its files when they were written, for the index of the output.
    - ``is_new``: false if the edition was up to date and nothing had to be done.
    - ``is_checked``: something that it is made from has changed, but does not affect it.
    - ``removed``: files of an earlier build that were removed, because this build no longer writes them.
    - ``left``: such files that were not removed, because somebody has changed them.
    - ``notes``: lines of text about what was found in the folder and not trusted, and about a page that is now false.
    - ``spoken``: how many sentences were spoken in this run; ``kept``: how many were spoken in an earlier run.
    - ``split``: (heading, number of slides) for each heading that needs several slides.
    """

    source: Path
    folder: Path
    facts: EditionFacts
    is_new: bool
    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    spoken: int = 0
    kept: int = 0
    split: tuple[tuple[str, int], ...] = ()
    seen: Seen | None = None
    is_checked: bool = False

    @property
    def manifest(self) -> Manifest:
        """The edition's manifest, which is read from its folder. Raises ManifestError if that is not possible."""
        return read_manifest(self.folder)

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in sorted(self.manifest.files))


@dataclass(frozen=True, slots=True)
class ScriptOutcome:
    """What came of one script of a run.

    - ``editions``: those that were made or are up to date; the standard edition comes first.
    - ``problems``: errors and warnings about the script, in order of place.
    - ``is_refused``: it has warnings, and the settings are strict.
    - ``cause``: the error why the script could not be built although nothing is wrong with it, for example a full disk.
    - ``is_skipped``: the script turned out to be in a language that is not wanted.
    - ``seconds``: how long it took.
    - ``left_out``: how many passages of raw material were left out or changed.
    """

    source: Source
    editions: tuple[EditionResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_refused: bool = False
    cause: OutsideError | None = None
    is_skipped: bool = False
    seconds: float = 0.0
    left_out: int = 0

    @property
    def state(self) -> State:
        if self.is_failed:
            return "failed"
        if self.is_skipped:
            return "skipped"
        return "built" if any(edition.is_new for edition in self.editions) else "fresh"

    @property
    def is_failed(self) -> bool:
        return self.is_refused or self.cause is not None or bool(self.errors)

    @property
    def reasons(self) -> tuple[Problem, ...]:
        """The problems that keep the script from being built."""
        if self.is_refused:
            return tuple(problem for problem in self.problems if problem.severity is not Severity.ADVICE)
        return self.errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is not Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run.

    - ``outcomes``: what came of each wanted script, in the order of the scripts.
    - ``catalogue``: the page that lists all editions in the output; None if there is no output, as nothing was built.
    - ``general``: problems that belong to no script of the run.
    - ``collections``: the main files of other collections, such as podcast feeds and cards.
    - ``page``: ``report.html``, which tells of the run; None if there is no output.
    """

    outcomes: tuple[ScriptOutcome, ...]
    catalogue: Path | None
    general: tuple[Problem, ...] = ()
    collections: tuple[Written, ...] = ()
    page: Path | None = None

    @property
    def made(self) -> tuple[EditionResult, ...]:
        """The editions that were made or are up to date; of each script, the standard edition comes first."""
        return tuple(edition for outcome in self.outcomes for edition in outcome.editions)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(
            problem
            for problems in (self.general, *(outcome.problems for outcome in self.outcomes))
            for problem in problems
            if problem.severity is not Severity.ERROR
        )

    @property
    def failed(self) -> tuple[ScriptOutcome, ...]:
        """The scripts that could not be built."""
        return tuple(outcome for outcome in self.outcomes if outcome.is_failed)

    @property
    def is_complete(self) -> bool:
        return not self.failed and not any(problem.severity is Severity.ERROR for problem in self.general)

    def require_complete(self) -> None:
        """Raise InputError with all problems that kept scripts from being built.

        Raises OutsideError if there are none of these, but the disk, a voice or a process failed.
        """
        problems = [problem for problem in self.general if problem.severity is Severity.ERROR]
        problems += [problem for outcome in self.failed for problem in outcome.reasons]
        if problems:
            raise InputError(*dict.fromkeys(problems))
        causes = [outcome.cause for outcome in self.failed if outcome.cause is not None]
        if len(causes) == 1:
            raise causes[0]
        if causes:
            raise OutsideError("\n".join(dict.fromkeys(map(str, causes))))
