"""Reads and checks all scripts of a run before the first is spoken, and compares the languages of each topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.batch.selecting import Selection
from narrate.build_plan import BuildPlan
from narrate.errors import InputError, Problem, Severity
from narrate.pipeline import Prepared
from narrate.script import Source, read_source
from narrate.store.memo import Memo

if TYPE_CHECKING:
    from narrate.model import Script
    from narrate.speech import Engine


def check_all(
    selection: Selection, voice: str | Engine, theme: str, memo: Memo, plan: BuildPlan
) -> tuple[dict[Source, Prepared], tuple[Problem, ...]]:
    """Read and check all scripts that must be built. Return the scripts ready to be built, and all warnings.

    A script that is up to date is read only if another language of its topic is built, to compare the two. ``voice``
    and ``theme`` are as for ``build``; ``memo`` remembers what is known about figures; ``plan`` has the editions that
    are made. Raises InputError with all
    problems of all scripts.
    """
    if not selection.stale:
        return {}, selection.warnings
    from narrate.check import TRANSLATION_RULES, check_source, check_translations, fails, in_order

    prepared: dict[Source, Prepared] = {}
    read: dict[Source, Script] = {}
    problems = list(selection.warnings)
    for source in selection.stale:
        checked = check_source(
            source, selection.tags, voice, theme, memo, plan.editions, advice=False, insist=plan.is_named
        )
        problems += checked.problems
        if checked.written is not None and TRANSLATION_RULES:
            read[source] = checked.written
        if checked.prepared is not None:
            prepared[source] = checked.prepared
            found = (found for one in plan.exporters for found in one.examine(checked.prepared.script))
            problems += dict.fromkeys(found)  # a figure may stand on several slides
    problems = in_order([*problems, *check_translations(read | _read_beside(selection, read, memo))])
    if fails(problems):
        raise InputError(*problems)
    return prepared, tuple(problems)


def _read_beside(selection: Selection, read: dict[Source, Script], memo: Memo) -> dict[Source, Script]:
    """Read the scripts that are up to date and belong to the topics of the scripts ``read`` already."""
    topics = {source.topic for source in read}
    language = selection.tags[0] if len(selection.tags) == 1 else ""
    return {source: read_source(source, language, memo)[0] for source in selection.up_to_date if source.topic in topics}


def refuse_warnings(warnings: Sequence[Problem]) -> None:
    """Raise InputError with all ``warnings`` that are more than advice, if there are any."""
    if problems := [problem for problem in warnings if problem.severity is not Severity.ADVICE]:
        raise InputError(*problems)
