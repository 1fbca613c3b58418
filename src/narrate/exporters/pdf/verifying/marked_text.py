"""Reads the text of a page from its content stream: what each marked content says, by its number (ISO 32000-1, 14.7).

pypdf takes the file apart. How letters are found is described in ``format.py``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from pypdf.generic import ContentStream

_BEGIN = re.compile(rb"begin(bfchar|bfrange)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_CODES = 1 << 16
REVERSED = "/ReversedChars"


@dataclass(slots=True)
class _Span:
    """Marked content that is open. ``number`` is its MCID, -1 if it has none.

    ``units`` are what it says so far, from left to right, and whether each is to be read from right to left.
    """

    tag: str
    number: int
    actual: str | None
    units: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Size:
    """The size of letters, which the font, the text matrix and the matrix of the page decide together."""

    _font: float = 1.0
    _page: float = 1.0
    _text: float = 1.0
    _saved: list[float] = field(default_factory=list)

    @property
    def in_pt(self) -> float:
        return self._font * self._page * self._text

    def see(self, operator: bytes, operands: Any) -> None:
        """Take an operator of a content stream into account."""
        if operator == b"Tf":
            self._font = abs(float(operands[1]))
        elif operator == b"q":
            self._saved.append(self._page)
        elif operator == b"Q" and self._saved:
            self._page = self._saved.pop()
        elif operator == b"cm":
            self._page *= _scale(operands)
        elif operator == b"BT":
            self._text = 1.0
        elif operator == b"Tm":
            self._text = _scale(operands)


class PageText:
    """The text of ``page``, a page of pypdf, by the numbers of its marked content. ``outside`` is text without a number.

    Text in artifacts, such as page numbers, is in neither. ``smallest`` is the size of the smallest letters in pt.
    """

    def __init__(self, page: Any, reader: Any) -> None:
        self.by_number: dict[int, str] = {}
        self.outside: list[str] = []
        self.smallest = 1e9
        self._fonts: dict[str, Mapping[int, str]] = {}
        self._page = page
        contents = page.get_contents()
        if contents is not None:
            self._read(ContentStream(contents, reader).operations)

    def _read(self, operations: Any) -> None:
        spans: list[_Span] = []
        codes: Mapping[int, str] = {}
        size = _Size()
        for operands, operator in operations:
            size.see(operator, operands)
            if operator in (b"BDC", b"BMC"):
                spans.append(self._opened(operands))
            elif operator == b"EMC":
                self._close(spans)
            elif operator == b"Tf":
                codes = self._codes(str(operands[0]))
            elif operator in (b"Tj", b"TJ", b"'", b'"'):
                pieces = operands[0] if operator == b"TJ" else operands[-1:]
                units = [(unit, False) for piece in pieces for unit in _units(piece, codes)]
                if any(not unit.isspace() for unit, _ in units):
                    self.smallest = min(self.smallest, size.in_pt)
                if spans:
                    spans[-1].units += units
                else:
                    self.outside += [unit for unit, _ in units]
        if spans:
            raise ValueError("a page ends within marked content")

    def _opened(self, operands: Any) -> _Span:
        properties = operands[1] if len(operands) > 1 else {}
        if not hasattr(properties, "get"):  # the name of properties among the resources of the page
            properties = self._page["/Resources"]["/Properties"][properties]
        actual = properties.get("/ActualText")
        return _Span(str(operands[0]), int(properties.get("/MCID", -1)), None if actual is None else str(actual))

    def _close(self, spans: list[_Span]) -> None:
        if not spans:
            raise ValueError("marked content ends that did not begin")
        span = spans.pop()
        if span.tag == "/Artifact":
            return
        units = [(span.actual, _is_right_to_left(span.actual))] if span.actual is not None else span.units
        if span.tag == REVERSED:
            units = [(unit, True) for unit, _ in units]
        if span.number >= 0:
            if span.number in self.by_number:
                raise ValueError(f"two parts of a page have the number {span.number}")
            self.by_number[span.number] = _read(units)
        elif spans:
            spans[-1].units += units
        else:
            self.outside.append(_read(units))

    def _codes(self, name: str) -> Mapping[int, str]:
        if name not in self._fonts:
            font = self._page["/Resources"]["/Font"][name]
            unicode = font.get("/ToUnicode")
            self._fonts[name] = {} if unicode is None else dict(_characters(unicode.get_object().get_data()))
        return self._fonts[name]


def _scale(matrix: Any) -> float:
    """Return by how much a matrix enlarges what is upright."""
    a, b, c, d = (float(number) for number in matrix[:4])
    return math.sqrt(abs(a * d - b * c))


def _is_right_to_left(text: str) -> bool:
    """Whether ``text``, which several glyphs stand for together, is part of a right-to-left run."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _read(units: Iterable[tuple[str, bool]]) -> str:
    """Return what ``units`` say. Neighbours that are read from right to left are turned round together."""
    found = ""
    for is_reversed, group in groupby(units, key=itemgetter(1)):
        texts = [text for text, _ in group]
        found += "".join(texts[::-1] if is_reversed else texts)
    return found


def _units(piece: Any, codes: Mapping[int, str]) -> Iterator[str]:
    """Yield what each glyph of ``piece``, a string of codes of two bytes, stands for."""
    if isinstance(piece, int | float) or not hasattr(piece, "original_bytes"):
        return
    content = piece.original_bytes
    for at in range(0, len(content) - 1, 2):
        yield codes.get(content[at] << 8 | content[at + 1], "\N{REPLACEMENT CHARACTER}")


def _sections(cmap: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield (kind, content) of each list of characters in a CMap."""
    at = 0
    while match := _BEGIN.search(cmap, at):
        at = cmap.find(b"end" + match[1], match.end())
        if at < 0:
            return
        yield match[1], cmap[match.end() : at]


def _characters(cmap: bytes) -> Iterator[tuple[int, str]]:
    """Yield (code, characters) of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for kind, body in _sections(cmap):
        values: list[Any] = []
        listed: list[bytes] | None = None
        for digits, opens, closes in _HEX.findall(body):
            if opens:
                listed = []
            elif closes:
                values.append(listed)
                listed = None
            else:
                content = bytes.fromhex(digits.decode())
                (values if listed is None else listed).append(content)
        step = 2 if kind == b"bfchar" else 3
        for at in range(0, len(values) - step + 1, step):
            first = int.from_bytes(values[at], "big")
            if kind == b"bfchar":
                yield first, values[at + 1].decode("utf-16-be")
                continue
            last = int.from_bytes(values[at + 1], "big")
            if last - first > _MOST_CODES:
                raise ValueError("a font tells of more letters than there are")
            target = values[at + 2]
            for code in range(first, last + 1):
                if isinstance(target, list):
                    yield code, target[code - first].decode("utf-16-be")
                else:
                    yield (
                        code,
                        chr(int.from_bytes(target, "big") + code - first)
                        if len(target) == 2
                        else target.decode("utf-16-be"),
                    )
