"""Text into the cells of a language's braille, and what went wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from narrate.exporters.brf.liblouis import LONGEST, translate
from narrate.exporters.brf.numbers import number_fault
from narrate.exporters.brf.tables import Table

_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""The characters of BRF, in the order of Unicode's braille characters: dot 1 counts 1, dot 2 counts 2, and so on to 32."""
CELLS = frozenset(_ASCII)
_TO_ASCII = {0x2800 + dots: character for dots, character in enumerate(_ASCII)}
_TO_DOTS = {ord(character): chr(0x2800 + dots) for dots, character in enumerate(_ASCII) if dots}

# What may be written for a character that a table lacks. Nobody reads another meaning.
_EQUALS: Mapping[str, str] = {
    **dict.fromkeys("’‘‚‛′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑–—−", "-"),
    "…": "...",
    "•": "-",
    "×": "x",
    "⁄": "/",
    "٫": ".",
    "٬": ",",
    "º": "o",
    "ª": "a",
    "€": "EUR",
}
_PRIVATE = ("\ue000", "\ue001", "\U000f0000", "\U000f0001")  # no table knows them


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in braille.

    ``written`` is the text with what stands for characters that liblouis lacks. ``fault`` says why the cells are not
    what the text says; it is empty if they are.
    """

    cells: str
    written: str
    fault: str = ""


class Translator:
    """Translates texts by ``table``. What it has found out about characters is kept for the texts that follow."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._tables = (table.display, table.translation)
        self._known: dict[str, bool] = {" ": True}
        self._unknown_form = re.compile("")

    def translate(self, texts: Sequence[str]) -> list[Translated]:
        """Return ``texts`` in braille. Raises OutsideError if liblouis fails."""
        plain = [_tidy(text) for text in texts]
        self._learn(character for text in plain for character in text)
        written = [self._writable(text) for text in plain]
        chunks = [(number, chunk) for number, text in enumerate(written) for chunk in _chunks(text)]
        cells: list[list[str]] = [[] for _ in texts]
        for (number, _), made in zip(chunks, translate([chunk for _, chunk in chunks], self._tables), strict=True):
            cells[number].append(" ".join(made.translate(_TO_ASCII).split()))
        joined = [" ".join(some) for some in cells]
        return [
            Translated(made, instead, self._fault(text, made))
            for text, instead, made in zip(plain, written, joined, strict=True)
        ]

    def _fault(self, text: str, cells: str) -> str:
        if unknown := sorted({one for one in text if not self._known[one] and not self._instead(one)}):
            return f"braille has no sign for {_shown(unknown[0])} in liblouis' table {self._table.translation}"
        if not CELLS.issuperset(cells) or self._unknown_form.search(cells.translate(_TO_DOTS)):
            return f"liblouis' table {self._table.translation} cannot write it"
        return number_fault(text, cells, self._table)

    def _learn(self, characters: Iterable[str]) -> None:
        """Find out which of ``characters``, and of those that may stand for them, the table knows."""
        new = set(characters) | {one for text in (*_EQUALS.values(), *self._table.words.values()) for one in text}
        asked = sorted(new - self._known.keys())
        if not asked:
            return
        *made, one, other, far, farther = translate([*asked, *_PRIVATE], self._tables)
        self._unknown_form = re.compile(f"{_form_of(one, other)}|{_form_of(far, farther)}")
        for character, cells in zip(asked, made, strict=True):
            # a mark may change the letter before it, and be nothing by itself
            is_something = cells.strip(" \u2800") or unicodedata.category(character).startswith("M")
            self._known[character] = bool(is_something) and not self._unknown_form.search(cells)

    def _writable(self, text: str) -> str:
        """Return ``text`` without characters that the table lacks, if others can stand for them."""
        for one in set(text):
            if not self._known[one]:
                text = text.replace(one, self._instead(one) or one)
        return " ".join(apart(text, self._table).split())

    def _instead(self, character: str) -> str:
        instead = self._table.words.get(character) or _EQUALS.get(character, "")
        return instead if all(self._known[one] for one in instead) else ""


def apart(text: str, table: Table) -> str:
    """Return ``text`` with a space between a digit and a letter that ``table`` would write like a digit."""
    return re.sub(rf"(?<=\d)(?=[{table.apart}ª])", " ", text, flags=re.IGNORECASE)


def to_dots(cells: str) -> str:
    """Return ``cells`` as the braille characters of Unicode, which liblouis turns round."""
    return cells.translate(_TO_DOTS)


def _form_of(one: str, other: str) -> str:
    r"""Return a pattern of the cells that liblouis writes for a character that a table lacks.

    It writes the number of the character, as in '\x2265' or '\y1f600', but every table gives these signs its own
    cells. ``one`` and ``other`` are those of two characters.
    """
    start = one[:3] if one[:3] == other[:3] else ""
    return rf"{re.escape(start)}[^ \u2800]{{3,9}}{re.escape(start[0])}" if start else r"(?!)"


def _tidy(text: str) -> str:
    """Return ``text`` composed, with single spaces, and without characters that only control how it is shown."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(one for one in composed if unicodedata.category(one) not in ("Cf", "Cc") or one.isspace()).split()
    )


def _chunks(text: str) -> Iterator[str]:
    """Yield ``text`` in lines that liblouis takes, cut between words where that is possible."""
    while len(text) > LONGEST:
        end = text.rfind(" ", 1, LONGEST)
        end = LONGEST if end < 0 else end
        yield text[:end]
        text = text[end:].lstrip()
    yield text


def _shown(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"{character!r} (U+{ord(character):04X}, {name.lower()})"
