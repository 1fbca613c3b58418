"""Finds the quantities of one slide on its counterpart in another language, in any unit, in digits or words."""

from __future__ import annotations

import re

from narrate.check.quantities import ADDRESS, NUMBER, PHONE, TIME, Quantity, knows_words, mentions
from narrate.check.translations.parts import ComparedText
from narrate.errors import Place
from narrate.languages import english_name, own_name

# Convertible units: the dimension they measure, and their size in a common unit.
_SCALES = {
    "mcg": ("mass", 1e-6), "mg": ("mass", 1e-3), "g": ("mass", 1.0), "kg": ("mass", 1e3), "lb": ("mass", 453.6), "oz": ("mass", 28.35),
    "ml": ("volume", 1.0), "l": ("volume", 1e3), "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1e3),
    "inch": ("length", 25.4), "foot": ("length", 304.8), "km": ("length", 1e6), "mile": ("length", 1.609e6),
    "second": ("time", 1.0), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0), "week": ("time", 604800.0),
    "month": ("month", 1.0), "year": ("month", 12.0), "percent": ("percent", 1.0), "iu": ("iu", 1.0), "mmhg": ("mmhg", 1.0),
    "celsius": ("degree", 1.0), "fahrenheit": ("degree", 1.0), "degree": ("degree", 1.0), "mmol": ("mmol", 1.0), "meq": ("meq", 1.0),
    "kcal": ("kcal", 1.0), "mgdl": ("mass", 1e-3),
}  # fmt: skip
_CUSTOMARY = frozenset(["lb", "oz", "inch", "foot", "mile"])  # their conversions are rounded
_ROUNDED, _EXACT = 0.08, 1e-6  # shares of an amount by which a converted and another amount may differ
_FLUID_OUNCE = 29.57  # mL
_DOSES = frozenset(["mcg", "mg", "g", "kg", "ml", "l", "iu", "percent", "mmol", "meq", "mgdl"])
_ALIKE = (frozenset(["times", "puff", "step"]), frozenset(["spoon", "glass"]), frozenset(["pill", "puff"]))
_FEW = 20  # numbers up to here are often written in words
_SAME_DAYS = {(8, 7), (15, 14)}  # "ocho días", "quinze jours", "acht Tage"
_DAYS_AND_WEEKS = {(8, 1), (15, 2)}  # the days first


def unmatched(part: ComparedText, other: ComparedText) -> list[tuple[Quantity, Place]]:
    """Return the quantities of ``part`` that ``other`` should say and does not, with their places."""
    keys = {_key(quantity) for quantity, _ in other.found}
    return [
        (quantity, place)
        for quantity, place in part.found
        if quantity.claims
        and _key(quantity) not in keys
        and not any(_match(quantity, theirs, part, other) for theirs, _ in other.found)
        and not _excused(quantity, other)
    ]


def _key(quantity: Quantity) -> tuple[object, ...]:
    """A key for a quick comparison: quantities with the same key are the same."""
    return quantity.kind, quantity.values, quantity.unit, quantity.key, quantity.half


def _match(mine: Quantity, theirs: Quantity, part: ComparedText, other: ComparedText) -> bool:
    """Whether the two quantities mean the same. ``part`` says ``mine``, ``other`` says ``theirs``."""
    if mine.half and theirs.half and mine.half != theirs.half:
        return False
    if TIME in (mine.kind, theirs.kind):
        return _same_time(mine, theirs)
    if mine.kind != theirs.kind:
        return False
    if mine.kind == PHONE:
        return _same_phone(mine, theirs)
    if mine.kind == ADDRESS:
        return _address(mine.key, part, other) == _address(theirs.key, part, other)
    return _twelve_hours_apart(mine, theirs) or any(
        _equal(value, mine.unit, their_value, theirs.unit) for value in mine.values for their_value in theirs.values
    )


