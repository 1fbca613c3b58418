"""The engine ``gtts``: sends sentences to Google Translate, which answers with MP3.

It is used only if the user names it. What leaves the machine is the words of a sentence, as they are to be spoken, and
their language.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Literal

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.decoding import decode_sound
from narrate.audio.splicing import splice
from narrate.errors import OutsideError, UsageError
from narrate.model import Sentence, Timing, Voice
from narrate.speech.alignment import Aligner
from narrate.speech.engines import Spoken
from narrate.speech.gtts.pacing import RequestQueue, WaitingTimes, open_session
from narrate.speech.gtts.parts import RequestedText, parts_of, sound_in
from narrate.speech.gtts.tags import accent, gtts_language
from narrate.speech.pronouncing import said_runs
from narrate.speech.silence import sounding

_RATE = 24_000  # Hz, the rate of Google's sound
_SLOW = 110  # words a minute; Google has two speeds, and the slow one is used up to this rate
_MADE_BY = 1  # raise it when this package sends another request for the same words


class GttsEngine:
    """Google Translate's voice. Tests give an ``address`` (scheme and host) to use in place of Google's."""

    name = "gtts"
    sends_to = "Google Translate"
    takes_sounds: Literal[False] = False
    longest_s = 3600.0  # ``pacing.py`` gives up long before this, however many sessions wait for each other

    def __init__(self, address: str = "", waits: WaitingTimes | None = None) -> None:
        self._address = address
        self._queue = RequestQueue(waits or WaitingTimes())

    def voice(self, language: str, name: str = "") -> Voice | None:
        """Return a voice as ``Engine.voice`` does.

        The name is a language with a country, such as ``en-GB``, for its accent.
        """
        if name and not gtts_language(name):
            raise UsageError(f"gtts has no voice {name!r}: a voice is a language of its own, as in gtts:en-GB")
        if not gtts_language(language):
            return None
        return Voice(self.name, name or language, language)

    def fingerprint(self, voice: Voice) -> str:
        return f"gtts {version('gTTS')} {gtts_language(voice.name)} {accent(voice.name)} {_MADE_BY}"

    def session(self) -> GttsSession:
        return GttsSession(self._queue, self._address)


class GttsSession:
    """A session that keeps its connection open and aligns words with the sound it receives."""

    def __init__(self, queue: RequestQueue, address: str) -> None:
        self._queue = queue
        self._address = address
        self._http = open_session()
        self._aligners: dict[str, Aligner] = {}

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        parts: list[RequestedText] = []
        for language, text in said_runs(sentence, voice.language):
            code = gtts_language(language or voice.name) or gtts_language(voice.name)
            parts += parts_of(text, code, accent(language or voice.name), self._address, slow=rate <= _SLOW)
        if not parts:  # only punctuation; ``speaking.py`` reports it with its place
            return Spoken(np.zeros(_RATE // 50, np.int16), _RATE, (), Timing.ESTIMATED)
        sounds = [self._sound(part) for part in parts]
        rates = {own_rate for _, own_rate in sounds}
        if len(rates) > 1:
            raise OutsideError(f"the voice gtts answers at different rates, {sorted(rates)} Hz, in one sentence")
        own_rate = rates.pop()
        pcm = splice([(pcm, part.pause_ms) for (pcm, _), part in zip(sounds, parts, strict=True)], own_rate)
        words, timing = self._aligner(voice.language).align(sentence, pcm, own_rate)
        return Spoken(pcm, own_rate, words, timing)

    def close(self) -> None:
        self._http.close()
        for aligner in self._aligners.values():
            aligner.close()

    def _aligner(self, language: str) -> Aligner:
        if language not in self._aligners:
            self._aligners[language] = Aligner(language)
        return self._aligners[language]

    def _sound(self, part: RequestedText) -> tuple[Pcm, int]:
        """Return (samples, rate in Hz) for a part of a sentence.

        Raises OutsideError if there is no sound, since nobody would notice a missing part.
        """
        try:
            answer = self._queue.send(self._http, part.request)
        except OutsideError as error:
            raise OutsideError(
                f"the voice gtts failed: {error}, at {part.text[:40]!r}; what was spoken is kept: build again later"
            ) from None
        mp3 = sound_in(answer)
        if not mp3:
            raise OutsideError(
                f"the voice gtts failed: the answer for {part.text[:40]!r} holds no sound; write it in other words, "
                "or build again later"
            )
        try:
            pcm, rate = decode_sound(mp3)
        except ValueError as error:
            raise OutsideError(f"the voice gtts failed: the sound for {part.text[:40]!r}: {error}") from None
        if sounding(pcm) is None:
            raise OutsideError(f"the voice gtts failed: the sound for {part.text[:40]!r} is silence")
        return pcm, rate
