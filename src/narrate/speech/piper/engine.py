"""The engine ``piper``: espeak-ng's process gives the phonemes, a voice's model gives sound and word times."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from narrate.errors import MissingDependencyError, OutsideError, UsageError
from narrate.installed import how_to_install
from narrate.languages import primary_language
from narrate.model import Sentence, Timing, Voice
from narrate.speech.engines import Spoken
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.neural.phrases import Phrase, join, phrases_of
from narrate.speech.piper.installed_voices import InstalledVoice, find_installed_voices
from narrate.speech.piper.spelling import spell
from narrate.speech.piper.tempo import scale_for
from narrate.speech.piper.voice_file import numbers_of
from narrate.speech.worker_process import NEURAL, TimeLimit, WorkerProcess

_WORKER = Path(__file__).with_name("worker.py")
_MADE_BY = 1  # raise it when this package gives a model other input for the same words
_log = logging.getLogger(__name__)


class PiperEngine:
    """The voices of Piper in the folder of voices, or ``voices`` if any are given."""

    name = "piper"

    def __init__(self, voices: Sequence[InstalledVoice] = ()) -> None:
        self._given = tuple(voices)

    def voice(self, language: str, name: str = "") -> Voice | None:
        """Return a voice as ``Engine.voice`` does. If a voice has several speakers, the name is ``voice#speaker``.

        Raises MissingDependencyError if no voice is installed.
        """
        named = self.find(name)[0] if name else None
        fitting = nearest(language, [named] if named else self._installed)
        return Voice(self.name, name or fitting[0].name, language) if fitting else None

    def fingerprint(self, voice: Voice) -> str:
        installed, speaker = self.find(voice.name)
        parts = [installed.origin[:16], str(speaker), str(installed.curve), str(_MADE_BY)]
        return " ".join(["piper", *parts, *(f"{name} {version(name)}" for name in ("onnxruntime", "espeakng-loader"))])

    def session(self) -> PiperSession:
        return PiperSession(self)

    def find(self, name: str) -> tuple[InstalledVoice, int | None]:
        """Return (the voice called ``name``, the number of the speaker); the number is None if the voice has only one.

        Raises UsageError if there is no such voice or speaker.
        """
        known = {voice.name: voice for voice in self._installed}
        base, _, speaker = name.partition("#")
        if base not in known:
            raise UsageError(f"piper has no voice {base!r}: it has {', '.join(known)}")
        voice = known[base]
        if speaker and speaker not in voice.file.speakers:
            speakers = ", ".join(list(voice.file.speakers)[:10]) or "one"
            raise UsageError(f"piper's voice {base} has no speaker {speaker!r}: it has {speakers}")
        if not voice.file.speakers:
            return voice, None
        return voice, voice.file.speakers[speaker] if speaker else min(voice.file.speakers.values())

    @cached_property
    def _installed(self) -> tuple[InstalledVoice, ...]:
        if self._given:
            return self._given
        if find_spec("onnxruntime") is None:
            raise MissingDependencyError(f"the voice piper needs more packages: {how_to_install('piper')}")
        voices = find_installed_voices()
        if not voices:
            raise MissingDependencyError(
                "no voice of piper is installed; add one with: narrate voices add piper --from FILE.onnx, "
                "with FILE.onnx.json beside it"
            )
        return voices


class PiperSession:
    """A worker process with the models, and an espeak-ng session for phonemes. ``limit`` is the time limit of a phrase."""

    def __init__(self, engine: PiperEngine, limit: TimeLimit = NEURAL) -> None:
        self._engine = engine
        self._espeak_engine = EspeakEngine()
        self._espeak = self._espeak_engine.session()
        self._worker = WorkerProcess("piper", _WORKER, limit=limit)

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        installed, _ = self._engine.find(voice.name)
        scale = scale_for(installed.curve, rate)
        spoken = []
        for phrase, begins, request in self.requests(sentence, voice):
            header, payload = self._ask({**request, "scale": scale}, sentence, voice)
            pcm = np.frombuffer(payload, "<i2").astype(np.int16)
            spoken.append((phrase, pcm, _place(phrase, begins, header["frames"], len(pcm))))
        whole, words = join(spoken, installed.file.rate)
        return Spoken(whole, installed.file.rate, words, Timing.MODEL)

    def lengths(self, sentence: Sentence, voice: Voice) -> list[float]:
        """Return the length of each symbol of ``sentence`` in frames at scale 1, before it is rounded up."""
        lengths: list[float] = []
        for _, _, request in self.requests(sentence, voice):
            header, _ = self._ask({**request, "scale": 1.0, "lengths": request["raw"]}, sentence, voice)
            lengths += header["lengths"]
        return lengths

    def requests(self, sentence: Sentence, voice: Voice) -> Iterator[tuple[Phrase, list[int], dict[str, Any]]]:
        """Yield (phrase, index in the ids where each of its symbols begins, request to the worker) for ``sentence``."""
        installed, speaker = self._engine.find(voice.name)

        def phonemes(texts: Sequence[str], language: str) -> list[str]:
            return self._phonemes(texts, language, installed)

        for phrase in phrases_of(spell(sentence, installed.language, phonemes)):
            numbers, begins, unknown = numbers_of(phrase.symbols, installed.file)
            if unknown:
                _log.warning("the voice %s leaves out %s in %r", voice, " ".join(unknown), sentence.text[:40])
            yield phrase, begins, {
                "model": str(installed.model), "durations": installed.frames, "raw": installed.lengths, "ids": numbers,
                "speaker": speaker,
            }  # fmt: skip

    def close(self) -> None:
        self._espeak.close()
        self._worker.close()

    def _ask(
        self, request: dict[str, Any], sentence: Sentence, voice: Voice
    ) -> tuple[dict[str, Any], bytes | bytearray]:
        try:
            return self._worker.ask(request, len(request["ids"]))
        except OutsideError as error:
            raise OutsideError(
                f"{error}, at {sentence.text[:40]!r}; what was spoken is kept: build again, with --jobs 1 to need "
                f"less memory, or add the voice {voice.name} again: narrate voices add piper --from its file"
            ) from None

    def _phonemes(self, texts: Sequence[str], language: str, installed: InstalledVoice) -> list[str]:
        name = "" if language else installed.file.espeak
        voice = self._espeak_engine.voice(language or installed.language, name)
        if voice is None:
            raise OutsideError(f"the voice piper cannot say words in {language!r}: espeak-ng does not know them")
        return self._espeak.phonemes(texts, voice)


def nearest(language: str, voices: Sequence[InstalledVoice]) -> list[InstalledVoice]:
    """Return the voices for ``language``, best first: those of the same country first, then by quality."""
    tag = language.lower()
    code = primary_language(tag)
    same = [voice for voice in voices if primary_language(voice.language) == code]
    return sorted(same, key=lambda voice: (voice.language.lower() != tag, voice.file.rank, voice.name))


def _place(phrase: Phrase, begins: Sequence[int], frames: Sequence[int], length: int) -> list[tuple[int, int, int]]:
    """Return (token, start, end) in samples for the words of ``phrase``.

    ``begins`` has the index in the ids where each symbol begins; padding belongs to the symbol before it. ``frames``
    has the frames of each id, all with the same number of samples. ``length`` is the number of samples in all.
    """
    ends = np.concatenate([[0], np.cumsum(frames)])
    hop = length / int(ends[-1]) if ends[-1] else 0.0
    return [(token, round(ends[begins[a]] * hop), round(ends[begins[b]] * hop)) for token, a, b in phrase.words]
