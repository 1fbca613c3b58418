"""Rules of spoken forms: what they are made of, and the shapes that languages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from narrate.languages.spoken.language import any_of

_MOST = 60  # letters looked at before a match

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` gives the words for what ``pattern`` matches, or None where it is not meant after all."""

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), say)


def fixed(text: str) -> Say:
    """The same words for every match."""
    return lambda _: text


def abbreviations(table: Mapping[str, str], flags: int = 0) -> Rule:
    """One rule for a whole table: each pattern walks the text again. With ``re.IGNORECASE`` its keys are in small letters."""

    def say(match: re.Match[str]) -> str:
        return table[match.group().lower() if flags else match.group()]

    return rule("abbreviation", rf"(?<![\w.])(?:{any_of(table)})(?!\w)", say, flags)


def text_before(match: re.Match[str]) -> str:
    """What stands before ``match``, as far as it can tell what is meant."""
    return match.string[max(0, match.start() - _MOST) : match.start()]
