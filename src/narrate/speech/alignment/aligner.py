"""Finds where the words of a sentence lie in its sound, when the engine that made the sound does not say."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from narrate.audio.mixing import resample
from narrate.model import Sentence, Timing
from narrate.speech.alignment.estimating import estimate
from narrate.speech.alignment.features import HOP_MS, RATE, ear_for, listen
from narrate.speech.alignment.reading import USUAL_RATE, PhonemeReader
from narrate.speech.alignment.warping import warp, word_starts
from narrate.speech.silence import sounding

WordTimes = tuple[tuple[int, int, int], ...]


class Aligner:
    """Finds words by comparing a sound with espeak-ng's reading of the same sentence.

    It works in every language that espeak-ng speaks. Use it from one thread at a time. The result for a sentence does
    not depend on the sentences before it. The first sentence starts a child process, so call ``close``.
    """

    def __init__(self, language: str) -> None:
        self._reader = PhonemeReader(language)

    def align(self, sentence: Sentence, pcm: npt.NDArray[np.int16], rate: int) -> tuple[WordTimes, Timing]:
        """Return (words, timing): (token, start sample, end sample) for each word, and how the times were found.

        ``pcm`` is the mono sound of ``sentence`` at ``rate`` Hz. The words are in order, as in ``Spoken.words``, and
        each ends where the next begins. The timing is ``ALIGNED``. It is ``ESTIMATED``, in proportion to letters, if
        espeak-ng does not speak the language or finds no word in the sentence. Raises OutsideError if espeak-ng fails.
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
        starts = word_starts(reading, warp(heard, reading))
        words = [(token, first * HOP_MS * rate // 1000) for token, first in starts]
        return [word for before, word in pairwise([(-1, -1), *words]) if word[1] > before[1]]

    def close(self) -> None:
        """End espeak-ng's process."""
        self._reader.close()
