"""Finds the telephone numbers of a sentence, so that a page can let them be tapped.

A dose that looks like a link, or a link to a wrong number, is worse than a number that cannot be tapped. So a number is
linked only if it is written as only telephone numbers are ("800-555-0100", "+49 30 123456", "020 7946 0958"), or if
words beside it say that it is one ("Call 912 345 678"). Amounts, ranges, years, dates, times, postcodes and fax numbers
are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from narrate.languages.calling import (
    CALLS,
    CALLS_AFTER,
    CALLS_UNSPACED,
    EMERGENCY,
    EMERGENCY_EAST,
    FAX,
    LEADS,
    words_of,
)

_PLAIN = {
    "＋": "+", "（": "(", "）": ")", "．": ".", "／": "/", "：": ":", "％": "%",
    **dict.fromkeys("\u2010\u2011\uff0d", "-"),
    # spaces of any width, and marks of direction
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\u200e\u200f\u2066\u2067\u2068\u2069", " "),
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9@_=/#〒$€£¥₫₹+-])(?<![0-9][.,:])(?<![-+/]\()"
    r"(?P<plus>\+ ?)?(?:(?:(?P<lead>[0-9]{1,4})[ .-]?)?\((?P<area>[0-9]{1,5})\)[ .-]?)?"
    r"(?P<groups>[0-9]{1,15}(?:[ .-][0-9]{1,15}|(?<=[0-9]{3})/[0-9]{4,15}){0,6})"
    r"(?![A-Za-z0-9@%‰°_/=])(?![.,:–—~〜～-]\s?[0-9])"
)
# 1-800-GET-WELL
_LETTERED = re.compile(
    r"(?<![A-Za-z0-9@_=/#.-])1[- ]8(?:00|33|44|55|66|77|88)-"
    r"(?=[A-Z0-9-]{0,9}[A-Z]{2})[A-Z0-9]{2,7}(?:-[A-Z0-9]{1,7}){0,2}(?![A-Za-z0-9@_/=-])"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_UNIT = re.compile(
    r"\s?(?:[%‰°℃]|(?:[mkµμncd]?[gl]|[ckm]?m|mcg|mmHg|mmol|mEq|IU|UI|IE|kcal|cal|bpm|pg|мг|мкг|г|кг|мл|л|см|мм|ملغ|ملجم|مل|غ"
    r"|[x×]|times|steps|pills|tablets|days?|hours?|h|minutes?|min|мин|phút|giờ|दिन|घंटे|मिनट)(?![^\W\d_])"
    r"|毫|微克|公斤|克|步|分|ミリ|グラム|歩|밀리|그램|보(?!내))",
    re.IGNORECASE,
)

_HOURS = re.compile(
    r"\s?(?:days?|hours?|h|minutes?|min|Stunden|heures|horas|ore|godzin[ya]?|час(?:а|ов)|giờ|oras|èdtan|ساعات|ساعة|ساعت|घंटे"
    r"|時間|小时|小時|시간)(?![^\W\d_])",
    re.IGNORECASE,
)


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


_CALL = rf"(?:(?<!\w)(?:{_any(words_of(CALLS))})(?!\w)|(?:{_any(words_of(CALLS_UNSPACED))}))"
_TO_NUMBER = r"\.?\s{0,2}:?\s{0,3}$"
_CALLED = re.compile(rf"{_CALL}(?:[^0-9.;!?。]{{0,40}}(?<!\w)(?:{_any(words_of(LEADS))}))?{_TO_NUMBER}", re.IGNORECASE)
_CALLED_AFTER = re.compile(rf"\s?(?:{_any(words_of(CALLS_AFTER))})", re.IGNORECASE)
_FAXED = re.compile(rf"(?:{_any(words_of(FAX))})[^0-9]{{0,20}}$", re.IGNORECASE)
_SHORT = re.compile(
    rf"(?:{_CALL}(?:\s(?:{_any(words_of(LEADS))}))?{_TO_NUMBER[:-1]}(?P<any>{'|'.join(EMERGENCY)})"
    rf"|(?:{_any(words_of({'zh': CALLS_UNSPACED['zh']}))})\s?(?P<zh>{'|'.join(EMERGENCY_EAST)})"
    rf"|(?<![0-9.,-])(?P<ja>{'|'.join(EMERGENCY_EAST)})(?=番(?:に|へ|を|$)))(?![A-Za-z0-9%°/])(?![ .,:–-]\s?[0-9])",
    re.IGNORECASE,
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff〒]")
_BEFORE = 72  # characters before a number in which words about it are looked for


def pieces(text: str) -> list[tuple[str, str]]:
    """Return ``text`` in pieces (text, address). Joined, their texts are ``text``.

    The address of a telephone number is that of a link to it, such as ``tel:+18005550100``. That of other text is empty.
    """
    made: list[tuple[str, str]] = []
    at = 0
    for start, end, number in sorted(_numbers(_plain(text))):
        if start < at:
            continue
        made += [(text[at:start], ""), (text[start:end], f"tel:{number}")]
        at = end
    return [piece for piece in [*made, (text[at:], "")] if piece[0]]


def _plain(text: str) -> str:
    """Return ``text`` with all digits as 0 to 9, and with plain spaces and signs; its length is unchanged."""
    if text.isascii():
        return text
    return "".join(
        _PLAIN.get(letter) or (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter) for letter in text
    )


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each telephone number of the plain ``text``: its start, its end, and what to dial."""
    for match in _LETTERED.finditer(text):
        if len(dialled := re.sub(r"\D", "", match.group().translate(_KEYS))) == 11:
            yield *match.span(), dialled
    for match in _SHORT.finditer(text):
        start, end = next(match.span(name) for name in ("any", "zh", "ja") if match[name])
        if not _UNIT.match(text, end):
            yield start, end, text[start:end]
    unspaced = bool(_UNSPACED.search(text))
    for match in _NUMBER.finditer(text):
        yield from _long_number(match, text, unspaced=unspaced)


