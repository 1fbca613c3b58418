"""Groups of characters that readers see as one syllable and that no line break may separate."""

from __future__ import annotations

import unicodedata

_LEADING = frozenset("เแโใไເແໂໃໄ")  # vowels that belong to the next letter
_TRAILING = frozenset("ะาำๅະາຳ")  # vowels that belong to the previous letter
_STACKING = 9  # combining class of signs that stack the next letter under the previous one
_KILLERS = frozenset("\u0e3a\u103a")  # signs of that class that stack nothing


def clusters(word: str) -> list[str]:
    """Divide a word into letters, each with its marks and joiners. Joined they give the word again."""
    groups: list[str] = []
    for letter in word:
        if groups and (_clings(letter) or _holds(groups[-1][-1])):
            groups[-1] += letter
        else:
            groups.append(letter)
    return groups


def _clings(letter: str) -> bool:
    """Whether ``letter`` belongs to the letter before it."""
    return (
        unicodedata.category(letter)[0] == "M"
        or letter in _TRAILING
        or letter == "\u200d"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _holds(letter: str) -> bool:
    """Whether the next letter belongs to ``letter``."""
    stacks = unicodedata.combining(letter) == _STACKING and letter not in _KILLERS
    return stacks or letter == "\u200d" or letter in _LEADING
