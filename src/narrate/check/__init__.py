"""Reports everything that is wrong with scripts in one run, before anything is spoken.

The readers report what they cannot understand. The rules here look at a script that could be read: how it will sound,
how hard it is, what a listener would miss, and where the languages of a topic differ. ``narrate check`` and ``narrate
build`` share these rules; only ``check`` gives advice. docs/script-format.md lists every code with an example and its
fix.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from narrate.check.advice import advise
from narrate.check.language import check_language
from narrate.check.pictures import check_fullness, check_pictures
from narrate.check.points import check_points
from narrate.check.reading_level import check_lengths, check_level
from narrate.check.risky import check_risky
from narrate.check.speaking import check_speaking
from narrate.check.topic import compare_languages, topics
from narrate.errors import InputError, Problem, Severity
from narrate.languages import normal_tag
from narrate.model import Script
from narrate.pipeline import Examined, Prepared, examine, listen
from narrate.script import Source, find_sources
from narrate.sources.text import in_file
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.speech import Engine

RULES_OF_TOPICS: tuple[Callable[[Sequence[Script]], Iterable[Problem]], ...] = (compare_languages,)
"""Rules that compare the scripts of one topic. They get the scripts as read, in the order of their files."""
_FOLLOWS = ("silent", "unsure-spoken")  # pointless where the same text has an error


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked script and its problems, in order of place.

    ``written`` is the script as it was read, or None if it could not be read. ``prepared`` is None if an error
    prevents building it.
    """

    problems: tuple[Problem, ...]
    written: Script | None
    prepared: Prepared | None


def check(paths: str | Path | Iterable[str | Path], language: str = "", voice: str = "") -> list[Problem]:
    """Return all problems of the scripts in ``paths``, sorted by file, line and column.

    ``language`` and ``voice`` mean the same as for ``build``. Raises UsageError for a wrong call, OutsideError when
    the disk or a voice fails.
    """
    try:
        sources, problems = find_sources([Path(one) for one in ([paths] if isinstance(paths, str | Path) else paths)])
    except InputError as error:
        return list(error.problems)
    tags = [normal_tag(tag.strip()) for tag in language.split(",") if tag.strip()]
    wanted = [source for source in sources if not tags or not source.language or source.language in tags]
    read: dict[Source, Script] = {}
    for source in wanted:
        checked = check_source(source, tags, voice)
        problems += checked.problems
        if checked.written is not None and RULES_OF_TOPICS:
            read[source] = checked.written
        if checked.prepared is not None:
            problems += _heard(checked.prepared)
    return in_order([*problems, *check_topics(read)])


def check_source(
    source: Source,
    tags: Sequence[str] = (),
    voice: str | Engine = "",
    theme: str = "",
    memo: Memo = NO_MEMO,
    *,
    advice: bool = True,
) -> Checked:
    """Check one script; problems of severity ADVICE are included only with ``advice``.

    Takes the arguments of ``examine`` and raises the same errors.
    """
    found = examine(source, tags, voice, theme, memo)
    problems = list(found.problems)
    if found.written is not None and found.said is not None:
        wrong = {one.place for one in problems if one.severity is Severity.ERROR}
        rules = _rules(found, found.written, found.said, advice=advice)
        wanted = [one for one in rules if one.code not in _FOLLOWS or one.place not in wrong]
        problems += in_file(wanted, problems)
    if not advice:
        problems = [one for one in problems if one.severity is not Severity.ADVICE]
    return Checked(tuple(in_order(problems)), found.written, None if fails(problems) else found.prepared)


def check_topics(scripts: Mapping[Source, Script]) -> Iterator[Problem]:
    """Apply ``RULES_OF_TOPICS`` to the scripts of each topic."""
    for together in topics(scripts[source] for source in sorted(scripts, key=lambda source: source.path)):
        for rule in RULES_OF_TOPICS:
            yield from rule(together)


def _rules(found: Examined, script: Script, said: Script, *, advice: bool) -> Iterator[Problem]:
    """Apply every rule, and add the problems that later stages found."""
    spoken = list(check_speaking(script, said, found.cast))
    silent = {one.place for one in spoken if one.code == "silent"}
    yield from check_language(script)
    yield from check_risky(script)
    yield from check_points(script)
    yield from check_pictures(script)
    yield from (one for one in found.later if one.place not in silent)  # a silent sentence has no length to complain of
    yield from spoken
    yield from check_level(script)
    if advice:
        if found.slides is not None:
            yield from check_fullness(script, said)
        yield from check_lengths(script)
        yield from advise(script)


def _heard(prepared: Prepared) -> Sequence[Problem]:
    """Problems found by listening to recordings, where a person is the voice."""
    try:
        return listen(prepared, os.cpu_count() or 1)[1]
    except InputError as error:
        return error.problems


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, line and column, without duplicates: every script repeats the problems of ``narrate.yaml``."""
    return sorted(dict.fromkeys(problems), key=lambda one: (one.place.file, one.place.line, one.place.column))


def fails(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether a run fails: on any error and, if ``strict``, on any warning. Advice never fails a run."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in bad for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as a JSON list of objects.

    The keys are file, line, column (both from 1; 0 if unknown), severity, code, message and hint.
    """
    return json.dumps(
        [
            {"file": one.place.file, "line": one.place.line, "column": one.place.column, "severity": one.severity,
             "code": one.code, "message": one.message, "hint": one.hint}
            for one in problems
        ],
        ensure_ascii=False, indent=2,
    )  # fmt: skip


class _CallablePackage(ModuleType):
    """Lets this package be called as the function ``narrate.check``, which has the same name."""

    def __call__(self, *args: Any, **options: Any) -> list[Problem]:
        return check(*args, **options)


sys.modules[__name__].__class__ = _CallablePackage
