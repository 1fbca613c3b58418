"""Cuts sentences into captions that can be read in time. Each caption begins at a word.

A caption has at most two lines of 42 characters (18 ideographs, since lengths are measured by width). It has at most 17
characters a second if the speech allows, and lasts 0.83 to 7 s. These are limits that the guides of the BBC and of
Netflix share. A dose ("5 mL") is never cut.

Languages written without spaces are cut between phrases, as on slides (``typeset/phrases.py``). What counts as a word
there may be long: in Thai it is a whole clause. So a caption may begin within a word. Its time is then estimated from
the share of the word's letters and digits, without combining marks, that come before the cut.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from narrate.errors import MissingDependencyError
from narrate.languages.scripts import script_of_letter, script_of_texts
from narrate.model import Caption, Clip, Sentence, Word
from narrate.typeset.lines import parts_of
from narrate.typeset.phrases import ICU

LINES = 2
LINE_WIDTH = 42  # in columns; an ideograph takes two, and its lines are limited to 36
WIDE_LINE_WIDTH = 36
LONGEST_MS = 7_000
SHORTEST_MS = 830
GAP_MS = 80  # two frames at 25 a second
CHARACTERS_A_SECOND = 17
_CLAUSE = re.compile(r"[,;:。、，；：،؛—–][\"'”’»)\]]*$")
_NUMBER = re.compile(r"[\"'”’)]*\d")  # matched against the reversed text, so that only one start is tried
_UNIT = re.compile(
    r"(?:%|°|[µμm]?[gLl]|mcg|kg|m[mL]|c?m|units?|hours?|hrs?|minutes?|min|days?|weeks?|IU|UI|horas?|días?|minutos?)\b",
    re.IGNORECASE,
)


# The model that finds phrases in each writing system, and the writing systems without spaces between words.
_MODELS = {"Thai": "th", "Jpan": "ja", "Hans": "zh-hans", "Hant": "zh-hant", "Khmr": ICU, "Laoo": ICU, "Mymr": ICU}
_SPACELESS = frozenset(["Hani", "Kana", "Thai", "Khmr", "Laoo", "Mymr"])


@dataclass(frozen=True, slots=True)
class _CaptionPiece:
    """Text that no caption cuts: the characters ``start`` to ``end`` of a sentence.

    ``start_ms`` and ``end_ms`` say when it is spoken, from the start of the sentence.
    """

    text: str
    start: int
    end: int
    start_ms: int
    end_ms: int


def caption_track(clips: Sequence[Clip], language: str = "") -> tuple[Caption, ...]:
    """Return the captions of one track, in order. None overlap. ``language`` is the script's (BCP 47)."""
    captions: list[Caption] = []
    for clip, following in zip(clips, [*clips[1:], None], strict=True):
        sentence, words = clip.utterance.sentence, tuple(clip.utterance.words)
        width = WIDE_LINE_WIDTH if _is_wide(sentence.text) else LINE_WIDTH
        model = _model(sentence, language)
        parts = _phrases(sentence, words, model, width) if model else _tokens(sentence, words)
        groups = _grouped(sentence, parts, width)
        for number, (first, last) in enumerate(groups):
            start = clip.start_ms + parts[first].start_ms
            if number + 1 < len(groups):
                limit = clip.start_ms + parts[groups[number + 1][0]].start_ms
                end = limit
            else:
                limit = following.start_ms + following.utterance.words[0].start_ms if following else clip.end_ms + 400
                end = clip.end_ms
            text = sentence.text[parts[first].start : parts[last].end].strip()
            least = max(SHORTEST_MS, math.ceil(len(text) * 1000 / CHARACTERS_A_SECOND))
            end = max(min(max(end, start + least), limit - GAP_MS, start + LONGEST_MS), start + 1)
            inner = [part.text for part in parts[first : last + 1]] if model else []
            captions.append(Caption(start, end, _broken(text, width, inner)))
    return tuple(captions)


def _model(sentence: Sentence, language: str) -> str:
    """Return the model that finds the phrases of ``sentence``; empty if it is mostly written with spaces."""
    if sentence.text.isascii():
        return ""
    letters = [script for letter in sentence.text if (script := script_of_letter(letter))]
    if sum(script in _SPACELESS for script in letters) * 2 <= len(letters):
        return ""
    return _MODELS.get(script_of_texts([sentence.text], sentence.language or language), "")


def _tokens(sentence: Sentence, words: Sequence[Word]) -> list[_CaptionPiece]:
    return [
        _CaptionPiece(token.text, token.start, token.start + len(token.text), word.start_ms, word.end_ms)
        for token, word in zip(sentence.tokens, words, strict=True)
    ]


