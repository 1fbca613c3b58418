"""What is said in English for what is written: American, as a nurse would read it out.

A capital letter that stands alone in the words is said by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from narrate.languages.spoken import Rule, Say
from narrate.languages.spoken.abbreviations_en import (
    BEFORE_A_NUMBER,
    BEHIND_A_NAME,
    DEGREES,
    STREETS,
    WITH_STOP,
    doctor_or_drive,
    is_day,
    labels_number,
    saint_or_street,
    street,
)
from narrate.languages.spoken.numbers_en import LARGEST, cardinal, decimal, digits, ordinal, plain, year
from narrate.languages.spoken.units_en import PER_WORDS, UNITS
from narrate.languages.spoken.written import POSSESSIVE, ROMAN_SIGNS, WITH_APOSTROPHE, roman_value, with_apostrophes

# A thousand set apart by a space begins with a zero; of "2 500 mg tablets" nobody knows.
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: 0\d\d)+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_N = rf"(?<![\w.,/])(?P<n>{_NUMBER})"
_AMOUNT = rf"(?<![A-Za-z][-–‑]){_N}"  # "omega-3s" and "Tc-99m" are no amounts of seconds or meters
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_PER = "|".join(re.escape(unit) for unit in sorted({*UNITS, *PER_WORDS}, key=len, reverse=True))
_RATE = rf"(?P<unit>{_UNIT})(?P<per>(?:/(?:{_PER}))*)(?![\w/²])"
_DASH = r"\s?[-–—‑]\s?"
_DOT = r"(?:(?<!\.)\.(?=\s(?:[a-z]|\d)))?"  # of an abbreviation, as in "5 lbs. of"
_LENGTHS = "cm|mm|in\\.|ft|yd|km|m"
_MASSES = "kg|mcg|mg|gm|g|IU|units|mEq"
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = {month[:3]: month for month in _MONTHS} | {"Sept": "September"}
_MONTH = "|".join([*_MONTHS, *(f"{short}\\.?" for short in sorted(_SHORT, key=len, reverse=True) if short != "May")])
_FRACTIONS = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅕": "1/5",
}
_DENOMINATORS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
          "XIII": 13}  # fmt: skip
LETTERS = {letter: letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}


def number(text: str) -> str:
    """A number in words; one too large to be one is said digit by digit."""
    bare = plain(text)
    if len(bare.split(".")[0]) > len(str(LARGEST)) - 1 or (len(bare) > 1 and bare[0] == "0" and "." not in bare):
        return digits(bare.replace(".", ""))
    return decimal(text)


def letters(text: str) -> str:
    """Each letter by its name, digits as digits."""
    return " ".join(digits(c) if c.isdecimal() else c.upper() for c in text if c.isascii() and c.isalnum())


def _unit(written: str, *, one: bool) -> str:
    return UNITS[written][0 if one else 1]


def _per(written: str) -> str:
    return "".join(
        f" per {PER_WORDS[unit] if unit in PER_WORDS else _unit(unit, one=True)}" for unit in written.split("/") if unit
    )


def _dose(match: re.Match[str]) -> str:
    value, unit = match["n"], match["unit"]
    return f"{number(value)} {_unit(unit, one=_is_one(value))}{_per(match['per'])}"


def _is_one(value: str) -> bool:
    return value == "1"


def _dose_range(match: re.Match[str]) -> str:
    """``5-10 mg``, ``5 mg-10 mg``; of ``500 mg to 1 g`` both units are said."""
    low, high, first, unit = match["n"], match["m"], match["first"], match["unit"]
    if first and UNITS[first] != UNITS[unit]:
        last = f"{_unit(unit, one=_is_one(high))}{_per(match['per'])}"
        return f"{number(low)} {_unit(first, one=_is_one(low))} to {number(high)} {last}"
    return f"{number(low)} to {number(high)} {_unit(unit, one=False)}{_per(match['per'])}"


def _strength(match: re.Match[str]) -> str:
    """``250 mg/5 mL`` is so much in every so much; ``5 mg/325 mg``, ``5/325 mg`` are two medicines in one tablet."""
    first, second = match["first"], match["unit"]
    last = f"{number(match['m'])} {_unit(second, one=_is_one(match['m']))}"
    if not first:
        return f"{number(match['n'])} and {last}"
    joint = "and" if re.fullmatch(_MASSES, second) and re.fullmatch(_MASSES, first) else "per"
    return f"{number(match['n'])} {_unit(first, one=_is_one(match['n']))} {joint} {last}"


def _combination(match: re.Match[str]) -> str | None:
    above, below = float(plain(match["n"])), float(plain(match["m"]))
    if above < below and below in (2, 3, 4, 8) and above < 10:
        return None  # a part of one
    return _strength(match)


def _inches(match: re.Match[str]) -> str | None:
    """``5'6"``; after an opening quotation mark, a closing one is no inch."""
    feet, inches = match["feet"] or match["feet2"], match["n"] or match["n2"]
    said = f"{number(inches)} {'inch' if inches == '1' else 'inches'}"
    if feet:
        return f"{number(feet)} {'foot' if feet == '1' else 'feet'} {said}"
    return None if match.string[: match.start()].count('"') % 2 else said


