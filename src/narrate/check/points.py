"""Points that are shown and never spoken: who listens would miss them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.languages import language_data
from narrate.model import Kind, Script

_ROOT = 5  # letters that tell whether two words are one: plurals and endings differ


def check_points(script: Script) -> Iterator[Problem]:
    """Points whose words are not spoken, in their order, within one sentence of their slide."""
    stop = language_data(script.language).stop_words
    for segment in script.segments:
        if segment.kind is not Kind.NARRATION or not segment.points:
            continue
        spoken = [_content(sentence.text, stop) for sentence in segment.sentences]
        for point in segment.points:
            wanted = _content(point.text, stop)
            if wanted and not any(_in_order(wanted, words) for words in spoken):
                best = max((_matched(wanted, words) for words in spoken), key=len, default=[])
                missing = [word for word in wanted if word not in best]
                said = f"; not said: {', '.join(missing)}" if missing else "; its words come in another order"
                message = f"the point {point.text[:60]!r} is not spoken in any sentence{said}"
                hint = "say its words, in its order, in one sentence of this slide"
                place = point.place or Place(str(script.path))
                yield Problem(place, Severity.WARNING, "point-unspoken", message, hint)


def _content(text: str, stop: frozenset[str]) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [word for word in words if word not in stop] or words


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    root = min(len(one), len(other), _ROOT)
    return root >= 4 and one[:root] == other[:root]


def _matched(wanted: list[str], words: list[str]) -> list[str]:
    found, at = [], 0
    for word in wanted:
        for index in range(at, len(words)):
            if _same(word, words[index]):
                found.append(word)
                at = index + 1
                break
    return found


def _in_order(wanted: list[str], words: list[str]) -> bool:
    return len(_matched(wanted, words)) == len(wanted)
