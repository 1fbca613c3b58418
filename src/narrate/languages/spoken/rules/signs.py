"""Signs that stand for a word, and variants of the apostrophe."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages.spoken.rules import Rule, fixed, rule
from narrate.languages.spoken.written import POSSESSIVE, WITH_APOSTROPHE, with_apostrophes

_PATTERNS: Mapping[str, str] = {
    "<": r"(?<![\w=])[<＜](?=\s?\d)",
    ">": r"(?<![\w=])[>＞](?=\s?\d)",
    "≤": r"(?:≤|<=)(?=\s?\d)",
    "≥": r"(?:≥|>=)(?=\s?\d)",
    "±": r"±",
    "~": r"[~≈](?=\s?\d)",
    "+": r"(?<=\s)[+](?=\s)",
    "=": r"(?<=\s)=(?=\s)",
    "&": r"(?<!\w)&(?!\w)",
    "@": r"(?<=\s)@(?=\s)",
    "-": r"(?<![\w.,)%°])[-−](?=\d)",
}


def signs(words: Mapping[str, str]) -> tuple[Rule, ...]:
    """Rules for the signs ``< > ≤ ≥ ± ~ + = & @ -``, each of which has a word in ``words``.

    ``-`` is the sign of a negative number.
    """
    return tuple(rule("sign", pattern, fixed(words[sign])) for sign, pattern in _PATTERNS.items())


def apostrophes() -> tuple[Rule, ...]:
    """Rules that replace variants of the apostrophe by one that every voice reads."""
    return tuple(
        rule("apostrophe", pattern, lambda match: with_apostrophes(match.group()))
        for pattern in (WITH_APOSTROPHE, POSSESSIVE)
    )
