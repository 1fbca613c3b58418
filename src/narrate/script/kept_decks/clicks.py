"""Finds the marks ``[click]`` in notes, which say at which word the next animation on the slide begins.

While the notes are cleaned and cut into sentences, two invisible characters stand for the marks. Unicode reserves them for
use within a program. Each stands behind the first letter of its word, so it moves with the word, and the beginnings and
ends of sentences look as usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from narrate.model import Token
from narrate.script.sentences import tokenise

_MARK = re.compile(r"\[[ \t]{0,3}click[ \t]{0,3}\]", re.IGNORECASE)
_BEFORE, _AFTER = "\ufdd0", "\ufdd1"
_SIGNS = re.compile(f"[{_BEFORE}{_AFTER}]")


def without_marks(text: str) -> str:
    """Return ``text`` without marks."""
    return _MARK.sub(" ", _SIGNS.sub("", text))


def with_signs(paragraphs: Iterable[str]) -> list[str]:
    """Return the ``paragraphs`` of the notes of a slide, with a sign in the word after each mark in place of the mark.

    A mark after the last word becomes another sign in that word. A paragraph of marks alone is left out: its marks are
    those of the next one.
    """
    made: list[str] = []
    waiting = 0
    for paragraph in paragraphs:
        text = ""
        for number, piece in enumerate(_MARK.split(_SIGNS.sub("", paragraph))):
            waiting += number > 0
            if words := piece.strip():
                text = f"{text} {_signed(words, _BEFORE * waiting)}" if number else _signed(words, _BEFORE * waiting)
                waiting = 0
        if text:
            made.append(" ".join(text.split()))
    if waiting and made:
        words, space, last = made[-1].rpartition(" ")
        made[-1] = f"{words}{space}{_signed(last, _AFTER * waiting)}"
    return made


def _signed(text: str, signs: str) -> str:
    return f"{text[0]}{signs}{text[1:]}"


@dataclass(frozen=True, slots=True)
class ClickedText:
    """A sentence, its words, and the number of the word at which each click falls (see ``model.Sentence``)."""

    text: str
    tokens: Sequence[Token]
    clicks: tuple[int, ...]


def read_signs(text: str) -> ClickedText:
    """Return the sentence ``text`` without its signs, and where they stood."""
    plain: list[str] = []
    places: list[tuple[int, bool]] = []
    length = 0
    for piece in re.split(f"([{_BEFORE}{_AFTER}])", text):
        if piece in (_BEFORE, _AFTER):
            places.append((length, piece == _AFTER))
        else:
            plain.append(piece)
            length += len(piece)
    sentence = "".join(plain)
    tokens = tokenise(sentence)
    clicks = [
        len(tokens) if is_after else max(0, sum(token.start < place for token in tokens) - 1)
        for place, is_after in places
    ]
    return ClickedText(sentence, tokens, tuple(sorted(clicks)))
