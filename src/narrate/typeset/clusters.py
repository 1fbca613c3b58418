"""Syllables as readers see them: letters that no line may part."""

from __future__ import annotations

import unicodedata

_LEADING = frozenset("เแโใไເແໂໃໄ")  # vowels that belong to the letter after them
_TRAILING = frozenset("ะาำๅະາຳ")  # and to the letter before them
_STACKING = 9  # the combining class of signs that stack the letter after them under the one before
_KILLERS = frozenset("\u0e3a\u103a")  # of that class, and stack nothing


def clusters(word: str) -> list[str]:
    """The letters of a word, each with the marks and joiners that belong to it."""
    found: list[str] = []
    for letter in word:
        if found and (_clings(letter) or _holds(found[-1][-1])):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _clings(letter: str) -> bool:
    """Whether it belongs to the letter before it."""
    return (
        unicodedata.category(letter)[0] == "M"
        or letter in _TRAILING
        or letter == "\u200d"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _holds(letter: str) -> bool:
    """Whether the letter after it belongs to it."""
    stacks = unicodedata.combining(letter) == _STACKING and letter not in _KILLERS
    return stacks or letter == "\u200d" or letter in _LEADING
