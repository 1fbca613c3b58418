"""The layer that is the same for every engine: trimming, padding, word times, and the store.

An engine only speaks. This layer trims the sound and pads it to a multiple of 20 ms. It adds times for words whose
times the engine did not report, and raises an error for a silent sentence. Sentences spoken before come from the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from narrate.audio import clips
from narrate.audio.clips import SUFFIX, Pcm
from narrate.audio.grid import padded_samples
from narrate.errors import InputError, OutsideError, Place, Problem, Severity
from narrate.model import PackedWords, Sentence, Sound, Timing, Utterance, Voice, Word
from narrate.speech.engines import Engine, Narrator, Patient, Spoken
from narrate.speech.other_languages import ManyVoices, Others, no_other_voice
from narrate.speech.pronouncing import is_said
from narrate.speech.silence import sounding
from narrate.speech.speaking_threads import SpeakingThreads
from narrate.speech.worker_process import TimeLimit
from narrate.store import Entry, Store, content_key

_BEFORE_MS, _AFTER_MS = 20, 60  # silence kept before and after, so that no consonant is cut

# More than any worker takes before it gives up: a request to each of two processes, twice.
_LIMIT = TimeLimit(300, 3)

_Said = tuple[Sound, PackedWords, Timing, int, bool]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks sentences with one voice at ``rate`` words a minute, and keeps their sound in ``store``.

    ``jobs`` is how many sessions of the engine speak at the same time. ``others`` finds the voices for words in other
    languages. A sentence that takes longer than ``limit`` is given up.
    """

    engine: Engine
    voice: Voice
    rate: int
    store: Store
    jobs: int = 1
    others: Others = no_other_voice
    limit: TimeLimit = _LIMIT

    def speak(
        self, sentences: Sequence[Sentence], done: Callable[[str], None] = lambda _: None
    ) -> tuple[Utterance, ...]:
        """Return the utterances of ``sentences``, in order.

        ``done`` is called for each sentence with ``spoken``, or with ``kept`` if its sound needed no speaking. Raises
        InputError for a sentence for which the voice makes no sound, OutsideError if the engine or the store fails.
        """
        fingerprint = self.engine.fingerprint(self.voice)
        keys = [self._key(fingerprint, sentence) for sentence in sentences]
        spoken: dict[str, _Said] = {}
        missing: dict[str, Sentence] = {}
        self.store.fetch((key, SUFFIX) for key in keys)
        for key, sentence in zip(keys, sentences, strict=True):
            if key in spoken or key in missing:
                continue
            entry = self.store.find(key, SUFFIX)
            if entry is None:
                missing[key] = sentence
            else:
                spoken[key] = _said(key, entry)
        for _ in range(len(sentences) - len(missing)):
            done("kept")
        spoken |= self._make(missing, done)
        if missing:
            for key in self.store.settle(SUFFIX):
                if key in missing and (entry := self.store.find(key, SUFFIX)) is not None:
                    spoken[key] = _said(key, entry)
        return tuple(Utterance(sentence, *spoken[key]) for key, sentence in zip(keys, sentences, strict=True))

    def key(self, sentence: Sentence) -> str:
        """Return the store's key of the sound of ``sentence``, which need not have been spoken."""
        return self._key(self.engine.fingerprint(self.voice), sentence)

    def _key(self, fingerprint: str, sentence: Sentence) -> str:
        content = {
            "engine": fingerprint,
            "voice": str(self.voice),
            "language": self.voice.language,
            "rate": self.rate,
            "text": sentence.text,
        }
        if isinstance(self.engine, Narrator):
            content["recorded"] = self.engine.take(sentence)
        # Only tokens that are not said as written, so that a changed pronunciation affects only its own sentences.
        if pronunciations := [
            [index, token.alias, token.phonemes, token.spell_out, token.language]
            for index, token in enumerate(sentence.tokens)
            if is_said(token)
        ]:
            content["said"] = pronunciations
        own_language = sentence.language or self.voice.language
        languages = {token.language for token in sentence.tokens if token.language not in ("", own_language)}
        if others := {tag: f"{speaker[1]} {speaker[0].fingerprint(speaker[1])}"
                      for tag in sorted(languages) if (speaker := self.others(tag))}:  # fmt: skip
            content["others"] = others
        return content_key("speech", content)

    def _make(self, missing: dict[str, Sentence], done: Callable[[str], None]) -> dict[str, _Said]:
        """Speak the ``missing`` sentences, and return what was said by the same keys.

        ``jobs`` threads with a session each do the work. The first failure stops all of them.
        """
        if not missing:
            return {}
        made: dict[str, _Said] = {}

        def keep(key: str, said: _Said) -> None:
            made[key] = said
            done("spoken")

        def speak(session: ManyVoices, key: str, sentence: Sentence) -> _Said:
            try:
                spoken = session.speak(sentence, self.voice, self.rate)
            except OutsideError as error:
                raise _with_place(error, sentence) from error.__cause__
            return _said(key, self._keep(key, sentence, spoken))

        threads = SpeakingThreads(lambda: ManyVoices(self.engine, self.others), speak, self._limit_s, self.voice)
        threads.run(missing.items(), min(self.jobs, len(missing)), keep)
        return made

    def _limit_s(self, sentence: Sentence) -> float:
        """How many seconds the voice may take for ``sentence``."""
        return self.engine.longest_s if isinstance(self.engine, Patient) else self.limit.seconds(len(sentence.text))

    def _keep(self, key: str, sentence: Sentence, spoken: Spoken) -> Entry:
        pcm, words = _trimmed(sentence, spoken, self.voice)
        facts = {
            "rate": spoken.rate,
            "samples": len(pcm),
            "timing": spoken.timing,
            "words": [[word.token, word.start_ms, word.end_ms] for word in words],
        }
        if isinstance(self.engine, Narrator):
            facts["recorded"] = True
        return clips.keep(self.store, key, pcm, spoken.rate, facts)


