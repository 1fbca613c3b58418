"""``output/report.json`` and ``output/report.html``: what the latest run did, and what is wrong with which script.

Both are for whoever builds; no page of a patient refers to them. A run in which everything is up to date leaves them as
they are. A run of only some scripts keeps what is known of the others.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.batch.reporting import ScriptOutcome
from narrate.batch.selecting import Selection
from narrate.errors import Problem, Severity
from narrate.json_files import UnreadableError, decode_json, read_regular_file
from narrate.publishing import move_durably, staged
from narrate.script import Source

if TYPE_CHECKING:
    from narrate.batch.run_report_document import ProblemEntry, RunReport, ScriptEntry, Totals

NAME = "report.json"
PAGE = "report.html"
_MOST_BYTES = 256_000_000
_NOTHING_OPEN = b'{"schema":1,"unfinished":0,'


@dataclass(frozen=True, slots=True)
class RunRecorder:
    """Writes the report of a run of the scripts in ``selection``.

    - ``why``: why each script must be built that is not up to date.
    - ``output``: the folder of the report; ``store``: the folder of the store, whose path no report names.
    """

    selection: Selection
    why: Mapping[Source, tuple[str, ...]]
    output: Path
    store: Path
    began: float = field(default_factory=time.time)
    _started: float = field(default_factory=time.perf_counter)

    def record(self, outcomes: Mapping[Source, ScriptOutcome], general: Iterable[Problem]) -> Path | None:
        """Write what came of the scripts, unless the report says so already. Return the path of the page.

        ``general`` are the problems that belong to no script. Returns None if there is no output. Raises OutsideError
        if the disk refuses.
        """
        done = outcomes.keys() - self.selection.fresh.keys()
        if not self.output.is_dir() or (self.selection.stale and not done):
            return None
        page = self.output / PAGE
        general = tuple(general)
        if self.selection.stale or general or not _has_nothing_open(self.output):
            earlier = load_report(self.output)
            report = self._report(outcomes, general, earlier)
            if earlier is None or not page.is_file() or report.without_times() != earlier.without_times():
                _write(report, self.output)
        return page

    def _report(
        self, outcomes: Mapping[Source, ScriptOutcome], general: Iterable[Problem], earlier: RunReport | None
    ) -> RunReport:
        from narrate.batch.report_entries import EntryMaker
        from narrate.batch.run_report_document import RunReport
        from narrate.batch.shown_paths import ShownPaths

        known = {entry.script: entry for entry in earlier.scripts} if earlier is not None else {}
        shown = ShownPaths(self.selection.wanted, self.output, self.store)
        maker = EntryMaker(self.output, self.moment, self.why, shown, known)
        mine = [
            maker.entry(source, outcomes.get(source))
            for source in self.selection.wanted
            if source not in outcomes or not outcomes[source].is_skipped
        ]
        entries = {entry.script: entry for entry in (*self._others(known.values()), *mine)}
        shared = tuple(map(maker.problem, general))
        return RunReport(
            schema=1,
            unfinished=sum(entry.state in ("failed", "not done") for entry in entries.values()),
            began=self.moment,
            seconds=round(time.perf_counter() - self._started, 1),
            totals=_totals(mine, shared, len(entries) - len(mine)),
            general=shared,
            scripts=tuple(entries[name] for name in sorted(entries)),
        )

    @property
    def moment(self) -> str:
        """When the run began, in ISO 8601."""
        return datetime.datetime.fromtimestamp(int(self.began), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _others(self, known: Iterable[ScriptEntry]) -> Iterator[ScriptEntry]:
        """Yield the entries of earlier runs. What is known of a script that is gone is of no use."""
        homes = {source.root.name: source.root.parent for source in self.selection.wanted}
        for entry in known:
            home = homes.get(entry.script.partition("/")[0])
            if home is None or (home / entry.script).is_file():
                yield entry


def load_report(output: Path) -> RunReport | None:
    """Return the report in the folder ``output``; None if there is none that can be read."""
    from narrate.batch.run_report_document import SCHEMA, RunReport

    try:
        return decode_json(read_regular_file(output / NAME, _MOST_BYTES), RunReport, SCHEMA)
    except (FileNotFoundError, UnreadableError):
        return None


def _has_nothing_open(output: Path) -> bool:
    """Whether there is a report in ``output`` in which no script has failed. This takes no time."""
    try:
        with (output / NAME).open("rb") as file:
            return file.read(len(_NOTHING_OPEN)) == _NOTHING_OPEN and (output / PAGE).is_file()
    except OSError:
        return False


def _totals(mine: list[ScriptEntry], general: tuple[ProblemEntry, ...], earlier: int) -> Totals:
    from narrate.batch.run_report_document import Totals

    states = Counter(entry.state for entry in mine)
    problems = Counter(problem.severity for problem in {*general, *(one for entry in mine for one in entry.problems)})
    return Totals(
        scripts=len(mine),
        built=states["built"],
        fresh=states["fresh"],
        failed=states["failed"],
        not_done=states["not done"],
        errors=problems[Severity.ERROR],
        warnings=problems[Severity.WARNING] + problems[Severity.ADVICE],
        stale=sum(len(entry.stale) for entry in mine),
        earlier=earlier,
    )


def _write(report: RunReport, output: Path) -> None:
    from narrate.batch.report_page import page_of

    with staged(output) as stage:
        (stage / NAME).write_bytes(encoded(report))
        (stage / PAGE).write_text(page_of(report), encoding="utf-8", newline="\n")
        for name in (NAME, PAGE):
            move_durably(stage / name, output / name)


def encoded(report: RunReport) -> bytes:
    """Return the report as JSON, with one line for each script."""
    from msgspec import json, structs

    head = json.encode(structs.replace(report, scripts=())).removesuffix(b"]}")
    lines = b",\n".join(json.encode(entry) for entry in report.scripts)
    return head + b"\n" + lines + b"\n]}\n"
