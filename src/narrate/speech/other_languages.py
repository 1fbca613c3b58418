"""Speaks words in another language, within a sentence, by a voice of that language.

Each run of words in one language is spoken by its own voice, brought to the loudness of the sentence, and joined to the
rest with no more silence than between words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from narrate.audio.clips import Pcm
from narrate.audio.mixing import resample
from narrate.errors import MissingDependencyError
from narrate.languages import primary_language
from narrate.model import Sentence, Timing, Token, Voice
from narrate.speech.engines import Engine, Session, Spoken
from narrate.speech.facts import Quality, facts_of
from narrate.speech.silence import sounding
from narrate.speech.voice_choice import best_voice

Others = Callable[[str], tuple[Engine, Voice] | None]
"""Called with a language (BCP 47); returns the voice that says its words, or None for the sentence's own voice."""

_EDGE_MS, _GAP_MS = 15, 35  # silence kept at the edges of a run, so that no consonant is cut, and put between runs
_MOST_DB = 12.0  # the most by which the loudness of a run is changed


def no_other_voice(_language: str) -> None:
    """Find no voice for words in another language: the ``Others`` of a voice that says all words itself."""


def others_for(engine: Engine, language: str) -> Others:
    """Return a function that finds the voice for words not in ``language``, the language of a voice of ``engine``.

    Only a natural voice may take over, and only from a natural voice. It is the engine's own voice for the word's
    language, or else the best one installed. espeak-ng says such words itself.
    """
    if not _natural(engine.name):
        return no_other_voice

    @cache
    def find(other: str) -> tuple[Engine, Voice] | None:
        if primary_language(other) == primary_language(language):
            return None
        try:
            voice = engine.voice(other)
        except MissingDependencyError:
            voice = None
        if voice is not None:
            return engine, voice
        best = best_voice(other)
        return best if best is not None and _natural(best[0].name) else None

    return find


def _natural(engine: str) -> bool:
    facts = facts_of(engine)
    return facts.quality is Quality.NATURAL and not (facts.text_leaves or facts.person)


@dataclass(frozen=True, slots=True)
class VoiceRun:
    """A run of tokens (words) in a sentence that one voice speaks.

    ``sentence`` has only these tokens. ``first`` is the index of the first of them in the whole sentence. ``language``
    is empty if the sentence's own voice speaks.
    """

    sentence: Sentence
    first: int
    language: str


class ManyVoices:
    """A session that speaks each sentence with its own voice, and words in other languages with other voices."""

    def __init__(self, engine: Engine, others: Others) -> None:
        self._engine = engine
        self._others = others
        self._sessions: dict[str, Session] = {engine.name: engine.session()}

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        parts = list(parts_by_voice(sentence, voice.language, self._others))
        if len(parts) == 1 and not parts[0].language:
            return self._sessions[self._engine.name].speak(sentence, voice, rate)
        return _joined([(part, self._say(part, voice, rate), not part.language) for part in parts])

    def close(self) -> None:
        for session in self._sessions.values():
            session.close()

    def _say(self, part: VoiceRun, voice: Voice, rate: int) -> Spoken:
        other = self._others(part.language) if part.language else None
        engine, own_voice = other or (self._engine, voice)
        if engine.name not in self._sessions:
            self._sessions[engine.name] = engine.session()
        return self._sessions[engine.name].speak(part.sentence, own_voice, rate)


def parts_by_voice(sentence: Sentence, language: str, others: Others) -> Iterator[VoiceRun]:
    """Split ``sentence`` into runs of tokens by the voice that speaks them.

    ``language`` is that of the sentence's own voice. ``others`` finds the voices for other languages.
    """
    own_language = sentence.language or language
    runs: list[tuple[str, list[int]]] = []
    for index, token in enumerate(sentence.tokens):
        other = token.language if token.language and token.language != own_language and others(token.language) else ""
        if runs and (runs[-1][0] == other or token.alias == ""):
            runs[-1][1].append(index)
        else:
            runs.append((other, [index]))
    if not any(other for other, _ in runs):
        yield VoiceRun(sentence, 0, "")
        return
    starts = [sentence.tokens[indices[0]].start for _, indices in runs]
    for number, (other, indices) in enumerate(runs):
        begin = 0 if number == 0 else starts[number]
        yield _part(sentence, other, indices, begin, starts[number + 1] if number + 1 < len(runs) else None)


def _part(sentence: Sentence, other: str, indices: list[int], begin: int, end: int | None) -> VoiceRun:
    def moved(token: Token) -> Token:
        # A token names no language when its sentence is in that language.
        return replace(token, start=token.start - begin, language="" if other else token.language)

    tokens = tuple(moved(sentence.tokens[index]) for index in indices)
    text = sentence.text[begin:end]
    part = replace(sentence, text=text, tokens=tokens, cues=(), language=other or sentence.language)
    return VoiceRun(part, indices[0], other)


def _joined(spoken: list[tuple[VoiceRun, Spoken, bool]]) -> Spoken:
    """Return the runs as one sound, with the sampling rate and the loudness of the sentence's own voice.

    Each item of ``spoken`` is (run, its sound, whether the sentence's own voice speaks it).
    """
    lead = next((run for _, run, is_own in spoken if is_own), spoken[0][1])
    level = _level([run.pcm for _, run, is_own in spoken if is_own] or [lead.pcm])
    edge = _EDGE_MS * lead.rate // 1000
    sounds: list[Pcm] = []
    words: list[tuple[int, int, int]] = []
    length = 0
    for part, run, is_own in spoken:
        factor = lead.rate / run.rate
        pcm = run.pcm if factor == 1 else resample(run.pcm, run.rate, lead.rate)
        heard = sounding(pcm)
        if heard is None:
            continue
        if not is_own:
            pcm = _louder(pcm, level, _level([pcm]))
        if sounds:
            sounds.append(np.zeros(_GAP_MS * lead.rate // 1000, np.int16))
            length += len(sounds[-1])
        begin, end = max(0, heard[0] - edge), min(len(pcm), heard[1] + edge)
        for token, start, stop in run.words:
            first, last = (min(max(round(sample * factor), begin), end) - begin + length for sample in (start, stop))
            words.append((part.first + token, first, last))
        sounds.append(pcm[begin:end])
        length += end - begin
    pcm = np.concatenate(sounds) if sounds else np.zeros(0, np.int16)
    return Spoken(pcm, lead.rate, tuple(words), max((run.timing for _, run, _ in spoken), key=list(Timing).index))


def _level(sounds: list[Pcm]) -> float:
    """Return the loudness of ``sounds`` without their pauses, as a root mean square."""
    pcm = np.concatenate(sounds).astype(np.float64)
    loud = pcm[np.abs(pcm) > np.abs(pcm).max(initial=0) / 50]
    return float(np.sqrt(np.mean(loud**2))) if len(loud) else 0.0


def _louder(pcm: Pcm, wanted: float, level: float) -> Pcm:
    if not wanted or not level:
        return pcm
    limit = 10 ** (_MOST_DB / 20)
    factor = min(max(wanted / level, 1 / limit), limit)
    louder: Pcm = np.clip(np.rint(pcm * factor), -32768, 32767).astype(np.int16)
    return louder
