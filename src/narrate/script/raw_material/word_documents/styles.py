"""Reads the styles of a Word document, for paragraphs and characters (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from narrate.script.raw_material.word_documents.xml_names import PPR, RPR, VAL, is_on, number, w

# Word names built-in headings in English in every language; other programs use their own language.
_HEADING = re.compile(
    r"(?:heading|überschrift|berschrift|titre|título|ttulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nagwek|nadpis|"
    r"заголовок|标题|標題|見出し|제목)\s?([1-9])",
    re.IGNORECASE,
)
_RISES = {"superscript": 1, "subscript": -1}
_BODY = 9
_DEEPEST = 50  # levels of inheritance; Word allows eleven
_FONT = w("rFonts")
_SWITCHES = {w("strike"): "strike", w("dstrike"): "dstrike", w("vanish"): "vanish", w("webHidden"): "web_hidden"}
_RISE, _BOLD = w("vertAlign"), w("b")


@dataclass(frozen=True, slots=True)
class Letters:
    """Character formatting from one source (a style or a run).

    None means that the source does not say. ``rise`` is 1 for superscript, -1 for subscript, 0 for neither.
    """

    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    web_hidden: bool | None = None
    rise: int | None = None
    font: str | None = None

    def over(self, below: Letters) -> Letters:
        """The result of applying this formatting on top of ``below``, which supplies what it leaves unspecified."""
        if self == _NOTHING:
            return below
        return Letters(
            *(own if own is not None else other for own, other in zip(self.all(), below.all(), strict=True))  # type: ignore[arg-type]
        )

    def all(self) -> tuple[bool | int | str | None, ...]:
        return self.strike, self.dstrike, self.vanish, self.web_hidden, self.rise, self.font


_NOTHING = Letters()


@dataclass(frozen=True, slots=True)
class Format:
    """The formatting of characters.

    ``why`` is a reason to leave the characters out, or empty. ``direct``: their run itself sets the ``font``, not a
    style.
    """

    why: str = ""
    rise: int = 0
    font: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style.

    ``level`` is its heading level from 1; 0 for other text. ``numbering`` is the id of its list (0: none) and ``depth``
    the level in that list (-1: unspecified). ``numbered_by`` is the id of the style that names the list.
    """

    id: str = ""
    level: int = 0
    is_title: bool = False
    is_contents: bool = False
    numbering: int = 0
    depth: int = -1
    numbered_by: str = ""
    letters: Letters = _NOTHING


def letters_of(properties: Any) -> Letters:
    """The character formatting that ``properties``, an ``rPr``, itself specifies."""
    if properties is None or not len(properties):
        return _NOTHING
    stated: dict[str, Any] = {}
    for child in properties:
        tag = child.tag
        if tag in _SWITCHES:
            stated[_SWITCHES[tag]] = is_on(child)
        elif tag == _RISE:
            stated["rise"] = _RISES.get(child.get(VAL, ""), 0)
        elif tag == _FONT:
            font = child.get(w("ascii")) or child.get(w("hAnsi"))
            if font or child.get(w("asciiTheme")):
                stated["font"] = "" if child.get(w("asciiTheme")) else font
    return Letters(**stated) if stated else _NOTHING


