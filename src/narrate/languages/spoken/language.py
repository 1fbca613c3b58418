"""What the rules need to know about a language: number words, units, months and joining words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

DASH = r"\s?[-–—‑]\s?"


def any_of(written: Iterable[str]) -> str:
    """Return a pattern that matches each of the texts ``written``, the longest first."""
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that join numbers or stand for a sign.

    - ``to``: between the ends of a range.
    - ``and_``: between two medicines in one tablet.
    - ``per``: between an amount and what it refers to.
    - ``over``: between the numbers of a blood pressure.
    - ``by``: between the sides of a size.
    - ``times``: after a number of doses.
    - ``out_of``: between a part and the whole.
    - ``number``: before a number that is a label.
    - ``plus``: after an amount that may be larger.
    - ``positive``, ``negative``: after a blood group.
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
    """The data and functions of one language that rules use.

    A gender is ``m`` or ``f``. It is empty for a number without a noun, and in a language without gender.

    - ``number_pattern`` matches a written number, ``point`` the decimal mark.
    - ``number`` says a written number, ``cardinal`` a whole number; both also take the gender of the noun.
    - ``digits`` says each digit.
    - ``say_date`` takes day, month and year (None if not written).
    - ``say_time`` takes hour, minute (None if not written) and ``AM``, ``PM`` or nothing. It returns None for an
      impossible time.
    - ``is_part`` tells whether ``1/2``, given as ``1`` and ``2``, is a fraction.
    - ``units`` maps a written unit to its singular, plural and gender. ``per_units`` maps what else may follow a slash
      to its words. ``degree`` is a unit in the same form; ``masses`` and ``lengths`` are patterns of units.
    - ``each`` is a pattern of what may follow the slash in ``2/day``; ``each_words`` are the words for its
      abbreviations.
    - ``short_months`` maps abbreviations, without full stops, to months; ``weekdays`` the first two letters of a day to
      its name.
    - ``no_years`` is a pattern of nouns. Before such a noun, a number of four digits is an amount and not a year.
    - ``capitals`` is a character class of capital letters.
    - ``read_in_codes`` are short words, in lower case, that are not spelled in a code such as ``SpO2``.
    - ``range_of_one`` is whether the noun after a range is singular if the upper end is one.
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
        """A pattern of a number, in the group ``n``."""
        return rf"(?<![\w.,/])(?P<n>{self.number_pattern})"

    @property
    def amount(self) -> str:
        """A pattern of a number, in the group ``n``, that is not part of a name.

        "omega-3s" and "Tc-99m" are not amounts of seconds or meters.
        """
        return rf"(?<![A-Za-z][-–‑]){self.n}"

    @property
    def unit(self) -> str:
        return any_of(self.units)

    @property
    def per(self) -> str:
        return any_of({*self.units, *self.per_units})

    @property
    def rate(self) -> str:
        """A pattern of a unit, in the group ``unit``, and of what follows after slashes, in the group ``per``."""
        return rf"(?P<unit>{self.unit})(?P<per>(?:/(?:{self.per}))*)(?![\w/²])"

    @property
    def month(self) -> str:
        shorts = sorted(self.short_months, key=len, reverse=True)
        return "|".join([*self.months, *(f"{short}\\.?" for short in shorts)])

    @property
    def month_names(self) -> Mapping[str, str]:
        """The months by their written forms, which are in lower case and without a full stop."""
        written = {short.lower(): month for short, month in self.short_months.items()}
        return written | {month.lower(): month for month in self.months}

    # -- words ----------------------------------------------------------------------------

    def say(self, text: str, gender: str = "") -> str:
        """Say a written number. ``gender`` is that of the noun after it."""
        return self.number(text, gender)

    def say_lower(self, text: str, gender: str) -> str:
        """Say the lower end of a range, whose noun follows the upper end: uno a dos meses, una a dos horas."""
        return self.number(text, gender if gender == "f" else "")

    def say_unit(self, written: str, *, one: bool) -> str:
        return self.units[written][0 if one else 1]

    def say_amount(self, value: str, written: str) -> str:
        """Say a number and a unit: ``5`` and ``mg`` give "five milligrams"."""
        return f"{self.number(value, self.gender(written))} {self.say_unit(written, one=value == '1')}"

    def gender(self, written: str) -> str:
        """Return the gender of a written unit; empty in a language without gender."""
        return "".join(self.units[written][2:])

    def say_per(self, written: str) -> str:
        """Say what follows a unit: ``/kg/day`` gives " per kilogram per day"."""
        names = (self.per_units.get(unit) or self.say_unit(unit, one=True) for unit in written.split("/") if unit)
        return "".join(f" {self.words.per} {name}" for name in names)

    def letters(self, text: str) -> str:
        """Say ``text`` letter by letter, and its digits by name."""
        return " ".join(
            self.digits(one) if one.isdecimal() else self.letter_names[one.lower()]
            for one in text
            if one.isdecimal() or one.lower() in self.letter_names
        )

    def weekday_named(self, written: str) -> str:
        return self.weekdays[written[:2].lower()]
