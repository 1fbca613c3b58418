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
from itertools import accumulate, pairwise

from narrate.model import Caption, Clip, Sentence, Word

LINES = 2
LINE_WIDTH = 42  # in columns; an ideograph is two of them and a line holds 36
WIDE_LINE_WIDTH = 36
LONGEST_MS = 7_000
SHORTEST_MS = 830
GAP_MS = 80  # two frames at 25 a second
CHARACTERS_A_SECOND = 17
_CLAUSE = re.compile(r"[,;:。、，；：،؛—–][\"'”’»)\]]*$")
_NUMBER = re.compile(r"[\"'”’)]*\d")  # from the end, so that there is one place where it can begin
_UNIT = re.compile(r"(?:%|°|[µμm]?[gLl]|mcg|kg|m[mL]|c?m|units?|hours?|hrs?|minutes?|min|days?|weeks?|IU|UI|horas?|días?|minutos?)\b", re.IGNORECASE)  # fmt: skip


def caption_track(clips: Sequence[Clip]) -> tuple[Caption, ...]:
    """The captions of one track, in order, none overlapping."""
    found: list[Caption] = []
    for clip, following in zip(clips, [*clips[1:], None], strict=True):
        sentence, words = clip.utterance.sentence, tuple(clip.utterance.words)
        width = WIDE_LINE_WIDTH if _is_wide(sentence.text) else LINE_WIDTH
        parts = _parts(sentence, words, width)
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


def _parts(sentence: Sentence, words: Sequence[Word], width: int) -> list[tuple[int, int]]:
    """(first, last) token of each caption: as few as fit, cut at clauses, of even length.

    Dynamic programming over the tokens of one sentence.
    """
    tokens = sentence.tokens
    count = len(tokens)
    edges = _edges(sentence)
    clauses = [_CLAUSE.search(token.text) is not None for token in tokens]
    doses = [_is_dose(one.text, after.text) for one, after in pairwise(tokens)]
    best: list[float] = [0.0] + [math.inf] * count
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        at_end = 0.0
        if end < count:
            at_end = (0 if clauses[end - 1] else 3) + 100 * doses[end - 1]
        for start in range(end - 1, -1, -1):
            lasts = words[end - 1].end_ms - words[start].start_ms
            if start < end - 1 and (lasts > LONGEST_MS or not _fits(edges, start, end, width)):
                break
            columns = edges[end - 1][1] - edges[start][0]
            cost = best[start] + 10 + (1 - columns / (LINES * width)) ** 2 * 4 + 8 * (lasts < SHORTEST_MS) + at_end
            if cost < best[end]:
                best[end], came[end] = cost, start
    parts, end = [], count
    while end:
        parts.append((came[end], end - 1))
        end = came[end]
    return parts[::-1]


def _edges(sentence: Sentence) -> list[tuple[int, int]]:
    """The columns at which each token of the sentence begins and ends."""
    text = sentence.text
    if text.isascii():
        return [(token.start, token.start + len(token.text)) for token in sentence.tokens]
    sums = [0, *accumulate(_columns(character) for character in text)]
    return [(sums[token.start], sums[token.start + len(token.text)]) for token in sentence.tokens]


def _fits(edges: Sequence[tuple[int, int]], start: int, end: int, width: int) -> bool:
    """Whether the tokens from ``start`` up to ``end`` fit on two lines."""
    left, right = edges[start][0], edges[end - 1][1]
    if right - left <= width:
        return True
    if right - left > LINES * width + 1:
        return False
    return any(edges[at - 1][1] - left <= width and right - edges[at][0] <= width for at in range(start + 1, end))


def _text(sentence: Sentence, first: int, last: int) -> str:
    tokens = sentence.tokens
    return sentence.text[tokens[first].start : tokens[last].start + len(tokens[last].text)].strip()


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
    return bool(_NUMBER.match(before[::-1]) and _UNIT.match(after))


def _is_wide(text: str) -> bool:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide * 2 > len(text)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
