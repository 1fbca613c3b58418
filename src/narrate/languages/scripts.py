"""The scripts (ISO 15924) of languages and of letters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

# Languages not usually written in Latin, Cyrillic or Greek letters (CLDR's likely subtags).
_USUAL = {
    language: script
    for script, languages in {
        "Arab": "aeb ajp apc apd ar arq ars ary arz acm bal ckb fa glk khw ks lrc mzn pnb prs ps rhg sd skr ug ur",
        "Beng": "as bn", "Deva": "awa bho brx doi gom hi hne mai mr ne sa", "Ethi": "am gez ti tig", "Geor": "ka xmf",
        "Armn": "hy hyw", "Gujr": "gu", "Guru": "pa", "Hans": "cmn wuu zh", "Hant": "hak nan yue", "Hebr": "he yi",
        "Jpan": "ja", "Khmr": "km", "Knda": "kn", "Kore": "ko", "Laoo": "lo", "Mlym": "ml", "Mymr": "ksw my shn",
        "Orya": "or", "Sinh": "si", "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th", "Tibt": "bo dz",
        "Syrc": "aii syr", "Nkoo": "nqo",
    }.items()
    for language in languages.split()
}  # fmt: skip
_TRADITIONAL = frozenset(["HK", "MO", "TW"])
_OTHER_NAMES = {
    "Aran": "Arab",
    "Hang": "Kore",
    "Hrkt": "Jpan",
    "Hira": "Jpan",
    "Kana": "Jpan",
    "Cyrl": "Latn",
    "Grek": "Latn",
}
# Where scripts begin in Unicode. Letters before the first are Latin, Greek or Cyrillic, which share one font.
_BLOCKS = (
    (0x0000, "Latn"), (0x0530, "Armn"), (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"),
    (0x0780, "Thaa"), (0x07C0, "Nkoo"), (0x0800, ""), (0x0870, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"),
    (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"),
    (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"),
    (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, ""), (0x1780, "Khmr"), (0x1800, ""), (0x19E0, "Khmr"), (0x1A00, ""),
    (0x1C90, "Geor"), (0x1CC0, ""), (0x1CD0, "Deva"), (0x1D00, "Latn"), (0x2000, ""), (0x2C00, ""), (0x2C60, "Latn"), (0x2C80, ""),
    (0x2D00, "Geor"), (0x2D30, ""), (0x2D80, "Ethi"), (0x2DE0, "Latn"), (0x2E00, ""), (0x2E80, "Hani"), (0x2FE0, ""), (0x3005, "Hani"),
    (0x3008, ""), (0x3041, "Kana"), (0x3100, "Hani"), (0x3130, "Hang"), (0x3190, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"), (0xA000, ""),
    (0xA640, "Latn"), (0xA6A0, ""), (0xA720, "Latn"), (0xA800, ""), (0xA8E0, "Deva"), (0xA900, ""), (0xA960, "Hang"), (0xA980, ""),
    (0xAB30, "Latn"), (0xAB70, ""), (0xAC00, "Hang"), (0xD800, ""), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"),
    (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, ""), (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFE0, ""),
    (0x20000, "Hani"), (0x40000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
_EAST = ("Hani", "Kana", "Hang")


def script_of_tag(tag: str) -> str:
    """Return the script in a BCP 47 tag, or the usual script of its language.

    Cyrillic and Greek count as ``Latn``, since the three share one font.
    """
    primary, *others = tag.split("-")
    named = next((part.title() for part in others if len(part) == 4 and part.isalpha()), "")
    if named:
        return _OTHER_NAMES.get(named, named)
    usual = _USUAL.get(primary.lower(), "Latn")
    return "Hant" if usual == "Hans" and _TRADITIONAL & {part.upper() for part in others} else usual


def script_of_letter(letter: str) -> str:
    """Return the script of a letter or mark; empty if many scripts share it.

    The scripts of Japanese and Korean are told apart as ``Hani``, ``Kana`` and ``Hang``.
    """
    if letter.isascii():
        return "Latn" if letter.isalpha() else ""
    script = _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]
    if script != "Latn":
        return script
    return script if letter.isalpha() else ""


def script_of_texts(texts: Iterable[str], tag: str = "") -> str:
    """Return the script of ``texts``.

    It is the script of ``tag`` if at least a tenth of the letters are in it, else the script of most letters.
    """
    counts: Counter[str] = Counter()
    for letter, count in Counter("".join(texts)).items():
        counts[script_of_letter(letter)] += count
    del counts[""]
    wanted = script_of_tag(tag) if tag else "Latn"
    parts = {"Jpan": _EAST[:2], "Hans": _EAST[:1], "Hant": _EAST[:1], "Kore": _EAST[2:]}.get(wanted, (wanted,))
    if sum(counts[part] for part in parts) * 10 >= counts.total():
        return wanted
    most, _ = counts.most_common(1)[0]
    if most not in _EAST:
        return most
    return "Kore" if most == "Hang" else "Jpan" if counts["Kana"] else "Hans"


def script_name(code: str) -> str:
    """Return the familiar English name of the script ``code``."""
    return _NAMES.get(code, code)


_NAMES = {
    "Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Deva": "Devanagari", "Ethi": "Ethiopic", "Geor": "Georgian",
    "Gujr": "Gujarati", "Guru": "Gurmukhi", "Hang": "Korean", "Hani": "Chinese", "Hebr": "Hebrew", "Kana": "Japanese",
    "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Latn": "Latin", "Mlym": "Malayalam", "Mymr": "Burmese", "Nkoo": "N'Ko",
    "Orya": "Odia", "Sinh": "Sinhala", "Syrc": "Syriac", "Taml": "Tamil", "Telu": "Telugu", "Thaa": "Thaana", "Thai": "Thai",
    "Tibt": "Tibetan",
}  # fmt: skip