def _same_phone(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two phone numbers are the same. One of them may lack the codes of country and area."""
    return mine.key.endswith(theirs.key) or theirs.key.endswith(mine.key) or _groups(mine.text) == _groups(theirs.text)


def _groups(phone: str) -> list[str]:
    """The digit groups of a phone number, sorted, since in right-to-left text the area code comes last."""
    return sorted(re.findall(r"\d+", phone))


def _twelve_hours_apart(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two numbers may be the same hour, one on a clock of twelve and one of 24 hours: 10 and 22 h."""
    if abs(mine.values[0] - theirs.values[0]) != 12:
        return False
    units = {mine.unit, theirs.unit}
    return units == {"", "hour"} or ("pm" in (mine.half, theirs.half) and units <= {"", "hour"})


def _same_time(mine: Quantity, theirs: Quantity) -> bool:
    """Whether two times mean the same time of day. One of them may be a mere number of hours: "um 8"."""
    if {mine.kind, theirs.kind} - {TIME, NUMBER}:
        return False
    if NUMBER not in (mine.kind, theirs.kind):
        return (mine.values[0] - theirs.values[0]) % 720 == 0
    time, number = (mine, theirs) if mine.kind == TIME else (theirs, mine)
    if number.unit not in ("", "hour"):
        return False
    hour, minute = divmod(time.values[0], 60)
    hours = {hour, hour - 12, hour + 12} | ({hour + 1} if minute else set())  # half past seven, halb acht
    return any(value - 0.5 * (value % 1 == 0.5) in hours for value in number.values) and (
        not minute or (minute in (15, 30, 45) and (number.words or number.unit == "hour"))
    )


def _equal(mine: float, unit: str, theirs: float, other: str) -> bool:
    """Whether ``mine`` in ``unit`` is the same amount as ``theirs`` in ``other``. A missing unit fits any unit."""
    if not unit or not other:
        return _close(mine, theirs)
    if unit == other and _close(mine, theirs):
        return True
    scale, other_scale = _SCALES.get(unit), _SCALES.get(other)
    if scale is None or other_scale is None:
        return mine == theirs and _alike(unit, other)
    if "oz" in (unit, other) and "volume" in (scale[0], other_scale[0]):
        return _close(_millilitres(mine, unit), _millilitres(theirs, other), _ROUNDED)
    if scale[0] != other_scale[0]:
        return False
    if scale[0] == "degree":
        return _same_degrees(mine, unit, theirs, other)
    if _same_span(mine, unit, theirs, other):
        return True
    return _close(mine * scale[1], theirs * other_scale[1], _slack(unit, other))


def _alike(unit: str, other: str) -> bool:
    """Whether two units that have no conversion are words for the same thing."""
    return any({unit, other} <= alike for alike in _ALIKE)


def _slack(unit: str, other: str) -> float:
    """How far an amount in ``unit`` and the same amount in ``other`` may differ, as a share of it."""
    return _EXACT if unit == other or _CUSTOMARY.isdisjoint((unit, other)) else _ROUNDED


def _close(mine: float, theirs: float, slack: float = _EXACT) -> bool:
    """Whether two amounts differ by at most ``slack``, a share of the larger."""
    return abs(mine - theirs) <= slack * max(mine, theirs)


def _millilitres(amount: float, unit: str) -> float:
    """``amount`` in mL. An ounce is taken for a fluid ounce."""
    return amount * (_FLUID_OUNCE if unit == "oz" else _SCALES[unit][1])


def _same_span(mine: float, unit: str, theirs: float, other: str) -> bool:
    """Whether two spans of days or weeks are the same by custom: eight days are a week."""
    if unit == other:
        return unit == "day" and (max(mine, theirs), min(mine, theirs)) in _SAME_DAYS
    if (unit, other) == ("week", "day"):
        mine, theirs = theirs, mine
    return {unit, other} == {"day", "week"} and (mine, theirs) in _DAYS_AND_WEEKS


def _same_degrees(mine: float, unit: str, theirs: float, other: str) -> bool:
    """Whether two temperatures are the same. A temperature in "degree" may be in Celsius or in Fahrenheit."""
    pairs = [(mine, theirs)]
    if unit != "celsius" and other != "fahrenheit":
        pairs.append(((mine - 32) / 1.8, theirs))
    if unit != "fahrenheit" and other != "celsius":
        pairs.append((mine, (theirs - 32) / 1.8))
    return any(abs(left - right) <= (0.6 if left != mine or right != theirs else 1e-6) for left, right in pairs)


def _excused(quantity: Quantity, other: ComparedText) -> bool:
    """Whether the other text may say the quantity in a form that this program cannot read."""
    if quantity.kind in (PHONE, ADDRESS):
        return False
    if quantity.kind == TIME:
        return _may_be_noon(quantity, other)
    return (
        _may_be_an_article(quantity, other)
        or _said_as_and_a_half(quantity, other)
        or _said_in_parts_of_hours(quantity, other)
        or _may_be_in_unknown_words(quantity, other)
    )


def _may_be_noon(time: Quantity, other: ComparedText) -> bool:
    """Whether ``time`` may be "noon" or "midnight" in the other text: it is 12 or 0 h, and no time is there."""
    hour, minute = divmod(time.values[0], 60)
    return not minute and hour in (0, 12, 24) and not any(theirs.kind == TIME for theirs, _ in other.found)


def _may_be_an_article(number: Quantity, other: ComparedText) -> bool:
    """Whether the other text may say the number one as "a", or leave it out: "a tablet"."""
    if 1 not in number.values:
        return False
    return number.unit not in _SCALES or mentions(other.text, number.unit, other.script.language)


def _said_as_and_a_half(number: Quantity, other: ComparedText) -> bool:
    """Whether the other text says the whole and the half of a number apart: "dos tabletas y media"."""
    value = number.values[0]
    if value % 1 != 0.5 or len(number.values) != 1 or number.unit in _DOSES:
        return False
    there = _numbers(other)
    return 0.5 in there and (value == 1.5 or value - 0.5 in there)


def _said_in_parts_of_hours(number: Quantity, other: ComparedText) -> bool:
    """Whether the other text may say the time in parts of hours: "an hour and a half", "a quarter of an hour"."""
    dimension, seconds = _SCALES.get(number.unit, ("", 0.0))
    if dimension != "time":
        return False
    whole, part = divmod(number.values[0] * seconds / 3600, 1)
    if part not in (0.25, 0.5, 0.75):
        return False
    there = _numbers(other)
    if not {part, 0.25} & there or not mentions(other.text, "hour", other.script.language):
        return False
    return whole < 2 or whole in there


def _may_be_in_unknown_words(number: Quantity, other: ComparedText) -> bool:
    """Whether the other text may say the number in words, in a language whose number words are unknown."""
    if knows_words(other.script.language):
        return False
    return number.words or not number.unit or (number.unit not in _DOSES and number.values[0] <= _FEW)


def _numbers(text: ComparedText) -> set[float]:
    """All possible values of all numbers in ``text``."""
    return {value for quantity, _ in text.found if quantity.kind == NUMBER for value in quantity.values}


def is_loss(missing: Quantity) -> bool:
    """Whether it is a fault that the other text lacks ``missing``.

    Number words without a unit are often idioms, so their loss is no fault.
    """
    if missing.kind != NUMBER or not missing.words:
        return True
    return bool(missing.unit) and missing.unit not in ("times", "step", "glass")


def same_kind(mine: Quantity, theirs: Quantity) -> bool:
    """Whether ``theirs`` may be what the other text says instead of ``mine``, though it differs."""
    if mine.kind != theirs.kind:
        return {mine.kind, theirs.kind} == {TIME, NUMBER} and (mine.unit or theirs.unit) in ("", "hour")
    if not mine.unit or not theirs.unit:
        return mine.unit == theirs.unit or not any(each.words for each in (mine, theirs) if not each.unit)
    if mine.unit == theirs.unit:
        return True
    scale, other_scale = _SCALES.get(mine.unit), _SCALES.get(theirs.unit)
    if scale is None or other_scale is None:
        return False
    return scale[0] == other_scale[0] or mine.values == theirs.values


def _address(key: str, part: ComparedText, other: ComparedText) -> str:
    """Return the address ``key`` without the parts that name a language of the texts: ``es.``, ``/spanish``."""
    tags = {script.language for script in (part.script, other.script)}
    names = {name.lower() for tag in tags for name in (tag, tag.split("-")[0], english_name(tag), own_name(tag))}
    names |= {"espanol", "index", "english"}
    host, *path = key.split("/")
    host = ".".join(piece for piece in host.split(".") if piece not in names and piece != "www")
    return "/".join([host, *(piece for piece in path if piece.split(".")[0] not in names)])
