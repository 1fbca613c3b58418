"""Prints the result of a build: what was made, and last, what was not, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from narrate.cli.edition_names import title_of
from narrate.errors import Severity

if TYPE_CHECKING:
    from narrate.batch import EditionResult, Report


def summarise(report: Report) -> None:
    """Print the warnings, a paragraph for each edition, the paths of the catalogue and of collections, and the errors."""
    for problem in dict.fromkeys(report.warnings):  # what scripts share is said once
        print(problem, file=sys.stderr)
    for made in report.made:
        for line in _edition(made):
            print(line)
    if report.catalogue is not None:
        print(report.catalogue)
    for written in report.collections:
        print(written.path)
        for note in written.notes:
            print(f"  {note}")
    for line in dict.fromkeys(_failures(report)):
        print(line, file=sys.stderr)


def _edition(made: EditionResult) -> Iterator[str]:
    """Yield the lines about an edition."""
    from narrate.speech.facts import label

    facts = made.facts
    minutes, seconds = divmod(round(facts.duration_ms / 1000), 60)
    where = f"{facts.files} files in {made.folder}" if made.is_new else f"up to date in {made.folder}"
    yield (
        f"{title_of(facts.topic, facts.language, facts.edition)}: {facts.slides} slides, {minutes} min {seconds:02d} s, "
        f"voice {facts.voice}{label(facts.voice, facts.language)}, {where}"
    )
    if made.is_new:
        yield f"  {made.spoken} {'sentence' if made.spoken == 1 else 'sentences'} spoken, {made.kept} kept"
    for heading, count in made.split:
        yield f"  {heading!r} fills {count} slides"
    if estimated := facts.timing.get("estimated", 0):
        yield f"  words' times are estimated in {estimated} of {sum(facts.timing.values())} sentences"
    for path in made.removed:
        yield f"  removed {path}: an earlier build made it, and this one does not"
    for path in made.left:
        yield f"  left {path}: this build does not make it, and it was changed by hand; delete it if you do not need it"
    for note in made.notes:
        yield f"  {note}"


def _failures(report: Report) -> Iterator[str]:
    """Yield a line for each error, in the order of the scripts."""
    for problem in report.general:
        if problem.severity is Severity.ERROR:
            yield str(problem)
    for outcome in report.failed:
        for problem in outcome.errors:
            yield str(problem)
        if outcome.cause is not None:
            yield f"narrate: {outcome.cause}"
