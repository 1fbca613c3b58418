"""Cuts sentences without headings into slides, by dynamic programming.

Three things are weighed: slides should have 30 to 75 words; a cut is best where the words before and after differ most
(after Hearst's TextTiling, 1997), and before a sentence that opens a new thought ("After …", "Before …", "If …").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from narrate.languages import Language, language_data
from narrate.script.segments import SpokenSentence
from narrate.script.sentences import count_words

FEWEST, IDEAL, MOST = 30, 52, 75
_WINDOW = 2  # sentences compared on each side of a cut


def group(spoken: Sequence[SpokenSentence], language: str) -> list[list[SpokenSentence]]:
    """The sentences in order, one list for each slide."""
    data = language_data(language)
    words = [count_words(sentence.text) for sentence in spoken]
    cuts = [_cost_of_cut(spoken, index, data) for index in range(len(spoken))] + [0.0]
    best = [0.0] + [math.inf] * len(spoken)
    came_from = [0] * (len(spoken) + 1)
    for end in range(1, len(spoken) + 1):
        total = 0
        for start in range(end - 1, -1, -1):
            total += words[start]
            if total > 2 * MOST and start < end - 1:
                break
            cost = best[start] + _cost_of_length(total) + cuts[start]
            if cost < best[end]:
                best[end], came_from[end] = cost, start
    bounds, end = [], len(spoken)
    while end:
        bounds.append((came_from[end], end))
        end = came_from[end]
    return [list(spoken[start:end]) for start, end in reversed(bounds)]


def _cost_of_length(words: int) -> float:
    outside = max(FEWEST - words, words - MOST, 0)
    return ((words - IDEAL) / 25) ** 2 + 0.5 * outside


def _cost_of_cut(spoken: Sequence[SpokenSentence], index: int, data: Language) -> float:
    if index == 0:
        return 0.0
    alike = _similarity(
        _subjects(spoken[max(0, index - _WINDOW) : index], data), _subjects(spoken[index : index + _WINDOW], data)
    )
    first = re.match(r"\W*(\w+)", spoken[index].text)
    opens = bool(first) and first.group(1).lower() in data.openers  # type: ignore[union-attr]
    new_paragraph = spoken[index].paragraph != spoken[index - 1].paragraph
    return 1.5 * alike - 0.6 * opens - 1.0 * new_paragraph


def _subjects(spoken: Sequence[SpokenSentence], data: Language) -> Counter[str]:
    """Count the words of ``spoken`` that carry its subject, cut to six letters so that singular and plural match."""
    words = (word for sentence in spoken for word in re.findall(r"\w+", sentence.text.lower()))
    return Counter(word[:6] for word in words if word not in data.stop_words and not word.isdecimal())


def _similarity(first: Counter[str], second: Counter[str]) -> float:
    product = sum(count * second[word] for word, count in first.items())
    size = math.sqrt(sum(c * c for c in first.values()) * sum(c * c for c in second.values()))
    return product / size if size else 0.0
