"""How numbers, doses, dates and signs are said: rules by language.

A rule is a pattern and a function that gives the words for a match, or None where it is not
meant after all. Rules are tried in their order and no two of them share a character. In English
and Spanish what a rule gives holds no digit and no sign, so that every voice says the same. The
tables of forms with the words expected of them are in docs/spoken-forms/. Other languages have ranges
alone (``ranges.py``): their digits are left to the voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise

from narrate.languages import primary_language
from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.ranges import RANGE_WORDS, range_pattern, say_range
from narrate.languages.spoken.rules import Rule

# The languages whose rules put every number into words, and where they are.
ALL_FORMS: Mapping[str, str] = {
    "en": "narrate.languages.spoken.en",
    "es": "narrate.languages.spoken.es",
}


@dataclass(frozen=True, slots=True)
class Form:
    """From ``start`` to ``end`` of a text, ``words`` are said; ``rule`` knew how."""

    start: int
    end: int
    words: str
    rule: str


_ALSO_CALLED = {"tl": "fil"}
_ENDLESS = re.compile(r"\S{120,}")


@cache
def spoken_rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language (BCP 47): all forms, or ranges alone (``RANGE_WORDS``), or none."""
    code = _code(language)
    if has_all_forms(language):
        rules: tuple[Rule, ...] = import_module(ALL_FORMS[code]).RULES
        return rules
    if code in RANGE_WORDS:
        return (Rule("range", range_pattern(code), lambda match: say_range(match, code)),)
    return ()


def has_all_forms(language: str) -> bool:
    """Whether rules put every number of a language (BCP 47) into words; else its digits are left to the voice."""
    return _code(language) in ALL_FORMS


def spelled(text: str, language: str) -> str:
    """The letters of ``text`` by their names; in a language without all forms, apart."""
    if has_all_forms(language):
        return _language(language).letters(text)
    return " ".join(character for character in text if character.isalnum())


def _language(language: str) -> SpokenLanguage:
    found: SpokenLanguage = import_module(ALL_FORMS[_code(language)]).LANGUAGE
    return found


def _code(language: str) -> str:
    code = primary_language(language)
    return _ALSO_CALLED.get(code, code)


def spoken_forms(text: str, language: str) -> tuple[Form, ...]:
    """What in ``text`` is said otherwise than it is written, in order."""
    taken: list[Form] = []
    # What is longer than any form is no form, and patterns would walk it again from every letter.
    text = _ENDLESS.sub(lambda match: " " * len(match.group()), text)
    free = [(0, len(text))]
    for rule in spoken_rules(language):
        if found := list(_matches(rule, text, free)):
            taken += found
            free = _gaps(taken, len(text))
    taken.sort(key=lambda form: form.start)
    return tuple(_joined(text, taken, language)) if has_all_forms(language) else tuple(taken)


# What a dash may stand between to mean from the one to the other.
_ENDS_OF_RANGES = frozenset(
    [
        "time",
        "date",
        "fraction",
        "money",
        "dose",
        "number",
        "ordinal",
        "pressure",
        "degrees",
        "times",
        "length",
        "hyphen",
    ]
)
_DASH = re.compile(r"\s?[-–‑]\s?")


def _joined(text: str, forms: Sequence[Form], language: str) -> Iterator[Form]:
    """``forms`` with a word for the dash in ``8 a.m.-5 p.m.`` or ``½–1``; not in a chain such as ``1-2-3``.

    A dash with spaces around it joins only what is alike: it may be the dash of a sentence.
    """
    word = _language(language).words.to
    dashes = [_is_range(text, one, other) for one, other in pairwise(forms)]
    for at, form in enumerate(forms):
        yield form
        chained = any(dashes[max(0, at - 1) : at] + dashes[at + 1 : at + 2])
        if dashes[at : at + 1] == [True] and not chained:
            yield Form(form.end, forms[at + 1].start, word, "range")


def _is_range(text: str, one: Form, other: Form) -> bool:
    between = text[one.end : other.start]
    return (
        {one.rule, other.rule} <= _ENDS_OF_RANGES
        and _DASH.fullmatch(between) is not None
        and (len(between) == 1 or one.rule == other.rule)
    )


def _matches(rule: Rule, text: str, free: Sequence[tuple[int, int]]) -> Iterator[Form]:
    for match in rule.pattern.finditer(text):
        gap = bisect_right(free, (match.start(), len(text))) - 1
        if match.end() > match.start() and gap >= 0 and match.end() <= free[gap][1]:
            words = rule.say(match)
            if words:
                yield Form(match.start(), match.end(), " ".join(words.split()), rule.name)


def _gaps(taken: Sequence[Form], length: int) -> list[tuple[int, int]]:
    gaps, at = [], 0
    for form in sorted(taken, key=lambda form: form.start):
        if form.start > at:
            gaps.append((at, form.start))
        at = max(at, form.end)
    if at < length:
        gaps.append((at, length))
    return gaps
