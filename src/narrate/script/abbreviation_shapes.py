"""The shapes that abbreviations have in text, and the one at the end of a run without spaces."""

from __future__ import annotations

import re

from narrate.languages.abbreviations import Abbreviations

FIRST_OF_THE_EAST = "\u2e80"  # letters from here on need no space between sentences
_FIRST_CASELESS = "\u0590"
FIRST_THAI, _AFTER_THAI = "\u0e00", "\u0e80"
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:[.\-][^\W\d_]{1,2})+")
_DOTTED_WITHOUT_CASE = re.compile(
    r"[^\s.\d]{1,5}(?:\.[^\s.\d]{1,5})+"
)  # in these scripts vowels may be marks instead of letters
_THAI_SHORT = re.compile(r"[ก-ฮ.]{1,5}")  # no vowel
_PARTS = re.compile("[/–—-]")


def own_abbreviation(word: str, known: Abbreviations) -> str:
    """The abbreviation at the end of a run without spaces (``word``): "Wed" in "Mon./Wed". Also in "ود" and "พบนพ"."""
    if (word.isalpha() and word < _FIRST_CASELESS) or is_among(word, known.known) or _DOTTED.fullmatch(word):
        return word
    if word[:1] == "و" and is_among(word[1:], known.known):
        return word[1:]  # Arabic attaches "and" to the word
    if FIRST_THAI <= word[:1] < _AFTER_THAI:
        return max((each for each in known.known if len(each) > 1 and word.endswith(each)), key=len, default=word)
    last = _PARTS.split(word)[-1]
    return last if is_among(last, known.known) else word


def is_among(word: str, words: frozenset[str]) -> bool:
    return word in words or word.lower() in words


def looks_short(word: str) -> bool:
    """Whether a word has the shape of an abbreviation: "g", "Ph.D", "एम.डी"."""
    if len(word) == 1:
        return word.isalpha() and word < FIRST_OF_THE_EAST
    if word.lower() != word.upper():
        return "." in word and bool(_DOTTED.fullmatch(word))
    return bool(_DOTTED_WITHOUT_CASE.fullmatch(word) or _THAI_SHORT.fullmatch(word))
