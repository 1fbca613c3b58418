"""Powers of ten, as laboratory results have them: ``150 x 10⁹/L``."""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def power_of_ten(language: SpokenLanguage, times: str, say_exponent: Callable[[int], str]) -> Rule:
    """``10⁹``, ``10^-3``, ``150 x 10⁹/L``.

    ``times`` is said for the x; ``say_exponent`` says an exponent: "to the ninth" for 9.
    """

    def say(match: re.Match[str]) -> str:
        exponent = int((match["raised"] or match["typed"]).translate(_RAISED))
        factor = f"{language.say(match['n'])} {times} " if match["n"] else ""
        unit = f" {language.words.per} {language.say_unit(match['unit'], one=True)}" if match["unit"] else ""
        return f"{factor}{language.cardinal(10, '')} {say_exponent(exponent)}{unit}"

    number, unit = language.number_pattern, language.unit
    pattern = (
        rf"(?<![\w.,])(?:(?P<n>{number})\s?[x×*·]\s?)?10(?:(?P<raised>[⁻−]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})|\^(?P<typed>[-−]?\d{{1,2}}))"
        rf"(?:\s?/\s?(?P<unit>{unit}))?(?![\w⁰¹²³⁴⁵⁶⁷⁸⁹])"
    )
    return rule("power", pattern, say)
