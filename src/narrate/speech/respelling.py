"""Respelling, as newspapers use it: ``KY-foh-plas-tee``, with the stressed syllable in capitals.

In English, a respelling is translated into American IPA. In Spanish, which is written as it sounds, it becomes a word
with an accent mark. In other languages the syllables are joined (``lexicon.read_entry``).
"""

from __future__ import annotations

import re

_SYLLABLE = r"[^\W\d_]+['’]?"
_RESPELLED = re.compile(rf"{_SYLLABLE}(?:[- ]{_SYLLABLE})*")
_VOWELS = {
    "eye": "aɪ", "igh": "aɪ", "eer": "ɪɹ", "air": "ɛɹ", "oor": "ʊɹ", "ire": "aɪɚ", "our": "aʊɚ",
    "ar": "ɑːɹ", "or": "ɔːɹ", "er": "ɚ", "ir": "ɚ", "ur": "ɚ", "aw": "ɔː", "au": "ɔː", "ah": "ɑː", "ay": "eɪ",
    "ai": "eɪ", "ee": "iː",
    "ea": "iː", "eh": "ɛ", "ey": "eɪ", "ew": "uː", "ih": "ɪ", "ie": "aɪ", "oh": "oʊ", "oa": "oʊ", "oe": "oʊ",
    "oo": "uː",
    "ow": "aʊ", "oy": "ɔɪ", "oi": "ɔɪ", "uh": "ə", "uu": "ʊ", "ye": "aɪ", "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɑː",
    "u": "ʌ", "y": "aɪ",
}  # fmt: skip
_CONSONANTS = {
    "tch": "tʃ", "ch": "tʃ", "sh": "ʃ", "zh": "ʒ", "th": "θ", "dh": "ð", "ng": "ŋ", "kh": "x", "ph": "f", "wh": "w",
    "ck": "k",
    "bb": "b", "dd": "d", "ff": "f", "gg": "ɡ", "kk": "k", "ll": "l", "mm": "m", "nn": "n", "pp": "p", "rr": "ɹ",
    "ss": "s", "tt": "t",
    "zz": "z", "b": "b", "c": "k", "d": "d", "f": "f", "g": "ɡ", "h": "h", "j": "dʒ", "k": "k", "l": "l", "m": "m",
    "n": "n",
    "p": "p", "q": "k", "r": "ɹ", "s": "s", "t": "t", "v": "v", "w": "w", "x": "ks", "y": "j", "z": "z",
}  # fmt: skip
_ACCENTS = str.maketrans("aeiou", "áéíóú")


def is_respelling(text: str) -> bool:
    """Return whether ``text`` is a respelling.

    A respelling has hyphenated syllables, at least one of them in capitals, or is a single syllable in capitals.
    """
    if not _RESPELLED.fullmatch(text):
        return False
    words = text.split()
    stressed = [s for word in words for s in word.split("-") if s.isupper()]
    lower = [s for word in words for s in word.split("-") if s.islower()]
    if len(stressed) + len(lower) != sum(len(word.split("-")) for word in words):
        return False
    clear = any(len(syllable) > 1 for syllable in stressed) or len(stressed) + len(lower) > 2
    return bool(stressed) and ("-" in text or len(words) == 1) and clear


def english_ipa(text: str) -> str:
    """Return the IPA of an English respelling: ``KY-foh-plas-tee`` gives ``ˈkaɪfoʊplæstiː``.

    Raises ValueError with the first syllable that cannot be read.
    """
    return " ".join(_word(word) for word in text.split())


def _word(word: str) -> str:
    syllables = word.split("-")
    stressed = [number for number, syllable in enumerate(syllables) if syllable.isupper()]
    phonemes = ""
    for number, syllable in enumerate(syllables):
        mark = "" if number not in stressed else "ˈ" if number == stressed[-1] else "ˌ"
        sounds = _syllable(syllable.lower().strip("'’"))
        if mark:
            sounds = sounds.replace("ə", "ʌ").replace("ɚ", "ɜːɹ")
        elif len(syllables) > 1:
            sounds = sounds.replace("ʌ", "ə")
        phonemes += mark + sounds
    return phonemes


def _syllable(text: str) -> str:
    phonemes, index, has_vowel = "", 0, False
    while index < len(text):
        table = _CONSONANTS
        # y is a consonant before a vowel and a vowel elsewhere
        is_y_vowel = text[index] == "y" and (index + 1 == len(text) or text[index + 1] not in "aeiou")
        if text[index] in "aeiou" or is_y_vowel:
            table = _VOWELS
        for length in (3, 2, 1):
            sound = table.get(text[index : index + length])
            if sound and len(text[index : index + length]) == length:
                phonemes += sound
                index += length
                has_vowel = has_vowel or table is _VOWELS
                break
        else:
            raise ValueError(text)
    if not has_vowel and text not in ("m", "n", "l"):
        raise ValueError(text)
    return phonemes


def spanish_word(text: str) -> str:
    """Return the Spanish word for a respelling: ``tro-KAR`` gives ``trokár``."""
    words = []
    for word in text.split():
        joined = ""
        for syllable in word.split("-"):
            plain = syllable.lower()
            if syllable.isupper() and not re.search("[áéíóú]", plain):
                strong = re.search(r"[aeo]", plain) or re.search(r"[iu](?!.*[iu])", plain)
                if strong:
                    index = strong.start()
                    plain = plain[:index] + plain[index].translate(_ACCENTS) + plain[index + 1 :]
            joined += plain
        words.append(joined)
    return " ".join(words)
