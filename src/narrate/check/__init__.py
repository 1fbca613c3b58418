"""Everything that is wrong with scripts, in one run, before anything is spoken.

The readers report what they cannot understand; the rules here look at a script that could
be read: how it will sound, how hard it is, what a listener would miss, and what differs between the
languages of a topic. All codes stand in
docs/script-format.md, each with an example and its cure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from narrate.check.advice import advise
from narrate.check.language import check_language
from narrate.check.pictures import check_pictures
from narrate.check.points import check_points
from narrate.check.reading_level import check_level
from narrate.check.risky import check_risky
from narrate.check.speaking import check_speaking
from narrate.check.topic import compare_languages, topics
from narrate.errors import InputError, Problem, Severity
from narrate.languages import normal_tag
from narrate.model import Script
from narrate.script import Source, examine_source, find_sources
from narrate.sources.text import in_file

_FOLLOWS = ("silent", "unsure-spoken")  # how something sounds that is no text anyway


def check(paths: Iterable[str | Path], language: str = "", voice: str = "") -> list[Problem]:
    """All problems of all scripts that ``paths`` mean, by file, line and column.

    ``language`` and ``voice`` are as for ``build``. Raises UsageError for a wrong call,
    OutsideError when the disk or a voice fails.
    """
    try:
        sources, problems = find_sources([Path(path) for path in paths])
    except InputError as error:
        return list(error.problems)
    scripts: list[Script] = []
    tags = [normal_tag(tag.strip()) for tag in language.split(",") if tag.strip()]
    for source in sources:
        if not tags or not source.language or source.language in tags:
            script, found = _checked(source, tags[0] if len(tags) == 1 else "", voice)
            problems += found
            scripts += [script] if script else []
    for topic in topics(scripts):
        problems += compare_languages(topic)
    places = dict.fromkeys(problems)
    return sorted(places, key=lambda one: (one.place.file, one.place.line, one.place.column))


def check_source(source: Source, language: str = "", voice: str = "") -> list[Problem]:
    """All problems of one script. Raises OutsideError when the disk or a voice fails."""
    return _checked(source, language, voice)[1]


def _checked(source: Source, language: str, voice: str) -> tuple[Script | None, list[Problem]]:
    script, problems = examine_source(source, language)
    if script is not None:
        wrong = {one.place for one in problems if one.severity is Severity.ERROR}
        found = [one for one in _rules(script, voice) if one.code not in _FOLLOWS or one.place not in wrong]
        problems += in_file(found, problems)
    return script, problems


def _rules(script: Script, voice: str) -> Iterator[Problem]:
    yield from check_language(script)
    yield from check_risky(script)
    yield from check_points(script)
    spoken = list(check_speaking(script, voice))
    silent = {one.place for one in spoken if one.code == "silent"}
    yield from (one for one in check_pictures(script) if one.place not in silent)  # its length is no second mistake
    yield from spoken
    yield from check_level(script)
    yield from advise(script)


def fails(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether a run with ``problems`` fails: on an error, and when ``strict`` on a warning; never on advice."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in bad for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as a JSON list of file, line, column (from 1; 0 unknown), severity, code, message and hint."""
    return json.dumps(
        [
            {"file": one.place.file, "line": one.place.line, "column": one.place.column, "severity": one.severity,
             "code": one.code, "message": one.message, "hint": one.hint}
            for one in problems
        ],
        ensure_ascii=False, indent=2,
    )  # fmt: skip
