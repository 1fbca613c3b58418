"""Numbers in English words, short scale, as a clinician says them: no "and" inside."""

from __future__ import annotations

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
LARGEST = 10**15 - 1


def cardinal(number: int) -> str:
    """``21`` gives ``twenty-one``. Raises ValueError for a negative number or one over ``LARGEST``."""
    if not 0 <= number <= LARGEST:
        raise ValueError(number)
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[rest]}" if rest else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" {cardinal(rest)}" if rest else "")
    scale, name = next((scale, name) for scale, name in _SCALES if number >= scale)
    most, rest = divmod(number, scale)
    return f"{cardinal(most)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """``21`` gives ``twenty-first``."""
    words = cardinal(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[at:]
    if last in _ORDINALS:
        return words[:at] + _ORDINALS[last]
    return words[:at] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def digits(text: str) -> str:
    """Say ``text`` digit by digit: ``911`` gives ``nine one one``."""
    return " ".join(_SMALL[int(character)] for character in text)


def plain(text: str) -> str:
    """Return a number as written, without its thousands separators."""
    return text.replace(",", "").replace(" ", "")


def decimal(text: str) -> str:
    """Say a number as it is written: ``1,250``, ``1 000``, ``2.50``, ``.5``. Decimals are said digit by digit."""
    whole, point, part = plain(text).partition(".")
    words = cardinal(int(whole or "0"))
    return f"{words} point {digits(part)}" if point and part else words


def year(number: int) -> str:
    """Say a year: ``1999`` gives ``nineteen ninety-nine``, ``2005`` ``two thousand five``."""
    high, low = divmod(number, 100)
    if 2000 <= number < 2010 or (low == 0 and high % 10 == 0):
        return cardinal(number)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' + cardinal(low) if low < 10 else cardinal(low)}"
