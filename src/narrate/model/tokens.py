"""The words of a sentence as written, and how each is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from narrate.errors import Place
from narrate.model.packed import PackedSequence


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, with the punctuation attached to it.

    ``start`` is its offset in the sentence's text, in characters. If it is not spoken as it is spelled, one of four
    fields says how:

    - ``alias``: the words spoken in its place. An empty string means that it was already spoken with the token before
      it, like "mg" in "2.5 mg".
    - ``phonemes``: its sounds in IPA.
    - ``spell_out``: it is spoken letter by letter.
    - ``language``: it is spoken in this language (BCP 47).

    Captions and notes always show ``text``.
    """

    text: str
    start: int
    phonemes: str = ""
    alias: str | None = None
    spell_out: bool = False
    language: str = ""
    place: Place | None = None


@lru_cache(maxsize=256)
def _shared(token: Token) -> Token:
    """Return the cached token that equals ``token``, so that equal tokens are stored once."""
    return token


class Tokens(PackedSequence[Token]):
    """The tokens (words as written) of the sentence ``text``, stored as whole numbers.

    Each token is stored as five numbers:

    - its start and its end in ``text``,
    - its line plus one (0 if it has no place) and its column,
    - its position in ``_special``, counted from 1 (0 for a plain token, which is spoken as it is spelled).

    An entry of ``_special`` holds how the token is spoken. Tokens that are spoken in the same way share the entry. If a
    token's text or file cannot be derived from the sentence, its entry is the whole token.
    """

    __slots__ = ("_file", "_special", "text")
    WIDTH = 5

    def __init__(self, text: str, tokens: Iterable[Token]) -> None:
        self.text = text
        self._file = ""
        numbers: list[int] = []
        special: list[Token] = []
        for token in tokens:
            place, start, end = token.place, token.start, token.start + len(token.text)
            if place is not None and not self._file:
                self._file = place.file
            numbers += (start, end, place.line + 1, place.column) if place is not None else (start, end, 0, 0)
            plain = self._plain(*numbers[-4:])
            if token == plain:
                numbers.append(0)
                continue
            same = (token.text, place) == (plain.text, plain.place)
            special.append(_shared(replace(token, text="", start=0, place=None)) if same else token)
            numbers.append(len(special))
        super().__init__(numbers)
        self._special = tuple(special)

    def _value(self, numbers: Sequence[int]) -> Token:
        *where, position = numbers
        plain = self._plain(*where)
        if not position:
            return plain
        special = self._special[position - 1]
        whole = special.text or special.place
        return special if whole else replace(special, text=plain.text, start=plain.start, place=plain.place)

    def _plain(self, start: int, end: int, line: int, column: int) -> Token:
        """Return a token that is spoken as spelled. ``line`` is its line plus one, or 0 if it has no place."""
        return Token(self.text[start:end], start, place=Place(self._file, line - 1, column) if line else None)
