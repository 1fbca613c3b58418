"""Spoken forms in American English, as a nurse would read them aloud.

A single capital letter in the words is said by its name. This module holds the rules that only English has, and the
order of all rules; rules shared by languages are in ``rules``.
"""

from __future__ import annotations

import re

from narrate.languages.spoken.en.abbreviations import (
    AS_WRITTEN,
    BEFORE_A_NUMBER,
    BEHIND_A_NAME,
    DEGREES,
    IN_ANY_CASE,
    LABEL_WORDS,
    STREETS,
    WITH_STOP,
    doctor_or_drive,
    is_day,
    saint_or_street,
    street,
)
from narrate.languages.spoken.en.language import LANGUAGE, number, say_time
from narrate.languages.spoken.en.numbers import LARGEST, cardinal, ordinal, year
from narrate.languages.spoken.language import DASH, any_of
from narrate.languages.spoken.rules import Rule, abbreviations, fixed, rule
from narrate.languages.spoken.rules.amounts import (
    dose,
    dose_range,
    insulin,
    per_each,
    percents,
    size,
    strengths,
    times_of_doses,
    units_alone,
)
from narrate.languages.spoken.rules.calendar import (
    clock,
    clock_of_a_day,
    clock_of_halves,
    clock_with_h,
    date,
    days,
    iso_date,
    years,
)
from narrate.languages.spoken.rules.contact import address, emergency, phone, phone_of_a_place, phone_of_letters
from narrate.languages.spoken.rules.labels import label_of_no, labelled
from narrate.languages.spoken.rules.letters import (
    NUMERALS,
    blood_groups,
    code,
    code_ranges,
    codes,
    lettered,
    roman,
    roman_signs,
    spelled,
)
from narrate.languages.spoken.rules.numbers import number_range, odds, parts_of_fraction, plain_numbers
from narrate.languages.spoken.rules.powers import power_of_ten
from narrate.languages.spoken.rules.signs import apostrophes, signs
from narrate.languages.spoken.rules.vital_signs import degrees, pressure, temperature

__all__ = ["LANGUAGE", "RULES"]

_STOP = r"(?:(?<!\.)\.(?=\s(?:[a-z]|\d)))?"  # of an abbreviation, as in "5 lbs. of"
_DENOMINATORS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_HEADS = "type|stage|grade|phase|class|factor|nerve|angiotensin|bipolar|category|level|chapter|part|section|volume|war"
# "the type I have" has no numeral: I alone is one only before these words or at the end of a phrase
_AFTER_ONE = r"(?=\s(?:diabetes|diabetic|collagen|cancer|fractures?|sprains?|trials?|errors?|disease|disorder|melanoma|evidence)\b|[.,;:)]|$)"
_FORMS = "tablets?|tabs?|capsules?|caps?|pills?|doses?|patch|patches|vials?|syringes?|injections?|bottles?|inhalers?|bags?|ampules?|strength"
_EVERY = {"h": "hour", "hr": "hour", "hrs": "hour", "hours": "hour", "d": "day", "days": "day", "wk": "week", "m": "minute",
          "min": "minute"}  # fmt: skip
_COUNTED = (
    "times?|once|twice|tablets?|pills?|capsules?|drops?|puffs?|doses?|breaths?|beats?|units?|hours|days|minutes|steps|"
    "calories|cups?|glasses|drinks?|feedings?|meals?|sessions?|visits?"
)
SIGNS = {
    "<": "less than ", ">": "more than ", "≤": "at most ", "≥": "at least ", "±": "plus or minus ", "~": "about ",
    "+": "plus", "=": "equals", "&": "and", "@": "at", "-": "minus ",
}  # fmt: skip


def _inches(match: re.Match[str]) -> str | None:
    """Say ``5'6"`` in feet and inches. A quotation mark that closes a quotation is not an inch sign."""
    feet, inches = match["feet"] or match["feet2"], match["n"] or match["n2"]
    spoken = f"{number(inches)} {'inch' if inches == '1' else 'inches'}"
    if feet:
        return f"{number(feet)} {'foot' if feet == '1' else 'feet'} {spoken}"
    return None if match.string[: match.start()].count('"') % 2 else spoken


def _month(match: re.Match[str]) -> str:
    return LANGUAGE.month_names[match["month"].rstrip(".").lower()]


def _date_range(match: re.Match[str]) -> str | None:
    first, last = int(match["day"]), int(match["last"])
    if not 1 <= first < last <= 31:
        return None
    days = f"{_month(match)} {ordinal(first)} to {ordinal(last)}"
    return days + (f", {year(int(match['year']))}" if match["year"] else "")


def _list_of_days(match: re.Match[str]) -> str:
    return ", ".join(LANGUAGE.weekday_named(day) for day in match.group().split("/"))


