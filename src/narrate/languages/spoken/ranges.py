"""Ranges of two numbers, ``4–6``, in languages without other spoken forms.

A voice reads the dash of ``4-6`` as nothing or as "minus", which is a different amount. Here the dash becomes a word,
and the digits stay for the voice. A possible phone number, date or code keeps its dash: a missing word only causes a
warning, but a wrong one would be heard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# The words before the lower number, and between the two.
RANGE_WORDS: Mapping[str, tuple[str, str]] = {
    "ar": ("", " إلى "),
    "de": ("", " bis "),
    "fa": ("", " تا "),
    "fil": ("", " hanggang "),
    "fr": ("", " à "),
    "hi": ("", " से "),
    "ht": ("", " a "),
    "it": ("", " a "),
    "ja": ("", "から"),
    "ko": ("", "에서 "),
    "pl": ("", " do "),
    "pt": ("", " a "),
    # "4 до 6" alone is a time of day; "от 4 до 6 таблеток" is an amount. The noun stays as written.
    # The voice says both numbers in the nominative, which is understood; other cases are beyond a rule.
    "ru": ("от ", " до "),
    "vi": ("", " đến "),
    "zh": ("", "到"),
}
_ALREADY_SAID = {"ru": re.compile(r"\bот\s$", re.IGNORECASE)}

_SPACE = "[ \u00a0\u202f]"
_LETTER = "A-Za-zÀ-ɏͰ-ϿЀ-ӿḀ-ỿ"
_UNITS = (
    r"°\s?[CFС]|[°%٪％℃℉]|mcg|mg|µg|μg|kg|g|ml|mL|cl|dl|dL|cc|L|l|cm|mm|km|m|mmHg|mmol|IE|IU|UI|kcal|Uhr|min|Min|sec|h|s|j"
    "|мкг|мг|кг|г|мл|л|см|мм|м|ч|мин|сек|lần|viên"
)
_DATE_UNITS = "[年月日号號時时点點分週周天歳回個年월일시분주회개세도]"
_BETWEEN = rf"(?:\.(?=[-–‑—])|{_SPACE}?(?:{_UNITS})(?![{_LETTER}])|{_SPACE}?{_DATE_UNITS})?"
_NUMBER = rf"\d{{1,3}}(?:[.,٬ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,٫]\d+)?(?:{_SPACE}?[½¼¾⅓⅔⅛])?|[½¼¾⅓⅔⅛]"
_CLOCK = r"\d{1,2}(?:[:：]|[hH]\s?)[0-5٠-٥۰-۵०-५]\d|\d{1,2}\s?[hH](?![A-Za-z])"
_DASH = rf"(?:[-–‑—]|{_SPACE}[-–‑]{_SPACE})"
_TILDE = rf"(?:[-–‑—－~～〜]|{_SPACE}[-–‑~～〜]{_SPACE})"
_MONEY = r"[$€£¥₹₩₱]"

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_GROUPED = re.compile(r"\d{1,3}(?:[.,٬ \u00a0\u202f]\d{3})+")
# Vietnamese: "ngày 5-12" is a day and a month if no "tháng" follows.
_DAY_BEFORE = re.compile(r"ngày\s$", re.IGNORECASE)
_MONTH_AFTER = re.compile(r"\s*tháng")
_POSTCODE = re.compile(r"\s[A-ZŁŚŻŹĆ][a-ząćęłńóśźż]")


def range_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern of possible ranges. ``say_range`` decides which of its matches are ranges."""
    dash = _TILDE if language in ("ja", "ko", "zh") else _DASH
    return re.compile(
        rf"(?<![\d{_LETTER}_/\\#+@'’.,:٫٬–—‑-])(?<!\d{_SPACE})(?<!\d\){_SPACE})(?<!\d\))"
        rf"(?P<money>{_MONEY}?)(?P<low>(?P<from>{_CLOCK})|{_NUMBER})(?P<between>{_BETWEEN})"
        rf"(?P<dash>{dash})"
        rf"(?P<rest>{_MONEY}?(?P<high>(?P<to>{_CLOCK})|{_NUMBER})(?P<unit>{_SPACE}?(?:{_UNITS})(?![{_LETTER}]))?)"
        rf"(?!\d|[.,:٫٬/]\d|{_SPACE}?[-–‑—/]{_SPACE}?\d|{_SPACE}\d|[{_LETTER}_@])"
    )


def say_range(match: re.Match[str], language: str) -> str | None:
    """Return the range with a word for its dash and with its digits, or None if it may not be a range."""
    if not _is_range(match, language):
        return None
    before, joint = RANGE_WORDS[language]
    said = _ALREADY_SAID.get(language)
    if said and said.search(match.string, max(0, match.start() - 8), match.start()):
        before = ""
    low = match.string[match.start() : match.start("dash")]
    return f"{before}{low.rstrip()}{joint}{match['rest']}"


def _is_range(match: re.Match[str], language: str) -> bool:
    low, high = match["low"].strip(), match["high"].strip()
    if match["from"] or match["to"]:
        return True  # a night is from 22:00 to 6:00
    if value_of(low) >= value_of(high) or _is_padded(low) or _is_padded(high):
        return False  # "3-2" is a score, "01-02" a date or a part of a number
    if match["unit"] or (match["between"] or "").strip(" ."):
        return True
    return _are_bare_ends(match, low, high, language)


def _are_bare_ends(match: re.Match[str], low: str, high: str, language: str) -> bool:
    """Whether the numbers ``low`` and ``high`` form a range although no word or unit beside them shows it."""
    low_length, high_length = _plain_length(low), _plain_length(high)
    if high_length == 4 and low_length <= 2 and high[:2] in ("19", "20"):
        return False  # a month and a year
    if (
        language == "vi"
        and high_length <= 2
        and _DAY_BEFORE.search(match.string, max(0, match.start() - 6), match.start())
    ):
        return bool(_MONTH_AFTER.match(match.string, match.end()))  # "ngày 5-12" is 5 December
    if language == "pl" and (low_length, high_length) == (2, 3) and _POSTCODE.match(match.string, match.end()):
        return False
    if high_length >= 4 and low_length >= 3:
        return _are_years(low, high) or (_is_round(low) and _is_round(high))  # else a phone number, or a code
    return True


def value_of(number: str) -> float:
    """Return the value of a number in any digits: ``1.500`` and ``1 500`` are 1500, ``0,5`` and ``½`` are a half."""
    bare = re.sub(r"\s", "", number)
    if _GROUPED.fullmatch(bare) and not bare.startswith("0"):
        return float(re.sub(r"[.,٬]", "", bare))
    part = _FRACTIONS.get(bare[-1:], 0.0)
    bare = bare.rstrip("".join(_FRACTIONS)).replace(",", ".").replace("٫", ".").replace("٬", "")
    return float(bare or 0) + part


def _is_padded(number: str) -> bool:
    return len(number) > 1 and number[0].isdecimal() and int(number[0]) == 0 and number[1].isdecimal()


def _plain_length(number: str) -> int:
    """Return how many digits a number has if it holds nothing else.

    0 if marks, spaces or fractions show that the number is an amount.
    """
    return len(number) if number.isdecimal() else 0


def _is_round(number: str) -> bool:
    return int(number) % 100 == 0


def _are_years(low: str, high: str) -> bool:
    return 1900 <= int(low) < int(high) < 2100
