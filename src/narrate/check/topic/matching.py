"""Finds the quantities of one slide on its counterpart, whatever the unit, in digits or words."""

from __future__ import annotations

import re

from narrate.check.quantities import ADDRESS, NUMBER, PHONE, TIME, Quantity, knows_words, mentions
from narrate.check.topic.parts import ComparedText
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
_ROUNDED = 0.08
_FLUID_OUNCE = 29.57  # mL
_DOSES = frozenset(["mcg", "mg", "g", "kg", "ml", "l", "iu", "percent", "mmol", "meq", "mgdl"])
_ALIKE = (frozenset(["times", "puff", "step"]), frozenset(["spoon", "glass"]), frozenset(["pill", "puff"]))
_FEW = 20  # numbers up to here are often written in words
_DAYS = {(8, 7), (15, 14)}  # "ocho días", "quinze jours", "acht Tage"


def unmatched(part: ComparedText, other: ComparedText) -> list[tuple[Quantity, Place]]:
    """The quantities of ``part`` that ``other`` should say and does not, with their places."""
    there = {_same(two) for two, _ in other.found}
    return [
        (one, place)
        for one, place in part.found
        if one.claims
        and _same(one) not in there
        and not any(_match(one, two, part, other) for two, _ in other.found)
        and not _excused(one, other)
    ]


def _same(one: Quantity) -> tuple[object, ...]:
    """A key that is equal for quantities that are plainly the same."""
    return one.kind, one.values, one.unit, one.key, one.half


def _match(one: Quantity, two: Quantity, part: ComparedText, other: ComparedText) -> bool:
    """Whether the two quantities mean the same."""
    if one.half and two.half and one.half != two.half:
        return False
    if one.kind == two.kind == PHONE:
        return one.key.endswith(two.key) or two.key.endswith(one.key) or _groups(one.text) == _groups(two.text)
    if one.kind == two.kind == ADDRESS:
        return _address(one.key, part, other) == _address(two.key, part, other)
    if TIME in (one.kind, two.kind):
        return _same_time(one, two)
    if one.kind != NUMBER or two.kind != NUMBER:
        return False
    apart, units = abs(one.values[0] - two.values[0]), {one.unit, two.unit}
    if apart == 12 and (units == {"", "hour"} or ("pm" in (one.half, two.half) and units <= {"", "hour"})):
        return True  # 10 and 22 h
    return any(_equal(mine, one.unit, theirs, two.unit) for mine in one.values for theirs in two.values)


def _groups(phone: str) -> list[str]:
    """The digit groups of a phone number, sorted: in right-to-left text the area code comes last."""
    return sorted(re.findall(r"\d+", phone))


def _same_time(one: Quantity, two: Quantity) -> bool:
    if {one.kind, two.kind} - {TIME, NUMBER}:
        return False
    if NUMBER not in (one.kind, two.kind):
        return (one.values[0] - two.values[0]) % 720 == 0
    time, number = (one, two) if one.kind == TIME else (two, one)
    if number.kind != NUMBER or number.unit not in ("", "hour"):
        return False
    hour, minute = divmod(time.values[0], 60)
    hours = {hour, hour - 12, hour + 12} | ({hour + 1} if minute else set())  # half past seven, halb acht
    return any(value - 0.5 * (value % 1 == 0.5) in hours for value in number.values) and (
        not minute or (minute in (15, 30, 45) and (number.words or number.unit == "hour"))
    )


def _equal(mine: float, unit: str, theirs: float, other: str) -> bool:
    if abs(mine - theirs) <= 1e-6 * max(mine, theirs) and (not unit or not other or unit == other):
        return True
    one, two = _SCALES.get(unit), _SCALES.get(other)
    if not unit or not other:
        return False
    if one is None or two is None:
        return mine == theirs and any({unit, other} <= alike for alike in _ALIKE)
    if {unit, other} & {"oz"} and {"volume"} & {one[0], two[0]}:  # a fluid ounce
        left, right = (
            mine * (_FLUID_OUNCE if name == "oz" else scale[1])
            for mine, name, scale in ((mine, unit, one), (theirs, other, two))
        )
        return abs(left - right) <= _ROUNDED * max(left, right)
    if one[0] != two[0]:
        return False
    if one[0] == "degree":
        return _same_degrees(mine, unit, theirs, other)
    if unit != other and {(mine, theirs), (theirs, mine)} & {(8, 1), (15, 2)} and {unit, other} == {"day", "week"}:
        return True
    if unit == other == "day":
        return (mine, theirs) in _DAYS or (theirs, mine) in _DAYS
    left, right = mine * one[1], theirs * two[1]
    slack = _ROUNDED if {unit, other} & _CUSTOMARY and unit != other else 1e-6
    return abs(left - right) <= slack * max(left, right)


