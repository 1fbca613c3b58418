"""What the rules need to know about a language: number words, units, months and joining words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

DASH = r"\s?[-–—‑]\s?"


def any_of(written: Iterable[str]) -> str:
    """A pattern that matches any of these texts, the longest first."""
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that join numbers or stand for a sign.

    ``to`` joins the ends of a range, ``and_`` two medicines in one tablet, ``per`` an amount and its reference,
    ``over`` the numbers of a blood pressure, ``by`` the sides of a size. ``times`` follows a number of doses.
    ``out_of`` joins a part and the whole. ``number`` labels a number. ``plus`` follows an amount that may be larger.
    """

    to: str
    and_: str
    per: str
    over: str
    by: str
    times: str
    out_of: str
    percent: str
    number: str
    plus: str
    minus: str
    positive: str
    negative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLanguage:
    """One language. A gender is ``m`` or ``f`` before a noun; otherwise, or in a language without gender, it is empty.

    ``number_pattern`` matches a written number, ``point`` its decimal mark. ``number`` puts such a text into words,
    ``cardinal`` an integer, both with the gender of the noun; ``digits`` says each digit. ``units`` maps a written
    unit to singular, plural and gender; ``per_units`` lists what else may follow a slash. ``masses`` and ``lengths``
    are patterns of units. ``degree`` is a unit.

    ``each`` is a pattern of what may follow the slash in ``2/day``; ``each_words`` has words for its abbreviations.
    ``short_months`` maps abbreviations, without full stops, to months; ``weekdays`` the first two letters of a day to
    its name. ``say_date`` takes day, month and year (None if not written). ``say_time`` takes hour, minute (None if
    not written) and ``AM``, ``PM`` or nothing, and returns None for an impossible time.

    ``no_years`` is a pattern of nouns: a number of four digits before one is an amount. ``is_part`` tells whether
    ``1/2``, given as ``1`` and ``2``, is a fraction. ``capitals`` is a character class. ``read_in_codes`` are short
    words, in lower case, that are not spelled in a code such as ``SpO2``. ``range_of_one``: after a range the noun is
    singular if the upper end is one.
    """

    words: Words
    number_pattern: str
    point: str
    number: Callable[[str, str], str]
    cardinal: Callable[[int, str], str]
    digits: Callable[[str], str]
    say_year: Callable[[int], str]
    say_date: Callable[[int, str, int | None], str]
    say_time: Callable[[int, int | None, str], str | None]
    is_part: Callable[[str, str], bool]
    units: Mapping[str, tuple[str, ...]]
    per_units: Mapping[str, str]
    degree: tuple[str, ...]
    masses: str
    lengths: str
    each: str
    each_words: Mapping[str, str]
    months: Sequence[str]
    short_months: Mapping[str, str]
    weekdays: Mapping[str, str]
    weekday: str
    no_years: str
    letter_names: Mapping[str, str]
    capitals: str
    web_words: Mapping[str, str]
    read_in_codes: frozenset[str] = frozenset()
    range_of_one: bool = False

    # -- patterns -------------------------------------------------------------------------

    @property
    def n(self) -> str:
        """A number, in the group ``n``."""
        return rf"(?<![\w.,/])(?P<n>{self.number_pattern})"

    @property
    def amount(self) -> str:
        """A number that is not part of a name: "omega-3s" and "Tc-99m" are not amounts of seconds or meters."""
        return rf"(?<![A-Za-z][-–‑]){self.n}"

    @property
    def unit(self) -> str:
        return any_of(self.units)

    @property
    def per(self) -> str:
        return any_of({*self.units, *self.per_units})

    @property
    def rate(self) -> str:
        """A unit, in the group ``unit``, and what follows it after slashes, in the group ``per``."""
        return rf"(?P<unit>{self.unit})(?P<per>(?:/(?:{self.per}))*)(?![\w/²])"

    @property
    def month(self) -> str:
        shorts = sorted(self.short_months, key=len, reverse=True)
        return "|".join([*self.months, *(f"{short}\\.?" for short in shorts)])

    @property
    def month_names(self) -> Mapping[str, str]:
        """The months by written form, in lower case and without a full stop."""
        written = {short.lower(): month for short, month in self.short_months.items()}
        return written | {month.lower(): month for month in self.months}

    # -- words ----------------------------------------------------------------------------

    def say(self, text: str, gender: str = "") -> str:
        """A number as written, in words."""
        return self.number(text, gender)

    def say_lower(self, text: str, gender: str) -> str:
        """The lower end of a range; its noun follows the upper end: uno a dos meses, una a dos horas."""
        return self.number(text, gender if gender == "f" else "")

    def say_unit(self, written: str, *, one: bool) -> str:
        return self.units[written][0 if one else 1]

    def say_amount(self, value: str, written: str) -> str:
        """``5`` and ``mg`` give "five milligrams"."""
        return f"{self.number(value, self.gender(written))} {self.say_unit(written, one=value == '1')}"

    def gender(self, written: str) -> str:
        """The gender of a unit."""
        return "".join(self.units[written][2:])

    def say_per(self, written: str) -> str:
        """``/kg/day`` gives " per kilogram per day"."""
        names = (self.per_units.get(unit) or self.say_unit(unit, one=True) for unit in written.split("/") if unit)
        return "".join(f" {self.words.per} {name}" for name in names)

    def letters(self, text: str) -> str:
        """The name of each letter; digits stay digits."""
        return " ".join(
            self.digits(one) if one.isdecimal() else self.letter_names[one.lower()]
            for one in text
            if one.isdecimal() or one.lower() in self.letter_names
        )

    def weekday_named(self, written: str) -> str:
        return self.weekdays[written[:2].lower()]
