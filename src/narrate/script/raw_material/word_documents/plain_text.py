"""Extracts all text of a part of a Word document in the simplest way, paragraph by paragraph.

The reader's lines are compared with this text, so the two must not share code that makes lines.
"""

from __future__ import annotations

from typing import Any

from narrate.script.raw_material.symbols import is_symbol_font, shown, symbol
from narrate.script.raw_material.word_documents.xml_names import (
    ALTERNATE,
    BOX,
    GONE,
    LETTERS,
    PICTURES,
    READING,
    RPR,
    SIGNS,
    SYM,
    P,
    R,
    T,
    alternative_text,
    chosen,
    w,
)

_ASIDE = (BOX, READING, *GONE, *PICTURES)
_FONT = w("rFonts")


def plain(root: Any) -> str:
    """The text below the element ``root``. Text boxes, ruby readings and deleted text follow their paragraph."""
    return "\n".join(_PlainText(root).parts)


class _PlainText:
    def __init__(self, root: Any) -> None:
        self.parts: list[str] = []
        self._fonts = _symbol_runs(root)
        self._done: set[Any] = set()
        for alternate in list(root.iter(ALTERNATE)):
            read = chosen(alternate)
            for branch in alternate:
                if branch is not read:
                    self._done.update(branch.iter())
        self._hosts = {host for aside in root.iter(*_ASIDE) if (host := next(aside.iterancestors(P), None)) is not None}
        self._story(root)

    def _story(self, root: Any) -> None:
        letters: list[str] = []
        for element in root.iter(P, SYM, *LETTERS, *SIGNS, *PICTURES):
            if element in self._done:
                continue
            if element.tag == P:
                self._end(letters)
                if element in self._hosts:
                    self._host(element)
            elif element.tag in PICTURES:
                self.parts.append(alternative_text(element))
            else:
                letters.append(self._letters(element))
        self._end(letters)

    def _host(self, paragraph: Any) -> None:
        """Read a paragraph that contains a text box, a ruby reading, a picture or deleted text."""
        letters: list[str] = []
        aside: list[Any] = []
        self._gather(paragraph, letters, aside)
        self._end(letters)
        for element in aside:
            if element.tag in PICTURES:
                self.parts.append(alternative_text(element))
            else:
                self._story(element)
                self._done.update(element.iter())
        self._done.update(paragraph.iter())

    def _gather(self, element: Any, letters: list[str], aside: list[Any]) -> None:
        for child in element:
            if child in self._done or not isinstance(child.tag, str):
                continue
            if child.tag in _ASIDE:
                aside.append(child)
                if child.tag not in PICTURES:
                    continue
            if child.tag in (SYM, *LETTERS) or child.tag in SIGNS:
                letters.append(self._letters(child))
            else:
                self._gather(child, letters, aside)

    def _letters(self, element: Any) -> str:
        if element.tag == SYM:
            return symbol(element.get(w("font")) or "", element.get(w("char")) or "")
        if element.tag in SIGNS:
            return SIGNS[element.tag]
        text = element.text or ""
        return shown(text, self._fonts[element]) if element in self._fonts else text

    def _end(self, letters: list[str]) -> None:
        if letters:
            self.parts.append("".join(letters))
            letters.clear()


def _symbol_runs(root: Any) -> dict[Any, str]:
    """Return text element → symbol font, for each text whose run itself sets a symbol font."""
    fonts = {}
    for font in root.iter(_FONT):
        name = font.get(w("ascii")) or font.get(w("hAnsi")) or ""
        if is_symbol_font(name) and not font.get(w("asciiTheme")) and (properties := font.getparent()).tag == RPR:
            run = properties.getparent()
            if run is not None and run.tag == R:
                fonts.update(dict.fromkeys(run.iter(T), name))
    return fonts