def _temperature(match: re.Match[str]) -> str | None:
    """``101.5 F``, ``38 C``: a letter alone is a scale where the number can be a body's."""
    value, scale = float(plain(match["n"])), match["scale"]
    if match["word"] or (scale == "F" and 90 <= value <= 110) or (scale == "C" and 34 <= value <= 43):
        return f"{number(match['n'])} degrees {'Celsius' if scale == 'C' else 'Fahrenheit'}"
    return None


def _odds(match: re.Match[str]) -> str | None:
    """``7/10`` is seven out of ten; what may be a month and a day (``5/31``), or is more than all, is left to ask about."""
    above, below = int(match["n"]), int(match["m"])
    if above > below or (below != 10 and min(above, below) <= 12 and max(above, below) <= 31):
        return None
    return f"{number(match['n'])} out of {number(match['m'])}"


def _days(match: re.Match[str]) -> str:
    first, last = (_WEEKDAYS[match[name][:2].lower()] for name in ("first", "last"))
    return f"{first} to {last}"


def _list_of_days(match: re.Match[str]) -> str:
    return ", ".join(_WEEKDAYS[day[:2].lower()] for day in match.group().split("/"))


def _date_range(match: re.Match[str]) -> str | None:
    month, first, last = match["month"], int(match["day"]), int(match["last"])
    if not 1 <= first < last <= 31:
        return None
    said = f"{_SHORT.get(month.rstrip('.'), month)} {ordinal(first)} to {ordinal(last)}"
    return said + (f", {year(int(match['year']))}" if match["year"] else "")


def _compound(match: re.Match[str]) -> str:
    return f"{number(match['n'])} {_unit(match['unit'] or match['unit2'], one=True)}"


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    half = re.sub(r"\W", "", match["half"] or "").upper()
    if hour > 24 or minute > 59 or (half and hour > 12):
        return None
    said = cardinal(hour)
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif match["m"] and not half:
        said += " o'clock" if 1 <= hour <= 12 else " hundred hours"
    return f"{said} {' '.join(half)}"


