"""Rules for spoken forms: their class, and the rules that languages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from narrate.languages.spoken.language import any_of

_MOST = 60  # characters examined before a match

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """``say`` returns the words for a match of ``pattern``, or None if the match means something else."""

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), say)


def fixed(text: str) -> Say:
    """A function that returns the same words for every match."""
    return lambda _: text


def abbreviations(table: Mapping[str, str], flags: int = 0) -> Rule:
    """One rule for a whole table, since each pattern costs a pass. With ``re.IGNORECASE`` keys are in lower case."""

    def say(match: re.Match[str]) -> str:
        return table[match.group().lower() if flags else match.group()]

    return rule("abbreviation", rf"(?<![\w.])(?:{any_of(table)})(?!\w)", say, flags)


def text_before(match: re.Match[str]) -> str:
    """The text before ``match``, as far as it can affect the meaning."""
    return match.string[max(0, match.start() - _MOST) : match.start()]
