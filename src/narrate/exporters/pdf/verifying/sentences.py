"""Finds the sentences of the timeline in what a printed edition says. Unlike a digest, this knows nothing of the writer.

A word with vowel marks in Arabic or Hebrew letters comes back in pieces, some of them twice (see ``format.py``). Of such a
word it is known which letters it has. The words around it must come back letter for letter; in Hebrew, a sentence with
such a word is compared by its letters, each as often as it stands there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from narrate.exporters.pdf.format import bare, without_repeats

_BEGINNING = 24
_MOST_TIMES = 4
"""How much longer than a word with marks its pieces are at most."""


def missing_sentence(paragraphs: Iterable[str], sentences: Sequence[str]) -> str | None:
    """Return the first of ``sentences`` that is not said; None if all are, each once and in order.

    A paragraph may also be something else than narration, such as the description of a figure. One that is narration
    holds whole sentences and nothing else. What a description shares with a sentence must not lead astray, so all
    readings are followed.
    """
    wanted = [_stretches(sentence) for sentence in sentences]
    starts = _by_beginning(wanted)
    reached = {0}
    for paragraph in paragraphs:
        text = _plain(paragraph)
        begun = {start for length in range(_BEGINNING + 1) for start in starts.get(text[:length], ())}
        reached |= {end for start in begun & reached for end in _read(text, wanted, start)}
    furthest = max(reached)
    return None if furthest == len(sentences) else sentences[furthest]


def missing_from_notes(paragraphs: Sequence[str], sentences: Sequence[str]) -> str | None:
    """Return the first of ``sentences`` that is missing if the last of ``paragraphs`` do not hold them and nothing else.

    A slide may show its sentences too, so what stands above the notes does not count. None if nothing is missing.
    """
    if not sentences:
        return None
    wanted, texts, furthest = [_stretches(sentence) for sentence in sentences], [_plain(one) for one in paragraphs], 0
    for first in range(len(texts)):
        reached = {0}
        for text in texts[first:]:
            reached = {end for start in reached for end in _read(text, wanted, start)}
        if len(sentences) in reached:
            return None
        furthest = max(furthest, *reached, 0)
    return sentences[furthest]


def _by_beginning(wanted: Sequence[Sequence[tuple[bool, str]]]) -> dict[str, list[int]]:
    """Map the first letters of sentences to their numbers; no letters stand for words with marks.

    Otherwise each paragraph would be compared with every sentence before it.
    """
    found: dict[str, list[int]] = {}
    for number, stretches in enumerate(wanted):
        in_order = stretches and not any(marked for marked, _ in stretches)
        found.setdefault(stretches[0][1][:_BEGINNING] if in_order else "", []).append(number)
    return found


def _read(text: str, wanted: Sequence[Sequence[tuple[bool, str]]], start: int) -> Iterator[int]:
    """Yield each number of a sentence before which ``text`` ends, if it begins with the sentence ``start``."""
    places = {0}
    for number in range(start, len(wanted)):
        places = _ends(text, places, wanted[number])
        if not places:
            return
        if len(text) in places:
            yield number + 1


def _stretches(sentence: str) -> list[tuple[bool, str]]:
    """Return ``sentence`` in stretches of words that have marks or have none, and whether they have."""
    groups = groupby(sentence.split(), key=_has_marks)
    return [(marked, text) for marked, words in groups if (text := _plain("".join(words)))]


def _plain(text: str) -> str:
    plain = bare(text)
    return plain if _has_marks(plain) else without_repeats(plain)


def _has_marks(word: str) -> bool:
    kinds = {unicodedata.bidirectional(letter) for letter in word}
    return "NSM" in kinds and bool(kinds & {"R", "AL"})


def _ends(text: str, places: set[int], stretches: Sequence[tuple[bool, str]]) -> set[int]:
    """Return where in ``text`` the ``stretches`` may end, if they begin at one of ``places``."""
    if any(marked and any(map(_is_hebrew, stretch)) for marked, stretch in stretches):
        return {end for place in places for end in _ends_in_any_order(text, place, stretches)}
    for marked, stretch in stretches:
        if marked:
            places = {end for place in places for end in _ends_of_marked(text, place, stretch)}
        else:
            places = {place + len(stretch) for place in places if text.startswith(stretch, place)}
    return places


def _ends_of_marked(text: str, place: int, stretch: str) -> Iterator[int]:
    """Yield where pieces that hold exactly the letters of ``stretch``, and each of them, may end."""
    letters, seen = set(stretch), set[str]()
    for end in range(place, min(place + _MOST_TIMES * len(stretch), len(text))):
        if text[end] not in letters:
            return
        seen.add(text[end])
        if seen == letters:
            yield end + 1


def _is_hebrew(letter: str) -> bool:
    return unicodedata.bidirectional(letter) == "R"


def _ends_in_any_order(text: str, place: int, stretches: Sequence[tuple[bool, str]]) -> Iterator[int]:
    """Yield where letters may end that are those of ``stretches`` in any order; those of words with marks may be repeated.

    A run of Hebrew with marks comes back from left to right as a whole, and numbers in it as they are.
    """
    wanted = Counter("".join(stretch for _, stretch in stretches))
    marked = "".join(stretch for has_marks, stretch in stretches if has_marks)
    repeated, missing, length = set(marked), Counter(wanted), wanted.total()
    for end in range(place, min(place + length + _MOST_TIMES * len(marked), len(text))):
        missing[text[end]] -= 1
        if missing[text[end]] < 0 and text[end] not in repeated:
            return
        if all(count <= 0 for count in missing.values()):
            yield end + 1
