"""Reports everything that is wrong with scripts in one run, before anything is spoken.

The readers of scripts report what they cannot understand. The rules here judge a script that could be read: how it will
sound, how hard it is to follow, what a listener would miss, and where the languages of a topic differ. ``narrate
check`` and ``narrate build`` share these rules; only ``check`` gives advice. docs/script-format.md lists every code
with an example and its fix.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from narrate.check.editions import check_editions
from narrate.check.language import check_language
from narrate.check.links import check_links
from narrate.check.pictures import check_fullness, check_pictures
from narrate.check.points import check_points
from narrate.check.reading_level import check_lengths, check_level
from narrate.check.risky import check_risky
from narrate.check.speaking import check_speaking
from narrate.editions import EDITIONS
from narrate.errors import InputError, Problem, Severity
from narrate.languages import normal_tag
from narrate.model import Script
from narrate.pipeline import Examined, Prepared, examine, listen
from narrate.script import Source, find_sources
from narrate.sources.text import in_file
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.speech import Engine


def _compare_languages(scripts: Sequence[Script]) -> Iterator[Problem]:
    from narrate.check.translations import compare_languages  # a topic in one language needs none of it

    yield from compare_languages(scripts)


TRANSLATION_RULES: tuple[Callable[[Sequence[Script]], Iterable[Problem]], ...] = (_compare_languages,)
"""Rules that compare the scripts of one topic. They get the scripts as read, in the order of their files."""
DECK_ENDINGS = (".pptx", ".pptm")
_FOLLOWS = ("silent", "unsure-spoken")  # pointless where the same text has an error


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking one script. ``problems`` are in order of place.

    ``written`` is the script as it was read, or None if it could not be read. ``prepared`` is the script ready to be
    built, or None if an error prevents building.
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
        listed = [paths] if isinstance(paths, str | Path) else paths
        sources, problems = find_sources([Path(path) for path in listed])
    except InputError as error:
        return list(error.problems)
    tags = [normal_tag(tag.strip()) for tag in language.split(",") if tag.strip()]
    wanted = [source for source in sources if not tags or not source.language or source.language in tags]
    read: dict[Source, Script] = {}
    for source in wanted:
        checked = check_source(source, tags, voice)
        problems += _with_slides(source, checked, tags)
        if checked.written is not None and TRANSLATION_RULES:
            read[source] = checked.written
        if checked.prepared is not None:
            problems += _heard(checked.prepared)
    return in_order([*problems, *check_translations(read)])


def _with_slides(source: Source, checked: Checked, tags: Sequence[str]) -> list[Problem]:
    """The problems of a script that was ``checked``; if it is a deck, also those of its slides, each told once."""
    if source.path.suffix.lower() not in DECK_ENDINGS:
        return list(checked.problems)
    from narrate.check.decks import report_on  # scripts need none of it

    known = checked.written.language if checked.written is not None else next(iter(tags), "")
    slides = report_on(source.path, source.language or known)
    untitled = {problem.place for problem in slides if problem.code == "deck-title"}
    return [one for one in checked.problems if one.code != "check-heading" or one.place not in untitled] + slides


def check_source(
    source: Source,
    tags: Sequence[str] = (),
    voice: str | Engine = "",
    theme: str = "",
    memo: Memo = NO_MEMO,
    editions: Sequence[str] = EDITIONS,
    *,
    advice: bool = True,
    insist: bool = False,
) -> Checked:
    """Check one script, and what its ``editions`` say. Problems of severity ADVICE are included only with ``advice``.

    An edition that is not possible in the language of the script is an error with ``insist``, else a warning. The other
    arguments and the errors raised are those of ``pipeline.examine``.
    """
    examined = examine(source, tags, voice, theme, memo, editions)
    problems = list(examined.problems)
    if examined.written is not None and examined.said is not None:
        more = [
            *_rules(examined, examined.written, examined.said, advice=advice),
            *(check_editions(examined.written, editions, insist=insist) if examined.cast is not None else ()),
        ]
        problems += in_file(_without_consequences(more, problems), problems)
    if not advice:
        problems = [problem for problem in problems if problem.severity is not Severity.ADVICE]
    return Checked(tuple(in_order(problems)), examined.written, None if fails(problems) else examined.prepared)


def _without_consequences(problems: Iterable[Problem], earlier: Iterable[Problem]) -> list[Problem]:
    """Return ``problems`` without consequences: codes in ``_FOLLOWS`` at a place that has an error in ``earlier``."""
    errors = {problem.place for problem in earlier if problem.severity is Severity.ERROR}
    return [problem for problem in problems if problem.code not in _FOLLOWS or problem.place not in errors]


def check_translations(scripts: Mapping[Source, Script]) -> Iterator[Problem]:
    """Compare the scripts of each topic, by ``TRANSLATION_RULES``."""
    from narrate.check.translations import topics

    for together in topics(scripts[source] for source in sorted(scripts, key=lambda source: source.path)):
        for rule in TRANSLATION_RULES:
            yield from rule(together)


def _rules(examined: Examined, script: Script, said: Script, *, advice: bool) -> Iterator[Problem]:
    """Apply every rule for a single script, and add the problems that later stages found.

    ``script`` is the script as written; ``said`` holds the spoken form of its words.
    """
    whole, whole_said = _with_added(examined, script, said)
    spoken = list(check_speaking(whole, whole_said, examined.cast))
    silent = {problem.place for problem in spoken if problem.code == "silent"}
    yield from check_language(script)
    yield from check_risky(whole)
    yield from check_points(script)
    yield from check_links(script)
    yield from check_pictures(script)
    # a silent sentence has no length to complain of
    yield from (problem for problem in examined.later if problem.place not in silent)
    yield from spoken
    yield from check_level(script)
    if advice:
        from narrate.check.advice import advise  # a build gives none

        if examined.slides is not None:
            yield from check_fullness(script, said)
        yield from check_lengths(script)
        yield from advise(script)


def _with_added(examined: Examined, script: Script, said: Script) -> tuple[Script, Script]:
    """Return ``script`` and ``said``, with the sentences that the described edition adds if it will be made."""
    described = examined.described
    if described is None:
        return script, said
    return replace(script, segments=(*script.segments, *described.added)), described.script


def _heard(prepared: Prepared) -> Sequence[Problem]:
    """The problems found by listening to the script's recording; none if no person recorded it."""
    try:
        return listen(prepared, os.cpu_count() or 1)[1]
    except InputError as error:
        return error.problems


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return ``problems`` sorted by file, line and column, without duplicates.

    Duplicates arise because every script repeats the problems of ``narrate.yaml``.
    """
    return sorted(dict.fromkeys(problems), key=_position)


def _position(problem: Problem) -> tuple[str, int, int]:
    return problem.place.file, problem.place.line, problem.place.column


def fails(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether a run fails: on any error and, if ``strict``, on any warning. Advice never fails a run."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in bad for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as a JSON list of objects.

    The keys are file, line, column (both from 1; 0 if unknown), severity, code, message and hint.
    """
    objects = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


class _CallablePackage(ModuleType):
    """Lets this package be called as the function ``narrate.check``, which has the same name."""

    def __call__(self, *args: Any, **options: Any) -> list[Problem]:
        return check(*args, **options)


sys.modules[__name__].__class__ = _CallablePackage
