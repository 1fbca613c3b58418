"""Finds list points: bullets, numbered steps, and entries such as "Nurse: 555-0100"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrate.errors import Severity
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine

_BULLET = re.compile(r"\s*(?:[•◦▪▫‣⁃●○■□◆◇►▶➢➤·]\s*|[*–—-]\s+|[✓✔☑]\s*)(?=\S)")
_TICK = re.compile(r"\s*[✓✔☑]")
# "Nurse: 555-0100", "8:00 One tablet"; consecutive lines of this form are a list.
_ENTRY = re.compile(r"(?![a-zß-ÿа-я])[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,3}\s?[:：](?!$|//)")
_CROSS = re.compile(r"[✗✘❌☒🚫]")
_MINUS = re.compile(r"\s*[–—-]\s+\d+(?:[.,]\d+)?\s?°")
_NUMBER = re.compile(
    r"\s*[(（]?(?P<sign>\d{1,2}|[^\W\d_]|[一二三四五六七八九十]{2,3}|[ivx]{2,4})(?:[.)）]\s+|[、．）]\s*|\s?[-–]\s)(?=\S)"
    r"|\s*(?P<ringed>[①-⑳❶-❿⑴-⒇])\s*(?=\S)"
)
_IDEOGRAPHS = "一二三四五六七八九十"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ORDERS = (
    "أبجدهوزحط",
    "ابجدهوزحط",
    "가나다라마바사아자",
    "אבגדהוזחט",
)  # in the order of counting, not of character codes


def with_points(lines: Sequence[RawLine], log: EditLog) -> list[RawLine]:
    """``lines`` with list points marked, so that no sentence runs on into a point.

    Bullets are removed; numbers stay with their steps. A number or letter counts only in a sequence. A tick is a
    bullet only if there are no crosses: where there are both, they mark what to do and what not to do, and a voice says
    neither.
    """
    crossed = [line for line in lines if _CROSS.search(line.text)]
    for line in crossed:
        message = f"{line.text[:60]!r}: a listener does not hear the cross"
        hint = "write what the cross means, such as no or do not"
        log.note(line, line.text, Severity.WARNING, "kept", message, hint)
    marked: list[RawLine] = []
    before = ""
    for line, is_step, is_entry in zip(lines, _in_a_row(lines), _entries(lines), strict=True):
        if line.level:
            marked.append(line)
        elif bullet := _bullet(line, before, crossed=bool(crossed)):
            marked.append(replace(line, text=line.text[bullet.end() :], is_point=True))
        else:
            marked.append(replace(line, is_point=True) if is_step or is_entry or line.marker else line)
        before = line.text
    return marked


def _bullet(line: RawLine, before: str, *, crossed: bool) -> re.Match[str] | None:
    if line.marker or _is_sign(line.text, before, crossed=crossed):
        return None
    return _BULLET.match(line.text)


def _is_sign(text: str, before: str, *, crossed: bool) -> bool:
    """Whether the sign that begins ``text`` has a meaning and is no bullet. ``before`` is the line before it.

    A minus before degrees has one, so has a dash that continues a range of numbers, and a tick where other lines have
    crosses (``crossed``).
    """
    if _MINUS.match(text) or (crossed and _TICK.match(text)):
        return True
    return text[0] in "–—-" and text[1:].lstrip()[:1].isdecimal() and before[-1:].isdecimal()


def _entries(lines: Sequence[RawLine]) -> list[bool]:
    """Whether each of ``lines`` is an entry such as "Nurse: 555-0100" with another entry right before or after it."""
    alike = [line.starts_ms < 0 and _ENTRY.match(line.text) is not None for line in lines]
    return [
        each and (before or after)
        for before, each, after in zip([False, *alike], alike, [*alike[1:], False], strict=False)
    ]


def _in_a_row(lines: Sequence[RawLine]) -> list[bool]:
    """Whether each of ``lines`` begins with a number that belongs to a sequence.

    The number continues that of the numbered line before it, or is continued by the next one. A 1 after a blank line
    counts by itself.
    """
    in_a_row, last_index, last = [False] * len(lines), -1, frozenset[int]()
    for index, line in enumerate(lines):
        if not (ranks := _ranks(line.text)):
            continue
        if any(rank + 1 in ranks for rank in last):
            in_a_row[index] = in_a_row[last_index] = True
        elif 1 in ranks and line.follows_blank:
            in_a_row[index] = True
        last_index, last = index, ranks
    return in_a_row


def _ranks(text: str) -> frozenset[int]:
    """The positions in a sequence that the number or letter at the start of ``text`` may have; else none.

    Each kind of sign has its own range: "i." is both the ninth letter and the Roman numeral one.
    """
    if (match := _NUMBER.match(text)) is None:
        return frozenset()
    if ringed := match.group("ringed"):
        return frozenset([500 + ord(ringed)])
    sign = match.group("sign").lower()
    if sign.isdecimal():
        return frozenset([int(sign)])
    ranks = [1000 + ord(sign)] if len(sign) == 1 else []
    ranks += [200 + _ROMAN.index(sign)] if sign in _ROMAN else []
    ranks += [300 + 20 * number + order.index(sign) for number, order in enumerate(_ORDERS) if sign in order]
    if set(sign) <= set(_IDEOGRAPHS):
        ranks.append(400 + sum(_IDEOGRAPHS.index(each) + 1 for each in sign))
    return frozenset(ranks)
