"""Translates espeak-ng's phonemes (IPA) into the symbols that Kokoro was trained on.

Kokoro writes each diphthong and affricate as one symbol, and American English without long vowels. In other languages
it was trained on espeak-ng's phonemes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from narrate.speech.kokoro.symbols import SYMBOLS

_STRESS = "ˈˌ"
# Each key is one phoneme of espeak-ng.
_ALL = {
    "aɪ": "I",
    "aʊ": "W",
    "eɪ": "A",
    "oʊ": "O",
    "əʊ": "Q",
    "ɔɪ": "Y",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ts": "ʦ",
    "dz": "ʣ",
    "tɕ": "ʨ",
    "dʑ": "ʥ",
}
_ENGLISH = {
    "əl": "ᵊl",
    "ɐ": "ə",
    "ɚ": "əɹ",
    "r": "ɹ",
    "x": "k",
    "ç": "k",
    "aɪə": "Iə",
    "aɪɚ": "Iəɹ",
    "aʊə": "Wə",
    "aʊɚ": "Wəɹ",
}
_AMERICAN = {**_ENGLISH, "ɜː": "ɜɹ", "ɪə": "iə", "ɛəɹ": "ɛɹ", "ɾ": "T", "ʔ": "t", "o": "ɔ"}
_BRITISH = {**_ENGLISH, "iə": "ɪə", "eə": "ɛː", "æ": "a", "ɾ": "t", "ʔ": "t", "oʊ": "Q", "ɐ": "ə"}
# For sounds that Kokoro's table lacks: the nearest sound that it has.
_NEAR = {
    "ʀ": "ʁ", "ɫ": "l", "ʟ": "l", "ɭ": "l", "ɬ": "l", "ɮ": "l", "ʍ": "w", "ħ": "h", "ɦ": "h", "ʜ": "h", "ʕ": "ʔ",
    "ʢ": "ʔ", "ʡ": "ʔ",
    "ɱ": "m", "ʑ": "ʒ", "ʐ": "ʒ", "ɵ": "ø", "ɘ": "ə", "ʏ": "y", "ʉ": "u", "ɶ": "œ", "ɞ": "ɜ", "ɝ": "ɜɹ", "ɢ": "ɡ",
    "ʛ": "ɡ", "g": "ɡ",
    "ɠ": "ɡ", "ɓ": "b", "ʙ": "b", "ɗ": "d", "ʄ": "ʤ", "ɺ": "ɾ", "ⱱ": "v", "ʘ": "p", "ǀ": "t", "ǃ": "t", "ǂ": "t",
    "ǁ": "l", "ɧ": "ʃ",
    "˞": "ɹ", "ʷ": "w", "ʱ": "ʰ", "ɿ": "ɨ", "ʅ": "ɨ", "ɪ̈": "ɨ",
}  # fmt: skip
# Marks that Kokoro's table lacks (backness, openness, tones). They are dropped, and the sound stays.
_FINE = frozenset("ˑˠˤʼ'-^*.|‖‿0123456789˥˦˧˨˩\"")


def to_symbols(phonemes: Sequence[str], language: str) -> str:
    """Return the symbols for the ``phonemes`` of one word, as espeak-ng gives them in ``language`` (BCP 47).

    Raises KeyError for a letter that is in no table.
    """
    code = language.lower()
    table: Mapping[str, str] = _ALL
    british = code.startswith("en") and code not in ("en", "en-us", "en-ca")
    if code.startswith("en"):
        table = _ALL | (_BRITISH if british else _AMERICAN)
    if code.startswith("en") and list(phonemes) == ["ɐ"]:
        return "ɐ"  # the article, as Kokoro writes it
    symbols = ""
    for phoneme in phonemes:
        stress = "".join(mark for mark in phoneme if mark in _STRESS)
        sound = phoneme.translate({ord(mark): None for mark in _STRESS})
        if code.startswith("en"):
            sound = _english(sound, british=british)
        symbols += stress + "".join(_nearest(part) for part in _known(sound, table))
    return symbols


def _english(sound: str, *, british: bool) -> str:
    """Return ``sound`` with a short vowel before a syllabic consonant.

    In American English, vowels lose their length.
    """
    if sound.endswith("\u0329"):
        sound = "ᵊ" + sound[:-1]
    return sound if british or sound == "ɜː" else sound.replace("ː", "")


def _known(sound: str, table: Mapping[str, str]) -> str:
    """Return ``sound`` translated by ``table``: as a whole, or else by its longest parts."""
    length = "ː" if sound.endswith("ː") and sound not in table else ""
    bare = sound.removesuffix(length) if length else sound
    if bare in table:
        return table[bare] + length
    symbols, position = "", 0
    while position < len(sound):
        for size in (3, 2, 1):
            part = sound[position : position + size]
            if len(part) == size and part in table:
                symbols += table[part]
                break
        else:
            part = sound[position]
            symbols += part
        position += len(part)
    return symbols


def _nearest(letter: str) -> str:
    if letter in SYMBOLS:
        return letter
    if letter in _NEAR:
        return _NEAR[letter]
    apart = unicodedata.normalize("NFD", letter)
    if letter in _FINE or unicodedata.combining(letter):
        return ""
    if len(apart) > 1:
        return "".join(_nearest(part) for part in apart)
    raise KeyError(letter)