def _with_place(error: OutsideError, sentence: Sentence) -> OutsideError:
    """Return ``error`` with the place of ``sentence`` before its message."""
    place = str(sentence.place or "")
    return type(error)(f"{place}: {error}") if place else error


def _said(key: str, entry: Entry) -> _Said:
    """Return the fields of an utterance other than its sentence, packed to use less memory than the store's facts."""
    facts = entry.facts
    sound = Sound(key, facts["rate"], facts["samples"])
    duration_ms, is_recorded = sound.samples * 1000 // sound.rate, facts.get("recorded") is True
    return sound, PackedWords(facts["words"]), Timing(facts["timing"]), duration_ms, is_recorded


def kept_utterance(sentence: Sentence, key: str, entry: Entry) -> Utterance:
    """Return the utterance of ``sentence``, whose sound is the ``entry`` of the store under ``key``."""
    return Utterance(sentence, *_said(key, entry))


def _trimmed(sentence: Sentence, spoken: Spoken, voice: Voice) -> tuple[Pcm, tuple[Word, ...]]:
    """Return (sound, words) for what an engine has spoken.

    The sound is trimmed at its ends and padded to the grid. There is a word with its time for every token.
    """
    rate, pcm = spoken.rate, spoken.pcm
    heard = sounding(pcm)
    if heard is None:
        place = sentence.place or Place("")
        message = f"the voice {voice} makes no sound for {sentence.text[:40]!r}"
        hint = "choose another voice, or write it in words that can be spoken"
        raise InputError(Problem(place, Severity.ERROR, "silent", message, hint))
    first = max(0, heard[0] - _BEFORE_MS * rate // 1000)
    last = min(len(pcm), heard[1] + _AFTER_MS * rate // 1000)
    kept = pcm[first:last]
    padded = np.zeros(padded_samples(len(kept), rate), np.int16)
    padded[: len(kept)] = kept
    placed = {token: (max(0, start - first), min(end - first, len(kept))) for token, start, end in spoken.words}
    return padded, _complete(sentence, placed, len(kept), rate)


def _complete(sentence: Sentence, placed: dict[int, tuple[int, int]], length: int, rate: int) -> tuple[Word, ...]:
    """Return a word with its time for every token of ``sentence``.

    ``placed`` has (start, end) in samples for the tokens that the engine reported; ``length`` is the length of the
    sound. Other tokens share the time of the token before them, in proportion to their letters.
    """
    tokens = sentence.tokens
    spans: list[tuple[list[int], int, int]] = []
    for token in range(len(tokens)):
        if token in placed:
            start, end = placed[token]
            spans.append(([token], start, end))
        elif spans:
            spans[-1][0].append(token)
        else:
            spans.append(([token], 0, min((start for start, _ in placed.values()), default=length)))
    words = []
    for shared, start, end in spans:
        letters = [max(1, len(tokens[token].text)) for token in shared]
        total, spoken = sum(letters), 0
        for token, count in zip(shared, letters, strict=True):
            begins = start + (end - start) * spoken // total
            spoken += count
            ends = start + (end - start) * spoken // total
            words.append(Word(token, begins * 1000 // rate, ends * 1000 // rate))
    return tuple(words)
