"""The shape of ``report.json``, which tells of the latest run. ``docs/report.schema.json`` describes it for others.

This module imports msgspec, which takes a while; it is imported when a report is written or read.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, structs

SCHEMA = 1
State = Literal["built", "fresh", "failed", "not done"]


class ProblemEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of ``Problem`` and its ``Place``."""

    file: str
    severity: str
    code: str
    message: str
    line: int = 0
    column: int = 0
    at_ms: int | None = None
    hint: str = ""

    @property
    def where(self) -> str:
        from narrate.errors import Place

        return str(Place(self.file, self.line, self.column, self.at_ms))

    @property
    def line_of_text(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.where}: {self.severity} {self.code}: {self.message}{hint}"


class EditionEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """An edition that was made or is up to date.

    ``page`` and ``log`` are the paths of its page and of the list of what was left out, relative to the output; empty
    if there is none.
    """

    edition: str
    folder: str
    is_new: bool
    voice: str
    slides: int
    duration_ms: int
    files: int
    spoken: int = 0
    kept: int = 0
    notes: tuple[str, ...] = ()
    page: str = ""
    log: str = ""


class ScriptEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """What came of a script.

    - ``script``: its path, relative to the folder in which its folder of topics lies.
    - ``run``: when the run began that this tells of; ``seconds``: how long the script took when it was last built.
    - ``why``: why it was built, or had to be.
    - ``stale``: folders of editions in the output that are older than the script, since it could not be built.
    - ``cause``: why it could not be built although nothing is wrong with it.
    """

    script: str
    topic: str
    language: str
    state: State
    run: str
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    left_out: int = 0
    cause: str = ""
    stale: tuple[str, ...] = ()
    editions: tuple[EditionEntry, ...] = ()
    problems: tuple[ProblemEntry, ...] = ()

    @property
    def errors(self) -> list[ProblemEntry]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[ProblemEntry]:
        return [problem for problem in self.problems if problem.severity != "error"]


class Totals(Struct, frozen=True, forbid_unknown_fields=True):
    """How many scripts of the run are in which state, and how many problems they have.

    ``stale`` is the number of editions in the output that are older than their script. ``earlier`` is how many scripts
    the report lists that belong to earlier runs.
    """

    scripts: int
    built: int
    fresh: int
    failed: int
    not_done: int
    errors: int
    warnings: int
    stale: int
    earlier: int


class RunReport(Struct, frozen=True, forbid_unknown_fields=True):
    """A run, and what is known of each script in the output.

    - ``unfinished``: how many scripts in the report failed or are not done.
    - ``began``: when the run began, UTC; ``seconds``: how long it took.
    - ``general``: problems that belong to no script.
    """

    schema: Literal[1]
    unfinished: int
    began: str
    seconds: float
    totals: Totals
    general: tuple[ProblemEntry, ...]
    scripts: tuple[ScriptEntry, ...]

    def without_times(self) -> RunReport:
        """Return the same report without what differs in each run."""
        scripts = tuple(structs.replace(one, run="", seconds=0.0) for one in self.scripts)
        return structs.replace(self, began="", seconds=0.0, scripts=scripts)
