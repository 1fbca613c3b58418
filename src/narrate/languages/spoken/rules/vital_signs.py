"""Blood pressure and temperature."""

from __future__ import annotations

import re

from narrate.languages.spoken.language import DASH, SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule

_SCALES = {"C": "Celsius", "F": "Fahrenheit"}


def pressure(language: SpokenLanguage) -> Rule:
    """``120/80``, ``120/80 mmHg``, if the numbers can be a blood pressure."""

    def say(match: re.Match[str]) -> str | None:
        upper, lower = int(match["n"]), int(match["m"])
        if not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
            return None
        said = f"{language.cardinal(upper, '')} {language.words.over} {language.cardinal(lower, '')}"
        return f"{said} {language.say_unit('mmHg', one=False)}" if match["unit"] else said

    pattern = rf"(?<![\w./])(?P<n>\d{{2,3}})/(?P<m>\d{{2,3}})(?:\s?(?P<unit>mm\s?Hg))?(?![\w/]|{language.point}\d)"
    return rule("pressure", pattern, say)


def degrees(language: SpokenLanguage, sign: str) -> Rule:
    """``38 °C``, ``36-37°``, ``-5°``. ``sign`` is a pattern of the sign and what may surround it."""

    def say(match: re.Match[str]) -> str:
        first = f"{language.say(match['n'])} {language.words.to} " if match["n"] else ""
        minus = f"{language.words.minus} " if match["minus"] else ""
        noun = language.degree[0 if not first and match["m"] == "1" else 1]
        number = language.say(match["m"], "".join(language.degree[2:]))
        return f"{first}{minus}{number} {noun} {_SCALES.get(match['scale'] or '', '')}"

    number = language.number_pattern
    pattern = rf"(?<![\w.,])(?:(?P<n>{number})°?{DASH})?(?P<minus>[-−])?(?P<m>{number})\s?(?:{sign})(?P<scale>[CF]\b)?"
    return rule("degrees", pattern, say)


def temperature(language: SpokenLanguage) -> Rule:
    """``101.5 F``, ``38 C``: a single letter is a scale if the number can be a body temperature."""
    several = language.degree[1]

    def say(match: re.Match[str]) -> str | None:
        value, scale = float(match["n"].replace(",", ".")), match["scale"]
        if match["word"] or (scale == "F" and 90 <= value <= 110) or (scale == "C" and 34 <= value <= 43):
            return f"{language.say(match['n'])} {several} {_SCALES[scale]}"
        return None

    pattern = (
        rf"(?<![\w.,/])(?P<n>\d{{2,3}}(?:{language.point}\d)?)\s?(?P<word>{several}? )?(?P<scale>[CF])(?![\w'’.]*\w)"
    )
    return rule("degrees", pattern, say)
