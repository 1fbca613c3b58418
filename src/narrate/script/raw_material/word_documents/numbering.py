"""Computes the marks that Word shows before list points, counted as Word does (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from narrate.script.raw_material.numerals import numeral
from narrate.script.raw_material.word_documents.styles import ParagraphStyle, Styles
from narrate.script.raw_material.word_documents.xml_names import RPR, VAL, is_on, number, w

BULLET = "•"
_DEEPEST = 8
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """A level of a list. Its count restarts after a point of level ``restart`` or higher.

    ``restart`` counts from 1; 0 means after any higher level, -1 never. ``form`` is the format of the number, and
    ``text`` the pattern of the mark ("%1."). ``decimal``: numbers of higher levels within the mark are decimal.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = 0
    decimal: bool = False
    hidden: bool = False
    style: str = ""


class Numbering:
    """The lists of one document, and how far each is counted.

    ``root`` is the numbering part's, None if there is none.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Any] = {}
        self._numbers: dict[int, Any] = {}
        self._levels: dict[int, dict[int, _ListLevel]] = {}
        self._kinds: dict[int, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()
        for child in root if root is not None else ():
            if child.tag == w("abstractNum"):
                self._abstracts[child.get(w("abstractNumId"), "")] = child
            elif child.tag == w("num"):
                self._numbers[number(child.get(w("numId")))] = child

    def marker(self, properties: Any, style: ParagraphStyle) -> str:
        """Count a paragraph and return the mark before it; empty if the paragraph is not a list point.

        ``properties`` are the paragraph's own, ``style`` gives those that it inherits.
        """
        id_, depth, by = style.numbering, style.depth, style.numbered_by
        direct = properties.find(w("numPr")) if properties is not None else None
        if direct is not None:
            if (named := direct.find(w("numId"))) is not None:
                id_, by = number(named.get(VAL)), ""
                depth = max(depth, 0)
            if (deep := direct.find(w("ilvl"))) is not None:
                depth, by = number(deep.get(VAL)), ""
        if not id_:
            return ""
        levels = self._levels_of(id_)
        if by:
            depth = next(
                (number_of_level for number_of_level, level in levels.items() if level.style == by), max(depth, 0)
            )
        depth = min(max(depth, 0), _DEEPEST)
        return self._counted(id_, depth, levels) if levels else ""

    def _levels_of(self, id_: int) -> dict[int, _ListLevel]:
        """The levels of the list ``id_``; empty if the document does not define it."""
        if id_ not in self._levels:
            kind, element = self._abstract(id_)
            levels = (
                {
                    number(element_of_level.get(w("ilvl"))): _level(element_of_level)
                    for element_of_level in element.iterfind(w("lvl"))
                }
                if kind
                else {}
            )
            for override in self._numbers[id_].iterfind(w("lvlOverride")) if id_ in self._numbers else ():
                if (replacement := override.find(w("lvl"))) is not None:
                    levels[number(override.get(w("ilvl")))] = _level(replacement)
            self._levels[id_], self._kinds[id_] = levels, kind
        return self._levels[id_]

    def _abstract(self, id_: int) -> tuple[str, Any]:
        """Return (key of its count, definition) of the list ``id_``, found through list styles if necessary."""
        for _ in range(_DEEPEST):  # limits chains of styles that refer to themselves
            of = self._numbers[id_].find(w("abstractNumId")) if id_ in self._numbers else None
            kind = (of.get(VAL) or "") if of is not None else ""
            element = self._abstracts.get(kind)
            if element is None:
                return "", None
            if (linked := element.find(w("numStyleLink"))) is None:
                return f"={kind}", element
            id_ = self._styles.numbering_of_list_style(linked.get(VAL) or "")
        return "", None

    def _counted(self, id_: int, depth: int, levels: dict[int, _ListLevel]) -> str:
        counts = self._counts.setdefault(self._kinds[id_], [None] * (_DEEPEST + 1))
        level = levels.get(depth, _ListLevel())
        if (start := self._start_over(id_, depth)) is not None:
            counts[depth] = start
        else:
            before = counts[depth]
            counts[depth] = level.start if before is None else before + 1
        for deeper in range(depth + 1, _DEEPEST + 1):
            restart = levels.get(deeper, _ListLevel()).restart
            if restart == 0 or (restart > 0 and depth < restart):
                counts[deeper] = None
        return "" if level.hidden else self._mark(level, depth, levels, counts)

    def _start_over(self, id_: int, depth: int) -> int | None:
        """The number at which list ``id_`` starts over when first met at level ``depth``; None if it counts on."""
        if (id_, depth) in self._started or id_ not in self._numbers:
            return None
        self._started.add((id_, depth))
        for override in self._numbers[id_].iterfind(w("lvlOverride")):
            if number(override.get(w("ilvl"))) == depth and (start := override.find(w("startOverride"))) is not None:
                return number(start.get(VAL))
        return None

    def _mark(self, level: _ListLevel, depth: int, levels: dict[int, _ListLevel], counts: list[int | None]) -> str:
        if level.form == "bullet":
            words = level.text if sum(character.isalpha() for character in level.text) > 1 else ""
            return words or BULLET

        def counted(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            if index > depth:
                return ""
            other = levels.get(index, _ListLevel())
            count = counts[index]
            form = "decimal" if level.decimal and index < depth and other.form != "none" else other.form
            return "" if form == "bullet" else numeral(other.start if count is None else count, form)

        return " ".join(_PLACE.sub(counted, level.text).split())


def _level(element: Any) -> _ListLevel:
    def value_of(name: str, default: str = "") -> str:
        child = element.find(w(name))
        return (child.get(VAL) or default) if child is not None else default

    restart = element.find(w("lvlRestart"))
    legal = element.find(w("isLgl"))
    vanish = element.find(f"{RPR}/{w('vanish')}")
    picture = element.find(w("lvlPicBulletId")) is not None
    form = "bullet" if picture else value_of("numFmt", "decimal")
    never = restart is not None and number(restart.get(VAL)) == 0
    return _ListLevel(
        form,
        value_of("lvlText"),
        number(value_of("start", "1"), 1),
        -1 if never else number(restart.get(VAL)) if restart is not None else 0,
        legal is not None and is_on(legal),
        vanish is not None and is_on(vanish),
        value_of("pStyle"),
    )
