"""The sound of a script from the store, without any engine."""

from __future__ import annotations

from collections.abc import Mapping

from narrate.audio.clips import SUFFIX
from narrate.model import Script, Sentence, Utterance, Voice
from narrate.speech.engines import Session
from narrate.speech.speaking import kept_utterance
from narrate.store import Store


class KeptVoice:
    """An engine that has the name of the one that spoke an edition, and its voice, and never speaks.

    ``voice`` is ``engine:name``, as manifests have it.
    """

    def __init__(self, voice: str) -> None:
        self.name, _, self._voice = voice.partition(":")

    def voice(self, language: str, name: str = "") -> Voice | None:
        return Voice(self.name, name or self._voice, language)

    def fingerprint(self, voice: Voice) -> str:
        raise NotImplementedError(f"{voice} is not asked how it speaks: the sound comes from the store")

    def session(self) -> Session:
        raise NotImplementedError("it never speaks: the sound comes from the store")


class MissingSoundError(Exception):
    """The store lacks the sound of ``sentences``."""

    def __init__(self, sentences: list[Sentence]) -> None:
        super().__init__(f"the sound of {len(sentences)} sentences is missing")
        self.sentences = sentences


def kept_utterances(script: Script, keys: Mapping[str, str], store: Store) -> tuple[Utterance, ...]:
    """Return the utterances of the sentences of ``script``, in order, from ``store``.

    ``keys`` has the store's key of the sound of each sentence, by the sentence's id. Raises MissingSoundError.
    """
    utterances: list[Utterance] = []
    missing: list[Sentence] = []
    store.fetch((key, SUFFIX) for key in keys.values())
    for sentence in (sentence for segment in script.segments for sentence in segment.sentences):
        key = keys.get(sentence.id, "")
        entry = store.find(key, SUFFIX) if key else None
        if entry is None:
            missing.append(sentence)
        else:
            utterances.append(kept_utterance(sentence, key, entry))
    if missing:
        raise MissingSoundError(missing)
    return tuple(utterances)
