"""``No. 3``, ``#3``: labels of numbers, told apart from "no." as an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule, text_before


@dataclass(frozen=True, slots=True)
class LabelWords:
    """What tells a label from an answer. The words are in lower case.

    - ``answers``: words before an answer ("say no").
    - ``labelled``: nouns that take a numbered label ("room no. 3").
    - ``amounts``: a pattern of nouns that follow an amount.
    - ``joining``: a pattern of words for "and" and "or".
    - ``letter``: a pattern of one letter of a noun.
    """

    answers: frozenset[str]
    labelled: frozenset[str]
    amounts: str
    joining: str
    letter: str


def labelled(language: SpokenLanguage, pattern: str) -> Rule:
    """An unambiguous label such as ``#3``. ``pattern`` has the number in the group ``n``."""
    return rule("count", pattern, lambda match: f"{language.words.number} {language.say(match['n'])}")


def label_of_no(language: SpokenLanguage, words: LabelWords) -> Rule:
    """``no. 3``. Before an amount, or where an answer is expected, "no." is not a label."""
    one_before = re.compile(rf"[Nn][\w.º°]{{0,3}}\s?\d{{1,6}}(?:[,;]|\s(?:{words.joining}))\s$")  # "no. 3, no. 4"
    noun_before = re.compile(rf"(?P<noun>\b{words.letter}+)\s\(?$")
    amount_after = re.compile(rf"\s(?:{words.amounts})\b")

    def is_label(match: re.Match[str]) -> bool:
        before = text_before(match)
        found = noun_before.search(before)
        noun = found["noun"].lower() if found else ""
        if amount_after.match(match.string, match.end()) and noun not in words.labelled:
            return False
        if match["mark"][0] == "N" or one_before.search(before):
            return True
        return bool(noun) and noun not in words.answers

    def say(match: re.Match[str]) -> str | None:
        return f"{language.words.number} {language.say(match['n'])}" if is_label(match) else None

    return rule("count", r"(?<![\w.])(?P<mark>[Nn]o)\.\s?(?P<n>\d+)", say)