def _phrases(sentence: Sentence, words: Sequence[Word], model: str, width: int) -> list[_CaptionPiece]:
    """Return the phrases of a sentence with their times.

    Phrases that are wider than ``width``, the width of a line in columns, are divided into syllables.
    """
    try:
        texts = parts_of(sentence.text, model)
    except MissingDependencyError:  # it is reported for the slides
        texts = parts_of(sentence.text, "")
    starts, tokens = [token.start for token in sentence.tokens], sentence.tokens

    def time(offset: int, *, ends: bool) -> int:
        """Return when the character at ``offset`` begins; with ``ends``, when the character before it ends."""
        number = max(0, bisect_right(starts, offset - ends) - 1)
        token, word = tokens[number], words[number]
        before, whole = _letters(token.text[: max(0, offset - token.start)]), _letters(token.text)
        return word.start_ms + (word.end_ms - word.start_ms) * before // max(1, whole)

    pieces: list[_CaptionPiece] = []
    start = len(sentence.text) - len(sentence.text.lstrip())
    for text in texts:
        for piece in [text] if _columns(text.strip()) <= width else parts_of(text, ""):
            end = start + len(piece.rstrip())
            pieces.append(_CaptionPiece(piece, start, end, time(start, ends=False), time(end, ends=True)))
            start += len(piece)
    while len(pieces) > 1 and not _letters(pieces[0].text):  # signs that take no time would have no caption
        first, second = pieces[:2]
        text = first.text + second.text
        pieces[:2] = [_CaptionPiece(text, first.start, second.end, first.start_ms, second.end_ms)]
    return pieces


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _grouped(sentence: Sentence, parts: Sequence[_CaptionPiece], width: int) -> list[tuple[int, int]]:
    """Group the parts of a sentence into few captions of similar length that are cut at clauses.

    Returns the indices (first part, last part) of each caption. They are found by dynamic programming. ``width`` is the
    width of a line in columns.
    """
    count = len(parts)
    edges = _edges(sentence, parts)
    clauses = [_CLAUSE.search(part.text.strip()) is not None or part.text[-1:].isspace() for part in parts]
    doses = [_is_dose(piece.text.strip(), after.text) for piece, after in pairwise(parts)]
    best: list[float] = [0.0] + [math.inf] * count
    came_from = [0] * (count + 1)
    for end in range(1, count + 1):
        at_end = 0.0
        if end < count:
            at_end = (0 if clauses[end - 1] else 3) + 100 * doses[end - 1]
        for start in range(end - 1, -1, -1):
            lasts = parts[end - 1].end_ms - parts[start].start_ms
            if start < end - 1 and (lasts > LONGEST_MS or not _fits(edges, start, end, width)):
                break
            columns = edges[end - 1][1] - edges[start][0]
            cost = best[start] + 10 + (1 - columns / (LINES * width)) ** 2 * 4 + 8 * (lasts < SHORTEST_MS) + at_end
            if cost < best[end]:
                best[end], came_from[end] = cost, start
    groups, end = [], count
    while end:
        groups.append((came_from[end], end - 1))
        end = came_from[end]
    return groups[::-1]


def _edges(sentence: Sentence, parts: Sequence[_CaptionPiece]) -> list[tuple[int, int]]:
    """Return the columns at which each of ``parts`` begins and ends, counted from the start of the sentence."""
    text = sentence.text
    if text.isascii():
        return [(part.start, part.end) for part in parts]
    sums = [0, *accumulate(map(_column, text))]
    return [(sums[part.start], sums[part.end]) for part in parts]


def _fits(edges: Sequence[tuple[int, int]], start: int, end: int, width: int) -> bool:
    """Whether the parts from ``start`` up to but not including ``end`` fit on two lines of ``width`` columns."""
    left, right = edges[start][0], edges[end - 1][1]
    if right - left <= width:
        return True
    if right - left > LINES * width + 1:
        return False
    return any(edges[cut - 1][1] - left <= width and right - edges[cut][0] <= width for cut in range(start + 1, end))


def _broken(text: str, width: int, parts: Sequence[str] = ()) -> str:
    """Return ``text`` on one line if it fits into ``width`` columns, otherwise on two lines of similar length.

    If ``parts`` are given, the break is between two of them. Otherwise it is at a space, or between characters if there
    is no space.
    """
    if _columns(text) <= width:
        return text
    if parts:
        ends = [*accumulate(map(len, parts))][:-1]
        breaks = [(len(text[:end].rstrip()), end) for end in ends]
    elif " " in text:
        breaks = [(m.start(), m.end()) for m in re.finditer(" +", text)]
    else:
        breaks = [
            (offset, offset) for offset in range(1, len(text)) if unicodedata.category(text[offset])[0] not in "PM"
        ]

    def cost(line_break: tuple[int, int]) -> float:
        upper, lower = text[: line_break[0]], text[line_break[1] :]
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
    return sum(map(_column, text))


@lru_cache(4096)
def _column(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
