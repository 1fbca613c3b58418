"""Doses, strengths, sizes, percentages and rates."""

from __future__ import annotations

import re

from narrate.languages.spoken.language import DASH, SpokenLanguage
from narrate.languages.spoken.rules import Rule, Say, rule


def dose(language: SpokenLanguage, space: str, after: str) -> Rule:
    """``5 mg``, ``2 mg/kg/day``.

    ``space`` is a pattern of what may stand before the unit, ``after`` of a full stop after it.
    """

    def say(match: re.Match[str]) -> str:
        return language.say_amount(match["n"], match["unit"]) + language.say_per(match["per"])

    return rule("dose", rf"{language.amount}{space}{language.rate}{after}", say)


def dose_range(language: SpokenLanguage, after: str) -> Rule:
    """``5-10 mg``, ``5 mg-10 mg``; in ``500 mg to 1 g`` both units are said.

    ``after`` is a pattern of a full stop after the unit.
    """
    to = language.words.to

    def say(match: re.Match[str]) -> str:
        low, high, first, unit = match["n"], match["m"], match["first"], match["unit"]
        per = language.say_per(match["per"])
        if first and language.units[first] != language.units[unit]:
            return f"{language.say_amount(low, first)} {to} {language.say_amount(high, unit)}{per}"
        gender = language.gender(unit)
        noun = language.say_unit(unit, one=language.range_of_one and high == "1")
        return f"{language.say_lower(low, gender)} {to} {language.say(high, gender)} {noun}{per}"

    pattern = (
        rf"{language.amount}(?:\s?(?P<first>{language.unit}))?(?:{DASH}|\s{to}\s)(?P<m>{language.number_pattern})"
        rf"[ -]?{language.rate}{after}"
    )
    return rule("dose range", pattern, say)


def strengths(language: SpokenLanguage) -> tuple[Rule, Rule]:
    """``250 mg/5 mL`` is a concentration; ``5 mg/325 mg`` and ``5/325 mg`` are two medicines in one tablet."""
    words = language.words

    def say(match: re.Match[str]) -> str:
        first, second = match["first"], match["unit"]
        last = language.say_amount(match["m"], second)
        if not first:
            return f"{language.say_lower(match['n'], language.gender(second))} {words.and_} {last}"
        both = re.fullmatch(language.masses, second) and re.fullmatch(language.masses, first)
        return f"{language.say_amount(match['n'], first)} {words.and_ if both else words.per} {last}"

    def say_combination(match: re.Match[str]) -> str | None:
        return None if language.is_part(match["n"], match["m"]) else say(match)

    amount, number, unit = language.amount, language.number_pattern, language.unit
    return (
        rule("strength", rf"{amount}\s?(?P<first>{unit})\s?/\s?(?P<m>{number})\s?(?P<unit>{unit})(?![\w/])", say),
        rule(
            "strength",
            rf"{amount}\s?/\s?(?P<m>{number})\s?(?P<first>)(?P<unit>{language.masses})(?![\w/])",
            say_combination,
        ),
    )


def size(language: SpokenLanguage) -> Rule:
    """``2 x 3 cm``, ``10 cm × 15 cm``."""
    number, lengths = language.number_pattern, language.lengths

    def say(match: re.Match[str]) -> str:
        sides = f" {language.words.by} ".join(language.say(match[name]) for name in "nmo" if match[name])
        return f"{sides} {language.say_unit(match['unit'], one=False)}"

    cross = rf"\s?(?:{lengths})?\s?[x×]\s?"
    pattern = rf"{language.n}{cross}(?P<m>{number})(?:{cross}(?P<o>{number}))?\s?(?P<unit>{lengths})(?!\w)"
    return rule("size", pattern, say)


def times_of_doses(language: SpokenLanguage) -> Rule:
    """``2 x`` before a dose such as ``500 mg``."""
    return rule(
        "times",
        rf"(?<![\w.,])(?P<n>\d+)\s?[x×](?=\s?(?:{language.number_pattern})\s?(?:{language.unit})\b)",
        lambda match: f"{language.say(match['n'])} {language.words.times}",
    )


def insulin(language: SpokenLanguage) -> Rule:
    """``70/30``: a mixed insulin, whose parts add up to a hundred."""

    def say(match: re.Match[str]) -> str | None:
        both = int(match["n"]) + int(match["m"]) == 100
        return f"{language.say(match['n'])} {language.say(match['m'])}" if both else None

    return rule("insulin", rf"(?<![\w./])(?P<n>70|75|50)/(?P<m>30|25|50)(?![\w/]|{language.point}\d)", say)


def percents(language: SpokenLanguage) -> tuple[Rule, Rule]:
    words, say = language.words, language.say
    return (
        rule(
            "percent",
            rf"{language.n}\s?%?{DASH}(?P<m>{language.number_pattern})\s?%",
            lambda match: f"{say(match['n'])} {words.to} {say(match['m'])} {words.percent}",
        ),
        rule("percent", rf"{language.n}\s?%", lambda match: f"{say(match['n'])} {words.percent}"),
    )


def per_each(language: SpokenLanguage, counted: str) -> tuple[Rule, Rule]:
    """``2/day``, ``tablets/day``. ``counted`` is a pattern of nouns such as "tablets"."""
    each = rf"/\s?(?P<each>{language.each})(?![\w/])"

    def say_each(match: re.Match[str]) -> str:
        return f"{language.words.per} {language.each_words.get(match['each'], match['each'])}"

    def say(match: re.Match[str]) -> str:
        high = f" {language.words.to} {language.say(match['m'])}" if match["m"] else ""
        return f"{language.say(match['n'])}{high} {say_each(match)}"

    return (
        rule("per", rf"{language.n}(?:{DASH}(?P<m>{language.number_pattern}))?\s?{each}", say),
        rule("per", rf"\b(?P<what>{counted})\s?{each}", lambda match: f"{match['what']} {say_each(match)}"),
    )


def units_alone(language: SpokenLanguage, per: str, alone: str, rated: str) -> tuple[Rule, Rule, Rule]:
    """``per mL``, ``mg`` and ``mg/kg`` without a number.

    ``per``, ``alone`` and ``rated`` are patterns of the units that may stand in each of these three forms.
    """
    several: Say = lambda match: language.say_unit(match["unit"], one=False)  # noqa: E731
    word = language.words.per
    return (
        rule(
            "per",
            rf"\b{word}\s(?P<unit>{per})\b",
            lambda match: f"{word} {language.say_unit(match['unit'], one=True)}",
        ),
        rule("unit", rf"(?<![\w/.-])(?P<unit>{alone})(?![\w/-])", several),
        rule(
            "rate",
            rf"(?<![\w/])(?P<unit>{rated})(?P<per>(?:/(?:{language.per}))+)(?![\w/])",
            lambda match: f"{several(match)}{language.say_per(match['per'])}",
        ),
    )
