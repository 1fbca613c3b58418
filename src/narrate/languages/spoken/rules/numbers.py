"""Plain numbers, ranges, odds and fractions."""

from __future__ import annotations

import re
import unicodedata

from narrate.languages.spoken.language import DASH, SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule


def parts_of_fraction(sign: str) -> tuple[int, int]:
    """Return (numerator, denominator): ``½`` and ``1/2`` give 1 and 2."""
    above, below = re.split("[/⁄]", unicodedata.normalize("NFKC", sign))
    return int(above), int(below)


def number_range(language: SpokenLanguage) -> Rule:
    """``4-6``, but not a chain such as ``1-2-3``."""
    return rule(
        "range",
        rf"(?<!\d[-–‑]){language.n}{DASH}(?P<m>{language.number_pattern})(?![\w/]|[.,]\d|-\d)",
        lambda match: f"{language.say(match['n'])} {language.words.to} {language.say(match['m'])}",
    )


def odds(language: SpokenLanguage) -> Rule:
    """``7/10`` is seven out of ten. A possible date, or more than the whole, is left alone, and causes a warning."""

    def say(match: re.Match[str]) -> str | None:
        above, below = int(match["n"]), int(match["m"])
        if above > below or (below != 10 and min(above, below) <= 12 and max(above, below) <= 31):
            return None
        return f"{language.say(match['n'])} {language.words.out_of} {language.say(match['m'])}"

    return rule("odds", rf"(?<![\w./])(?P<n>\d+)\s?/\s?(?P<m>\d+)(?![\w/]|{language.point}\d)", say)


def plain_numbers(language: SpokenLanguage) -> tuple[Rule, Rule]:
    """``65+``, ``65``."""
    return (
        rule("number", rf"{language.n}\+(?!\w)", lambda match: f"{language.say(match['n'])} {language.words.plus}"),
        rule("number", rf"{language.n}(?![\w/]|[.,]\d|\s?[°%])", lambda match: language.say(match["n"])),
    )
