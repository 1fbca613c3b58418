"""Runs as they are recorded in events and outcomes, so that tests of what is shown build nothing."""

from __future__ import annotations

from pathlib import Path

from narrate.batch.events import Event, Finished, Planned, Started, Step
from narrate.batch.reporting import EditionResult, ScriptOutcome
from narrate.edition_facts import EditionFacts
from narrate.errors import OutsideError, Place, Problem, Severity
from narrate.script import Source


def source(topic: str, language: str = "en", root: Path = Path("/home/me/script")) -> Source:
    """A script as it is named when somebody builds the folder ``script``."""
    return Source(Path("script") / topic / f"{language}.md", topic, language, root)


def edition(of: Source, *, is_new: bool = True, name: str = "standard", output: str = "output") -> EditionResult:
    folder = Path(output) / of.topic / of.language
    facts = EditionFacts(
        topic=of.topic, title="A title", language=of.language, edition=name, voice="espeak:en-us", slides=3,
        duration_ms=20_000, files=12, formats=("txt",), timing={}, recorded=0, offers={}, site="", picture="",
        has_page=True, timeline="",
    )  # fmt: skip
    return EditionResult(
        of.path, folder if name == "standard" else folder / name, facts, is_new, spoken=6 if is_new else 0
    )


def built(of: Source, *problems: Problem, seconds: float = 3.0) -> ScriptOutcome:
    return ScriptOutcome(of, (edition(of),), problems, seconds=seconds)


def fresh(of: Source, *problems: Problem) -> ScriptOutcome:
    return ScriptOutcome(of, (edition(of, is_new=False),), problems)


def failed(of: Source, *problems: Problem, cause: str = "") -> ScriptOutcome:
    return ScriptOutcome(
        of, problems=problems or (() if cause else (error(of),)), cause=OutsideError(cause) if cause else None
    )


def error(of: Source, message: str = "no file 'bone.svg'") -> Problem:
    return Problem(Place(str(of.path), 7, 1), Severity.ERROR, "figure-missing", message, "name a file that exists")


def warning(of: Source, code: str = "left-out") -> Problem:
    return Problem(Place(str(of.path), 9, 2), Severity.WARNING, code, "a line was left out")


def planned(*outcomes: ScriptOutcome, fresh: int = 0) -> Planned:
    """A run of the scripts that will have ``outcomes``, and of others that are up to date."""
    return Planned(len(outcomes) + fresh, frozenset(outcome.source.path for outcome in outcomes))


def events_of(outcome: ScriptOutcome, spoken: int = 2) -> list[Event]:
    """What happens while a script is built."""
    one = outcome.source
    steps: list[Event] = [Step(one.path, one.topic, one.language, "standard", "spoken") for _ in range(spoken)]
    return [Started(one.path, one.topic, one.language), *steps, Finished(outcome)]