def _compound(match: re.Match[str]) -> str:
    return f"{number(match['n'])} {LANGUAGE.say_unit(match['unit'] or match['unit2'], one=True)}"


def _fraction(match: re.Match[str]) -> str | None:
    whole, unit = match["whole"], match["unit"]
    above, below = parts_of_fraction(match["sign"])
    if below not in _DENOMINATORS or not 0 < above < below:
        return None
    if below == 10 and not unit:
        return None  # "pain 7/10" is not a fraction
    amount = f"{cardinal(above)} {_DENOMINATORS[below]}"
    if above > 1:
        amount = amount.replace("half", "halve") + "s"
    if whole:
        amount = f"{cardinal(int(whole))} and {amount}"
    return f"{amount} {LANGUAGE.say_unit(unit, one=not whole)}" if unit else amount


def _money(match: re.Match[str]) -> str:
    whole, _, cents = match["n"].partition(".")
    count = int(whole.replace(",", ""))
    dollars = f"{cardinal(count)} {'dollar' if count == 1 else 'dollars'}"
    return dollars + (f" and {cardinal(int(cents))} cents" if cents and int(cents) else "")


def _decade(match: re.Match[str]) -> str:
    first = year(int(match["n"])) if len(match["n"]) == 4 else cardinal(int(match["n"]))
    return first[:-1] + "ies" if first.endswith("y") else f"{first}s"


def _every(match: re.Match[str]) -> str:
    low, high = match["n"], match["m"]
    span = f"{cardinal(int(low))} to {cardinal(int(high))}" if high else cardinal(int(low))
    unit = _EVERY[match["unit"].lower()]
    return f"every {unit}" if low == "1" and not high else f"every {span} {unit}s"


def _times(match: re.Match[str]) -> str:
    count = match["n"]
    if match["per"]:
        word = {"1": "once", "2": "twice"}.get(count, f"{number(count)} times")
        return f"{word} a {match['per']}"
    return "once" if count == "1" else f"{number(count)} times"


