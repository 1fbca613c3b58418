"""What stands beside a number and decides how it is counted: a rank, a month, am or pm, the unit of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from narrate.check.quantities import patterns
from narrate.check.quantities.quantity import Quantity
from narrate.languages import numerals


def is_label(text: str, number: re.Match[str], unit: str) -> bool:
    """Whether a number in digits counts nothing, but is part of a name, date or rank: the third, May, オメガ3."""
    start, end = number.span()
    return bool(
        (not unit and "ァ" <= text[start - 1 : start] <= "ー")
        or patterns.ORDINAL.match(text, end)
        or _is_rank(text, number)
        or (unit in ("", "month") and patterns.MONTH.match(text, end))
        or patterns.MONTH_BEFORE.search(text[max(0, start - 8) : start])
    )


def is_month_or_rank(text: str, number: re.Match[str]) -> bool:
    """Whether a number in words is the number of a month, or an ordinal."""
    return patterns.MONTH.match(text, number.end(1)) is not None or _is_rank(text, number)


def _is_rank(text: str, number: re.Match[str]) -> bool:
    """Whether a Chinese, Japanese or Korean number is an ordinal: 第2, 2本目."""
    after = text[number.end() : number.end() + 2]
    return text[number.start() - 1 : number.start()] in ("第", "제") or "目" in after or "째" in after


def half_of_day(text: str, end: int, start: int) -> str:
    """Return ``am`` or ``pm`` if the text beside the time from ``start`` to ``end`` says so; else empty."""
    after, before = text[end : end + 28], text[max(0, start - 5) : start]
    if patterns.IS_AM.match(after) or patterns.AM_BEFORE.search(before):
        return "am"
    return "pm" if patterns.IS_PM.match(after) or patterns.PM_BEFORE.search(before) else ""


def split_word(word: str, start: int, words: dict[str, float]) -> Iterator[tuple[str, int]]:
    """Yield (word, offset): ``word`` itself, or the parts between its hyphens if it is no known number word.

    ``start`` is the offset of ``word``; ``words`` are the known number words.
    """
    if word in words or "-" not in word:
        yield word, start
        return
    for part in word.split("-"):
        yield part, start
        start += len(part) + 1


def numeral_pattern(code: str, loose: str) -> re.Pattern[str] | None:
    if code in ("zh", "ja"):
        digits = "".join(numerals.EASTERN_DIGITS[code])
        return re.compile(rf"([{digits}十百千]{{1,8}}|半)(?:个|個)?({loose})?")
    if code == "ko":
        counts = "|".join(sorted(numerals.KOREAN_COUNTS, key=len, reverse=True))
        return re.compile(rf"(?<![가-힣])({counts}|[일이삼사오육칠팔구십백천]{{1,6}})\s?({loose})")
    return None


def with_units_of_ranges(numbers: list[Quantity], text: str) -> list[Quantity]:
    """Return ``numbers`` (sorted) with units added in ranges: the 5 of "5 to 10 mg" gets the unit of the 10."""
    completed = list(numbers)
    for at in range(len(completed) - 2, -1, -1):
        low, high = completed[at], completed[at + 1]
        if not low.unit and high.unit and patterns.BETWEEN.fullmatch(text[low.start + len(low.text) : high.start]):
            completed[at] = replace(low, unit=high.unit)
    return completed
