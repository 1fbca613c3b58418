"""The spoken forms of numbers, doses, dates and signs: rules by language.

A rule is a pattern, and a function that returns the spoken words for a match, or None if the match means something
else. Rules are tried in order, and no character belongs to the matches of two rules. In English and Spanish the spoken
words contain no digits or signs, so that every voice says the same. Tables of forms and expected words are in
docs/spoken-forms/. Other languages only have rules for ranges (``ranges.py``); their digits are left to the voice.
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

# Languages whose rules put every number into words, and the modules of these rules.
ALL_FORMS: Mapping[str, str] = {
    "en": "narrate.languages.spoken.en",
    "es": "narrate.languages.spoken.es",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A part of a text, from ``start`` to ``end``, and its spoken ``words``; ``rule`` is the name of their rule."""

    start: int
    end: int
    words: str
    rule: str


_ALSO_CALLED = {"tl": "fil"}
_ENDLESS = re.compile(r"\S{120,}")


@cache
def spoken_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language (BCP 47): for all forms, only for ranges, or none."""
    code = _code(language)
    if has_all_forms(language):
        rules: tuple[Rule, ...] = import_module(ALL_FORMS[code]).RULES
        return rules
    if code in RANGE_WORDS:
        return (Rule("range", range_pattern(code), lambda match: say_range(match, code)),)
    return ()


def has_all_forms(language: str) -> bool:
    """Whether a language (BCP 47) has rules for all numbers; otherwise its digits are left to the voice."""
    return _code(language) in ALL_FORMS


def spelled(text: str, language: str) -> str:
    """Return the names of the letters of ``text``, or the letters with spaces if ``language`` has no names for them."""
    if has_all_forms(language):
        return _language(language).letters(text)
    return " ".join(character for character in text if character.isalnum())


def _language(language: str) -> SpokenLanguage:
    spoken: SpokenLanguage = import_module(ALL_FORMS[_code(language)]).LANGUAGE
    return spoken


def _code(language: str) -> str:
    code = primary_language(language)
    return _ALSO_CALLED.get(code, code)


def spoken_forms(text: str, language: str) -> tuple[Form, ...]:
    """Return the parts of ``text`` that are spoken differently than written, in order."""
    taken: list[Form] = []
    # Anything longer than every form cannot be one, and patterns would take quadratic time on it.
    text = _ENDLESS.sub(lambda match: " " * len(match.group()), text)
    free = [(0, len(text))]
    for rule in spoken_rules(language):
        if forms := list(_matches(rule, text, free)):
            taken += forms
            free = _gaps(taken, len(text))
    taken.sort(key=lambda form: form.start)
    return tuple(_joined(text, taken, language)) if has_all_forms(language) else tuple(taken)


# Forms that can be the ends of a range with a dash.
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
    """Yield the dashes between ``forms`` that are said as "to": ``8 a.m.-5 p.m.``, ``½–1``, but not ``1-2-3``.

    A dash with spaces joins only forms of the same kind, since it may be the dash of a sentence.
    """
    word = _language(language).words.to
    dashes = [_is_range(text, low, high) for low, high in pairwise(forms)]
    for at, form in enumerate(forms):
        yield form
        chained = any(dashes[max(0, at - 1) : at] + dashes[at + 1 : at + 2])
        if dashes[at : at + 1] == [True] and not chained:
            yield Form(form.end, forms[at + 1].start, word, "range")


def _is_range(text: str, low: Form, high: Form) -> bool:
    """Whether ``low`` and ``high``, two neighbouring forms, have only the dash of a range between them."""
    between = text[low.end : high.start]
    return (
        {low.rule, high.rule} <= _ENDS_OF_RANGES
        and _DASH.fullmatch(between) is not None
        and (len(between) == 1 or low.rule == high.rule)
    )


def _matches(rule: Rule, text: str, free: Sequence[tuple[int, int]]) -> Iterator[Form]:
    """Yield the forms that ``rule`` finds within the ``free`` parts of ``text``, which are (start, end)."""
    for match in rule.pattern.finditer(text):
        gap = bisect_right(free, (match.start(), len(text))) - 1
        if match.end() > match.start() and gap >= 0 and match.end() <= free[gap][1]:
            words = rule.say(match)
            if words:
                yield Form(match.start(), match.end(), " ".join(words.split()), rule.name)


def _gaps(taken: Sequence[Form], length: int) -> list[tuple[int, int]]:
    """Return the parts (start, end) of a text of ``length`` characters that no form in ``taken`` holds."""
    gaps, at = [], 0
    for form in sorted(taken, key=lambda form: form.start):
        if form.start > at:
            gaps.append((at, form.start))
        at = max(at, form.end)
    if at < length:
        gaps.append((at, length))
    return gaps
