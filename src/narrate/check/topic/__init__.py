"""Compares the languages of a topic: finds a slide, figure, dose or phone number that only one of them has.

Slides are paired in order by their figures, cues, points and numbers; headings are translated, so they cannot help.
Each number on one slide of a pair is looked for on the other, in digits or words. The order of sentences does not
matter: only which numbers occur is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrate.check.quantities import PHONE, TIME, Quantity, plain
from narrate.check.topic.aligning import aligned
from narrate.check.topic.matching import is_loss, same_kind, unmatched
from narrate.check.topic.parts import ComparedText, parts_of, whole
from narrate.errors import Place, Problem, Severity
from narrate.model import Kind, Script

_RAW = frozenset([".txt", ".srt", ".vtt", ".sbv", ".ttml", ".docx"])  # narrate decided where their slides begin


def compare_languages(scripts: Sequence[Script]) -> Iterator[Problem]:
    """Report differences between ``scripts`` of one topic in several languages.

    Each is compared with the English script, or with the first if none is English. Problems are placed in the other
    scripts. What a script's ``differs`` lists is not reported.
    """
    order = sorted(scripts, key=lambda one: (one.language.split("-")[0] != "en", str(one.path)))
    parts = parts_of(order[0]) if len(order) > 1 else []
    for script in order[1:]:
        if script.language != order[0].language:
            yield from _compared(order[0], parts, script)


def _compared(first: Script, parts: Sequence[ComparedText], other: Script) -> Iterator[Problem]:
    meant = frozenset(_key(text) for text in (*first.differs, *other.differs))
    if first.path.suffix.lower() in _RAW or other.path.suffix.lower() in _RAW:
        yield from _quantities(whole(first), whole(other), meant)
        return
    before = Place(str(other.path), 1, 1)
    for one, two in aligned(parts, parts_of(other)):
        if one is not None and two is not None:
            yield from _structure(one, two, meant)
            yield from _quantities(one, two, meant)
        elif one is not None:
            message = f"{_named(one)} at {_short(one.place)} is missing here"
            yield from _lost(one, before, message, meant)
        elif two is not None:
            yield from _lost(two, two.place, f"{_named(two)} is missing in {first.path.name}", meant)
        before = two.place if two else before


def _named(part: ComparedText) -> str:
    what = {Kind.SECTION: "section", Kind.TITLE: "title"}.get(part.segments[0].kind, "slide")
    return f"the {what} {part.name[:60]!r}"


def _lost(part: ComparedText, place: Place, message: str, meant: frozenset[str]) -> Iterator[Problem]:
    if _key(part.name) not in meant:
        yield _problem(place, Severity.ERROR, message, f"make them agree; {_meant(part.name[:60])}")


def _structure(one: ComparedText, two: ComparedText, meant: frozenset[str]) -> Iterator[Problem]:
    there = _short(one.place)
    for what, theirs, mine in (("figure", one.figures, two.figures), ("cue for the part", one.cues, two.cues)):
        for name in dict.fromkeys([*theirs, *mine]):
            if (name in mine) != (name in theirs) and _key(name) not in meant:
                lacks = (
                    f"at {there} is missing on this slide" if name in theirs else f"of this slide is missing at {there}"
                )
                hint = f"make them agree; {_meant(name)}"
                yield _problem(two.place, Severity.WARNING, f"the {what} {name!r} {lacks}", hint)
    if one.points != two.points and _key(two.name) not in meant:
        message = f"{_counted(two.points)} on this slide, and {one.points} at {there}"
        yield _problem(two.place, Severity.WARNING, message, f"make them agree; {_meant(two.name[:60])}")


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _quantities(one: ComparedText, two: ComparedText, meant: frozenset[str]) -> Iterator[Problem]:
    mine = [pair for pair in unmatched(two, one) if _key(pair[0].text) not in meant and pair[0].key not in meant]
    theirs = [pair for pair in unmatched(one, two) if _key(pair[0].text) not in meant and pair[0].key not in meant]
    for found, place in list(mine):
        against = next((pair for pair in theirs if same_kind(found, pair[0])), None)
        if against is None:
            continue
        theirs.remove(against)
        mine.remove((found, place))
        message = f"{found.text!r} here, and {against[0].text!r} at {_short(against[1])}"
        yield _problem(place, _severity(found, against[0]), message, f"make them agree; {_meant(found.text)}")
    for found, place in mine:
        if is_loss(found):
            message = f"{found.text!r} is not said at {_short(one.place)}"
            yield _problem(place, _severity(found, found), message, f"make them agree; {_meant(found.text)}")
    for found, place in theirs:
        if is_loss(found):
            message = f"{found.text!r} at {_short(place)} is not said on this slide"
            yield _problem(two.place, _severity(found, found), message, f"make them agree; {_meant(found.text)}")


def _severity(one: Quantity, two: Quantity) -> Severity:
    sure = one.kind in (PHONE, TIME) or two.kind == TIME or one.unit or two.unit
    return Severity.ERROR if sure else Severity.WARNING


def _key(text: str) -> str:
    """The form in which ``differs`` and texts are compared: Western digits, no spaces, no capitals."""
    return re.sub(r"[\s\u00a0\u202f]", "", plain(text)).casefold()


def _short(place: Place) -> str:
    name = place.file.replace("\\", "/").rpartition("/")[2]
    return f"{name}:{place.line}" if place.line else name


def _meant(text: str) -> str:
    return f'if the difference is intended, write differs: ["{text}"] in the header'


def _problem(place: Place, severity: Severity, message: str, hint: str) -> Problem:
    return Problem(place, severity, "languages-differ", message, hint)


def topics(scripts: Iterable[Script]) -> list[list[Script]]:
    """Group the scripts by topic: same name and same folder."""
    found: dict[tuple[str, str], list[Script]] = {}
    for script in scripts:
        found.setdefault((script.topic, str(script.path.parent)), []).append(script)
    return list(found.values())
