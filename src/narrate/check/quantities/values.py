"""The values of written numbers and number words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.languages import numerals

VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


def values_of(text: str, code: str) -> tuple[float, ...]:
    """Return the possible values of a number in digits: ``1.250`` has one value in German and two in Spanish."""
    text = re.sub(r"[ \u00a0\u202f'’]", "", text)
    points, commas = text.count("."), text.count(",")
    if not points and not commas:
        return (float(text),)
    if points and commas:
        return (_value_with_both_marks(text),)
    mark = "." if points else ","
    if points + commas > 1:
        return (float(text.replace(mark, "")),)
    return _values_with_one_mark(*text.split(mark), marks_decimals=_marks_decimals(mark, code))


def _value_with_both_marks(text: str) -> float:
    """The value of a number with points and commas. The last mark is the decimal one: ``1.250,5``."""
    thousands = "," if text.rindex(".") > text.rindex(",") else "."
    decimal = text.replace(thousands, "").replace(",", ".")
    return float(decimal) if decimal.count(".") == 1 else float(decimal.replace(".", ""))


def _values_with_one_mark(before: str, after: str, *, marks_decimals: bool | None) -> tuple[float, ...]:
    """The possible values of a number with only one mark, from the digits ``before`` and ``after`` it.

    ``marks_decimals`` is the result of ``_marks_decimals``.
    """
    decimal, thousand = float(f"{before}.{after}"), float(before + after)
    if len(after) != 3 or len(before) > 3 or before.startswith("0"):
        return (decimal,)
    if marks_decimals is None:
        return decimal, thousand
    return (decimal if marks_decimals else thousand,)


def _marks_decimals(mark: str, code: str) -> bool | None:
    """Whether the language ``code`` writes ``mark`` only before decimals.

    False if only between thousands, None if the language uses it for both.
    """
    if code in numerals.POINT_DECIMALS:
        return mark == "."
    if code in numerals.COMMA_DECIMALS:
        return mark == ","
    return None


def goes_on(parts: Sequence[float], value: float, *, tens: bool) -> bool:
    """Whether a number word of ``value`` continues a number: "fifty" continues "two hundred".

    ``parts`` are the values of the number's words so far. ``tens`` is whether the language says "two ten" for twenty.
    """
    last = parts[-1]
    if value in (100, 1000) or (tens and value == 10 and last == int(last) < 10):
        return last < value
    if last in (100, 1000) or last >= 100:
        return value < 100 or (last >= 1000 and value < 1000)
    if last >= 10 and last % 10 == 0:
        return 0 < value < (10 if last == 10 else 20)
    return 0 < last < 10 and value >= 10 and value % 10 == 0 and not tens  # five and twenty, five-ten


def total_of(parts: Sequence[float], *, tens: bool) -> float:
    """Return the value of a number from the values of its words, ``parts``: 2, 100 and 50 give 250.

    ``tens`` is whether the language says "two ten" for twenty.
    """
    total = current = 0.0
    for part in parts:
        if part in (100, 1000) or (tens and part == 10 and 0 < current < 10):
            current = max(current, 1) * part
            if part == 1000:
                total, current = total + current, 0
        else:
            current += part
    return total + current


def compounds(code: str) -> dict[str, float]:
    """Return the values of number words that German and Italian write as one: ``ventuno``. Empty for others."""
    if code not in ("de", "it"):
        return {}
    plain_words = {value: word for word, value in reversed(numerals.number_words(code).items())}
    joined: dict[str, float] = {}
    for ten in range(20, 100, 10):
        for digit in range(1, 10):
            tens, ones = plain_words[ten], plain_words[digit]
            if code == "de":
                joined[f"{'ein' if digit == 1 else ones}und{tens}"] = ten + digit
            else:
                joined[f"{tens[:-1] if digit in (1, 8) else tens}{ones}"] = ten + digit
                if digit == 3:
                    joined[f"{tens}tré"] = ten + digit
    hundred = "hundert" if code == "de" else "cento"
    joined |= {f"{plain_words[digit]}{hundred}": digit * 100 for digit in range(2, 10)}
    hundreds = [(word, value) for word, value in joined.items() if value >= 100]
    joined |= {word + plain_words[ten]: value + ten for word, value in hundreds for ten in range(20, 100, 10)}
    return joined


def eastern_value(text: str, digits: dict[str, int]) -> float:
    """Return the value of a number in Chinese, Japanese or Korean digits. ``digits`` maps each digit to its value."""
    total, current = 0, 0
    for letter in text:
        if place := numerals.EASTERN_PLACES.get(letter):
            total, current = total + max(current, 1) * place, 0
        else:
            current = current * 10 + digits.get(letter, 0)
    return float(total + current)
