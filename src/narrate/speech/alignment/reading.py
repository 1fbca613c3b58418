"""Reads a sentence with espeak-ng, as a sequence of states with which a recording is aligned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.audio.mixing import resample
from narrate.model import Sentence
from narrate.speech.alignment.features import HOP_MS, RATE, Ear, Rows, listen
from narrate.speech.espeak.engine import EspeakEngine

USUAL_RATE = 150  # words a minute
_SLOWEST, _QUICKEST = 80, 400


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as espeak-ng reads it: a sequence of states, to which the frames of a recording are assigned.

    Each frame of a word is a state. There is one state of silence before, between and after words. ``rows`` has the
    features of each state, as in ``SoundFrames``. ``tokens`` has the index of the token that each state belongs to; -1
    for silence.
    """

    rows: Rows
    tokens: npt.NDArray[np.intp]

    @property
    def silent(self) -> npt.NDArray[np.bool_]:
        return self.tokens < 0

    @property
    def frames(self) -> int:
        """How long all words together last, in frames."""
        return int((self.tokens >= 0).sum())


class PhonemeReader:
    """Reads sentences of one language with espeak-ng. It runs a child process, so call ``close``."""

    def __init__(self, language: str) -> None:
        self._engine = EspeakEngine()
        self._voices = {"": self._engine.voice(language)}
        self._session = self._engine.session()

    @property
    def knows(self) -> bool:
        """Whether espeak-ng speaks the language at all."""
        return self._voices[""] is not None

    def read(self, sentence: Sentence, ear: Ear, rate: int = USUAL_RATE) -> Reading | None:
        """Return the reading of ``sentence`` at ``rate`` words a minute, with features as ``ear`` hears them.

        Returns None if there is no word in the sentence, or espeak-ng does not speak its language. Raises OutsideError
        if espeak-ng fails.
        """
        if sentence.language not in self._voices:
            self._voices[sentence.language] = self._engine.voice(sentence.language)
        voice = self._voices[sentence.language]
        if voice is None:
            return None
        spoken = self._session.speak(sentence, voice, min(max(rate, _SLOWEST), _QUICKEST))
        if not spoken.words or not spoken.pcm.any():
            return None
        heard = listen([resample(spoken.pcm, spoken.rate, RATE)], ear)
        states, tokens = [0], [-1]
        for token, start, end in spoken.words:
            first, last = (round(sample * 1000 / HOP_MS / spoken.rate) for sample in (start, end))
            last = min(last, len(heard))
            while last > first + 1 and not heard.voiced[last - 1]:
                last -= 1  # leave out a pause after the word: the recording may have it elsewhere or not at all
            inside = range(min(first, len(heard) - 1), max(last, first + 1))
            states += [*inside, 0]
            tokens += [*(token for _ in inside), -1]
        return Reading(heard.rows[states], np.array(tokens))

    def sounds(self, texts: Sequence[str]) -> list[str]:
        """Return each text in IPA, as espeak-ng says it in the reader's language.

        Raises OutsideError if espeak-ng fails.
        """
        voice = self._voices[""]
        assert voice is not None
        return self._session.phonemes(texts, voice)

    def close(self) -> None:
        """End espeak-ng's process."""
        self._session.close()
