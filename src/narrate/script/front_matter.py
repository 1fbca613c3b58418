"""The header of a Markdown script: YAML between two lines of ``---``.

YAML 1.2 by ruamel (so that ``lang: no`` stays Norwegian), without aliases, one level deep,
and at most 64 kB: it comes from people, by way of other programs.
"""

from __future__ import annotations

import datetime
import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import Place, Problem, Severity, UsageError
from narrate.languages import normal_tag

MAX_CHARACTERS = 64_000
KEYS = ("title", "lang", "date", "publisher", "voice", "rate")
_RATES = range(80, 301)


@dataclass(frozen=True, slots=True)
class Header:
    """What a script says of itself. Empty strings and None where it says nothing."""

    title: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    voice: str = ""
    rate: int | None = None


def read_header(path: Path, yaml_text: str, first_line: int) -> tuple[Header, list[Problem]]:
    """The header in ``yaml_text``, whose first line is line ``first_line`` of the file."""
    problems: list[Problem] = []

    def add(line: int, column: int, code: str, message: str, hint: str = "") -> None:
        place = Place(str(path), line, column)
        problems.append(Problem(place, Severity.ERROR, code, message, hint))

    if len(yaml_text) > MAX_CHARACTERS:
        add(first_line, 1, "front-matter", f"longer than {MAX_CHARACTERS} characters", "keep only settings here")
        return Header(), problems
    nodes, wrong = _scalars(yaml_text)
    if wrong is not None:
        add(first_line + wrong.line, wrong.column + 1, "front-matter", wrong.message)
        return Header(), problems

    values: dict[str, str] = {}
    for key, value in nodes:
        line, column = first_line + key.start_mark.line, key.start_mark.column + 1
        name = key.value
        if name not in KEYS:
            near = difflib.get_close_matches(str(name), KEYS, 1)
            add(line, column, "unknown-key", f"unknown key {name!r}",
                f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(KEYS)}")  # fmt: skip
        elif name in values:
            add(line, column, "duplicate-key", f"{name!r} stands twice", "keep one")
        elif value.id != "scalar":
            add(line, column, "front-matter", f"{name!r} takes one value, not a list or a mapping")
        else:
            text = " ".join(str(value.value).split())
            values[name] = text
            if wrong_value := _check(name, text):
                add(first_line + value.start_mark.line, value.start_mark.column + 1, *wrong_value)
    return _header(values), problems


def _header(values: dict[str, str]) -> Header:
    rate = values.get("rate", "")
    language = values.get("lang", "")
    try:
        language = normal_tag(language) if language else ""
    except UsageError:
        language = ""
    return Header(
        title=values.get("title", ""),
        language=language,
        date=values.get("date", ""),
        publisher=values.get("publisher", ""),
        voice=values.get("voice", ""),
        rate=int(rate) if rate.isdecimal() else None,
    )


def _check(name: str, text: str) -> tuple[str, str, str] | None:
    """The code, message and hint of what is wrong with a value, if anything is."""
    if name == "lang":
        try:
            normal_tag(text)
        except UsageError as error:
            return "unknown-language", str(error), ""
    if name == "date":
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            return "date", f"{text!r} is no date", "write it as 2026-01-31"
    if name == "rate" and not (text.isdecimal() and int(text) in _RATES):
        limits = f"{_RATES.start} to {_RATES.stop - 1}"
        return "rate", f"{text!r} is no rate", f"words a minute, {limits}"
    return None


@dataclass(frozen=True, slots=True)
class _Wrong:
    line: int
    column: int
    message: str


def _scalars(yaml_text: str) -> tuple[list[tuple[Any, Any]], _Wrong | None]:
    """The (key, value) nodes of a flat YAML mapping, or what is wrong with it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.tokens import AliasToken, AnchorToken, FlowMappingStartToken, FlowSequenceStartToken

    yaml = YAML(typ="rt", pure=True)
    try:
        depth_tokens = 0
        for token in yaml.scan(yaml_text):
            if isinstance(token, AliasToken | AnchorToken):
                mark = token.start_mark
                return [], _Wrong(mark.line, mark.column, "anchors and aliases (& and *) are not allowed here")
            depth_tokens += isinstance(token, FlowMappingStartToken | FlowSequenceStartToken)
            if depth_tokens > 64:
                return [], _Wrong(token.start_mark.line, token.start_mark.column, "too deeply nested")
        node = yaml.compose(yaml_text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = (error.problem or error.context or "not YAML").strip()
        return [], _Wrong(mark.line if mark else 0, mark.column if mark else 0, f"not YAML: {said}")
    except (YAMLError, RecursionError, ValueError) as error:
        return [], _Wrong(0, 0, f"not YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}")
    if node is None:
        return [], None
    if node.id != "mapping":
        return [], _Wrong(node.start_mark.line, node.start_mark.column, "expected lines of the form 'key: value'")
    return list(node.value), None
