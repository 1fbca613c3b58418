"""Finds the marks ``[click]`` in notes, which say at which word the next animation on the slide begins.

The notes are cleaned and cut into sentences without the marks, so a mark never changes what is said. Then each mark is
placed in the sentences by the letters before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from narrate.model import Token
from narrate.script.sentences import tokenise

_MARK = re.compile(r"\[[ \t]{0,3}click[ \t]{0,3}\]", re.IGNORECASE)
_STOPS = ".!?,;:…؟،؛۔।"
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_BETWEEN_DIGITS = ".,٫٬/:·'’-–"
_SHOWN = 20  # most letters on each side of a mark that a message shows


@dataclass(frozen=True, slots=True)
class MarkedNotes:
    """The paragraphs of a slide's notes, without marks.

    - ``kept``: the numbers of these paragraphs among those that were given. Paragraphs of marks alone are left out.
    - ``marks``: for each mark, how many characters other than white space stand before it.
    - ``split``: the words that have a mark within them, with the mark.
    """

    paragraphs: tuple[str, ...]
    kept: tuple[int, ...]
    marks: tuple[int, ...]
    split: tuple[str, ...]


def without_marks(text: str) -> str:
    """Return ``text`` without marks."""
    return _unmarked(text)[0]


def read_marks(paragraphs: Iterable[str]) -> MarkedNotes:
    """Read the marks in the ``paragraphs`` of the notes of a slide."""
    made: list[str] = []
    kept: list[int] = []
    marks: list[int] = []
    split: list[str] = []
    passed = 0
    for number, paragraph in enumerate(paragraphs):
        text, places = _unmarked(paragraph)
        before = [0, *accumulate(not letter.isspace() for letter in text)]
        marks += (passed + before[place] for place in places)
        split += _split_words(text, places)
        passed += before[-1]
        if text.strip():
            made.append(" ".join(text.split()) if places else text)
            kept.append(number)
    return MarkedNotes(tuple(made), tuple(kept), tuple(marks), tuple(split))


def _unmarked(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without marks, and the offset of each mark in the result.

    A mark without spaces around it parts sentences, but neither words nor numbers: 2[click].5 stays 2.5.
    """
    first, *others = _MARK.split(text)
    pieces, places, length, last = [first], [], len(first), first[-1:]
    for piece in others:
        if piece and last in _STOPS and last and piece[0].isalpha() and not _UNSPACED.match(piece):
            pieces.append(" ")
            length += 1
        places.append(length)
        pieces.append(piece)
        length += len(piece)
        last = piece[-1:] or last
    return "".join(pieces), places


def _split_words(text: str, places: Iterable[int]) -> Iterator[str]:
    for place in places:
        left, right = text[max(0, place - 2) : place], text[place : place + 2]
        if not left or not right:
            continue
        letters = left[-1].isalnum() and right[0].isalnum() and not _UNSPACED.search(left[-1] + right[0])
        number = left[-1].isdecimal() and right[0] in _BETWEEN_DIGITS and right[1:].isdecimal()
        number |= left[:-1].isdecimal() and left[-1] in _BETWEEN_DIGITS and right[0].isdecimal()
        if letters or number:
            before = text[max(0, place - _SHOWN) : place].rsplit(maxsplit=1)[-1]
            after = text[place : place + _SHOWN].split(maxsplit=1)[0]
            yield f"{before}[click]{after}"


def clicks_in(notes: MarkedNotes, sentences: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the clicks of each of the ``sentences`` that were made of ``notes`` (see ``model.Sentence``).

    If the words after a mark were left out, the click falls at the next word that is said, or else at the end.
    """
    clicks: list[list[int]] = [[] for _ in sentences]
    if not sentences:
        return []
    said = ["".join(one.split()) for one in sentences]
    starts = [0, *accumulate(map(len, said))]
    words: dict[int, tuple[Sequence[Token], list[int]]] = {}
    for mark in _moved(notes, sentences):
        index = min(bisect_right(starts, mark), len(sentences)) - 1
        if index not in words:
            words[index] = _starts_of_tokens(sentences[index])
        clicks[index].append(_token_at(mark - starts[index], said[index], *words[index]))
    return [tuple(one) for one in clicks]


def _starts_of_tokens(sentence: str) -> tuple[Sequence[Token], list[int]]:
    """Return the tokens of ``sentence``, and how many characters other than white space stand before each."""
    before = [0, *accumulate(not letter.isspace() for letter in sentence)]
    tokens = tokenise(sentence)
    return tokens, [before[token.start] for token in tokens]


def _token_at(offset: int, said: str, tokens: Sequence[Token], starts: Sequence[int]) -> int:
    """Return the number of the token before which a click at ``offset`` of ``said`` falls."""
    number = max(0, bisect_right(starts, offset) - 1)
    if not tokens or offset <= starts[number]:
        return number
    end = starts[number + 1] if number + 1 < len(starts) else len(said)
    return number if any(map(str.isalnum, said[offset:end])) else number + 1


def _moved(notes: MarkedNotes, sentences: Sequence[str]) -> Iterator[int]:
    """Yield the place of each mark among the characters of ``sentences``, without white space."""
    given = [word for text in notes.paragraphs for word in text.split()]
    said = [word for text in sentences for word in text.split()]
    if "".join(given) == "".join(said):
        yield from notes.marks
        return
    given_starts, said_starts = [0, *accumulate(map(len, given))], [0, *accumulate(map(len, said))]
    places = [-1] * len(given)
    for kind, first, end, other, other_end in SequenceMatcher(None, given, said).get_opcodes():
        if kind == "equal" or (kind == "replace" and end - first == other_end - other):
            places[first:end] = range(other, other_end)
    following = [len(said)] * (len(given) + 1)  # for each word, the next one that is said
    for number in reversed(range(len(given))):
        following[number] = places[number] if places[number] >= 0 else following[number + 1]
    for mark in notes.marks:
        number = bisect_right(given_starts, mark) - 1
        within = mark - given_starts[number]
        if number == len(given) or places[number] < 0:
            yield said_starts[following[number]]
        else:
            yield said_starts[places[number]] + min(within, len(said[places[number]]))
