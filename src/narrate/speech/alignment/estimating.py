"""Estimates word times in proportion to letters: the last resort."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from narrate.model import Sentence
from narrate.speech.silence import sounding


def estimate(sentence: Sentence, pcm: npt.NDArray[np.int16]) -> tuple[tuple[int, int, int], ...]:
    """Return (token, start sample, end sample) for every token; its length is in proportion to its letters.

    The median error is 120 to 220 ms (docs/voices.md), so use it only if alignment is impossible.
    """
    bounds = sounding(pcm)
    if bounds is None or not sentence.tokens:
        return ()
    first, last = bounds
    letters = np.cumsum([0, *(1 + len(token.text) for token in sentence.tokens)])
    edges = first + (last - first) * letters // int(letters[-1])
    return tuple((token, int(edges[token]), int(edges[token + 1])) for token in range(len(sentence.tokens)))