RULES: tuple[Rule, ...] = (
    address(LANGUAGE),
    phone_of_letters(LANGUAGE, ["call", "dial", "phone", "text"]),
    phone(LANGUAGE, r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])"),
    phone(LANGUAGE, r"(?<![\w-])\d{3}[-‑]0\d{3}(?![\w-])|(?i:(?<=call )|(?<=phone )|(?<=phone: )|(?<=tel )|(?<=tel\. )|(?<=tel: )|(?<=fax )|(?<=dial )|(?<=text ))\d{3}[-‑. ]\d{4}(?![\w-])"),
    phone_of_a_place(LANGUAGE),
    rule("phone", r"\b[Ee]xt(?:ension|\.)?\s?(?P<n>\d{1,5})(?![\w-])", lambda m: f"extension {LANGUAGE.digits(m['n'])}"),
    *emergency(LANGUAGE, "911|988|999", "112|111|811|711|311|211", ["call", "dial", "phone", "ring", "text", "number"]),
    power_of_ten(LANGUAGE, "times", lambda n: f"to the {'minus ' * (n < 0)}{ordinal(abs(n))}"),
    iso_date(LANGUAGE),
    rule("date", rf"\b(?P<month>{LANGUAGE.month})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{DASH}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>[12]\d{{3}}))?(?![\w/]|[-–:.]\d)", _date_range),
    date(LANGUAGE, rf"\b(?P<month>{LANGUAGE.month})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>[12]\d{{3}}))?(?!\w)"),
    date(LANGUAGE, rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{LANGUAGE.month})(?:,?\s(?P<year>[12]\d{{3}}))?(?!\w)"),
    date(LANGUAGE, r"(?<![\w/])(?P<mm>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>[12]\d{3})(?![\w/])"),
    rule("year", rf"\b(?P<month>{LANGUAGE.month})\s(?P<year>(?:19|20)\d\d)\b", lambda m: f"{_month(m)} {year(int(m['year']))}"),
    rule("year", r"\b(?P<head>[Ii]n|[Ss]ince|[Bb]efore|[Aa]fter|[Uu]ntil|[Bb]y|[Yy]ear|[Ff]rom)\s(?P<year>19\d\d|20[0-4]\d)(?![\w.,:/-]*\d|%|\s?(?:" + LANGUAGE.unit + r")\b)", lambda m: f"{m['head']} {year(int(m['year']))}"),
    years(LANGUAGE),
    clock_with_h(LANGUAGE, "minutes?"),
    clock(LANGUAGE, r"(?<![\w.:,/])(?P<h>0?[6-9]|1\d|2[0-3])\.(?P<m>[0-5][05])(?P<half>)\s?h(?![\w/])"),
    rule("time", r"(?i:(?<=\bat )|(?<=\bby )|(?<=\buntil )|(?<=\btill ))(?P<h>[01]?\d|2[0-4])\s?h(?![\w/]|\s?\d)", lambda m: say_time(int(m["h"]), 0, "")),
    clock_of_halves(LANGUAGE),
    clock_of_a_day(LANGUAGE, "hrs|h"),
    rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×]\s?(?:/|per\s|a\s)\s?(?P<per>day|week|month|year)\b", _times),
    rule("times", r"(?<![\w.,])(?P<n>\d+)\s?[x×](?P<per>)(?!\s?\d|\w)", _times),
    rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s(?P<unit>days?|weeks?|months?|hours?|doses?)\b", lambda m: f"for {number(m['n'])} {m['unit']}"),
    rule("duration", r"(?<!\w)[x×]\s?(?P<n>\d+)\s?(?P<unit>d|wks?|mos?|hrs?|h)\b\.?", lambda m: f"for {number(m['n'])} {LANGUAGE.say_unit(m['unit'], one=m['n'] == '1')}"),
    size(LANGUAGE),
    times_of_doses(LANGUAGE),
    insulin(LANGUAGE),
    *strengths(LANGUAGE),
    pressure(LANGUAGE),
    degrees(LANGUAGE, r"(?:°|º)\s?"),
    temperature(LANGUAGE),
    rule("length", r"(?<![\w.,/])(?:(?P<feet>\d{1,2})['’′]\s?)?(?:(?P<n>\d{1,2}(?:\.\d+)?)[\"″])(?!\w)|(?<![\w.,/])(?P<feet2>\d)['’′]\s?(?P<n2>\d{1,2})[”](?!\w)", _inches),
    *percents(LANGUAGE),
    rule("money", r"\$(?P<n>(?>\d+(?:,\d{3})*(?:\.\d\d)?))(?![\w.,]*\d)", _money),
    rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -]?)?(?P<sign>[½¼¾⅓⅔⅛⅜⅝⅞⅕])(?:[-\s]?(?P<unit>{LANGUAGE.unit})(?!\w))?", _fraction),
    rule("fraction", rf"(?<![\w.,/])(?:(?P<whole>\d+)[ -])?(?P<sign>\d/\d{{1,2}})(?![\w/]|\.\d)(?:[-\s]?(?P<unit>{LANGUAGE.unit})(?!\w))?", _fraction),
    rule("ratio", r"\b24/7\b", fixed("twenty-four seven")),
    rule("vision", r"\b20/(?P<n>20|40|200|100)\b", lambda m: f"twenty {cardinal(int(m['n']))}"),
    rule("every", r"\bq\.?\s?(?P<n>\d{1,2})(?:-(?P<m>\d{1,2}))?\s?(?P<unit>hrs|hr|hours|h|days|d|wk|min|m)\b\.?", _every, re.IGNORECASE),
    rule("decade", r"(?<!\w)(?P<n>(?:19|20)?\d0)['’]?s\b", _decade),
    dose_range(LANGUAGE, _STOP),
    rule("compound", rf"{LANGUAGE.amount}(?:[-‑](?P<unit>{LANGUAGE.unit})(?=[-\s.,;:)]|$)|\s?(?P<unit2>{LANGUAGE.unit})(?=\s(?:{_FORMS})\b))", _compound),
    dose(LANGUAGE, r"\s?", _STOP),
    *per_each(LANGUAGE, _COUNTED),
    *units_alone(LANGUAGE, "mg|mcg|mL|ml|kg|dL|L|hr|min|wk|lb|mmol", "mgs?|mcgs?|mLs?|mls?|kgs?|gms|IUs", "mg|mcg|g|mL|kg|mmol|IU|mEq|units?|kcal"),
    abbreviations(IN_ANY_CASE, re.IGNORECASE),
    abbreviations(AS_WRITTEN | WITH_STOP),
    rule("abbreviation", rf"(?<![\w.-])(?P<written>{any_of(DEGREES)})(?![\w-])", lambda m: DEGREES[m["written"]]),
    rule("abbreviation", rf"(?<=\w,\s)(?P<written>{any_of(BEHIND_A_NAME)})(?=[,.;)]|$)", lambda m: BEHIND_A_NAME[m["written"]]),
    rule("abbreviation", rf"(?<![\w.])(?P<written>{any_of(BEFORE_A_NUMBER)})\.?(?=[:=]?\s?#?(?:\d|[A-Z]\d|[A-Z](?!\w)))", lambda m: BEFORE_A_NUMBER[m["written"]]),
    rule("abbreviation", r"(?<=[a-z]\s)Sr\.(?!\s[A-Z])|(?<=[a-z],\s)Sr\.", fixed("Senior")),  # "Sr. Ana" means sister
    rule("abbreviation", r"(?<=\d(?:st|nd|rd|th)\s)Fl\b\.?", fixed("floor")),
    rule("abbreviation", rf"(?<![\w.])(?P<written>{any_of(STREETS)})(?!\w)\.?", street),
    rule("abbreviation", r"(?<![\w.])St(?!\w)\.?", saint_or_street),
    rule("abbreviation", r"(?<![\w.])Dr(?!\w)\.?", doctor_or_drive),
    rule("abbreviation", r"(?<![\w.])(?P<written>Mt|Ft)(?!\w)\.?(?=\s[A-Z][a-z])", lambda m: "Mount" if m["written"] == "Mt" else "Fort"),
    rule("abbreviation", r"(?<=\d\s)(?P<way>[NSEW])\.(?=\s[A-Z][a-z])", lambda m: {"N": "North", "S": "South", "E": "East", "W": "West"}[m["way"]]),
    label_of_no(LANGUAGE, LABEL_WORDS),
    rule("count", r"(?<![\w.])[Nn]os\.(?=\s?\d)", fixed("numbers")),
    labelled(LANGUAGE, r"(?:№|(?<!\w)[Nn][º°])\s?(?P<n>\d+)"),
    labelled(LANGUAGE, r"(?<!\w)#(?P<n>\d+)"),
    days(LANGUAGE, DASH),
    rule("days", rf"(?<![\w./])(?:{LANGUAGE.weekday})\.?(?:/(?:{LANGUAGE.weekday})\.?)+(?![\w/])", _list_of_days),
    rule("days", rf"(?<![\w.])(?P<day>{LANGUAGE.weekday})\.", lambda m: LANGUAGE.weekday_named(m["day"]) if is_day(m) else None),
    roman_signs(LANGUAGE),
    roman(LANGUAGE, _HEADS, rf"{any_of(one for one in NUMERALS if one != 'I')}|I(?=[ABC])|I{_AFTER_ONE}", "[ABCabc]"),
    lettered(LANGUAGE, "[Vv]itamins?|[Hh]epatitis|[Tt]ype|[Gg]roup|[Ii]nfluenza|[Ss]trep|[Ff]actor|[Pp]lan|[Pp]art|[Ss]tage", r"(?!-\d)"),
    *code_ranges(LANGUAGE),
    code(LANGUAGE, r"(?<=[Ss]tage |[Gg]rade |[Ss]uite |[Ll]evel )\d{1,3}[A-Z](?![\w-])|(?<=Room )\d{1,4}[A-Z](?![\w-])"),
    rule("code", r"\b(?P<head>[Oo]mega)-(?P<n>[369])s?\b", lambda m: f"{m['head']} {number(m['n'])}"),
    codes(LANGUAGE),
    spelled(LANGUAGE, r"(?<![\w-])SpO2(?![\w-])|(?<![\w-])PaCO2(?![\w-])|(?<![\w-])HbA1c\b|(?<![\w-])A1c\b|(?<![\w-])mRNA\b", "code"),
    *blood_groups(LANGUAGE, "[Pp]ositive|[Nn]egative"),
    spelled(LANGUAGE, r"(?:(?<=[Mm]\.\s)|(?<=[Mm]\s)|(?<=\d\s))(?:ET|EST|EDT|AKST|AKDT)(?!\w)"),
    rule("spelled", r"(?<![\w-])IVs?(?![\w-])", lambda m: "I V's" if m.group() == "IVs" else "I V"),
    spelled(LANGUAGE, r"(?<![\w-])[A-Za-z](?:-[A-Za-z])+(?![\w-])"),
    spelled(LANGUAGE, r"(?<![\w.])[A-Z](?:\.[A-Z])+\.?(?!\w)"),
    rule("spelled", r"(?<![\w-])[BCDFGHJKLMNPQRSTVWXZ]{2,5}(?P<s>s?)(?![\w-])", lambda m: LANGUAGE.letters(m.group().removesuffix("s")) + ("'s" if m["s"] else "")),
    rule("ordinal", r"(?<![\w.,])(?P<n>\d+)(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?!\w)", lambda m: ordinal(int(m["n"])) if int(m["n"]) <= LARGEST else None),
    number_range(LANGUAGE),
    rule("ratio", r"(?<![\w.:])(?P<n>\d{1,3}):(?P<m>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:]|,\d)", lambda m: f"{number(m['n'])} to {number(m['m'])}"),
    odds(LANGUAGE),
    rule("hyphen", rf"{LANGUAGE.n}(?=-[A-Za-z]{{2,}})", lambda m: number(m["n"])),
    *plain_numbers(LANGUAGE),
    *apostrophes(),
    *signs(SIGNS),
)  # fmt: skip
