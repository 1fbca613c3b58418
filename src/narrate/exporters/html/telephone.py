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
from dataclasses import replace

from narrate.exporters.html.telephone_forms import WrittenNumber, is_telephone
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

_WORD = re.compile(r"\s?[^\W\d_]")


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


def _long_number(match: re.Match[str], text: str, *, unspaced: bool) -> Iterator[tuple[int, int, str]]:
    """Yield the telephone number that ``match`` of ``_NUMBER`` is, or with which it begins.

    "800-555-0100 24 hours a day" begins with one. Where that is not clear, as in "0800 12345 24 Stunden", yield nothing.
    ``unspaced`` is as for ``is_telephone``.
    """
    before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[match.end() : match.end() + 16]
    if _FAXED.search(before) or re.match(" [0-9]", after):  # another number follows, with a unit
        return
    parts = re.split("([ ./-])", match["groups"])
    whole = WrittenNumber(
        bool(match["plus"]), match["lead"] or "", match["area"] or "", tuple(parts[::2]), "".join(parts[1::2])
    )
    called = bool(_CALLED.search(before))
    found = []
    is_amount = bool(_UNIT.match(after))
    if not is_amount and is_telephone(whole, called=called or bool(_CALLED_AFTER.match(after)), unspaced=unspaced):
        found.append((match.start(), match.end(), whole.dialled))
    if _ends_before_last_group(whole, after, may_be_word=not is_amount and not found):
        shorter = replace(whole, groups=whole.groups[:-1], signs=whole.signs[:-1])
        if is_telephone(shorter, called=called, unspaced=unspaced):
            found.append((match.start(), match.end() - len(whole.groups[-1]) - 1, shorter.dialled))
    if len(found) == 1:
        yield found[0]


def _ends_before_last_group(number: WrittenNumber, after: str, *, may_be_word: bool) -> bool:
    """Whether the last digits of ``number`` may belong to what comes ``after`` it, such as "24" in "24 hours".

    ``may_be_word`` says whether any word counts, not only hours and the like.
    """
    if not number.signs.endswith(" ") or len(number.groups[-1]) > 2:
        return False
    return bool(_HOURS.match(after)) or (may_be_word and bool(_WORD.match(after)))
