"""Writes Mandarin in Kokoro's symbols: from characters to words, to pinyin, to IPA with arrows for tones.

rjieba finds the words. pypinyin gives their readings; if a character has several, it chooses one by the word. Kokoro
was trained on tones as written, without sandhi.
"""

from __future__ import annotations

from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install

_INITIALS = {
    "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n", "l": "l", "g": "k", "k": "kʰ", "h": "x",
    "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s", "": "",
}  # fmt: skip
# Each final in two parts: up to its vowel, after which the tone is written, and the rest.
_FINALS = {
    "a": ("a", ""), "ai": ("ai", ""), "an": ("a", "n"), "ang": ("a", "ŋ"), "ao": ("au", ""), "e": ("ɤ", ""),
    "ei": ("ei", ""),
    "en": ("ə", "n"), "eng": ("ə", "ŋ"), "er": ("ɚ", ""), "i": ("i", ""), "ia": ("ja", ""), "ian": ("jɛ", "n"),
    "iang": ("ja", "ŋ"),
    "iao": ("jau", ""), "ie": ("je", ""), "in": ("i", "n"), "ing": ("i", "ŋ"), "iong": ("jʊ", "ŋ"),
    "iou": ("jou", ""), "o": ("o", ""),
    "io": ("jɔ", ""), "ong": ("ʊ", "ŋ"), "ou": ("ou", ""), "u": ("u", ""), "ua": ("wa", ""), "uai": ("wai", ""),
    "uan": ("wa", "n"),
    "uang": ("wa", "ŋ"), "uei": ("wei", ""), "uen": ("wə", "n"), "ueng": ("wə", "ŋ"), "uo": ("wo", ""),
    "v": ("y", ""), "ve": ("ɥe", ""),
    "van": ("ɥɛ", "n"), "vn": ("y", "n"), "ê": ("ɛ", ""), "m": ("m", ""), "n": ("n", ""), "ng": ("ŋ", ""),
    "": ("ə", "n"),  # hummed syllables such as 嗯
}  # fmt: skip
_BUZZED = frozenset(["zh", "ch", "sh", "r", "z", "c", "s"])  # after these, a final i only prolongs the initial
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": "", "": ""}
_DIGITS = "零一二三四五六七八九"


def is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character == "〇"


def syllables(text: str) -> list[tuple[str, bool]]:
    """Return (symbols, whether a word begins here) for each character of ``text``, which must be ideographs only.

    Raises MissingDependencyError without pypinyin and rjieba, KeyError for a character that has no known syllable.
    """
    try:
        import rjieba
        from pypinyin import Style, lazy_pinyin
    except ImportError:
        raise MissingDependencyError(f"Chinese needs more packages: {how_to_install('neural')}") from None
    spoken = []
    for word in rjieba.cut(text):
        initials = lazy_pinyin(word, style=Style.INITIALS, strict=True)
        finals = lazy_pinyin(word, style=Style.FINALS_TONE3, strict=True)
        for number, (initial, final) in enumerate(zip(initials, finals, strict=True)):
            spoken.append((_syllable(initial, final), number == 0))
    return spoken


def _syllable(initial: str, final: str) -> str:
    tone = final[-1] if final[-1:].isdigit() else ""
    bare = final.removesuffix(tone) if tone else final
    if bare == "i" and initial in _BUZZED:
        return _INITIALS[initial] + "ɨ" + _TONES[tone]
    vowel, rest = _FINALS[bare]
    return _INITIALS[initial] + vowel + _TONES[tone] + rest


def number_words(digits: str) -> str:
    """Return the Chinese words for a number.

    A number of more than 16 digits, or one that begins with 0, is read digit by digit.
    """
    if len(digits) > 16 or (digits.startswith("0") and len(digits) > 1):
        return "".join(_DIGITS[int(digit)] for digit in digits)
    groups = []
    while digits:
        digits, group = digits[:-4], digits[-4:]
        groups.append(group)
    words = ""
    for power in range(len(groups) - 1, -1, -1):
        value = int(groups[power])
        if value:
            gap = "零" if words and (value < 1000 or words[-1:] == "零") and not words.endswith("零") else ""
            words += gap + _under_ten_thousand(value) + ["", "万", "亿", "万亿"][power]
    words = words or "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def _under_ten_thousand(value: int) -> str:
    words, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if skipped and words else "") + _DIGITS[digit] + name
        skipped = not digit
    return words
