"""Names of letters, codes such as ``B12``, blood groups and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule
from narrate.languages.spoken.written import ROMAN_SIGNS, roman_value

NUMERALS: Sequence[str] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]


def spelled(language: SpokenLanguage, pattern: str, name: str = "spelled") -> Rule:
    return rule(name, pattern, lambda match: language.letters(match.group()))


def lettered(language: SpokenLanguage, heads: str, after: str = "") -> Rule:
    """``vitamin C``: a letter after one of the words of the pattern ``heads``, and before the pattern ``after``."""
    return rule(
        "letter",
        rf"\b(?P<head>{heads})\s(?P<letter>[A-Z])\b{after}",
        lambda match: f"{match['head']} {language.letters(match['letter'])}",
    )


def say_code(language: SpokenLanguage, written: str) -> str:
    """Say letters with numbers, such as A1C, B12, COVID-19, C5-C6: letters by name, digits as numbers."""
    parts = re.findall(r"[A-Za-z]+|\d+|[-–/]", written)
    spoken = []
    for at, part in enumerate(parts):
        if part.isdecimal():
            spoken.append(language.say(part))
        elif part == "/":
            spoken.append(language.words.and_)
        elif part.isalpha():
            is_read = len(part) > 3 or part.lower() in language.read_in_codes
            spoken.append(part.capitalize() if is_read else language.letters(part))
        elif at and parts[at - 1].isdecimal():
            spoken.append(language.words.to)
    return " ".join(spoken)


def code(language: SpokenLanguage, pattern: str) -> Rule:
    return rule("code", pattern, lambda match: say_code(language, match.group()))


def code_ranges(language: SpokenLanguage) -> tuple[Rule, Rule]:
    """``C5-C6``, ``L4/L5``, ``COVID-19``."""
    return (
        code(language, r"\b[A-Z]{1,2}\d{1,2}(?:[-–/][A-Z]{0,2}\d{1,2})+\b"),
        code(language, r"\b(?:COVID|SARS-CoV)-\d+\b"),
    )


def codes(language: SpokenLanguage) -> Rule:
    """``B12``, ``T4``, ``SpO2``."""
    return code(language, r"(?<![\w-])(?:[A-Z]{1,4}|Sp|Pa)-?\d+(?:(?:[A-Z]{1,2}-?|-)\d+)*[A-Z]{0,2}(?![\w-])")


def blood_groups(language: SpokenLanguage, said: str) -> tuple[Rule, Rule]:
    """``O+``, ``AB-``, and ``O positive``. ``said`` is a pattern of the words for + and −."""

    def say(match: re.Match[str]) -> str:
        word = language.words.positive if match["sign"] == "+" else language.words.negative
        return f"{language.letters(match['letters'])} {word}"

    return (
        rule("group", r"(?<!\w)(?P<letters>AB|A|B|O|Rh)(?:\s?(?P<sign>[+]|[-−](?!\w)))(?!\w)", say),
        spelled(language, rf"\b(?P<letters>AB|A|B|O)(?=\s(?:{said})\b)", "group"),
    )


def roman_signs(language: SpokenLanguage) -> Rule:
    """``Ⅳ``, ``ⅢB``."""

    def say(match: re.Match[str]) -> str:
        return f"{language.cardinal(roman_value(match['roman']), '')} {language.letters(match['letter'])}"

    return rule("number", rf"(?<![\w.])(?P<roman>{ROMAN_SIGNS})(?P<letter>[ABCabc]?)(?!\w)", say)


def roman(language: SpokenLanguage, heads: str, numerals: str, letter: str) -> Rule:
    """``type II``, ``stage IVb``: a Roman numeral after a word such as "type".

    ``heads`` is a pattern of such words, ``numerals`` of numerals, ``letter`` of a letter after the numeral.
    """

    def say(match: re.Match[str]) -> str:
        number = language.cardinal(roman_value(match["roman"]), "")
        return f"{match['head']} {number} {language.letters(match['letter'])}"

    return rule("roman", rf"\b(?P<head>(?i:{heads}))\s(?P<roman>{numerals})(?P<letter>{letter}?)\b", say)
