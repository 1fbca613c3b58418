"""The engine ``kokoro``: espeak-ng's process gives the phonemes, the model's process gives sound and word times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from narrate.errors import MissingDependencyError, OutsideError, UsageError
from narrate.installed import how_to_install
from narrate.languages import primary_language
from narrate.model import Sentence, Timing, Voice
from narrate.speech.engines import Spoken
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.kokoro.comparing_models import WORKER
from narrate.speech.kokoro.installing import InstalledModel, find_installed, installed_speakers
from narrate.speech.kokoro.pinned_files import KokoroVoice, speaks
from narrate.speech.kokoro.spelling import spell
from narrate.speech.kokoro.symbols import numbers
from narrate.speech.kokoro.tempo import speed_for
from narrate.speech.neural.phrases import Phrase, join, phrases_of, place
from narrate.speech.worker_process import NEURAL, TimeLimit, WorkerProcess

_RATE = 24_000
_LUFS = -23.0  # the loudness given to every voice: voices in one track are equally loud, and none clips
_MADE_BY = 3  # raise it when this package gives the model other input for the same words


class KokoroEngine:
    """Kokoro-82M from the folder of voices. It speaks the languages it was trained on."""

    name = "kokoro"

    def voice(self, language: str, name: str = "") -> Voice | None:
        """Return a voice as ``Engine.voice`` does. Raises MissingDependencyError if Kokoro is not installed."""
        if name and name not in self._speakers:
            raise UsageError(f"kokoro has no voice {name!r}: it has {', '.join(self._speakers)}")
        if not speaks(language):
            return None
        speaker_name = name or next((speaker.name for speaker in _nearest(language, list(self._speakers.values()))), "")
        return Voice(self.name, speaker_name, language) if speaker_name else None

    def fingerprint(self, voice: Voice) -> str:
        speaker = self._speakers[voice.name]
        how = [f"{speaker.pace:.3f}", f"{speaker.lufs:.1f}", str(_MADE_BY)]
        parts = [self._installed.origin[:16], speaker.file.sha256[:16], *how]
        packages = ["onnxruntime", "espeakng-loader"]
        if voice.language.startswith("zh"):
            packages += ["pypinyin", "rjieba"]
        return " ".join(["kokoro", *parts, *(f"{name} {version(name)}" for name in packages)])

    def session(self) -> KokoroSession:
        return KokoroSession(self._installed, self._speakers)

    @cached_property
    def _installed(self) -> InstalledModel:
        if find_spec("onnxruntime") is None:
            raise MissingDependencyError(f"the voice kokoro needs more packages: {how_to_install('neural')}")
        installed = find_installed()
        if installed is None:
            raise MissingDependencyError(
                "the voice kokoro is not installed; add it with: narrate voices add kokoro (118 MB)"
            )
        return installed

    @cached_property
    def _speakers(self) -> dict[str, KokoroVoice]:
        return {speaker.name: speaker for speaker in installed_speakers(self._installed)}


class KokoroSession:
    """A worker process with the model, and an espeak-ng session for phonemes. ``limit`` is the time limit of a phrase."""

    def __init__(self, installed: InstalledModel, speakers: dict[str, KokoroVoice], limit: TimeLimit = NEURAL) -> None:
        self._installed = installed
        self._speakers = speakers
        self._espeak_engine = EspeakEngine()
        self._espeak = self._espeak_engine.session()
        self._worker = WorkerProcess("kokoro", WORKER, [str(installed.model)], limit)

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        speaker = self._speakers[voice.name]
        spelt = spell(sentence, _dialect(speaker, voice.language), self._phonemes)
        # Chinese words already begin with a space.
        gap = "" if voice.language.startswith("zh") else " "
        spoken = []
        for phrase in phrases_of(spelt, gap):
            pcm, durations = self._say(phrase, speaker, rate, sentence)
            spoken.append((phrase, pcm, place(phrase, durations)))
        pcm, words = join(spoken, _RATE)
        return Spoken(pcm, _RATE, words, Timing.MODEL)

    def close(self) -> None:
        self._espeak.close()
        self._worker.close()

    def _say(
        self, phrase: Phrase, speaker: KokoroVoice, rate: int, sentence: Sentence
    ) -> tuple[npt.NDArray[np.int16], Sequence[int]]:
        request = {
            "symbols": numbers(phrase.symbols),
            "style": str(self._installed.voice(speaker.name)),
            "speed": speed_for(speaker.pace, rate),
            "gain": round(10 ** ((_LUFS - speaker.lufs) / 20), 4),
        }
        try:
            header, pcm = self._worker.ask(request, len(phrase.symbols))
        except OutsideError as error:
            raise OutsideError(
                f"{error}, at {sentence.text[:40]!r}; what was spoken is kept: build again, with --jobs 1 to need "
                "less memory, or add the voice again: narrate voices add kokoro"
            ) from None
        return np.frombuffer(pcm, "<i2").astype(np.int16), header["durations"]

    def _phonemes(self, texts: Sequence[str], language: str) -> list[str]:
        voice = self._espeak_engine.voice(language)
        if voice is None:
            raise OutsideError(f"the voice kokoro cannot say words in {language!r}: espeak-ng does not know them")
        return self._espeak.phonemes(texts, voice)


def _nearest(language: str, speakers: Sequence[KokoroVoice]) -> list[KokoroVoice]:
    """Return the voices for ``language``, best first: those of the same country before the others."""
    code = primary_language(language)
    same = [speaker for speaker in speakers if primary_language(speaker.language) == code]
    return sorted(same, key=lambda speaker: speaker.language.lower() != language.lower())


def _dialect(speaker: KokoroVoice, language: str) -> str:
    """Return the language tag for the phonemes of a sentence in ``language``.

    It is the tag of ``speaker``, but ``language`` itself for Spanish and for other languages than the speaker's.
    """
    code, own = (primary_language(tag) for tag in (language, speaker.language))
    return language if code != own or code == "es" else speaker.language
