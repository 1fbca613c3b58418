"""The class of a rule for spoken forms, and the modules of rules that languages share.

Each function of those modules returns the rule, or rules, for the forms in its docstring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from narrate.languages.spoken.language import any_of

_MOST = 60  # characters examined before or after a match

Say = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for a spoken form.

    ``say`` returns the spoken words for a match of ``pattern``, or None if the match means something else.
    """

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), say)


def fixed(text: str) -> Say:
    """Return a function that says ``text`` for every match."""
    return lambda _: text


def abbreviations(table: Mapping[str, str], flags: int = 0) -> Rule:
    """A single rule for the abbreviations in ``table``, since each pattern costs a pass over the text.

    With the flag ``re.IGNORECASE``, the keys of ``table`` must be in lower case.
    """

    def say(match: re.Match[str]) -> str:
        return table[match.group().lower() if flags else match.group()]

    return rule("abbreviation", rf"(?<![\w.])(?:{any_of(table)})(?!\w)", say, flags)


def text_before(match: re.Match[str]) -> str:
    """Return the text before ``match``, as far back as it can affect the meaning."""
    return match.string[max(0, match.start() - _MOST) : match.start()]


def text_after(match: re.Match[str]) -> str:
    """Return the text after ``match``, as far as it can affect the meaning."""
    return match.string[match.end() : match.end() + _MOST]
