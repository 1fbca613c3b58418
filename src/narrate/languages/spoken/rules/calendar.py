"""Dates, years, times and days of the week."""

from __future__ import annotations

import re

from narrate.languages.spoken.language import SpokenLanguage
from narrate.languages.spoken.rules import Rule, rule


def date(language: SpokenLanguage, pattern: str, flags: int = 0) -> Rule:
    """A date. ``pattern`` has the groups ``day``, ``month`` (a name) or ``mm``, and ``year`` if it is written."""
    names = language.month_names

    def say(match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        month = names.get((parts.get("month") or "").rstrip(".").lower(), "")
        if parts.get("mm"):
            if not 1 <= int(parts["mm"]) <= 12:
                return None
            month = language.months[int(parts["mm"]) - 1]
        day = int(parts["day"])
        if not month or not 1 <= day <= 31:
            return None
        return language.say_date(day, month, int(parts["year"]) if parts.get("year") else None)

    return rule("date", pattern, say, flags)


def iso_date(language: SpokenLanguage) -> Rule:
    """``2026-03-05``."""
    return date(language, r"(?<!\w)(?P<year>[12]\d{3})-(?P<mm>\d\d)-(?P<day>\d\d)(?!\w)")


def years(language: SpokenLanguage) -> Rule:
    """``2019-2024``, ``2019–20``. With a hyphen, ``2005-06`` is left alone: it may be a month."""

    def say(match: re.Match[str]) -> str | None:
        first, last = int(match["n"]), match["m"]
        if len(last) == 2 and int(last) <= 12 and match["dash"] != "–":
            return None
        if len(last) == 2 and match["dash"] == "/" and int(last) != (first + 1) % 100:
            return None
        second = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if second < first and len(last) == 2 and first % 100 == 99:
            second += 100
        if not first < second <= first + 150:
            return None
        return f"{language.say_year(first)} {language.words.to} {language.say_year(second)}"

    pattern = (
        rf"(?<![\w.,/-])(?P<n>19\d\d|20\d\d)(?P<dash>[-–—‑/])(?P<m>19\d\d|20\d\d|\d\d)"
        rf"(?![\w/]|[-–—.,]\d|\s?(?:{language.unit}|{language.no_years})\b|\s?[%°])"
    )
    return rule("year", pattern, say)


def clock(language: SpokenLanguage, pattern: str) -> Rule:
    """A time of day. ``pattern`` has the groups ``h``, ``m`` and ``half`` (AM or PM), or ``h2`` and ``m2``."""

    def say(match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        hour, minute = int(parts["h"] or parts["h2"]), parts.get("m") or parts.get("m2")
        half = re.sub(r"\W", "", parts["half"] or "").upper()
        if hour > 24 or int(minute or 0) > 59 or (half and hour > 12):
            return None
        return language.say_time(hour, int(minute) if minute else None, half)

    return rule("time", pattern, say)


def clock_with_h(language: SpokenLanguage, minutes: str) -> Rule:
    """``8h30``. Before a word of the pattern ``minutes`` it is a duration, and is left alone."""
    return clock(
        language,
        rf"(?<![\w.:,/])(?P<h>[01]?\d|2[0-4])\s?[hH]\s?(?P<m>[0-5]\d)(?P<half>)(?!\w|[.,:/]\d|\s?(?:min|mins|{minutes}|m)\b)",
    )


def clock_of_halves(language: SpokenLanguage) -> Rule:
    """``8 a.m.``, ``8:30 PM``."""
    return clock(language, r"(?<![\w.:])(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?)")


def clock_of_a_day(language: SpokenLanguage, after: str) -> Rule:
    """``20:30``, perhaps followed by a word for hours. ``after`` is a pattern of such words."""
    return clock(language, rf"(?<![\w.:])(?P<h>\d{{1,2}}):(?P<m>\d\d)(?P<half>)(?:\s?(?:{after})\b)?(?![\w:]|[.,]\d)")


def days(language: SpokenLanguage, between: str) -> Rule:
    """``Mon-Fri``. ``between`` is a pattern of the dash or word between the days."""

    def say(match: re.Match[str]) -> str:
        return f" {language.words.to} ".join(language.weekday_named(match[name]) for name in ("first", "last"))

    day = language.weekday
    return rule("days", rf"\b(?P<first>{day})\.?{between}(?P<last>{day})\b(?:\.(?=\s[a-z\d]))?", say)