def _date(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    name = parts.get("month")
    month = _SHORT.get(name.rstrip("."), name) if name else ""
    if parts.get("mm"):
        if not 1 <= int(parts["mm"]) <= 12:
            return None
        month = _MONTHS[int(parts["mm"]) - 1]
    day = int(parts["day"])
    if not 1 <= day <= 31:
        return None
    years = parts.get("year")
    return f"{month} {ordinal(day)}" + (f", {year(int(years))}" if years else "")


def _fraction(match: re.Match[str]) -> str | None:
    whole, sign = match["whole"], match["sign"]
    if not sign:
        return None
    above, below = (int(part) for part in _FRACTIONS.get(sign, sign).split("/"))
    if below not in _DENOMINATORS or not 0 < above < below:
        return None
    said = f"{cardinal(above)} {_DENOMINATORS[below]}"
    if above > 1:
        said = said.replace("half", "halve") + "s"
    said = f"{cardinal(int(whole))} and {said}" if whole else said
    unit = match["unit"]
    if below == 10 and not unit:
        return None  # "pain 7/10" is no fraction
    return f"{said} {_unit(unit, one=not whole)}" if unit else said


def _pressure(match: re.Match[str]) -> str | None:
    upper, lower = int(match["n"]), int(match["m"])
    if not (60 <= upper <= 260 and 30 <= lower <= 160 and lower < upper):
        return None
    return f"{cardinal(upper)} over {cardinal(lower)}" + (" millimeters of mercury" if match["unit"] else "")


def _degrees(match: re.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get(match["scale"] or "", "")
    first = f"{number(match['n'])} to " if match["n"] else ""
    minus = "minus " if match["minus"] else ""
    one = not first and _is_one(match["m"])
    return f"{first}{minus}{number(match['m'])} {'degree' if one else 'degrees'}{scale}"


def _money(match: re.Match[str]) -> str:
    whole, _, cents = match["n"].partition(".")
    count = int(whole.replace(",", ""))
    said = f"{cardinal(count)} {'dollar' if count == 1 else 'dollars'}"
    return said + (f" and {cardinal(int(cents))} cents" if cents and int(cents) else "")


def _roman(match: re.Match[str]) -> str:
    return f"{match['head']} {cardinal(_ROMAN[match['roman']])}" + (
        f" {match['letter'].upper()}" if match["letter"] else ""
    )


def _code(match: re.Match[str]) -> str:
    """Letters with numbers, as A1C, B12, COVID-19, C5-C6: letters by name, digits as a number."""
    parts = re.findall(r"[A-Za-z]+|\d+|[-–/+]", match.group())
    said = []
    for at, part in enumerate(parts):
        if part.isdecimal():
            said.append(number(part))
        elif part == "/":
            said.append("and")
        elif part == "+":
            said.append("plus")
        elif part.isalpha():
            said.append(part.capitalize() if len(part) > 3 or part.lower() in ("sp", "pa") else letters(part))
        elif at and parts[at - 1].isdecimal():
            said.append("to")
    return " ".join(said)


def _decade(match: re.Match[str]) -> str:
    said = year(int(match["n"])) if len(match["n"]) == 4 else cardinal(int(match["n"]))
    return said[:-1] + "ies" if said.endswith("y") else f"{said}s"


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    return ", ".join("eight hundred" if group == "800" else digits(group) for group in groups)


def _vanity(match: re.Match[str]) -> str | None:
    """``1-800-GET-WELL``: one, eight hundred, get well; what has no vowel is spelled."""
    if sum(character.isalnum() for character in match["name"]) < (4 if match["first"] and match["dash"] == "-" else 6):
        return None  # "800 IU"
    groups = ["one"] if match["first"] else []
    groups.append("eight hundred" if match["area"] == "800" else digits(match["area"]))
    named = re.findall(r"\d+|[A-Z]+", match["name"])
    groups.append(" ".join(digits(one) if one.isdecimal() else _word_or_letters(one) for one in named))
    return ", ".join(groups)


def _word_or_letters(capitals: str) -> str:
    return capitals.lower() if len(capitals) > 1 and re.search("[AEIOUY]", capitals) else letters(capitals)


def _local_phone(match: re.Match[str]) -> str | None:
    """``555-1234``; two round numbers, as ``500-1500``, are a range."""
    return None if match["n"][-1] == "0" and match["m"][-2:] == "00" else _phone(match)


def _years(match: re.Match[str]) -> str | None:
    """``2019-2024``, ``2019–20``; with a hyphen ``2005-06`` may be a month."""
    first, last = int(match["n"]), match["m"]
    if len(last) == 2 and int(last) <= 12 and match["dash"] != "–":
        return None
    if len(last) == 2 and match["dash"] == "/" and int(last) != (first + 1) % 100:
        return None
    second = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if second < first and len(last) == 2 and first % 100 == 99:
        second += 100
    return f"{year(first)} to {year(second)}" if first < second <= first + 150 else None


def _hour(match: re.Match[str]) -> str:
    """``at 8h``: what stands before it tells that it is a time and no span."""
    hour = int(match["h"])
    return cardinal(hour) + (" o'clock" if 1 <= hour <= 12 else " hundred hours")


def _roman_sign(match: re.Match[str]) -> str:
    """``Ⅳ``, ``ⅢB``."""
    return cardinal(roman_value(match["roman"])) + (f" {match['letter'].upper()}" if match["letter"] else "")


def _web(match: re.Match[str]) -> str:
    text = re.sub(r"^https?://", "", match.group().rstrip("/"))
    said = re.sub(r"^www\.", "W W W dot ", text)
    for sign, word in (("@", " at "), (".", " dot "), ("/", " slash "), ("-", " dash "), ("_", " underscore ")):
        said = said.replace(sign, word)
    return re.sub(r"\d+", lambda found: f" {digits(found.group())} ", said)


def _plain(match: re.Match[str]) -> str:
    return number(match["n"])


def _words(text: str) -> Say:
    return lambda _: text


def _rule(name: str, pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), say)


def _any_of(written: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(written, key=len, reverse=True))


def _abbreviations(table: Mapping[str, str], flags: int = 0) -> Rule:
    """One rule for a whole table: each pattern walks the text again. With ``re.IGNORECASE`` its keys are in small letters."""

    def say(match: re.Match[str]) -> str:
        return table[match.group().lower() if flags else match.group()]

    return _rule("abbreviation", rf"(?<![\w.])(?:{_any_of(table)})(?!\w)", say, flags)


_HEADS = "type|stage|grade|phase|class|factor|nerve|angiotensin|bipolar|category|level|chapter|part|section|volume|war"
# "the type I have" is no numeral: alone, I is one only before these or at the end of a phrase
_AFTER_ONE = r"(?=\s(?:diabetes|diabetic|collagen|cancer|fractures?|sprains?|trials?|errors?|disease|disorder|melanoma|evidence)\b|[.,;:)]|$)"
_FORMS = "tablets?|tabs?|capsules?|caps?|pills?|doses?|patch|patches|vials?|syringes?|injections?|bottles?|inhalers?|bags?|ampules?|strength"
_EVERY = {"h": "hour", "hr": "hour", "hrs": "hour", "hours": "hour", "d": "day", "days": "day", "wk": "week", "m": "minute",
          "min": "minute"}  # fmt: skip


def _every(match: re.Match[str]) -> str:
    low, high = match["n"], match["m"]
    span = f"{cardinal(int(low))} to {cardinal(int(high))}" if high else cardinal(int(low))
    unit = _EVERY[match["unit"].lower()]
    return f"every {unit}" if low == "1" and not high else f"every {span} {unit}s"


def _times_of(match: re.Match[str]) -> str:
    return f"{number(match['n'])} times"


def _times(match: re.Match[str]) -> str:
    count = match["n"]
    if match["per"]:
        word = {"1": "once", "2": "twice"}.get(count, f"{number(count)} times")
        return f"{word} a {match['per']}"
    return "once" if count == "1" else f"{number(count)} times"


_WEEKDAYS = {
    "mo": "Monday", "tu": "Tuesday", "we": "Wednesday", "th": "Thursday", "fr": "Friday", "sa": "Saturday",
    "su": "Sunday",
}  # fmt: skip
_DAY = "Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
_TIMES = {
    "min": "minute",
    "hr": "hour",
    "h": "hour",
    "wk": "week",
    "mo": "month",
    "yr": "year",
    "sec": "second",
    "d": "day",
}
_EACH = r"/\s?(?P<each>minute|min|hour|hr|day|week|wk|month|mo|year|yr|night|dose|meal|sec|second|visit|person|h|d)(?![\w/])"


_COUNTED = (
    "times?|once|twice|tablets?|pills?|capsules?|drops?|puffs?|doses?|breaths?|beats?|units?|hours|days|minutes|steps|"
    "calories|cups?|glasses|drinks?|feedings?|meals?|sessions?|visits?"
)


def _each(match: re.Match[str]) -> str:
    return f"per {_TIMES.get(match['each'], match['each'])}"


_NO_YEARS = r"calories|kcal|steps|people|patients|words|feet|meters|dollars|milligrams|milliliters|units|grams"
_IN_ANY_CASE = {
    "q.i.d.": "four times a day", "qid": "four times a day", "b.i.d.": "twice a day", "bid": "twice a day",
    "t.i.d.": "three times a day", "tid": "three times a day", "q.o.d.": "every other day", "qod": "every other day",
    "q.d.": "every day", "qd": "every day", "q.h.s.": "every night at bedtime", "qhs": "every night at bedtime",
    "q.h.": "every hour", "p.r.n.": "as needed", "prn": "as needed", "p.o.": "by mouth", "h.s.": "at bedtime",
    "a.c.": "before meals", "p.c.": "after meals", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera",
    "vs.": "versus", "approx.": "approximately", "w/o": "without", "w/": "with", "s/p": "after", "y/o": "year old", "yo": "year old", "po": "by mouth",
    "q.a.m.": "every morning", "qam": "every morning", "q am": "every morning", "q.p.m.": "every evening", "qpm": "every evening",
    "c.c.": "milliliters", "npo": "nothing by mouth",
}  # fmt: skip
_AS_WRITTEN = {
    "Drs.": "Doctors", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Prof.": "Professor", "Jr.": "Junior",
    "Fig.": "figure", "PO": "by mouth", "PRN": "as needed", "pH": "P H", "Rx": "prescription", "OTC": "O T C",
    "and/or": "and or", "mmHg": "millimeters of mercury", "mm Hg": "millimeters of mercury", "a.m.": "A M", "p.m.": "P M",
}  # fmt: skip
RANGE_WORD = "to"
RULES: tuple[Rule, ...] = (
    _rule("address", r"(?:https?://|www\.)[\w./-]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[\w-]+\.(?:org|com|gov|edu|net)\b(?:/[\w/-]*\w)?", _web),
    _rule("phone", r"(?<![\w-])(?:(?P<first>\+?1[-. ])\(?|\(|(?i:(?<=call )|(?<=dial )|(?<=phone )|(?<=text )))(?P<area>8(?:00|33|44|55|66|77|88)|900)\)?(?P<dash>[-. ])(?=[\d-]{0,5}[A-Z])(?P<name>[A-Z\d]+(?:-[A-Z\d]+){0,5})(?![\w-])", _vanity),
    _rule("phone", r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])", _phone),
    _rule("phone", r"(?<![\w-])\d{3}[-‑]0\d{3}(?![\w-])|(?i:(?<=call )|(?<=phone )|(?<=phone: )|(?<=tel )|(?<=tel\. )|(?<=tel: )|(?<=fax )|(?<=dial )|(?<=text ))\d{3}[-‑. ]\d{4}(?![\w-])", _phone),
    _rule("phone", rf"(?<![\w.,/-])(?P<n>\d{{3}})[-‑](?P<m>\d{{4}})(?![\w/-]|[.,]\d|\s?(?:{_UNIT}|{_NO_YEARS})\b)", _local_phone),
    _rule("phone", r"\b[Ee]xt(?:ension|\.)?\s?(?P<n>\d{1,5})(?![\w-])", lambda m: f"extension {digits(m['n'])}"),
    _rule("emergency", r"(?<![\w.,-])(?P<n>911|988|999)(?![\w.,]?\d)(?!\s?(?:" + _UNIT + r")\b|%)", lambda match: digits(match["n"])),
    _rule("emergency", r"(?i:(?<=call )|(?<=dial )|(?<=phone )|(?<=ring )|(?<=text )|(?<=number ))(?P<n>112|111|811|711|311|211)(?![\w.,]?\d)", lambda match: digits(match["n"])),
    _rule("date", r"(?<!\w)(?P<year>[12]\d{3})-(?P<mm>\d\d)-(?P<day>\d\d)(?!\w)", _date),
    _rule("date", rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_DASH}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>[12]\d{{3}}))?(?![\w/]|[-–:.]\d)", _date_range),
    _rule("date", rf"\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>[12]\d{{3}}))?(?!\w)", _date),
    _rule("date", rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH})(?:,?\s(?P<year>[12]\d{{3}}))?(?!\w)", _date),
    _rule("date", r"(?<![\w/])(?P<mm>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>[12]\d{3})(?![\w/])", _date),
    _rule("year", rf"\b(?P<month>{_MONTH})\s(?P<year>(?:19|20)\d\d)\b", lambda m: f"{_SHORT.get(m['month'].rstrip('.'), m['month'])} {year(int(m['year']))}"),
    _rule("year", r"\b(?P<head>[Ii]n|[Ss]ince|[Bb]efore|[Aa]fter|[Uu]ntil|[Bb]y|[Yy]ear|[Ff]rom)\s(?P<year>19\d\d|20[0-4]\d)(?![\w.,:/-]*\d|%|\s?(?:" + _UNIT + r")\b)", lambda m: f"{m['head']} {year(int(m['year']))}"),
    _rule("year", rf"(?<![\w.,/-])(?P<n>19\d\d|20\d\d)(?P<dash>[-–—‑/])(?P<m>19\d\d|20\d\d|\d\d)(?![\w/]|[-–—.,]\d|\s?(?:{_UNIT}|{_NO_YEARS})\b|\s?[%°])", _years),
    _rule("time", r"(?<![\w.:,/])(?P<h>[01]?\d|2[0-4])\s?[hH]\s?(?P<m>[0-5]\d)(?P<half>)(?!\w|[.,:/]\d|\s?(?:min|mins|minutes?|m)\b)", _time),
    _rule("time", r"(?<![\w.:,/])(?P<h>0?[6-9]|1\d|2[0-3])\.(?P<m>[0-5][05])(?P<half>)\s?h(?![\w/])", _time),
    _rule("time", r"(?i:(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\btill ))(?P<h>[01]?\d|2[0-4])\s?h(?![\w/]|\s?\d)", _hour),
    _rule("time", r"(?<![\w.:])(?P<h>\d{1,2})(?::(?P<m>\d\d))?\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?)", _time),
    _rule("time", r"(?<![\w.:])(?P<h>\d{1,2}):(?P<m>\d\d)(?P<half>)(?:\s?(?:hrs|h)\b)?(?![\w:]|[.,]\d)", _time),
    _rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×]\s?(?:/|per\s|a\s)\s?(?P<per>day|week|month|year)\b", _times),
    _rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×](?P<per>)(?!\s?\d|\w)", _times),
    _rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s(?P<unit>days?|weeks?|months?|hours?|doses?)\b", lambda m: f"for {number(m['n'])} {m['unit']}"),
    _rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s?(?P<unit>d|wks?|mos?|hrs?|h)\b\.?", lambda m: f"for {number(m['n'])} {_unit(m['unit'], one=_is_one(m['n']))}"),
    _rule("size", rf"{_N}\s?(?:{_LENGTHS})?\s?[x×]\s?(?P<m>{_NUMBER})(?:\s?(?:{_LENGTHS})?\s?[x×]\s?(?P<o>{_NUMBER}))?\s?(?P<unit>{_LENGTHS})(?!\w)", lambda m: " by ".join(number(m[name]) for name in "nmo" if m[name]) + f" {_unit(m['unit'], one=False)}"),
    _rule("times", rf"(?<![\w.,])(?P<n>\d+)\s?[x×](?=\s?(?:{_NUMBER})\s?(?:{_UNIT})\b)", _times_of),
    _rule("insulin", r"(?<![\w./])(?P<n>70|75|50)/(?P<m>30|25|50)(?![\w/]|\.\d)", lambda m: f"{number(m['n'])} {number(m['m'])}" if int(m["n"]) + int(m["m"]) == 100 else None),
    _rule("strength", rf"{_AMOUNT}\s?(?P<first>{_UNIT})\s?/\s?(?P<m>{_NUMBER})\s?(?P<unit>{_UNIT})(?![\w/])", _strength),
    _rule("strength", rf"{_AMOUNT}\s?/\s?(?P<m>{_NUMBER})\s?(?P<first>)(?P<unit>{_MASSES})(?![\w/])", _combination),
    _rule("pressure", r"(?<![\w./])(?P<n>\d{2,3})/(?P<m>\d{2,3})(?:\s?(?P<unit>mm\s?Hg))?(?![\w/]|\.\d)", _pressure),
    _rule("degrees", rf"(?<![\w.,])(?:(?P<n>{_NUMBER})°?{_DASH})?(?P<minus>[-−])?(?P<m>{_NUMBER})\s?(?:°|º)\s?(?P<scale>[CF]\b)?", _degrees),
    _rule("degrees", r"(?<![\w.,/])(?P<n>\d{2,3}(?:\.\d)?)\s?(?P<word>degrees? )?(?P<scale>[CF])(?![\w'’.]*\w)", _temperature),
    _rule("length", r"(?<![\w.,/])(?:(?P<feet>\d{1,2})['’′]\s?)?(?:(?P<n>\d{1,2}(?:\.\d+)?)[\"″])(?!\w)|(?<![\w.,/])(?P<feet2>\d)['’′]\s?(?P<n2>\d{1,2})[”](?!\w)", _inches),
    _rule("percent", rf"{_N}\s?%?{_DASH}(?P<m>{_NUMBER})\s?%", lambda m: f"{number(m['n'])} to {number(m['m'])} percent"),
    _rule("percent", rf"{_N}\s?%", lambda m: f"{number(m['n'])} percent"),
    _rule("money", r"\$(?P<n>\d+(?:,\d{3})*(?:\.\d\d)?)(?![\w.,]*\d)", _money),
    _rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -]?)?(?P<sign>[{''.join(_FRACTIONS)}])(?:[-\s]?(?P<unit>{_UNIT})(?!\w))?", _fraction),
    _rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -])?(?P<sign>\d/\d{{1,2}})(?![\w/]|\.\d)(?:[-\s]?(?P<unit>{_UNIT})(?!\w))?", _fraction),
    _rule("ratio", r"\b24/7\b", _words("twenty-four seven")),
    _rule("vision", r"\b20/(?P<n>20|40|200|100)\b", lambda m: f"twenty {cardinal(int(m['n']))}"),
    _rule("every", r"\bq\.?\s?(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?\s?(?P<unit>hrs|hr|hours|h|days|d|wk|min|m)\b\.?", _every, re.IGNORECASE),
    _rule("decade", r"(?<!\w)(?P<n>(?:19|20)?\d0)['’]?s\b", _decade),
    _rule("dose range", rf"{_AMOUNT}(?:\s?(?P<first>{_UNIT}))?(?:{_DASH}|\sto\s)(?P<m>{_NUMBER})[ -]?{_RATE}{_DOT}", _dose_range),

    _rule("compound", rf"{_AMOUNT}(?:[-‑](?P<unit>{_UNIT})(?=[-\s.,;:)]|$)|\s?(?P<unit2>{_UNIT})(?=\s(?:{_FORMS})\b))", _compound),
    _rule("dose", rf"{_AMOUNT}\s?{_RATE}{_DOT}", _dose),
    _rule("per", rf"{_N}(?:{_DASH}(?P<m>{_NUMBER}))?\s?{_EACH}", lambda m: f"{number(m['n'])}{' to ' + number(m['m']) if m['m'] else ''} {_each(m)}"),
    _rule("per", rf"\b(?P<what>{_COUNTED})\s?{_EACH}", lambda m: f"{m['what']} {_each(m)}"),
    _rule("per", r"\bper\s(?P<unit>mg|mcg|mL|ml|kg|dL|L|hr|min|wk|lb|mmol)\b", lambda m: f"per {_unit(m['unit'], one=True)}"),
    _rule("unit", r"(?<![\w/.-])(?P<unit>mgs?|mcgs?|mLs?|mls?|kgs?|gms|IUs)(?![\w/-])", lambda m: _unit(m["unit"], one=False)),
    _rule("rate", rf"(?<![\w/])(?P<unit>mg|mcg|g|mL|kg|mmol|IU|mEq|units?|kcal)(?P<per>(?:/(?:{_PER}))+)(?![\w/])", lambda m: _unit(m["unit"], one=False) + _per(m["per"])),
    _abbreviations(_IN_ANY_CASE, re.IGNORECASE),
    _abbreviations(_AS_WRITTEN | WITH_STOP),
    _rule("abbreviation", rf"(?<![\w.-])(?P<written>{_any_of(DEGREES)})(?![\w-])", lambda m: DEGREES[m["written"]]),
    _rule("abbreviation", rf"(?<=\w,\s)(?P<written>{_any_of(BEHIND_A_NAME)})(?=[,.;)]|$)", lambda m: BEHIND_A_NAME[m["written"]]),
    _rule("abbreviation", rf"(?<![\w.])(?P<written>{_any_of(BEFORE_A_NUMBER)})\.?(?=[:=]?\s?#?(?:\d|[A-Z]\d|[A-Z](?!\w)))", lambda m: BEFORE_A_NUMBER[m["written"]]),
    _rule("abbreviation", r"(?<=[a-z]\s)Sr\.(?!\s[A-Z])|(?<=[a-z],\s)Sr\.", _words("Senior")),  # "Sr. Ana" is a sister
    _rule("abbreviation", r"(?<=\d(?:st|nd|rd|th)\s)Fl\b\.?", _words("floor")),
    _rule("abbreviation", rf"(?<![\w.])(?P<written>{_any_of(STREETS)})(?!\w)\.?", street),
    _rule("abbreviation", r"(?<![\w.])St(?!\w)\.?", saint_or_street),
    _rule("abbreviation", r"(?<![\w.])Dr(?!\w)\.?", doctor_or_drive),
    _rule("abbreviation", r"(?<![\w.])(?P<written>Mt|Ft)(?!\w)\.?(?=\s[A-Z][a-z])", lambda m: "Mount" if m["written"] == "Mt" else "Fort"),
    _rule("abbreviation", r"(?<=\d\s)(?P<way>[NSEW])\.(?=\s[A-Z][a-z])", lambda m: {"N": "North", "S": "South", "E": "East", "W": "West"}[m["way"]]),
    _rule("count", r"(?<![\w.])(?P<mark>[Nn]o)\.\s?(?P<n>\d+)", lambda m: f"number {number(m['n'])}" if labels_number(m) else None),
    _rule("count", r"(?<![\w.])[Nn]os\.(?=\s?\d)", _words("numbers")),
    _rule("count", r"(?:№|(?<!\w)[Nn][º°])\s?(?P<n>\d+)", lambda m: f"number {number(m['n'])}"),
    _rule("count", r"(?<!\w)#(?P<n>\d+)", lambda m: f"number {number(m['n'])}"),
    _rule("days", rf"\b(?P<first>{_DAY})\.?{_DASH}(?P<last>{_DAY})\b(?:\.(?=\s[a-z\d]))?", _days),
    _rule("days", rf"(?<![\w./])(?:{_DAY})\.?(?:/(?:{_DAY})\.?)+(?![\w/])", _list_of_days),
    _rule("days", rf"(?<![\w.])(?P<day>{_DAY})\.", lambda m: _WEEKDAYS[m["day"][:2].lower()] if is_day(m) else None),
    _rule("number", rf"(?<![\w.])(?P<roman>{ROMAN_SIGNS})(?P<letter>[ABCabc]?)(?!\w)", _roman_sign),
    _rule("roman", rf"\b(?P<head>(?i:{_HEADS}))\s(?P<roman>{'|'.join(sorted({*_ROMAN} - {'I'}, key=len, reverse=True))}|I(?=[ABC])|I{_AFTER_ONE})(?P<letter>[ABCabc]?)\b", _roman),
    _rule("letter", r"\b(?P<head>[Vv]itamins?|[Hh]epatitis|[Tt]ype|[Gg]roup|[Ii]nfluenza|[Ss]trep|[Ff]actor|[Pp]lan|[Pp]art|[Ss]tage)\s(?P<letter>[A-Z])\b(?!-\d)", lambda m: f"{m['head']} {m['letter']}"),
    _rule("code", r"\b[A-Z]{1,2}\d{1,2}(?:[-–/][A-Z]{0,2}\d{1,2})+\b", _code),
    _rule("code", r"\b(?:COVID|SARS-CoV)-\d+\b", _code),
    _rule("code", r"(?<=[Ss]tage |[Gg]rade |[Ss]uite |[Ll]evel )\d{1,3}[A-Z](?![\w-])|(?<=Room )\d{1,4}[A-Z](?![\w-])", _code),
    _rule("code", r"\b(?P<head>[Oo]mega)-(?P<n>[369])s?\b", lambda m: f"{m['head']} {number(m['n'])}"),
    _rule("code", r"(?<![\w-])(?:[A-Z]{1,4}|Sp|Pa)(?:-?\d{1,3}[A-Z]{0,2})+(?![\w-])", _code),
    _rule("code", r"(?<![\w-])SpO2(?![\w-])|(?<![\w-])PaCO2(?![\w-])|(?<![\w-])HbA1c\b|(?<![\w-])A1c\b|(?<![\w-])mRNA\b", lambda m: letters(m.group())),
    _rule("group", r"(?<!\w)(?P<letters>AB|A|B|O|Rh)(?:\s?(?P<sign>[+]|[-−](?!\w)))(?!\w)", lambda m: f"{letters(m['letters'])} {'positive' if m['sign'] == '+' else 'negative'}"),
    _rule("group", r"\b(?P<letters>AB|A|B|O)(?=\s(?:[Pp]ositive|[Nn]egative)\b)", lambda m: letters(m["letters"])),
    _rule("spelled", r"(?:(?<=[Mm]\.\s)|(?<=[Mm]\s)|(?<=\d\s))(?:ET|EST|EDT|AKST|AKDT)(?!\w)", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w-])IVs?(?![\w-])", lambda m: "I V's" if m.group() == "IVs" else "I V"),
    _rule("spelled", r"(?<![\w-])[A-Za-z](?:-[A-Za-z])+(?![\w-])", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w.])[A-Z](?:\.[A-Z])+\.?(?!\w)", lambda m: letters(m.group())),
    _rule("spelled", r"(?<![\w-])[BCDFGHJKLMNPQRSTVWXZ]{2,5}(?P<s>s?)(?![\w-])", lambda m: letters(m.group().removesuffix("s")) + ("'s" if m["s"] else "")),
    _rule("ordinal", r"(?<![\w.,])(?P<n>\d+)(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)", lambda m: ordinal(int(m["n"])) if int(m["n"]) <= LARGEST else None),
    _rule("range", rf"(?<!\d[-–‑]){_N}{_DASH}(?P<m>{_NUMBER})(?![\w/]|[.,]\d|-\d)", lambda m: f"{number(m['n'])} to {number(m['m'])}"),
    _rule("ratio", r"(?<![\w.:])(?P<n>\d{1,3}):(?P<m>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:]|,\d)", lambda m: f"{number(m['n'])} to {number(m['m'])}"),
    _rule("odds", r"(?<![\w./])(?P<n>\d+)\s?/\s?(?P<m>\d+)(?![\w/]|\.\d)", _odds),
    _rule("hyphen", rf"{_N}(?=-[A-Za-z]{{2,}})", _plain),
    _rule("number", rf"{_N}\+(?!\w)", lambda m: f"{number(m['n'])} plus"),
    _rule("number", rf"{_N}(?![\w/]|[.,]\d|\s?[°%])", _plain),
    _rule("apostrophe", WITH_APOSTROPHE, lambda m: with_apostrophes(m.group())),
    _rule("apostrophe", POSSESSIVE, lambda m: with_apostrophes(m.group())),
    _rule("sign", r"(?<![\w=])[<＜](?=\s?\d)", _words("less than ")),
    _rule("sign", r"(?<![\w=])[>＞](?=\s?\d)", _words("more than ")),
    _rule("sign", r"(?:≤|<=)(?=\s?\d)", _words("at most ")),
    _rule("sign", r"(?:≥|>=)(?=\s?\d)", _words("at least ")),
    _rule("sign", r"±", _words("plus or minus ")),
    _rule("sign", r"[~≈](?=\s?\d)", _words("about ")),
    _rule("sign", r"(?<=\s)[+](?=\s)", _words("plus")),
    _rule("sign", r"(?<=\s)=(?=\s)", _words("equals")),
    _rule("sign", r"(?<!\w)&(?!\w)", _words("and")),
    _rule("sign", r"(?<=\s)@(?=\s)", _words("at")),
    _rule("sign", r"(?<![\w.,)%°])[-−](?=\d)", _words("minus ")),
)  # fmt: skip
