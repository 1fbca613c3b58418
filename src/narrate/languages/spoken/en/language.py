"""American English: number words, units, months and joining words."""

from __future__ import annotations

from narrate.languages.spoken.en.numbers import LARGEST, cardinal, decimal, digits, ordinal, plain, year
from narrate.languages.spoken.en.units import PER_WORDS, UNITS
from narrate.languages.spoken.language import SpokenLanguage, Words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def number(text: str, _gender: str = "") -> str:
    """Say a number in words, or digit by digit if it is too large."""
    bare = plain(text)
    if len(bare.split(".")[0]) > len(str(LARGEST)) - 1 or (len(bare) > 1 and bare[0] == "0" and "." not in bare):
        return digits(bare.replace(".", ""))
    return decimal(text)


def _date(day: int, month: str, in_year: int | None) -> str:
    return f"{month} {ordinal(day)}" + (f", {year(in_year)}" if in_year is not None else "")


def say_time(hour: int, minute: int | None, half: str) -> str:
    """Say a time: ``8``, ``30`` and ``AM`` give "eight thirty A M". A full hour without AM or PM is o'clock."""
    said = cardinal(hour)
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif minute == 0 and not half:
        said += " o'clock" if 1 <= hour <= 12 else " hundred hours"
    return f"{said} {' '.join(half)}"


def _is_part(above: str, below: str) -> bool:
    upper, lower = float(plain(above)), float(plain(below))
    return upper < lower and lower in (2, 3, 4, 8) and upper < 10


LANGUAGE = SpokenLanguage(
    words=Words(
        to="to",
        and_="and",
        per="per",
        over="over",
        by="by",
        times="times",
        out_of="out of",
        percent="percent",
        number="number",
        plus="plus",
        minus="minus",
        positive="positive",
        negative="negative",
    ),
    # A group of thousands after a space must begin with a zero: "2 500 mg tablets" is ambiguous.
    number_pattern=r"(?:\d{1,3}(?:,\d{3}){1,20}|\d{1,3}(?: 0\d\d){1,20}(?!\d)|\d+)(?:\.\d+)?|\.\d+",
    point=r"\.",
    number=number,
    cardinal=lambda value, _gender: cardinal(value),
    digits=digits,
    say_year=year,
    say_date=_date,
    say_time=say_time,
    is_part=_is_part,
    units=UNITS,
    per_units=PER_WORDS,
    degree=("degree", "degrees"),
    masses="kg|mcg|mg|gm|g|IU|units|mEq",
    lengths="cm|mm|in\\.|ft|yd|km|m",
    each="minute|min|hour|hr|day|week|wk|month|mo|year|yr|night|dose|meal|sec|second|visit|person|h|d",
    each_words={
        "min": "minute", "hr": "hour", "h": "hour", "wk": "week", "mo": "month", "yr": "year", "sec": "second", "d": "day",
    },
    months=MONTHS,
    short_months={month[:3]: month for month in MONTHS if month != "May"} | {"Sept": "September"},
    weekdays={
        "mo": "Monday", "tu": "Tuesday", "we": "Wednesday", "th": "Thursday", "fr": "Friday", "sa": "Saturday", "su": "Sunday",
    },
    weekday="Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun",
    no_years="calories|kcal|steps|people|patients|words|feet|meters|dollars|milligrams|milliliters|units|grams",
    letter_names={letter: letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"},
    capitals="A-Z",
    web_words={"www.": "W W W dot", "@": "at", ".": "dot", "/": "slash", "-": "dash", "_": "underscore"},
    read_in_codes=frozenset(["sp", "pa"]),
)  # fmt: skip
