"""The International Phonetic Alphabet, and its translation into espeak-ng's phoneme names.

espeak-ng accepts phonemes as ``[[…]]``, in names of its own that differ by language. The tables for English and Spanish
are complete. Other languages use general names, which is only an approximation.
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages import primary_language

LETTERS = frozenset(
    "abcdefhijklmnopqrstuvwxyzɡgɑɐɒæɓʙβɔɕçɗɖðʤəɘɚɛɜɝɞɟʄɠɢʛɦɧħɥʜɨɪʝɭɬɫɮʟɱɯɰŋɳɲɴøɵɸθœɶʘɹɺɾɻʀʁɽʂʃʈʧʉʊʋⱱʌɣɤʍχʎʏʑʐʒʔʕʢʡ"
)
MARKS = frozenset("ˈˌːˑ.|‖‿ ̩̯̃̊̍̈ʰʷʲˠˤⁿ͜͡˞'̪̬̥")
_ENGLISH = {
    "ɑːɹ": "A@", "ɑɹ": "A@", "ɔːɹ": "O@", "ɔɹ": "O@", "ɛəɹ": "e@", "ɛɹ": "e@", "eəɹ": "e@", "eə": "e@", "ɪəɹ": "i@3",
    "ɪɹ": "i@3", "ɪə": "i@",
    "ʊɹ": "U@", "ʊə": "U@", "ɜːɹ": "3:", "ɜɹ": "3:", "ɜː": "3:", "ɝː": "3:", "ɝ": "3:", "ɚ": "3", "əɹ": "3",
    "aɪɚ": "aI3", "aʊɚ": "aU@", "iː": "i:", "i": "i", "ɪ": "I", "ɛ": "E", "eɪ": "eI", "e": "E", "æ": "a", "a": "a",
    "ə": "@", "ɐ": "a#", "ʌ": "V",
    "ɑː": "A:", "ɑ": "A:", "ɒ": "0", "ɔː": "O:", "ɔ": "O:", "oʊ": "oU", "əʊ": "oU", "o": "oU", "ʊ": "U", "uː": "u:",
    "u": "u:", "aɪ": "aI",
    "aʊ": "aU", "ɔɪ": "OI", "tʃ": "tS", "ʧ": "tS", "dʒ": "dZ", "ʤ": "dZ", "ʃ": "S", "ʒ": "Z", "θ": "T", "ð": "D",
    "ŋ": "N", "ɡ": "g", "ɹ": "r",
    "r": "r", "j": "j", "ɾ": "t#", "ʔ": "?", "x": "x", "n̩": "n-", "əl": "@L",
}  # fmt: skip
_SPANISH = {
    "tʃ": "tS", "ʧ": "tS", "ɲ": "n^", "ʎ": "l^", "ɾ": "**", "r": "R", "β": "B", "ð": "D", "ɣ": "Q", "θ": "T",
    "ŋ": "N", "ɡ": "g", "x": "x", "j": "j",
    "w": "w", "ʃ": "S", "ʝ": "j", "h": "x",
}  # fmt: skip
_GENERAL = {
    "iː": "i:", "uː": "u:", "eː": "e:", "oː": "o:", "aː": "a:", "ɪ": "I", "ʊ": "U", "ɛ": "E", "ɔ": "O", "ə": "@",
    "ɑ": "A", "ʌ": "V", "æ": "a",
    "y": "y", "ø": "Y", "œ": "W", "tʃ": "tS", "dʒ": "dZ", "ts": "ts", "ʃ": "S", "ʒ": "Z", "θ": "T", "ð": "D",
    "ŋ": "N", "ɡ": "g", "ɲ": "n^", "ɾ": "*",
    "ç": "C", "ʁ": "R", "ɹ": "r", "ʔ": "?",
}  # fmt: skip
_STRESS = {"ˈ": "'", "ˌ": ",", "'": "'", " ": "_", "ː": ":"}
_VOWELS = frozenset("aeiouyɑɐɒæəɘɚɛɜɝɞɪɨɔøœɵʊʉʌɯɤʏ")


def wrong_letters(ipa: str) -> str:
    """Return the characters of ``ipa`` that are not in the IPA, each once; "" if there are none."""
    return "".join(dict.fromkeys(c for c in ipa if c not in LETTERS and c not in MARKS))


def espeak_names(ipa: str, language: str) -> str:
    """Return ``ipa`` in espeak-ng's names for the phonemes of ``language`` (BCP 47)."""
    code = primary_language(language)
    table: Mapping[str, str] = {"en": _ENGLISH, "es": _SPANISH}.get(code, _GENERAL)
    ipa = ipa.replace("g", "ɡ").replace("͡", "").replace("͜", "").replace(".", "")
    if code == "en":
        ipa = ipa.replace("r", "ɹ")
    names, position, pending = "", 0, ""
    while position < len(ipa):
        if ipa[position] in "ˈˌ'":
            pending = _STRESS[ipa[position]]  # espeak-ng wants stress before the vowel
            position += 1
            continue
        for length in (3, 2, 1):
            piece = ipa[position : position + length]
            if (
                len(piece) == length
                and piece in table
                and not _splits(piece, ipa[position + length : position + length + 1])
            ):
                name = table[piece]
                break
        else:
            piece = ipa[position]
            name = _STRESS.get(piece, piece if piece.isascii() else "")
        if pending and piece[0] in _VOWELS:
            name, pending = pending + name, ""
        names += name
        position += len(piece)
    return names


def _splits(piece: str, following: str) -> bool:
    """Return whether the ɹ at the end of ``piece`` belongs to the next syllable, because a vowel follows."""
    return len(piece) > 1 and piece.endswith("ɹ") and following in _VOWELS and following != ""
