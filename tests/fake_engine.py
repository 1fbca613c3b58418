"""A speech engine for tests, which hums: it is quick and deterministic, and gives exact word times."""

from __future__ import annotations

import hashlib

import numpy as np

from narrate.errors import OutsideError
from narrate.model import Sentence, Timing, Voice
from narrate.speech import Spoken

RATE = 16_000


class FakeEngine:
    """An engine that hums each word for 40 ms, and ``letter_ms`` more for each letter. The word decides the pitch.

    It makes no sound for sentences that contain ``silent``, and fails on sentences that contain ``broken``. ``spoken``
    lists the sentences spoken so far; ``open`` counts the open sessions.
    """

    name = "fake"

    def __init__(self, silent: str = "", broken: str = "", letter_ms: int = 15) -> None:
        self.silent, self.broken, self.letter_ms = silent, broken, letter_ms
        self.spoken: list[str] = []
        self.open = 0

    def voice(self, language: str, name: str = "") -> Voice | None:
        return None if language == "tlh" else Voice(self.name, name or "hum", language)

    def fingerprint(self, voice: Voice) -> str:
        return "fake 1"

    def session(self) -> FakeSession:
        self.open += 1
        return FakeSession(self)


class FakeSession:
    def __init__(self, engine: FakeEngine) -> None:
        self._engine = engine

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        if self._engine.broken and self._engine.broken in sentence.text:
            raise OutsideError("the voice fake failed: it was told to")
        self._engine.spoken.append(sentence.text)
        parts, words, at = [np.zeros(RATE // 10)], [], RATE // 10
        for number, token in enumerate(sentence.tokens):
            count = RATE * (40 + self._engine.letter_ms * len(token.text)) // 1000
            digest = hashlib.blake2b(token.text.encode(), digest_size=8).digest()
            pitch = 110 + int.from_bytes(digest[:2], "big") % 400
            time = np.arange(count) / RATE
            loud = 0.0 if self._engine.silent and self._engine.silent in sentence.text else 6000.0
            hum = np.sin(2 * np.pi * pitch * time) + 0.5 * np.sin(2 * np.pi * (pitch * 2.7 + digest[2]) * time)
            parts.append(loud * hum * np.hanning(count))
            words.append((number, at, at + count))
            at += count
        pcm = np.concatenate([*parts, np.zeros(RATE // 5)]).astype(np.int16)
        return Spoken(pcm, RATE, tuple(words), Timing.EXACT)

    def close(self) -> None:
        self._engine.open -= 1