def _same_degrees(mine: float, unit: str, theirs: float, other: str) -> bool:
    pairs = [(mine, theirs)]
    if unit != "celsius" and other != "fahrenheit":
        pairs.append(((mine - 32) / 1.8, theirs))
    if unit != "fahrenheit" and other != "celsius":
        pairs.append((mine, (theirs - 32) / 1.8))
    return any(abs(left - right) <= (0.6 if left != mine or right != theirs else 1e-6) for left, right in pairs)


def _excused(one: Quantity, other: ComparedText) -> bool:
    """Whether the other text may say the quantity in a form that this program cannot read."""
    language = other.script.language
    if one.kind in (PHONE, ADDRESS):
        return False
    if one.kind == TIME:
        hour, minute = divmod(one.values[0], 60)
        return not minute and hour in (0, 12, 24) and not any(two.kind == TIME for two, _ in other.found)
    if 1 in one.values and (one.unit not in _SCALES or mentions(other.text, one.unit, language)):
        return True
    value = one.values[0]
    if value % 1 == 0.5 and len(one.values) == 1 and one.unit not in _DOSES:  # "dos tabletas y media"
        there = [set(two.values) for two, _ in other.found if two.kind == NUMBER]
        if (value == 1.5 or any({value - 0.5} & values for values in there)) and any(
            {0.5} & values for values in there
        ):
            return True
    if _SCALES.get(one.unit, ("",))[0] == "time" and _said_in_parts(value * _SCALES[one.unit][1] / 3600, other):
        return True
    if not knows_words(language):
        return one.words or not one.unit or (one.unit not in _DOSES and value <= _FEW)
    return one.words and not knows_words(language)


def _said_in_parts(hours: float, other: ComparedText) -> bool:
    """Whether the other text has the parts of "an hour and a half" or "a quarter of an hour"."""
    whole, part = divmod(hours, 1)
    there = {value for two, _ in other.found if two.kind == NUMBER for value in two.values}
    if (
        part not in (0.25, 0.5, 0.75)
        or not {part, 0.25} & there
        or not mentions(other.text, "hour", other.script.language)
    ):
        return False
    return whole < 2 or whole in there


def is_loss(found: Quantity) -> bool:
    """Whether a missing counterpart is a fault. Number words without a unit are often idioms, so they are not."""
    if found.kind != NUMBER or not found.words:
        return True
    return bool(found.unit) and found.unit not in ("times", "step", "glass")


def same_kind(one: Quantity, two: Quantity) -> bool:
    """Whether ``two`` could be a differing counterpart of ``one``."""
    if one.kind != two.kind:
        return {one.kind, two.kind} == {TIME, NUMBER} and (one.unit or two.unit) in ("", "hour")
    if not one.unit or not two.unit:
        return one.unit == two.unit or not any(each.words for each in (one, two) if not each.unit)
    if one.unit == two.unit:
        return True
    left, right = _SCALES.get(one.unit), _SCALES.get(two.unit)
    return left is not None and right is not None and (left[0] == right[0] or one.values == two.values)


def _address(key: str, part: ComparedText, other: ComparedText) -> str:
    """An address without the parts that name its language: ``es.``, ``/spanish``."""
    tags = {script.language for script in (part.script, other.script)}
    names = {name.lower() for tag in tags for name in (tag, tag.split("-")[0], english_name(tag), own_name(tag))}
    names |= {"espanol", "index", "english"}
    host, *path = key.split("/")
    host = ".".join(piece for piece in host.split(".") if piece not in names and piece != "www")
    return "/".join([host, *(piece for piece in path if piece.split(".")[0] not in names)])
