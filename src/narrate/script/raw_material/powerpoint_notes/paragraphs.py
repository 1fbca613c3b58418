"""Reads paragraphs of PowerPoint text: their characters, signs and list numbers."""

from __future__ import annotations

import html
import re
from typing import Any

from narrate.script.raw_material.formatted_text import Pieces
from narrate.script.raw_material.numerals import numeral
from narrate.script.raw_material.symbol_fonts import UNKNOWN
from narrate.script.raw_material.symbols import is_symbol_font, shown
from narrate.sources.ooxml import A, M

BULLET = "•"
MATH = f"{M}t"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}[0-9]{0,2});")
_AUTOMATIC = re.compile(
    r"(arabic|alphaLc|alphaUc|romanLc|romanUc|thaiNum|hindiNum)?.*?(Period|ParenR|ParenBoth|Plain|Minus)"
)
_FORMS = {
    "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman",
    "thaiNum": "thaiNumbers", "hindiNum": "hindiNumbers",
}  # fmt: skip
_ENDS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "{} -"}
_CLOCKS = ("slidenum", "datetime")


def plain(body: Any) -> str:
    """The characters of ``body``, one line for each paragraph, without dates and times that PowerPoint fills in."""
    lines: list[str] = []
    for element in body.iter(f"{A}p", f"{A}t", f"{A}br", f"{A}tab"):
        if element.tag == f"{A}p":
            lines.append("")
        elif element.tag != f"{A}t":
            lines[-1] += " "
        elif not _is_filled_in(element.getparent()) and lines:
            lines[-1] += element.text or ""
    return "\n".join(lines)


def _is_filled_in(element: Any) -> bool:
    return element.tag == f"{A}fld" and (element.get("type") or "").startswith(_CLOCKS)


def pieces_of(paragraph: Any, unknown: list[str]) -> Pieces:
    """The text of a paragraph, in pieces by format. Signs that no table of symbols has are added to ``unknown``."""
    pieces = Pieces()
    for element in paragraph.iter(f"{A}t", f"{A}br", f"{A}tab"):
        if element.tag != f"{A}t":
            pieces.add(" ")
            continue
        run = element.getparent()
        if _is_filled_in(run):
            continue
        properties, text = run.find(f"{A}rPr"), element.text or ""
        if properties is None:
            _add(pieces, text)
        else:
            _add_formatted(pieces, text, properties, unknown)
    return pieces


def _add_formatted(pieces: Pieces, text: str, properties: Any, unknown: list[str]) -> None:
    """Add the text of a run with ``properties`` to ``pieces``. Signs that no table has are added to ``unknown``."""
    is_struck_out = properties.get("strike", "noStrike") != "noStrike"
    font = _symbol_font(properties, text)
    rise = _rise(properties)
    if font and not is_struck_out:
        signs = shown(text, font)
        if UNKNOWN in signs:
            unknown.append(f"{font}: {text.encode('ascii', 'backslashreplace').decode()}")
        pieces.change(text, signs, f"letters of the font {font}")
    elif is_struck_out or rise:
        pieces.add(text, "struck out" if is_struck_out else "", rise)
    else:
        _add(pieces, text)


def _rise(properties: Any) -> int:
    """1 for a run that is raised, -1 for one that is lowered, else 0."""
    baseline = (properties.get("baseline") or "0").rstrip("%")
    if not baseline.strip("-0."):
        return 0
    return -1 if baseline.startswith("-") else 1


def _add(pieces: Pieces, text: str) -> None:
    """Add unformatted text to ``pieces``, with HTML entities resolved."""
    at = 0
    for match in _ENTITY.finditer(text) if "&" in text else ():
        sign = html.unescape(match.group())
        if sign != match.group():
            pieces.add(text[at : match.start()])
            pieces.change(match.group(), sign, "name of a sign in web pages")
            at = match.end()
    pieces.add(text[at:])


def _symbol_font(properties: Any, text: str) -> str:
    """The symbol font of a run with this ``text``; empty if none. A font set only for symbols does not affect words."""
    latin, signs = properties.find(f"{A}latin"), properties.find(f"{A}sym")
    font = (latin.get("typeface") or "") if latin is not None else ""
    if is_symbol_font(font):
        return font
    font = (signs.get("typeface") or "") if signs is not None else ""
    core = text.strip()
    if is_symbol_font(font) and core and (len(core) == 1 or not any(character.isascii() for character in core)):
        return font
    return ""


class Counts:
    """Counts the list numbers within one page of notes."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[str, int]] = {}

    def marker(self, properties: Any, *, is_empty: bool) -> str:
        """Count the next paragraph and return the number or bullet before it; empty if it has none.

        ``properties`` is the paragraph's ``a:pPr`` or None; ``is_empty`` says that it has no text.
        """
        level = _whole(properties.get("lvl"), 0) if properties is not None else 0
        automatic = properties.find(f"{A}buAutoNum") if properties is not None else None
        for deeper in [counted for counted in self._counts if counted > level]:
            del self._counts[deeper]
        if automatic is None:
            if not is_empty:
                self._counts.pop(level, None)
            return BULLET if _is_bulleted(properties) else ""
        if is_empty:
            return ""  # PowerPoint shows no number before an empty paragraph
        form = automatic.get("type") or "arabicPeriod"
        return _numbered(self._next(level, form, _whole(automatic.get("startAt"), 1)), form)

    def _next(self, level: int, form: str, start: int) -> int:
        """Count one more at ``level``. Begin at ``start`` if the paragraph before has another ``form`` of number."""
        before, count = self._counts.get(level, ("", 0))
        count = count + 1 if before == form else start
        self._counts[level] = form, count
        return count


def _is_bulleted(properties: Any) -> bool:
    return properties is not None and any(properties.find(f"{A}{name}") is not None for name in ("buChar", "buBlip"))


def _numbered(count: int, form: str) -> str:
    """``count`` in a form of PowerPoint such as ``alphaLcParenR``; in an unknown form, as ``1.``."""
    match = _AUTOMATIC.match(form)
    if match is None:
        return _ENDS["Period"].format(numeral(count, "decimal"))
    return _ENDS[match.group(2)].format(numeral(count, _FORMS.get(match.group(1) or "", "decimal")))


def _whole(text: str | None, default: int) -> int:
    """``text``, an attribute, as an integer; ``default`` if it is not one."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default
