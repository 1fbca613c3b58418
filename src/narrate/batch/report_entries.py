"""Makes the entries of ``report.json`` from the outcomes of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from narrate.batch.reporting import EditionResult, ScriptOutcome
from narrate.batch.run_report_document import EditionEntry, ProblemEntry, ScriptEntry
from narrate.batch.shown_paths import ShownPaths, script_name
from narrate.edition_facts import PAGE
from narrate.editions import DEPTHS
from narrate.errors import Problem
from narrate.manifest import NAME as MANIFEST
from narrate.script import Source
from narrate.script.left_out import NAME as LEFT_OUT


@dataclass(frozen=True, slots=True)
class EntryMaker:
    """Makes the entries of a report.

    - ``output``: the folder of the report; ``moment``: when the run began.
    - ``why``: why each script must be built that is not up to date.
    - ``known``: the entries of the last report, by script.
    """

    output: Path
    moment: str
    why: Mapping[Source, tuple[str, ...]]
    shown: ShownPaths
    known: Mapping[str, ScriptEntry]

    def entry(self, source: Source, outcome: ScriptOutcome | None) -> ScriptEntry:
        """Return the entry of a script; ``outcome`` is None if it was not done."""
        name = script_name(source)
        if outcome is None:
            return ScriptEntry(
                name, source.topic, source.language, "not done", self.moment,
                why=self.why.get(source, ()), stale=self._stale(source),
            )  # fmt: skip
        state = outcome.state
        assert state != "skipped"
        facts = [edition.facts for edition in outcome.editions]
        problems = tuple(map(self.problem, outcome.problems))
        entry = ScriptEntry(
            script=name,
            topic=source.topic,
            language=facts[0].language if facts else source.language,
            state=state,
            run=self.moment,
            seconds=round(outcome.seconds, 1),
            why=self.why.get(source, ()),
            left_out=outcome.left_out,
            cause=self.shown(str(outcome.cause or "")),
            stale=self._stale(source) if outcome.is_failed else (),
            editions=tuple(map(self._edition, outcome.editions)),
            problems=problems,
        )
        return self._with_known(entry, is_compared=bool(outcome.seconds)) if state == "fresh" else entry

    def problem(self, problem: Problem) -> ProblemEntry:
        """Return the entry of a problem."""
        place = problem.place
        return ProblemEntry(
            file=self.shown(place.file),
            severity=problem.severity.value,
            code=problem.code,
            message=self.shown(problem.message),
            line=place.line,
            column=place.column,
            at_ms=place.at_ms,
            hint=self.shown(problem.hint),
        )

    def _with_known(self, entry: ScriptEntry, *, is_compared: bool) -> ScriptEntry:
        """Add to the ``entry`` of a script that was up to date what an earlier run found in it."""
        known = self.known.get(entry.script)
        if known is None or known.state not in ("built", "fresh"):
            return structs.replace(entry, seconds=0.0)
        kept = tuple(one for one in known.problems if not (is_compared and one.code.startswith("languages-")))
        return structs.replace(
            entry, seconds=known.seconds, left_out=known.left_out, problems=(*kept, *entry.problems)
        )  # fmt: skip

    def _edition(self, made: EditionResult) -> EditionEntry:
        facts, folder = made.facts, made.folder.relative_to(self.output).as_posix()
        return EditionEntry(
            edition=facts.edition,
            folder=folder,
            is_new=made.is_new,
            voice=facts.voice,
            slides=facts.slides,
            duration_ms=facts.duration_ms,
            files=facts.files,
            spoken=made.spoken,
            kept=made.kept,
            notes=tuple(map(self.shown, made.notes)),
            page=f"{folder}/{PAGE}" if facts.has_page else "",
            log=f"{folder}/{LEFT_OUT}" if (made.folder / LEFT_OUT).is_file() else "",
        )

    def _stale(self, source: Source) -> tuple[str, ...]:
        """Return the folders of the editions of ``source`` that lie in the output, from earlier builds."""
        home = self.output / source.topic
        found = (path.parent for depth in DEPTHS for path in home.glob(f"{_below_topic(depth, source)}/{MANIFEST}"))
        return tuple(sorted(folder.relative_to(self.output).as_posix() for folder in found))


def _below_topic(depth: str, source: Source) -> str:
    """Return the pattern ``depth`` of the folders of editions (``editions.DEPTHS``) within the folder of a topic."""
    return "/".join([source.language or "*", *depth.split("/")[2:]])
