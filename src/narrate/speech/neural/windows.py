"""A sentence in runs of tokens that phonemes can be shared out to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from narrate.speech.espeak.text import LanguageRun

# As much as is asked of espeak-ng at a time: the time to share phonemes out grows with the square.
_FEW, _MANY = 12, 40


def windows(part: LanguageRun, ends: Callable[[str], bool]) -> Iterator[tuple[list[int], list[str]]]:
    """(tokens, their texts) of a part: clause by clause, where clauses are not too short or long.

    ``ends`` tells whether a token whose text ends in a character ends a clause.
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
