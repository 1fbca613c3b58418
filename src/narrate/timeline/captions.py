"""Captions: sentences cut to what can be read, each starting on a word.

Two lines of at most 42 characters (18 for ideographs, counted by width), at most 17
characters a second where the speech allows, 0.83 to 7 s: the limits that the BBC and
Netflix guides share. A caption is never cut inside a dose ("5 mL").
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from narrate.model import Caption, Clip, Sentence

LINES = 2
LINE_WIDTH = 42  # in columns; an ideograph is two of them and a line holds 36
WIDE_LINE_WIDTH = 36
LONGEST_MS = 7_000
SHORTEST_MS = 830
GAP_MS = 80  # two frames at 25 a second
CHARACTERS_A_SECOND = 17
_CLAUSE = re.compile(r"[,;:。、，；：،؛—–][\"'”’»)\]]*$")
_NUMBER = re.compile(r"[\d.,/–-]*\d[\"'”’)]*$")
_UNIT = re.compile(r"(?:%|°|[µμm]?[gLl]|mcg|kg|m[mL]|c?m|units?|hours?|hrs?|minutes?|min|days?|weeks?|IU|UI|horas?|días?|minutos?)\b", re.IGNORECASE)  # fmt: skip


def caption_track(clips: Sequence[Clip]) -> tuple[Caption, ...]:
    """The captions of one track, in order, none overlapping."""
    found: list[Caption] = []
    for clip, following in zip(clips, [*clips[1:], None], strict=True):
        sentence, words = clip.utterance.sentence, clip.utterance.words
        width = WIDE_LINE_WIDTH if _is_wide(sentence.text) else LINE_WIDTH
        parts = _parts(sentence, clip, width)
        for number, (first, last) in enumerate(parts):
            start = clip.start_ms + words[first].start_ms
            if number + 1 < len(parts):
                limit = clip.start_ms + words[parts[number + 1][0]].start_ms
                end = limit
            else:
                limit = following.start_ms + following.utterance.words[0].start_ms if following else clip.end_ms + 400
                end = clip.end_ms
            text = _text(sentence, first, last)
            least = max(SHORTEST_MS, math.ceil(len(text) * 1000 / CHARACTERS_A_SECOND))
            end = max(min(max(end, start + least), limit - GAP_MS, start + LONGEST_MS), start + 1)
            found.append(Caption(start, end, _broken(text, width)))
    return tuple(found)


def _parts(sentence: Sentence, clip: Clip, width: int) -> list[tuple[int, int]]:
    """(first, last) token of each caption: as few as fit, cut at clauses, of even length.

    Dynamic programming over the tokens of one sentence.
    """
    tokens, words = sentence.tokens, clip.utterance.words
    count = len(tokens)
    best: list[float] = [0.0] + [math.inf] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            text = _text(sentence, start, end - 1)
            lasts = words[end - 1].end_ms - words[start].start_ms
            if start < end - 1 and (not _fits(text, width) or lasts > LONGEST_MS):
                break
            cost = best[start] + 10 + (1 - _columns(text) / (LINES * width)) ** 2 * 4
            cost += 8 * (lasts < SHORTEST_MS)
            if end < count:
                cost += 0 if _CLAUSE.search(tokens[end - 1].text) else 3
                cost += 100 * _is_dose(tokens[end - 1].text, tokens[end].text)
            if cost < best[end]:
                best[end], came[end] = cost, start
    parts, end = [], count
    while end:
        parts.append((came[end], end - 1))
        end = came[end]
    return parts[::-1]


def _text(sentence: Sentence, first: int, last: int) -> str:
    tokens = sentence.tokens
    return sentence.text[tokens[first].start : tokens[last].start + len(tokens[last].text)].strip()


def _fits(text: str, width: int) -> bool:
    return _columns(text) <= width or max(map(_columns, _broken(text, width).split("\n"))) <= width


def _broken(text: str, width: int) -> str:
    """``text`` on one line if it fits, else on the two most even ones that hold it."""
    if _columns(text) <= width:
        return text
    if " " in text:
        breaks = [(m.start(), m.end()) for m in re.finditer(" +", text)]
    else:
        breaks = [(at, at) for at in range(1, len(text)) if unicodedata.category(text[at])[0] not in "PM"]

    def cost(at: tuple[int, int]) -> float:
        upper, lower = text[: at[0]], text[at[1] :]
        over = max(0, _columns(upper) - width) + max(0, _columns(lower) - width)
        uneven = abs(_columns(upper) - _columns(lower))
        clause = 0 if _CLAUSE.search(upper) else 6
        return 1000 * over + uneven + clause + 500 * _is_dose(upper.split()[-1], (lower.split() or [""])[0])

    if not breaks:
        return text
    start, end = min(breaks, key=cost)
    return text[:start] + "\n" + text[end:]


def _is_dose(before: str, after: str) -> bool:
    return bool(_NUMBER.search(before) and _UNIT.match(after))


def _is_wide(text: str) -> bool:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide * 2 > len(text)


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
