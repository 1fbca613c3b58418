"""Compares the translations of a topic: finds a slide, figure, dose or phone number that only one language has.

Slides are paired in order by their figures, cues, points and numbers. Headings are translated, so they cannot help.
Each number on one slide of a pair is looked for on the other, in digits or words. The order of sentences does not
matter: only which numbers occur is compared. The descriptions of figures, which the described edition speaks, are
compared with each other: a number in the narration is no match for one in a description.

The names below follow a reader of the translation: ``mine`` and "here" are in the translation, where problems are
placed; ``theirs`` and "there" are in the script that it is compared with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrate.check.quantities import PHONE, TIME, Quantity, plain
from narrate.check.translations.aligning import aligned
from narrate.check.translations.matching import is_loss, same_kind, unmatched
from narrate.check.translations.parts import ComparedFigure, ComparedText, parts_of, whole
from narrate.errors import Place, Problem, Severity
from narrate.model import Kind, Script

_RAW = frozenset([".txt", ".srt", ".vtt", ".sbv", ".ttml", ".docx"])  # narrate decided where their slides begin


def compare_languages(scripts: Sequence[Script]) -> Iterator[Problem]:
    """Report differences between ``scripts``, the languages of one topic.

    Each script is compared with the English one, or with the first if none is English. A problem is placed in the
    script that is compared. Texts that the ``differs`` of either script lists are not reported.
    """
    order = sorted(scripts, key=lambda script: (script.language.split("-")[0] != "en", str(script.path)))
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
    for theirs, mine in aligned(parts, parts_of(other)):
        if theirs is not None and mine is not None:
            yield from _structure(theirs, mine, meant)
            quantities = list(_quantities(theirs, mine, meant))
            yield from quantities or _cells(theirs, mine, meant)
            for their_figure, figure in _pairs_of_figures(theirs, mine):
                yield from _quantities(their_figure, figure, meant, "in this description")
        elif theirs is not None:
            message = f"{_named(theirs)} at {_short(theirs.place)} is missing here"
            yield from _lost(theirs, before, message, meant)
        elif mine is not None:
            yield from _lost(mine, mine.place, f"{_named(mine)} is missing in {first.path.name}", meant)
        before = mine.place if mine else before


def _named(part: ComparedText) -> str:
    kind = {Kind.SECTION: "section", Kind.TITLE: "title"}.get(part.segments[0].kind, "slide")
    return f"the {kind} {part.name[:60]!r}"


def _lost(part: ComparedText, place: Place, message: str, meant: frozenset[str]) -> Iterator[Problem]:
    if _key(part.name) not in meant:
        yield _problem(place, Severity.ERROR, message, f"make them agree; {_meant(part.name[:60])}")


def _structure(theirs: ComparedText, mine: ComparedText, meant: frozenset[str]) -> Iterator[Problem]:
    """Report figures, cues and points that only one slide of a pair has.

    ``meant`` are the texts that the writers declared to differ, in the form of ``_key``.
    """
    there = _short(theirs.place)
    yield from _names_of_one("figure", theirs.figures, mine.figures, there, mine.place, meant)
    yield from _names_of_one("cue for the part", theirs.cues, mine.cues, there, mine.place, meant)
    if theirs.cells or mine.cells:
        yield from _shape(theirs, mine, meant)
    elif theirs.points != mine.points and _key(mine.name) not in meant:
        message = f"{_counted(mine.points)} on this slide, and {theirs.points} at {there}"
        yield _problem(mine.place, Severity.WARNING, message, f"make them agree; {_meant(mine.name[:60])}")


def _shape(theirs: ComparedText, mine: ComparedText, meant: frozenset[str]) -> Iterator[Problem]:
    """Report that the tables of two slides have not as many rows or columns, or that only one slide has a table."""
    sizes = [(len(one.cells), len(one.cells[0]) if one.cells else 0) for one in (mine, theirs)]
    if sizes[0] != sizes[1] and _key(mine.name) not in meant:
        here, there = (f"a table of {rows} × {columns} cells" if rows else "no table" for rows, columns in sizes)
        message = f"{here} on this slide, and {there} at {_short(theirs.place)}"
        yield _problem(mine.place, Severity.WARNING, message, f"make them agree; {_meant(mine.name[:60])}")


def _cells(theirs: ComparedText, mine: ComparedText, meant: frozenset[str]) -> Iterator[Problem]:
    """Report quantities that stand in another cell: both slides have them, so nothing else finds that."""
    if [len(row) for row in theirs.cells] == [len(row) for row in mine.cells]:
        for their_row, row in zip(theirs.cells, mine.cells, strict=True):
            for their_cell, cell in zip(their_row, row, strict=True):
                yield from _quantities(their_cell, cell, meant, "in this cell")


def _names_of_one(
    kind: str, theirs: Sequence[str], mine: Sequence[str], there: str, place: Place, meant: frozenset[str]
) -> Iterator[Problem]:
    """Report each name that is in only one of ``theirs`` and ``mine``.

    ``kind`` says what is named, such as "figure"; ``there`` is the place of the other slide, in words.
    """
    for name in dict.fromkeys([*theirs, *mine]):
        if (name in mine) != (name in theirs) and _key(name) not in meant:
            lacks = f"at {there} is missing on this slide" if name in theirs else f"of this slide is missing at {there}"
            hint = f"make them agree; {_meant(name)}"
            yield _problem(place, Severity.WARNING, f"the {kind} {name!r} {lacks}", hint)


def _counted(points: int) -> str:
    return "1 point" if points == 1 else f"{points} points"


def _pairs_of_figures(theirs: ComparedText, mine: ComparedText) -> Iterator[tuple[ComparedFigure, ComparedFigure]]:
    """Pair the figures of two slides by their order, or by their files if one slide has more figures."""
    if len(theirs.pictured) == len(mine.pictured):
        yield from zip(theirs.pictured, mine.pictured, strict=True)
        return
    by_name = {one.figure.path.name: one for one in reversed(theirs.pictured)}
    for figure in mine.pictured:
        if there := by_name.pop(figure.figure.path.name, None):
            yield there, figure


def _quantities(
    theirs: ComparedText, mine: ComparedText, meant: frozenset[str], here: str = "on this slide"
) -> Iterator[Problem]:
    """Report quantities that differ between the two texts, then those that only one of them says.

    ``here`` says in words where ``mine`` is.
    """
    only_mine, only_theirs = _unmeant(mine, theirs, meant), _unmeant(theirs, mine, meant)
    for quantity, place in list(only_mine):
        against = next((pair for pair in only_theirs if same_kind(quantity, pair[0])), None)
        if against is None:
            continue
        only_theirs.remove(against)
        only_mine.remove((quantity, place))
        message = f"{quantity.text!r} here, and {against[0].text!r} at {_short(against[1])}"
        yield _quantity_problem(place, quantity, against[0], message)
    for quantity, place in only_mine:
        if is_loss(quantity):
            message = f"{quantity.text!r} is not said at {_short(theirs.place)}"
            yield _quantity_problem(place, quantity, quantity, message)
    for quantity, place in only_theirs:
        if is_loss(quantity):
            message = f"{quantity.text!r} at {_short(place)} is not said {here}"
            yield _quantity_problem(mine.place, quantity, quantity, message)


def _unmeant(part: ComparedText, other: ComparedText, meant: frozenset[str]) -> list[tuple[Quantity, Place]]:
    """Return the quantities that only ``part`` says, with their places, without those declared in ``meant``."""
    return [
        (quantity, place)
        for quantity, place in unmatched(part, other)
        if _key(quantity.text) not in meant and quantity.key not in meant
    ]


def _quantity_problem(place: Place, quantity: Quantity, other: Quantity, message: str) -> Problem:
    """The problem that ``quantity`` differs from ``other``: an error for a dose, a time or a phone number."""
    sure = quantity.kind in (PHONE, TIME) or other.kind == TIME or quantity.unit or other.unit
    severity = Severity.ERROR if sure else Severity.WARNING
    return _problem(place, severity, message, f"make them agree; {_meant(quantity.text)}")


def _key(text: str) -> str:
    """Return ``text`` in the form in which declared and found texts are compared.

    Digits are 0 to 9; there are no spaces and no capitals.
    """
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
    groups: dict[tuple[str, str], list[Script]] = {}
    for script in scripts:
        groups.setdefault((script.topic, str(script.path.parent)), []).append(script)
    return list(groups.values())
