"""Where the words of a sentence lie in a sound that somebody else made of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from narrate.audio.mixing import resample
from narrate.model import Sentence, Timing
from narrate.speech.alignment.estimating import estimate
from narrate.speech.alignment.features import HOP_MS, RATE, ear_for, listen
from narrate.speech.alignment.reading import USUAL_RATE, Reader
from narrate.speech.alignment.warping import entered, warp
from narrate.speech.silence import sounding

Words = tuple[tuple[int, int, int], ...]


class Aligner:
    """Finds words by the likeness to espeak-ng's reading of the same sentence, in any language that it speaks.

    One thread at a time; the same input gives the same times in any order. It holds a child
    process from its first sentence on: close it.
    """

    def __init__(self, language: str) -> None:
        self._reader = Reader(language)

    def align(self, sentence: Sentence, pcm: npt.NDArray[np.int16], rate: int) -> tuple[Words, Timing]:
        """(token, start sample, end sample) for the tokens of ``sentence`` in ``pcm`` (mono, ``rate`` Hz).

        As in ``Spoken.words``: in order, each ending where the next begins. ``Timing.ALIGNED``, or
        ``ESTIMATED``, shared out by letters, where espeak-ng does not speak the language or
        finds no word in the sentence. Raises OutsideError when espeak-ng fails.
        """
        bounds = sounding(pcm)
        if bounds is None:
            return (), Timing.ALIGNED
        starts = self._starts(sentence, pcm[: bounds[1]], rate)
        if not starts:
            return estimate(sentence, pcm), Timing.ESTIMATED
        ends = [start for _, start in starts[1:]] + [bounds[1]]
        return tuple((token, start, end) for (token, start), end in zip(starts, ends, strict=True)), Timing.ALIGNED

    def _starts(self, sentence: Sentence, pcm: npt.NDArray[np.int16], rate: int) -> list[tuple[int, int]]:
        heard = listen([resample(pcm, rate, RATE)], ear_for(rate))
        reading = self._reader.read(sentence, heard.ear)
        if reading is None:
            return []
        quicker = reading.frames / max(1, int(heard.voiced.sum()))
        if not 0.95 < quicker < 1.05:
            reading = self._reader.read(sentence, heard.ear, round(USUAL_RATE * quicker)) or reading
        starts = entered(reading, warp(heard, reading))
        found = [(token, first * HOP_MS * rate // 1000) for token, first in starts]
        return [one for before, one in pairwise([(-1, -1), *found]) if one[1] > before[1]]

    def close(self) -> None:
        """End espeak-ng's process."""
        self._reader.close()
