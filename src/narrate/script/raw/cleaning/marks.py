"""Marks at the start, the end and within a line: of direction, of points, of words broken at a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.errors import Severity
from narrate.languages.transcripts import Transcripts
from narrate.script.raw.cleaning.ledger import Ledger
from narrate.script.raw.material import Line

_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BULLET = re.compile(r"\s*(?:[•◦▪▫‣⁃●○■□◆◇►▶➢➤·]\s*|[*–—-]\s+|[✓✔☑]\s*)(?=\S)")
_TICK = re.compile(r"\s*[✓✔☑]")
# "Nurse: 555-0100", "8:00 One tablet"; such lines are a list where they follow each other.
_ENTRY = re.compile(r"(?![a-zß-ÿа-я])[^\s:：]{1,20}(?: [^\s:：]{1,20}){0,3}\s?[:：](?=\S|\s)(?!//)")
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
)  # whose letters follow in no order of their code
_BROKEN_END = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐\u00ad]$")
_BROKEN_WITHIN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})[-‐] ([^\W\d_]+)")
_NEXT = re.compile(r"^[^\W\d_]+")
_RANGE_END = re.compile(r"\d[-–]$")


def without_direction_marks(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without the marks that set the direction of writing: nobody sees them, and they hide what follows."""
    found = []
    for line in lines:
        text = _DIRECTION.sub("", line.text)
        text = line.text if text == line.text else " ".join(text.split())
        if text:
            found.append(line if text == line.text else replace(line, text=text))
    return found


def with_points(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """``lines`` whose points of lists are known as such: no sentence runs on into them.

    A bullet goes, a number stays with its step. A number or letter counts only in a row of them. A tick is a bullet only
    where no cross stands beside it: those tell what to do from what not to do, and a voice says neither.
    """
    found: list[Line] = []
    ordered = _in_a_row(lines)
    crossed = [line for line in lines if _CROSS.search(line.text)]
    for line in crossed:
        message = f"{line.text[:60]!r}: nobody hears the cross in it"
        hint = "write what it means, such as no or do not"
        ledger.note(line, line.text, Severity.WARNING, "kept", message, hint)
    last = ""
    for line, is_step, is_entry in zip(lines, ordered, _entries(lines), strict=True):
        before, last = last, line.text
        if line.level:
            found.append(line)
        elif (
            match := None
            if line.marker or _is_sign(line.text, before, crossed=bool(crossed))
            else _BULLET.match(line.text)
        ):
            found.append(replace(line, text=line.text[match.end() :], is_point=True))
        else:
            found.append(replace(line, is_point=True) if is_step or is_entry or line.marker else line)
    return found


def _is_sign(text: str, before: str, *, crossed: bool) -> bool:
    """Whether what begins ``text`` means something: minus before degrees, "to" in a range, a tick beside crosses."""
    if _MINUS.match(text) or (crossed and _TICK.match(text)):
        return True
    return text[0] in "–—-" and text[1:].lstrip()[:1].isdecimal() and before[-1:].isdecimal()


def _entries(lines: Sequence[Line]) -> list[bool]:
    """Whether each of ``lines`` is an entry, and so is its neighbour."""
    alike = [line.starts_ms < 0 and _ENTRY.match(line.text) is not None for line in lines]
    return [
        each and (before or after)
        for before, each, after in zip([False, *alike], alike, [*alike[1:], False], strict=False)
    ]


def _in_a_row(lines: Sequence[Line]) -> list[bool]:
    """Whether each of ``lines`` begins with a number that follows, or is followed by, its neighbour in a list."""
    found, last_at, last = [False] * len(lines), -1, frozenset[int]()
    for at, line in enumerate(lines):
        if not (ranks := _ranks(line.text)):
            continue
        if any(rank + 1 in ranks for rank in last):
            found[at] = found[last_at] = True
        elif 1 in ranks and line.follows_blank:
            found[at] = True
        last_at, last = at, ranks
    return found


def _ranks(text: str) -> frozenset[int]:
    """The places in a list that the sign at the start of ``text`` may stand for: "i." is the ninth letter or one."""
    if (match := _NUMBER.match(text)) is None:
        return frozenset()
    if ringed := match.group("ringed"):
        return frozenset([500 + ord(ringed)])
    sign = match.group("sign").lower()
    if sign.isdecimal():
        return frozenset([int(sign)])
    found = [1000 + ord(sign)] if len(sign) == 1 else []
    found += [200 + _ROMAN.index(sign)] if sign in _ROMAN else []
    found += [300 + 20 * number + order.index(sign) for number, order in enumerate(_ORDERS) if sign in order]
    if set(sign) <= set(_IDEOGRAPHS):
        found.append(400 + sum(_IDEOGRAPHS.index(each) + 1 for each in sign))
    return frozenset(found)


def with_whole_words(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` with the words whole that a line's end, or a copied page, broke at a hyphen."""
    known = _Hyphens(lines, data)
    found: list[Line] = []
    for line in lines:
        whole = _whole_within(line, known, ledger)
        last = found[-1] if found else None
        end = _BROKEN_END.search(last.text) if last is not None and not whole.turn and not whole.follows_blank else None
        start = _NEXT.match(whole.text)
        if last is not None and _RANGE_END.search(last.text) and whole.text[0].isdecimal() and not whole.follows_blank:
            first, _, rest = whole.text.partition(" ")
            found[-1] = replace(last, text=last.text + first)
            found += [replace(whole, text=rest)] if rest else []
            continue
        if last is None or end is None or start is None or not whole.text[0].islower():
            found.append(whole)
            continue
        word, rest = known.joined(end.group(1), start.group()), whole.text[start.end() :]
        if word is None:
            found.append(whole)
            continue
        ledger.mend(last, f"{end.group(1)}- {start.group()}", word, "a word broken at a line's end")
        joined = last.text[: end.start()] + word
        # what clings to the word stays with it, so that the rest of the line begins with a word
        cling = re.match(r"\S*", rest)
        assert cling is not None
        found[-1] = replace(last, text=joined + cling.group())
        if rest := rest[cling.end() :].strip():
            found.append(replace(whole, text=rest))
    return found


def _whole_within(line: Line, known: _Hyphens, ledger: Ledger) -> Line:
    def whole(match: re.Match[str]) -> str:
        first, second = match.groups()
        word = known.joined(first, second) if second[0].islower() else None
        if word is None:
            return match.group()
        ledger.mend(line, match.group(), word, "a word broken at a hyphen")
        return word

    text = _BROKEN_WITHIN.sub(whole, line.text)
    return line if text == line.text else replace(line, text=text)


class _Hyphens:
    """Tells whether two parts of a broken word are written with their hyphen; the file itself knows best."""

    def __init__(self, lines: Sequence[Line], data: Transcripts) -> None:
        self._lines, self._data = lines, data
        self._words: set[str] | None = None

    def joined(self, first: str, second: str) -> str | None:
        """The whole word; None where the hyphen belongs to a word that is left open, as in "pre- and post-"."""
        if second.lower() in self._data.joining:
            return None
        if self._words is None:
            self._words = set(_all_words(self._lines))
        with_hyphen, without = f"{first}-{second}", first + second
        if without.lower() in self._words:
            return without
        if with_hyphen.lower() in self._words or first.lower() in self._data.compounding:
            return with_hyphen
        return without


def _all_words(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text):
            yield word.lower()
