"""The order of titles, and the letters that they begin with."""

from __future__ import annotations

import re
import unicodedata

_WORDS = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = 12
DIGITS = "0–9"
"""Stands for all digits among the letters."""


def sort_key(title: str) -> tuple[str, str]:
    """Return the key by which titles are sorted: without case, accents and signs, and numbers by their value."""
    return " ".join(word.zfill(_DIGITS) if word[0].isdecimal() else word for word in _words(title)), title


def letter_of(title: str) -> str:
    """Return the letter that ``title`` begins with, as a capital; ``DIGITS`` for a digit, empty if it has neither."""
    first = next((word[0] for word in _words(title)), "")
    return DIGITS if first.isdecimal() else unicodedata.normalize("NFC", first.upper()[:1])


def _words(title: str) -> list[str]:
    """Return the words of ``title``, without case and accents."""
    apart = unicodedata.normalize("NFKD", title)
    apart = unicodedata.normalize("NFKD", apart.upper().casefold())  # ı and i have the same capital
    # vowel signs, which have no combining class, are letters
    return _WORDS.findall("".join(letter for letter in apart if not unicodedata.combining(letter)))
