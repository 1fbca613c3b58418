"""What the rules of spoken forms must know of a language: its number words, units, months and joining words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

DASH = r"\s?[-–—‑]\s?"


def any_of(written: Iterable[str]) -> str:
    """A pattern of any of these texts, the longest first."""
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that join numbers, and those that stand for a sign.

    ``to`` joins the ends of a range, ``and_`` two medicines in one tablet, ``per`` an amount and what it is in,
    ``over`` the two numbers of a blood pressure, ``by`` the sides of a size; ``times`` follows a count of doses,
    ``out_of`` joins a part and the whole. ``number`` labels one, ``plus`` follows an amount that may be larger.
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
    """One language. A gender is ``m`` or ``f`` before a noun, and empty elsewhere or where the language has none.

    ``number_pattern`` matches a number as it is written, ``point`` what stands before its decimals. ``number`` says
    such a text, ``cardinal`` an integer, both with the gender of what is counted; ``digits`` says each digit.

    ``units`` maps what is written to the words for one, for several, and the gender if there is one; ``per_units``
    holds what may follow a stroke besides. ``masses`` and ``lengths`` are patterns of units. ``degree`` is a unit.
    ``each`` is a pattern of what may follow the stroke of ``2/day``, ``each_words`` says those that are abbreviated.

    ``short_months`` maps abbreviations, without their stops, to months; ``weekdays`` the first two letters of a day
    to its name. ``say_date`` takes day, month and year (None where none is written); ``say_time`` hour, minute
    (None where none is written) and ``AM``, ``PM`` or nothing, and gives None for what is no time.

    ``no_years`` is a pattern of nouns: a number of four digits before one is an amount. ``is_part`` tells whether
    ``1/2`` of the two texts ``1`` and ``2`` is a part of one. ``capitals`` is a class of letters, ``read_in_codes``
    are the short words, in small letters, that are read and not spelled in a code such as ``SpO2``.
    ``range_of_one``: after a range the noun is singular where the upper end is one.
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
        """A number, called ``n``."""
        return rf"(?<![\w.,/])(?P<n>{self.number_pattern})"

    @property
    def amount(self) -> str:
        """A number that is no part of a name: "omega-3s" and "Tc-99m" are no amounts of seconds or meters."""
        return rf"(?<![A-Za-z][-–‑]){self.n}"

    @property
    def unit(self) -> str:
        return any_of(self.units)

    @property
    def per(self) -> str:
        return any_of({*self.units, *self.per_units})

    @property
    def rate(self) -> str:
        """A unit, called ``unit``, and what may follow it after strokes, called ``per``."""
        return rf"(?P<unit>{self.unit})(?P<per>(?:/(?:{self.per}))*)(?![\w/²])"

    @property
    def month(self) -> str:
        shorts = sorted(self.short_months, key=len, reverse=True)
        return "|".join([*self.months, *(f"{short}\\.?" for short in shorts)])

    @property
    def month_names(self) -> Mapping[str, str]:
        """The months by how they are written, in small letters and without a stop."""
        written = {short.lower(): month for short, month in self.short_months.items()}
        return written | {month.lower(): month for month in self.months}

    # -- words ----------------------------------------------------------------------------

    def say(self, text: str, gender: str = "") -> str:
        """A number as written, in words."""
        return self.number(text, gender)

    def say_lower(self, text: str, gender: str) -> str:
        """The lower end of a range, whose noun follows the upper: uno a dos meses, una a dos horas."""
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
        """Each letter by its name, digits as digits."""
        return " ".join(
            self.digits(one) if one.isdecimal() else self.letter_names[one.lower()]
            for one in text
            if one.isdecimal() or one.lower() in self.letter_names
        )

    def weekday_named(self, written: str) -> str:
        return self.weekdays[written[:2].lower()]
