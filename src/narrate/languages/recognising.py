"""Recognises the language of a text, to see whether it is the expected one.

Scripts decide most cases: Chinese in English text needs no detector. If the letters do not decide, the detector CLD3
(the package ``cld3-py``) judges the running text alone. Everything else is removed first, since a detector confidently
misjudges numbers, addresses, names and lists of medicines. Measurements are in docs/languages.md.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from narrate.languages import primary_language
from narrate.languages.scripts import script_of_letter, script_of_tag

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier

SURE = 0.8  # CLD3's probability, at most 1
VERY_SURE = 0.95  # for languages that share many words, and for short texts
FAIRLY_SURE = 0.5  # if the rest is shared by foreign languages too, as Croatian and Serbian
LEAST_WORDS = 8
_LEAST_LETTERS = 2 * LEAST_WORDS  # in scripts without spaces
_LETTERS_A_WORD = 2  # in scripts without spaces
_MOST_LETTERS = 1500  # given to the detector
_FEW_WORDS = 12
_FEWEST_WORDS = 6  # distinct words

# Languages that CLD3 knows and patients speak. It reports others only for lists and names.
_PATIENTS = frozenset([
    "af", "am", "ar", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa",
    "fi", "fil", "fr", "ga", "gl", "gu", "ha", "he", "hi", "hmn", "hr", "ht", "hu", "hy", "id", "ig", "is", "it",
    "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo", "lt", "lv", "mg", "mi", "mk", "ml", "mn", "mr", "ms",
    "mt", "my", "nb", "ne", "nl", "ny", "pa", "pl", "ps", "pt", "ro", "ru", "sd", "si", "sk", "sl", "sm", "sn",
    "so", "sq", "sr", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "tr", "uk", "ur", "uz", "vi", "xh", "yi",
    "yo", "zh", "zu",
])  # fmt: skip
_OTHER_CODES = {
    "ckb": "ku", "cmn": "zh", "in": "id", "iw": "he", "ji": "yi", "kmr": "ku", "mww": "hmn", "nn": "nb", "no": "nb",
    "prs": "fa", "sh": "hr", "tl": "fil", "yue": "zh",
}  # fmt: skip
# Languages in one group are never called foreign to each other.
_SAME = [
    frozenset(names.split())
    for names in (
        "da nb", "af nl", "es gl", "pt gl", "id ms su", "hr sr bs sl", "bg mk", "cs sk", "ru be", "kk ky",
        "xh zu st sn ny", "fa ps", "sm mi",
    )
]  # fmt: skip
_NEAR = [
    frozenset(names.split())
    for names in ("es pt gl ca it", "da nb sv", "fr ht", "ru uk bg mk sr", "fa ar ur sd ps ku", "hi mr ne")
]

# Scripts in which a language may be written. Others use their usual script (scripts.py) or Latin.
_LETTERS = {
    **dict.fromkeys(("ab", "ba", "be", "bg", "ce", "cv", "kv", "mk", "os", "ru", "sah", "tyv", "udm", "uk"), "Cyrl"), "el": "Grek", "grc": "Grek",
    "az": "Latn Arab Cyrl", "bs": "Latn Cyrl", "crh": "Latn Cyrl", "ha": "Latn Arab", "kk": "Cyrl Arab Latn", "ks": "Arab Deva",
    "ku": "Latn Arab", "ky": "Cyrl Arab", "mn": "Cyrl", "mnk": "Latn Nkoo", "ms": "Latn Arab", "pa": "Guru Arab",
    "rhg": "Latn Arab", "sd": "Arab Deva", "sr": "Cyrl Latn", "tg": "Cyrl Arab", "tt": "Cyrl Latn", "ug": "Arab Cyrl",
    "uz": "Latn Cyrl Arab",
}  # fmt: skip
_PARTS = {"Jpan": "Hani Kana", "Hans": "Hani", "Hant": "Hani", "Kore": "Hang"}
_UNSPACED = frozenset(["Hani", "Kana", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"])
_CYRILLIC = re.compile(r"[\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")

# Chinese characters that Japanese lacks, and characters of only one way to write Chinese.
_CHINESE = frozenset("的您们們这這吗嗎你她呢吧很让讓说說还還着过給给")
_SIMPLIFIED = frozenset("们这说时过对还没开关请医药术后发来问题为头体会动实现点种样给让节号长张应与从两专业东习书买争云产亲仅伤伟传侧储军冲决况净减")  # fmt: skip
_TRADITIONAL = frozenset("們這說時過對還沒開關請醫藥術後發來問題為頭體會動實現點種樣給讓節號長張應與從兩專業東習書買爭雲產親僅傷偉傳側儲軍沖決況淨減")  # fmt: skip

_NO_WORD = re.compile(r"[\d@_]|://|\w\.\w{2}")
_PIECE = re.compile(r"[^,;:/•·()\[\]\n،؛、；：]+")
_SHORT_PIECE = 2  # words between commas in a list
_LONG_WORD = 12  # letters; in scripts without spaces this is a clause


class Recogniser:
    """Finds texts that are not in the language of ``tag``."""

    def __init__(self, tag: str) -> None:
        code = primary_language(tag)
        self._tag = tag
        self._own = _OTHER_CODES.get(code, code)
        self._letters = _letters_of(tag)

    def other_language(self, text: str) -> str | None:
        """Return the code of the language of ``text`` if it is not the expected one.

        Empty if the text is in the expected language, None if it is too short to tell. If only the script can be
        recognised, return its code, such as ``Thai``.
        """
        counts = _scripts(text)
        if not counts:
            return None
        most = counts.most_common(1)[0][0]
        foreign = counts.total() - sum(counts[script] for script in self._letters)
        if self._letters and foreign * 10 > counts.total() * 6:
            return self._by_letters(text, counts, most)
        if "Hani" in self._letters or "Hang" in self._letters:
            return self._eastern(text, counts)
        if length_of(text) < LEAST_WORDS:
            return None
        running = _running(text)
        if _is_little(running) and most not in _UNSPACED:
            return None
        return _detected(running, self._own) if self._own in _PATIENTS else ""

    def _by_letters(self, text: str, counts: Counter[str], most: str) -> str | None:
        """Judge a text whose letters mostly belong to a script that the expected language does not use.

        ``counts`` are the letters by script, ``most`` is the script of most letters. Returns what ``other_language``
        does.
        """
        if length_of(text) < LEAST_WORDS:
            return None
        running = _running(text)
        if most == "Latn" and _is_little(running):
            return ""  # only names and medicines
        if most in ("Hani", "Kana"):
            return "ja" if counts["Kana"] * 10 > counts.total() else "zh"
        language = _detected(running or text, self._own)
        if language and most in _letters_of(language):
            return language
        return "" if most == "Latn" and not _has_small_words(running) else most

    def _eastern(self, text: str, counts: Counter[str]) -> str | None:
        """Judge a text by characters that only one of Chinese (of either kind), Japanese and Korean has.

        ``counts`` are the letters by script. Returns what ``other_language`` does.
        """
        letters = counts["Hani"] + counts["Kana"] + counts["Hang"]
        if letters < _LEAST_LETTERS:
            return None
        if self._own == "ja":
            chinese = not counts["Kana"] and ("，" in text or len(_CHINESE.intersection(text)) > 1)
            return "zh" if chinese else ""
        if counts["Kana"] * 4 > letters:
            return "ja"
        if self._own != "zh" or self._tag == "zh" or counts["Hang"]:
            return ""
        wrong, right, name = _SIMPLIFIED, _TRADITIONAL, "zh-Hans"
        if script_of_tag(self._tag) == "Hans":
            wrong, right, name = right, wrong, "zh-Hant"
        return name if len(wrong.intersection(text)) > 3 and not (right - wrong).intersection(text) else ""


def _detected(running: str, own: str) -> str:
    """Return the language of ``running`` text if CLD3 is sure enough that it is not ``own``; else empty."""
    result = _detector().FindLanguage(running)
    language = _OTHER_CODES.get(result.language, result.language)
    pair = {language, own}
    if language not in _PATIENTS or language == own or any(pair <= group for group in _SAME):
        return ""
    if any(pair <= group for group in _NEAR) or len(set(running.split())) < _FEW_WORDS:
        needed = VERY_SURE
    else:
        needed = FAIRLY_SURE if any(language in group for group in _SAME) else SURE
    return language if result.probability >= needed else ""


def length_of(text: str) -> int:
    """Return the number of words in ``text``. Without spaces between words, it is estimated from the letters."""
    unspaced = sum(count for script, count in _scripts(text).items() if script in _UNSPACED)
    words = sum(1 for word in text.split() if any(letter.isalpha() for letter in word))
    return max(words, round(unspaced / _LETTERS_A_WORD)) if unspaced else words


def _scripts(text: str) -> Counter[str]:
    """Count the letters of each script. Cyrillic and Greek are separate from Latin."""
    counts: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if script := script_of_letter(letter):
            if not letter.isascii() and script == "Latn":
                script = "Cyrl" if _CYRILLIC.match(letter) else "Grek" if _GREEK.match(letter) else script
            counts[script] += count
    del counts[""]
    return counts


@cache
def _letters_of(tag: str) -> frozenset[str]:
    """Return the scripts in which the language of ``tag`` may be written; empty if unknown."""
    code, *others = tag.split("-")
    named = script_of_tag(tag)
    explicit = next((part.title() for part in others if len(part) == 4 and part.isalpha()), "")
    if explicit:
        return frozenset([explicit] if explicit in ("Cyrl", "Grek") else _PARTS.get(named, named).split())
    if letters := _LETTERS.get(code.lower()):
        return frozenset(letters.split())
    if named != "Latn" or _OTHER_CODES.get(code, code) in _PATIENTS:
        return frozenset(_PARTS.get(named, named).split())
    import langcodes

    usual = langcodes.Language.get(tag).maximize().script or ""
    return frozenset(_PARTS.get(usual, usual).split())


def _running(text: str) -> str:
    """Return ``text`` without what says nothing about its language.

    That is: names, numbers with the words after them, addresses, and short list items.
    """
    kept: list[str] = []
    for piece in _PIECE.findall(text):
        words = piece.split()
        telling = [
            word
            for before, word in zip(["", *words], words, strict=False)
            if not _NO_WORD.search(word) and not before[-1:].isdecimal()
        ]
        if len(telling) > _SHORT_PIECE or any(map(_is_clause, telling)):
            kept += [telling[0], *(word for word in telling[1:] if not word[0].isupper())]
    return " ".join(kept)[:_MOST_LETTERS]


def _is_clause(word: str) -> bool:
    """Whether ``word``, which no space divides, is a clause of a script without spaces."""
    return len(word) > _LONG_WORD and script_of_letter(word[0]) in _UNSPACED


def _is_little(running: str) -> bool:
    """Whether ``running`` text has too few words, or too few different ones, to tell its language."""
    words = running.split()
    return len(words) < LEAST_WORDS or len(set(words)) < _FEWEST_WORDS


def _has_small_words(text: str) -> bool:
    """Whether at least a fifth of the words are short, as the small words of running text are."""
    words = text.split()
    return sum(len(word) <= 3 for word in words) * 5 >= len(words)


@cache
def _detector() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _MOST_LETTERS)
