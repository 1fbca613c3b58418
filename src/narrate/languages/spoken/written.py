"""Signs that people and programs use instead of letters and digits, in any language: ``Ⅳ``, ``shouldnʼt``."""

from __future__ import annotations

import unicodedata

ROMAN_SIGNS = "[Ⅰ-Ⅿⅰ-ⅿ]+"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

# Variants of the apostrophe between letters; captions keep them.
APOSTROPHES = "ʼʻʹˈ′＇´`‵՚ꞌ‛"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
WITH_APOSTROPHE = rf"(?<![{_LATIN}{APOSTROPHES}])(?:[{_LATIN}]+[{APOSTROPHES}])+[{_LATIN}]+(?![{_LATIN}])"
POSSESSIVE = rf"(?<![{_LATIN}{APOSTROPHES}])[{_LATIN}]+s[ʼ＇´](?![\w{APOSTROPHES}])"


def roman_value(signs: str) -> int:
    """Return the value of Roman numeral signs: ``Ⅳ`` and ``ⅠⅤ`` give 4, ``Ⅻ`` gives 12."""
    letters = unicodedata.normalize("NFKC", signs).upper()
    values = [_VALUES[letter] for letter in letters]
    return sum(-value if value < max(values[at + 1 : at + 2], default=0) else value for at, value in enumerate(values))


def with_apostrophes(text: str) -> str:
    """Return ``text`` with every variant of the apostrophe replaced by the one that all voices read."""
    return "".join("'" if character in APOSTROPHES else character for character in text)
