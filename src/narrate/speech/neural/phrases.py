"""Splits a sentence into phrases that are short enough for a model, and joins their sounds again.

The model's memory grows with the length of its input (2 GB for 60 words). So a sentence of more than about 25 words is
spoken in several phrases, which are joined with short pauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.speech.silence import sounding

LIMIT = 170  # symbols: about 25 words
_CLAUSE = tuple(";:,.!?—…)")
_FRAME = 600  # samples in a frame of the model
# A symbol is heard before its frames begin: by 63 ms, the median at 51 words after silence (docs/kokoro.md).
_LEAD = 2 * _FRAME
_KEPT_MS = 30  # silence kept on each side of a joint, so that no consonant is cut
_PAUSE_MS, _BREATH_MS = 160, 20  # the pause between clauses, and at a joint within a clause


@dataclass(frozen=True, slots=True)
class Spelt:
    """A token (a word) in a model's symbols: ``sounds``, and the punctuation ``before`` and ``after`` it."""

    token: int
    sounds: str
    before: str = ""
    after: str = ""

    def __len__(self) -> int:
        return len(self.before) + len(self.sounds) + len(self.after) + 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """The symbols of one request to the model. ``words`` has (token, start, end), as positions in ``symbols``."""

    symbols: str
    words: tuple[tuple[int, int, int], ...]


def phrases_of(spelt: Iterable[Spelt], gap: str = " ") -> list[Phrase]:
    """Return the phrases of a sentence, whose tokens are ``spelt``. ``gap`` is the text between two tokens."""
    pieces = [piece for token in spelt for piece in _short(token)]
    return [_phrase(part, gap) for part in _parts(pieces)] if pieces else []


def _short(spelt: Spelt) -> Iterator[Spelt]:
    """Yield ``one``, in pieces if it alone is too long for the model."""
    size = LIMIT - 20
    if len(spelt.sounds) <= size:
        yield Spelt(spelt.token, spelt.sounds, spelt.before[-8:], spelt.after[:8])
        return
    for start in range(0, len(spelt.sounds), size):
        yield Spelt(spelt.token, spelt.sounds[start : start + size])


def _parts(pieces: Sequence[Spelt]) -> Iterator[Sequence[Spelt]]:
    """Cut ``pieces`` into parts of similar length: at the end of a clause, or between any tokens if no clause ends."""
    left = sum(map(len, pieces))
    while left > LIMIT and len(pieces) > 1:
        # Aim for equal lengths, so that a long sentence has no very short last phrase.
        ideal, length = left / -(-left // LIMIT), 0
        best, least = 1, float("inf")
        for number, piece in enumerate(pieces[:-1], 1):
            length += len(piece)
            if length > LIMIT:
                break
            clause = piece.after[-1:] in _CLAUSE
            distance = abs(length - ideal) + (0 if clause else LIMIT)
            if distance < least:
                best, least = number, distance
        yield pieces[:best]
        left -= sum(map(len, pieces[:best]))
        pieces = pieces[best:]
    yield pieces


def _phrase(pieces: Sequence[Spelt], gap: str) -> Phrase:
    symbols, words = "", []
    for piece in pieces:
        sounds = piece.sounds if symbols else piece.sounds.lstrip()
        symbols += (gap if symbols else "") + piece.before
        start = len(symbols) + len(sounds) - len(sounds.lstrip())
        symbols += sounds
        words.append((piece.token, start, len(symbols)))
        symbols += piece.after
    return Phrase(symbols, tuple(words))


def place(phrase: Phrase, durations: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (token, start, end) in samples for the words of ``phrase``.

    ``durations`` has the frames of the silence at the start, of each symbol, and of the silence at the end. Raises
    ValueError if their number does not match the symbols.
    """
    if len(durations) != len(phrase.symbols) + 2:
        raise ValueError(f"{len(durations)} durations for {len(phrase.symbols)} symbols")
    # ends[n + 1] is the end of symbol n
    ends = np.maximum(np.cumsum(durations) * _FRAME - _LEAD, 0)
    return [(token, int(ends[start]), int(ends[end])) for token, start, end in phrase.words]


def join(
    spoken: Sequence[tuple[Phrase, npt.NDArray[np.int16], Sequence[tuple[int, int, int]]]], rate: int
) -> tuple[npt.NDArray[np.int16], tuple[tuple[int, int, int], ...]]:
    """Join phrases into one sound at ``rate`` Hz. Return (sound, its words as (token, start, end) in samples).

    ``spoken`` has for each phrase its sound and the words in it. A token that is spoken in two phrases lasts from the
    first into the second.
    """
    sounds: list[npt.NDArray[np.int16]] = []
    placed: dict[int, tuple[int, int]] = {}
    length = 0
    for number, (phrase, pcm, words) in enumerate(spoken):
        first, last = sounding(pcm) or (0, len(pcm))
        kept = _KEPT_MS * rate // 1000
        begin = 0 if number == 0 else max(0, first - kept)
        end = len(pcm) if number == len(spoken) - 1 else min(len(pcm), last + kept)
        for index, (token, start, stop) in enumerate(words):
            # The first word begins where sound begins. The model counts the trailing silence to the last word.
            begins = first if index == 0 and first < stop else start
            ends = min(stop, max(last + kept, begins + _FRAME), end)
            moved = max(0, begins - begin) + length, max(begins, ends) - begin + length
            placed[token] = (placed[token][0] if token in placed else moved[0], max(moved))
        sounds.append(pcm[begin:end])
        length += end - begin
        if number < len(spoken) - 1:
            pause = (_PAUSE_MS if phrase.symbols[-1:] in _CLAUSE else _BREATH_MS) * rate // 1000
            sounds.append(np.zeros(pause, np.int16))
            length += pause
    whole = np.concatenate(sounds) if sounds else np.zeros(0, np.int16)
    return whole, tuple((token, start, end) for token, (start, end) in placed.items())
