"""The languages of a topic, compared: a slide, a figure, a dose or a phone number that only one of them has.

Slides are set side by side in their order, by figures, cues, points and numbers; headings can't tell, being translated.
Of each pair, a number that stands in one is looked for in the other, in digits or in words. A text of two
slides in another order of sentences is the same: what is compared is which numbers there are, not where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from narrate.check.quantities import ADDRESS, NUMBER, PHONE, TIME, Quantity, knows_words, mentions, plain, quantities
from narrate.errors import Place, Problem, Severity
from narrate.languages import english_name, own_name, primary_language
from narrate.model import Kind, Script, Segment

_BAND = 40  # slides that one script may have more than another before they are no longer set side by side
_GAP = -1.0
_RAW = frozenset([".txt", ".srt", ".vtt", ".sbv", ".ttml", ".docx"])  # their slides are of our making

# Units that can be put into one another: the kind of thing they measure, and how many of the smallest.
_SCALES = {
    "mcg": ("mass", 1e-6), "mg": ("mass", 1e-3), "g": ("mass", 1.0), "kg": ("mass", 1e3), "lb": ("mass", 453.6), "oz": ("mass", 28.35),
    "ml": ("volume", 1.0), "l": ("volume", 1e3), "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1e3),
    "inch": ("length", 25.4), "foot": ("length", 304.8), "km": ("length", 1e6), "mile": ("length", 1.609e6),
    "second": ("time", 1.0), "minute": ("time", 60.0), "hour": ("time", 3600.0), "day": ("time", 86400.0), "week": ("time", 604800.0),
    "month": ("month", 1.0), "year": ("month", 12.0), "percent": ("percent", 1.0), "iu": ("iu", 1.0), "mmhg": ("mmhg", 1.0),
    "celsius": ("degree", 1.0), "fahrenheit": ("degree", 1.0), "degree": ("degree", 1.0), "mmol": ("mmol", 1.0), "meq": ("meq", 1.0),
    "kcal": ("kcal", 1.0), "mgdl": ("mass", 1e-3),
}  # fmt: skip
_CUSTOMARY = frozenset(["lb", "oz", "inch", "foot", "mile"])  # put into others they are rounded
_ROUNDED = 0.08
_FLUID_OUNCE = 29.57  # mL
_DOSES = frozenset(["mcg", "mg", "g", "kg", "ml", "l", "iu", "percent", "mmol", "meq", "mgdl"])
_ALIKE = (frozenset(["times", "puff", "step"]), frozenset(["spoon", "glass"]), frozenset(["pill", "puff"]))
_FEW = 20  # up to here a number is often written in words
_DAYS = {(8, 7), (15, 14)}  # "ocho días", "quinze jours", "acht Tage"


@dataclass(frozen=True)
class _Part:
    """A slide, or a script whose slides are of our making: its texts, each with the places of its words."""

    script: Script
    segments: tuple[Segment, ...]

    @cached_property
    def place(self) -> Place:
        return next((one.place for one in self.segments if one.place), self.script.place)

    @cached_property
    def name(self) -> str:
        segment = self.segments[0]
        return segment.heading or (segment.sentences[0].text[:40] if segment.sentences else segment.id)

    @cached_property
    def found(self) -> list[tuple[Quantity, Place]]:
        """Each quantity once, with its place."""
        found: dict[tuple[object, ...], tuple[Quantity, Place]] = {}
        for text, places in self._texts():
            for one in quantities(text, self.script.language):
                key = (one.kind, one.values, one.unit, one.key, one.half, one.claims, one.words)
                found.setdefault(key, (one, _at(places, one.start)))
        return list(found.values())

    @cached_property
    def text(self) -> str:
        return "\n".join(text for text, _ in self._texts())

    @cached_property
    def figures(self) -> list[str]:
        return [figure.path.name for segment in self.segments for figure in segment.figures]

    @cached_property
    def cues(self) -> list[str]:
        return [cue.part for segment in self.segments for sentence in segment.sentences for cue in sentence.cues]

    @cached_property
    def points(self) -> int:
        return sum(len(segment.points) for segment in self.segments)

    @cached_property
    def values(self) -> frozenset[float]:
        return frozenset(value for one, _ in self.found if one.claims for value in one.values)

    def _texts(self) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
        for segment in self.segments:
            if segment.heading:
                yield segment.heading, [(0, self.place)]
            for sentence in segment.sentences:
                places = [(token.start, token.place) for token in sentence.tokens if token.place is not None]
                yield sentence.text, places or [(0, sentence.place or self.place)]
            for point in segment.points:
                yield point.text, [(0, point.place or self.place)]


def compare_languages(scripts: Sequence[Script]) -> Iterator[Problem]:
    """What differs between the ``scripts`` of one topic, each in its language: each is compared with the first.

    Problems have their places in the others. The first is the English one where there is one. What a script's
    ``differs`` names is meant to differ.
    """
    order = sorted(scripts, key=lambda one: (primary_language(one.language) != "en", str(one.path)))
    parts = _parts(order[0]) if len(order) > 1 else []
    for script in order[1:]:
        if script.language != order[0].language:
            yield from _compared(order[0], parts, script)


def _compared(first: Script, parts: Sequence[_Part], other: Script) -> Iterator[Problem]:
    meant = frozenset(_key(text) for text in (*first.differs, *other.differs))
    if first.path.suffix.lower() in _RAW or other.path.suffix.lower() in _RAW:
        yield from _quantities(_whole(first), _whole(other), meant)
        return
    before = Place(str(other.path), 1, 1)
    for one, two in _aligned(parts, _parts(other)):
        if one is not None and two is not None:
            yield from _structure(one, two, meant)
            yield from _quantities(one, two, meant)
        elif one is not None:
            message = f"{_named(one)} at {_short(one.place)} has no counterpart here"
            yield from _lost(one, before, message, meant)
        elif two is not None:
            yield from _lost(two, two.place, f"{_named(two)} has no counterpart in {first.path.name}", meant)
        before = two.place if two else before


def _parts(script: Script) -> list[_Part]:
    return [_Part(script, (segment,)) for segment in script.segments if segment.kind is not Kind.CLOSING]


def _whole(script: Script) -> _Part:
    return _Part(script, tuple(segment for segment in script.segments if segment.kind is not Kind.CLOSING))


def _named(part: _Part) -> str:
    what = {Kind.SECTION: "section", Kind.TITLE: "title"}.get(part.segments[0].kind, "slide")
    return f"the {what} {part.name[:60]!r}"


def _lost(part: _Part, place: Place, message: str, meant: frozenset[str]) -> Iterator[Problem]:
    if _key(part.name) not in meant:
        yield _problem(place, Severity.ERROR, message, f"give both the same, or {_meant(part.name[:60])}")


def _structure(one: _Part, two: _Part, meant: frozenset[str]) -> Iterator[Problem]:
    there = _short(one.place)
    for what, theirs, mine in (("figure", one.figures, two.figures), ("cue for the part", one.cues, two.cues)):
        for name in dict.fromkeys([*theirs, *mine]):
            if (name in mine) != (name in theirs) and _key(name) not in meant:
                lacks = (
                    f"at {there} is missing on this slide" if name in theirs else f"of this slide is missing at {there}"
                )
                hint = f"give both the same, or {_meant(name)}"
                yield _problem(two.place, Severity.WARNING, f"the {what} {name!r} {lacks}", hint)
    if one.points != two.points and _key(two.name) not in meant:
        message = f"{_counted(two.points)} on this slide, and {one.points} at {there}"
        yield _problem(two.place, Severity.WARNING, message, f"give both the same, or {_meant(two.name[:60])}")


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _quantities(one: _Part, two: _Part, meant: frozenset[str]) -> Iterator[Problem]:
    mine = [pair for pair in _unmatched(two, one) if _key(pair[0].text) not in meant and pair[0].key not in meant]
    theirs = [pair for pair in _unmatched(one, two) if _key(pair[0].text) not in meant and pair[0].key not in meant]
    for found, place in list(mine):
        against = next((pair for pair in theirs if _same_kind(found, pair[0])), None)
        if against is None:
            continue
        theirs.remove(against)
        mine.remove((found, place))
        message = f"{found.text!r} here, and {against[0].text!r} at {_short(against[1])}"
        yield _problem(place, _severity(found, against[0]), message, f"make them agree, or {_meant(found.text)}")
    for found, place in mine:
        if _is_loss(found):
            message = f"{found.text!r} is not said at {_short(one.place)}"
            yield _problem(place, _severity(found, found), message, f"make them agree, or {_meant(found.text)}")
    for found, place in theirs:
        if _is_loss(found):
            message = f"{found.text!r} at {_short(place)} is not said on this slide"
            yield _problem(two.place, _severity(found, found), message, f"make them agree, or {_meant(found.text)}")


def _unmatched(part: _Part, other: _Part) -> list[tuple[Quantity, Place]]:
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
    """What two quantities share that need no second look."""
    return one.kind, one.values, one.unit, one.key, one.half


def _match(one: Quantity, two: Quantity, part: _Part, other: _Part) -> bool:
    """Whether the two say the same."""
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
    """The numbers of a phone number in no order: right to left the code comes last."""
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
    if {unit, other} & {"oz"} and {"volume"} & {one[0], two[0]}:  # a fluid one
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


def _excused(one: Quantity, other: _Part) -> bool:
    """Whether the other text may say it in a way that cannot be read."""
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


def _said_in_parts(hours: float, other: _Part) -> bool:
    """Whether the other text has the parts of "an hour and a half", "a quarter of an hour"."""
    whole, part = divmod(hours, 1)
    there = {value for two, _ in other.found if two.kind == NUMBER for value in two.values}
    if (
        part not in (0.25, 0.5, 0.75)
        or not {part, 0.25} & there
        or not mentions(other.text, "hour", other.script.language)
    ):
        return False
    return whole < 2 or whole in there


def _is_loss(found: Quantity) -> bool:
    """Whether it is a fault that ``found`` has nothing to answer it: a number in words often has a turn of speech."""
    if found.kind != NUMBER or not found.words:
        return True
    return bool(found.unit) and found.unit not in ("times", "step", "glass")


def _same_kind(one: Quantity, two: Quantity) -> bool:
    """Whether one may stand where the other should."""
    if one.kind != two.kind:
        return {one.kind, two.kind} == {TIME, NUMBER} and (one.unit or two.unit) in ("", "hour")
    if not one.unit or not two.unit:
        return one.unit == two.unit or not any(each.words for each in (one, two) if not each.unit)
    if one.unit == two.unit:
        return True
    left, right = _SCALES.get(one.unit), _SCALES.get(two.unit)
    return left is not None and right is not None and (left[0] == right[0] or one.values == two.values)


def _severity(one: Quantity, two: Quantity) -> Severity:
    sure = one.kind in (PHONE, TIME) or two.kind == TIME or one.unit or two.unit
    return Severity.ERROR if sure else Severity.WARNING


def _address(key: str, part: _Part, other: _Part) -> str:
    """An address without what tells its language: ``es.``, ``/spanish``."""
    tags = {script.language for script in (part.script, other.script)}
    names = {name.lower() for tag in tags for name in (tag, primary_language(tag), english_name(tag), own_name(tag))}
    names |= {"espanol", "index", "english"}
    host, *path = key.split("/")
    host = ".".join(piece for piece in host.split(".") if piece not in names and piece != "www")
    return "/".join([host, *(piece for piece in path if piece.split(".")[0] not in names)])


def _aligned(first: Sequence[_Part], other: Sequence[_Part]) -> list[tuple[_Part | None, _Part | None]]:
    """The slides of both side by side, None where one has no counterpart. The best way by dynamic programming."""
    slack = abs(len(first) - len(other)) + _BAND
    best: list[dict[int, float]] = [{0: 0.0}]
    came: list[dict[int, tuple[int, int]]] = [{}]
    for row in range(len(first) + 1):
        scores, steps = (best[0], came[0]) if row == 0 else ({}, {})
        for column in range(max(0, row - slack), min(len(other), row + slack) + 1):
            ways = []
            if row and column and column - 1 in best[row - 1]:
                ways.append((best[row - 1][column - 1] + _likeness(first[row - 1], other[column - 1]), (1, 1)))
            if row and column in best[row - 1]:
                ways.append((best[row - 1][column] + _GAP, (1, 0)))
            if column - 1 in scores:
                ways.append((scores[column - 1] + _GAP, (0, 1)))
            if ways:
                scores[column], steps[column] = max(ways)
        if row:
            best.append(scores)
            came.append(steps)
    pairs: list[tuple[_Part | None, _Part | None]] = []
    row, column = len(first), len(other)
    while row or column:
        up, left = came[row][column]
        pairs.append((first[row - 1] if up else None, other[column - 1] if left else None))
        row, column = row - up, column - left
    return pairs[::-1]


def _likeness(one: _Part, two: _Part) -> float:
    if one.segments[0].kind != two.segments[0].kind:
        return -6.0
    score = 1.0
    for mine, theirs, weight in (
        (one.figures, two.figures, 4.0),
        (one.cues, two.cues, 2.0),
        (one.values, two.values, 2.0),
    ):
        both, either = set(mine) & set(theirs), set(mine) | set(theirs)
        score += weight * (len(both) / len(either) - 0.4) if either else 0.0
    score += 0.5 if one.points == two.points else -0.3
    long, short = max(len(one.text), len(two.text)), min(len(one.text), len(two.text))
    return score + 0.5 * short / max(1, long)


def _at(places: Sequence[tuple[int, Place]], offset: int) -> Place:
    """The place of a letter: within the word it stands in."""
    for (start, place), following in pairwise([*places, (offset + 1, places[-1][1])]):
        if start <= offset < max(following[0], start + 1):
            return Place(place.file, place.line, place.column + offset - start) if place.column else place
    return places[0][1]


def _key(text: str) -> str:
    """What ``differs`` and a text are compared by: digits of all scripts alike, no spaces and no capitals."""
    return re.sub(r"[\s\u00a0\u202f]", "", plain(text)).casefold()


def _short(place: Place) -> str:
    name = place.file.replace("\\", "/").rpartition("/")[2]
    return f"{name}:{place.line}" if place.line else name


def _meant(text: str) -> str:
    return f'if it is meant: differs: ["{text}"] in the header'


def _problem(place: Place, severity: Severity, message: str, hint: str) -> Problem:
    return Problem(place, severity, "languages-differ", message, hint)


def topics(scripts: Iterable[Script]) -> list[list[Script]]:
    """The scripts by their topic: those of one name in one folder."""
    found: dict[tuple[str, str], list[Script]] = {}
    for script in scripts:
        found.setdefault((script.topic, str(script.path.parent)), []).append(script)
    return list(found.values())
