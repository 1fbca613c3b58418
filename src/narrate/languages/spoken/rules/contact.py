"""Phone numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule


def behind(words: Iterable[str]) -> str:
    """Return a pattern for the position after one of ``words`` and a space, whatever the capitals."""
    return f"(?i:{'|'.join(f'(?<={re.escape(word)} )' for word in words)})"


def address(language: SpokenLanguage) -> Rule:
    """Web and email addresses."""
    words = language.web_words

    def say(match: re.Match[str]) -> str:
        text = re.sub(r"^https?://", "", match.group().rstrip("/"))
        spoken = re.sub(r"^www\.", f"{words['www.']} ", text)
        for sign in "@./-_":
            spoken = spoken.replace(sign, f" {words[sign]} ")
        return re.sub(r"\d+", lambda digits: f" {language.digits(digits.group())} ", spoken)

    pattern = (
        r"(?:https?://|www\.)[\w./-]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"
        r"\b[\w-]+\.(?:org|com|gov|edu|net)\b(?:/[\w/-]*\w)?"
    )
    return rule("address", pattern, say)


def say_phone(language: SpokenLanguage, written: str) -> str:
    """Say a phone number digit by digit, in its groups. Only 800 is said as a number."""
    groups = re.findall(r"\d+", written)
    return ", ".join(_area(language, group) for group in groups)


def _area(language: SpokenLanguage, group: str) -> str:
    return language.cardinal(800, "") if group == "800" else language.digits(group)


def phone(language: SpokenLanguage, pattern: str, before: str = "") -> Rule:
    """A phone number. ``before`` are words that are said first."""
    return rule("phone", pattern, lambda match: f"{before} {say_phone(language, match.group())}")


def phone_of_letters(language: SpokenLanguage, after: Iterable[str]) -> Rule:
    """``1-800-GET-WELL``: one, eight hundred, get well. Letters without a vowel are spelled.

    ``after`` are words such as "call", after which a number without the 1 is a phone number too.
    """
    capitals = language.capitals

    def say(match: re.Match[str]) -> str | None:
        fewest = 4 if match["first"] and match["dash"] == "-" else 6
        if sum(character.isalnum() for character in match["name"]) < fewest:
            return None  # "800 IU"
        groups = [language.digits("1")] if match["first"] else []
        groups.append(_area(language, match["area"]))
        parts = re.findall(rf"\d+|[{capitals}]+", match["name"])
        groups.append(" ".join(language.digits(part) if part.isdecimal() else _read(part) for part in parts))
        return ", ".join(groups)

    def _read(letters: str) -> str:
        is_word = len(letters) > 1 and re.search("[AEIOUY]", letters)
        return letters.lower() if is_word else language.letters(letters)

    pattern = (
        rf"(?<![\w-])(?:(?P<first>\+?1[-. ])\(?|\(|{behind(after)})(?P<area>8(?:00|33|44|55|66|77|88)|900)\)?"
        rf"(?P<dash>[-. ])(?=[\d-]{{0,5}}[{capitals}])(?P<name>[{capitals}\d]+(?:-[{capitals}\d]+){{0,5}})(?![\w-])"
    )
    return rule("phone", pattern, say)


def phone_of_a_place(language: SpokenLanguage) -> Rule:
    """``555-1234``. Two round numbers, as in ``500-1500``, are a range and are left alone."""

    def say(match: re.Match[str]) -> str | None:
        is_range = match["n"][-1] == "0" and match["m"][-2:] == "00"
        return None if is_range else say_phone(language, match.group())

    pattern = (
        rf"(?<![\w.,/-])(?P<n>\d{{3}})[-‑](?P<m>\d{{4}})"
        rf"(?![\w/-]|[.,]\d|\s?(?:{language.unit}|{language.no_years})\b)"
    )
    return rule("phone", pattern, say)


def emergency(language: SpokenLanguage, numbers: str, called: str, after: Iterable[str]) -> tuple[Rule, Rule]:
    """Emergency numbers, such as 911.

    ``numbers`` is a pattern of numbers that are never amounts. Those of the pattern ``called`` may be amounts, and are
    emergency numbers only after one of the words ``after``, such as "call".
    """

    def say(match: re.Match[str]) -> str:
        return language.digits(match["n"])

    return (
        rule(
            "emergency",
            rf"(?<![\w.,-])(?P<n>{numbers})(?![\w.,]?\d)(?!\s?(?:{language.unit})\b|\s?%)",
            say,
        ),
        rule("emergency", rf"{behind(after)}(?P<n>{called})(?![\w.,]?\d)(?!\s?%)", say),
    )
