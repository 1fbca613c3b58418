"""The last resort: word times in proportion to letters."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from narrate.model import Sentence
from narrate.speech.silence import sounding


def estimate(sentence: Sentence, pcm: npt.NDArray[np.int16]) -> tuple[tuple[int, int, int], ...]:
    """(token, start sample, end sample) for every token; its length is in proportion to its letters.

    Words start 50 to 90 ms from where they are heard, as the median, and some much further (docs/recordings.md). So use
    it only where alignment is impossible.
    """
    bounds = sounding(pcm)
    if bounds is None or not sentence.tokens:
        return ()
    first, last = bounds
    letters = np.cumsum([0, *(1 + len(token.text) for token in sentence.tokens)])
    edges = first + (last - first) * letters // int(letters[-1])
    return tuple((token, int(edges[token]), int(edges[token + 1])) for token in range(len(sentence.tokens)))
