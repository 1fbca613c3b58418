"""Splits a sentence into windows of tokens, for which phonemes are requested together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from narrate.speech.espeak.text import LanguageRun

# The least and most tokens in a window. The time to assign phonemes grows with the square of the length.
_FEW, _MANY = 12, 40


def windows(part: LanguageRun, ends: Callable[[str], bool]) -> Iterator[tuple[list[int], list[str]]]:
    """Yield the windows of ``part`` as (tokens, their texts).

    A window ends where a clause ends, unless it would be too short or too long. ``ends`` says whether a token whose
    text ends in the given character ends a clause.
    """
    bounds = [start for start, _ in part.starts] + [len(part.text)]
    tokens: list[int] = []
    texts: list[str] = []
    for (_, token), (start, end) in zip(part.starts, pairwise(bounds), strict=True):
        tokens.append(token)
        texts.append(part.text[start:end])
        if len(tokens) >= _MANY or (len(tokens) >= _FEW and ends(texts[-1].rstrip()[-1:])):
            yield tokens, texts
            tokens, texts = [], []
    if tokens:
        yield tokens, texts