class Styles:
    """The styles of one document. ``root`` is None if it has none. A style that inherits from itself is read once."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._default = ""
        self._defaults = _NOTHING
        self.language = ""
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Letters] = {}
        self._formats: dict[tuple[str, str, Letters], Format] = {}
        if root is None:
            return
        for style in root.iterfind(w("style")):
            type_, id_ = style.get(w("type"), "paragraph"), style.get(w("styleId"), "")
            self._elements[type_, id_] = style
            if type_ == "paragraph" and style.get(w("default"), "0") in ("1", "true", "on"):
                self._default = id_
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
        self._defaults = letters_of(defaults)
        if defaults is not None and (language := defaults.find(w("lang"))) is not None:
            self.language = language.get(VAL) or ""

    def format(self, paragraph: ParagraphStyle, run_properties: Any) -> Format:
        """The formatting of a run, from its paragraph's style, its own style and its ``run_properties``."""
        style = ""
        direct = _NOTHING
        if run_properties is not None and len(run_properties):
            if (named := run_properties.find(w("rStyle"))) is not None:
                style = named.get(VAL) or ""
            direct = letters_of(run_properties)
        key = paragraph.id, style, direct
        if (known := self._formats.get(key)) is None:
            known = self._formats[key] = self._format(paragraph.letters, self._character(style), direct)
        return known

    def _format(self, paragraph: Letters, character: Letters, direct: Letters) -> Format:
        below = direct.over(character).over(paragraph).over(self._defaults)
        strike = _toggled(direct.strike, character.strike, paragraph.strike, self._defaults.strike)
        vanish = _toggled(direct.vanish, character.vanish, paragraph.vanish, self._defaults.vanish)
        why = "hidden text" if vanish or below.web_hidden else "struck out" if strike or below.dstrike else ""
        return Format(why, below.rise or 0, below.font or "", direct.font is not None)

    def paragraph(self, id_: str) -> ParagraphStyle:
        """The paragraph style ``id_``; the default style if ``id_`` is empty."""
        id_ = id_ or self._default
        if id_ not in self._paragraphs:
            self._paragraphs[id_] = self._paragraph(id_)
        return self._paragraphs[id_]

    def numbering_of_list_style(self, id_: str) -> int:
        """The id of the list that the list style ``id_`` names; 0 if none."""
        style = self._elements.get(("numbering", id_))
        named = style.find(f"{PPR}/{w('numPr')}/{w('numId')}") if style is not None else None
        return number(named.get(VAL)) if named is not None else 0

    def has_first_row(self, id_: str) -> bool:
        """Whether the table style ``id_`` formats the first row differently."""
        return any(
            part.get(w("type")) == "firstRow"
            for style in self._chain("table", id_)
            for part in style.iter(w("tblStylePr"))
        )

    def _character(self, id_: str) -> Letters:
        if id_ not in self._characters:
            letters = _NOTHING
            for style in self._chain("character", id_):
                letters = letters.over(letters_of(style.find(RPR)))
            self._characters[id_] = letters
        return self._characters[id_]

    def _paragraph(self, id_: str) -> ParagraphStyle:
        level: int | None = None
        numbering: int | None = None
        depth, by, letters = -1, "", _NOTHING
        names = []
        for style in self._chain("paragraph", id_):
            name = style.find(w("name"))
            names.append((name.get(VAL) or "") if name is not None else style.get(w("styleId"), ""))
            letters = letters.over(letters_of(style.find(RPR)))
            if level is None and (outline := style.find(f"{PPR}/{w('outlineLvl')}")) is not None:
                level = (number(outline.get(VAL), _BODY) + 1) % (_BODY + 1)
            if numbering is None and (named := style.find(f"{PPR}/{w('numPr')}/{w('numId')}")) is not None:
                numbering, by = number(named.get(VAL)), style.get(w("styleId"), "")
            if depth < 0 and (deep := style.find(f"{PPR}/{w('numPr')}/{w('ilvl')}")) is not None:
                depth = number(deep.get(VAL), -1)
        names = names or [id_]
        if level is None:
            level = _level_of(names)
        first = next((name.lower() for name in names if name.lower() in ("title", "subtitle")), "")
        contents = names[0].lower().startswith("toc")
        return ParagraphStyle(id_, level, first == "title", contents, numbering or 0, depth, by, letters)

    def _chain(self, type_: str, id_: str) -> Iterator[Any]:
        """Yield the style ``id_`` and the styles that it inherits from, nearest first."""
        seen: set[str] = set()
        while id_ not in seen and len(seen) < _DEEPEST and (style := self._elements.get((type_, id_))) is not None:
            yield style
            seen.add(id_)
            based = style.find(w("basedOn"))
            id_ = (based.get(VAL) or "") if based is not None else ""


def _toggled(direct: bool | None, character: bool | None, paragraph: bool | None, default: bool | None) -> bool:
    """Whether a property such as bold is on. If two styles both switch it on, it is off again (17.7.3)."""
    if direct is not None:
        return direct
    return bool(default) or bool(character) != bool(paragraph)


def _level_of(names: Sequence[str]) -> int:
    """The heading level of the first heading style in ``names``; 0 if none is."""
    return next((int(match.group(1)) for name in names if (match := _HEADING.fullmatch(name))), 0)