@dataclass(frozen=True, slots=True)
class _Written:
    """A number as it is written: its ``groups`` of digits, and the sign after each but the last in ``signs``.

    ``lead`` stands before the ``area`` in parentheses, if there is one. ``plus`` says whether a plus sign begins it.
    """

    plus: bool
    lead: str
    area: str
    groups: tuple[str, ...]
    signs: str

    @property
    def dialled(self) -> str:
        area = "" if self.plus and self.area == "0" else self.area  # +44 (0)20 7946 0958
        return f"{'+' * self.plus}{self.lead}{area}{''.join(self.groups)}"

    @property
    def lengths(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))


def _long_number(match: re.Match[str], text: str, *, unspaced: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the telephone number that ``match`` of ``_NUMBER`` is, or with which it begins.

    "800-555-0100 24 hours a day" begins with one. Where that is not clear, as in "0800 12345 24 Stunden", yield nothing.
    ``unspaced`` is as for ``_is_telephone``.
    """
    before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + 16]
    if _FAXED.search(before) or re.match(" [0-9]", after):  # another number follows, with a unit
        return
    parts = re.split("([ ./-])", match["groups"])
    whole = _Written(
        bool(match["plus"]), match["lead"] or "", match["area"] or "", tuple(parts[::2]), "".join(parts[1::2])
    )
    called = bool(_CALLED.search(before))
    found = []
    is_amount = bool(_UNIT.match(after))
    if not is_amount and _is_telephone(whole, called=called or bool(_CALLED_AFTER.match(after)), unspaced=unspaced):
        found.append((match.start(), match.end(), whole.dialled))
    last = whole.groups[-1]
    hours, word = bool(_HOURS.match(after)), bool(re.match(r"\s?[^\W\d_]", after))
    if whole.signs.endswith(" ") and len(last) <= 2 and (hours or (word and not is_amount and not found)):
        shorter = replace(whole, groups=whole.groups[:-1], signs=whole.signs[:-1])
        if _is_telephone(shorter, called=called, unspaced=unspaced):
            found.append((match.start(), match.end() - len(last) - 1, shorter.dialled))
    if len(found) == 1:
        yield found[0]


def _is_telephone(number: _Written, *, called: bool, unspaced: bool) -> bool:
    """Whether ``number`` is a telephone number.

    ``called`` says whether words beside it say so; ``unspaced``, whether it stands among Chinese or Japanese letters.
    """
    if _is_amount_or_date(number):
        return False
    digits = len(number.dialled.removeprefix("+"))
    if number.plus:
        grouped = len(number.groups) > 1 or bool(number.area)
        return (
            8 <= digits <= 15 and (grouped or digits >= 9) and number.dialled[1] != "0" and 1 not in number.lengths[1:]
        )
    if number.area:
        return _has_area_code(number)
    if number.lead:
        return False
    if _is_written_as_telephone(number, unspaced=unspaced):
        return True
    least, most = (9, 11) if number.groups[0][0] == "0" else (7, 15)
    return called and least <= digits <= most and 1 not in number.lengths[1:] and "/" not in number.signs


def _has_area_code(number: _Written) -> bool:
    """Whether ``number``, with digits in parentheses, is a telephone number: "(800) 555-0100", "(030) 1234567"."""
    rest, total = number.lengths, sum(number.lengths)
    if number.lead not in ("", "1", "7", "8") or 1 in rest:
        return False
    if number.area.startswith("0"):
        return not number.lead and 5 <= total <= 8 and len(number.area) + total >= 9
    if len(number.area) == 3 and number.area[0] != "1":
        return rest in ((3, 4), (3, 2, 2))
    return len(number.area) == 2 and not number.lead and rest in ((4, 4), (5, 4))


def _is_written_as_telephone(number: _Written, *, unspaced: bool) -> bool:
    """Whether nothing but a telephone number is written like ``number``, which has no plus sign and no parentheses."""
    groups, lengths, signs = number.groups, number.lengths, number.signs
    first, same = groups[0], len(set(signs)) == 1
    if lengths in ((3, 3, 4), (1, 3, 3, 4)):  # 800-555-0100, 1 800 555 0100
        return same and groups[-3][0] > "1" and first not in "023456789"
    if lengths == (1, 3, 3, 2, 2):  # 8 800 555-35-35
        return first in ("7", "8") and "." not in signs
    if lengths == (3, 4):  # 555-0100, but no postcode
        return signs == "-" and first[0] > "1" and groups[1][0] == "0" and not unspaced
    if lengths == (3, 4, 4) and first[0] == "1":  # 138 1234 5678
        return same and first[1] > "2" and "." not in signs
    if first[0] != "0" or min(lengths) < 2 or not 9 <= sum(lengths) <= 11:
        return False
    if len(groups) == 2:  # 030 1234567, but no postcode
        return 3 <= len(first) <= 5 and signs != "." and lengths != (5, 4)
    return len(set(signs[1:])) == 1 and (same or "." not in signs) and "/" not in signs[1:]


def _is_amount_or_date(number: _Written) -> bool:
    """Whether ``number`` may be an amount, a range, years, a date or times."""
    groups, lengths = number.groups, number.lengths
    if len(groups) == 1:
        return False
    if not number.area and lengths[0] <= 3 and set(lengths[1:]) == {3} and sum(lengths) <= 8 + number.plus:
        return True  # thousands
    if any(_is_year(groups[at + 2]) and max(lengths[at : at + 2]) <= 2 for at in range(len(groups) - 2)):
        return True  # 12-05-2026
    if _is_year(groups[0]) and max(lengths[1:]) <= 2:
        return True  # 2026-05-12
    low, high = groups[-2:]
    if len(groups) > 2:
        return _is_year(low) and _is_year(high)
    if number.signs == ".":
        return True  # a decimal
    if len(low) < 4 and "0" in (low[0], high[0]):
        return False  # 555-0100
    step = 50 if number.area else 10
    if int(low) < int(high) and int(low) % step == int(high) % step == 0:
        return True
    return not number.area and ((_is_year(low) and _is_year(high)) or (_is_time(low) and _is_time(high)))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")


def _is_time(digits: str) -> bool:
    """Whether ``digits`` may be a time of day without a colon, such as 915 or 1645."""
    return len(digits) in (3, 4) and int(digits[:-2]) < 24 and int(digits[-2:]) < 60 and int(digits[-2:]) % 5 == 0
