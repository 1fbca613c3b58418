"""Speaks the editions of a script. A sentence that several editions have is spoken once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from narrate.build_settings import BuildSettings
from narrate.editions import DESCRIBED
from narrate.model import Kind, Purpose, Script, Sentence, Timeline, Utterance, Voice
from narrate.speech import Engine, Speaker, is_auto, others_for, speak_script, voice_for
from narrate.timeline import build_timeline, spoken_length_ms

DEFAULT_RATE = 150  # words a minute
_MOST_TRIES = 3


class EditionSpeech:
    """Speaks ``script``, the standard edition, and other editions of it, with the engine and voice of ``cast``.

    Sentences with the same id are the same sentence in all editions.
    """

    def __init__(self, script: Script, cast: tuple[Engine, Voice], settings: BuildSettings) -> None:
        engine, self._voice = cast
        rate, others = script.rate or DEFAULT_RATE, others_for(engine, self._voice.language)
        self._speaker = Speaker(engine, self._voice, rate, settings.store, settings.jobs, others)
        self._find = voice_for(script, engine, auto=is_auto(script, settings.voice))
        self._spoken: dict[str, Utterance] = {}

    def speak(self, script: Script, edition: str, done: Callable[[str], None]) -> Timeline:
        """Speak the sentences of ``script`` that were not spoken yet, and return the timeline of ``edition``.

        ``script`` has the sentences of the edition with the name ``edition``. ``done`` is called for each sentence, with
        ``spoken``, or with ``kept`` if another edition has spoken it. Raises
        NarrateError if a voice or the store fails.
        """
        kept = sum(sentence.id in self._spoken for sentence in _sentences(script))
        utterances = self._utterances(script, done)
        for _ in range(kept):
            done("kept")
        return build_timeline(script, utterances, self._voice, edition)

    def speak_described(self, describe: Callable[[int], Script], done: Callable[[str], None]) -> Timeline:
        """Speak the described edition, and return its timeline. ``done`` and the errors are as for ``speak``.

        ``describe`` takes a length in ms and returns the script of an edition of that length, since the title slide says
        how long the edition is. That sentence is spoken last, when the length of the rest is known.
        """
        earlier = set(self._spoken)
        script = _without_length(describe(0))
        length_ms = spoken_length_ms(script, self._utterances(script, done))
        for _ in range(_MOST_TRIES):
            script = describe(length_ms)
            utterances = self._utterances(script, done)
            length_ms, supposed_ms = spoken_length_ms(script, utterances), length_ms
            if length_ms == supposed_ms or describe(length_ms).segments == script.segments:
                break
        for _ in range(sum(sentence.id in earlier for sentence in _sentences(script))):
            done("kept")
        return build_timeline(script, utterances, self._voice, DESCRIBED)

    def _utterances(self, script: Script, done: Callable[[str], None]) -> tuple[Utterance, ...]:
        """Return the utterances of ``script``, in order. What was not spoken yet is spoken now."""
        segments = (
            replace(segment, sentences=tuple(one for one in segment.sentences if one.id not in self._spoken))
            for segment in script.segments
        )
        for utterance in speak_script(replace(script, segments=tuple(segments)), self._speaker, self._find, done):
            self._spoken[utterance.sentence.id] = utterance
        return tuple(_said_here(self._spoken[sentence.id], sentence) for sentence in _sentences(script))


def _sentences(script: Script) -> Sequence[Sentence]:
    return [sentence for segment in script.segments for sentence in segment.sentences]


def _said_here(utterance: Utterance, sentence: Sentence) -> Utterance:
    """Return ``utterance`` for ``sentence``, which may be in another paragraph or have another pause after it."""
    return utterance if utterance.sentence is sentence else replace(utterance, sentence=sentence)


def _without_length(script: Script) -> Script:
    """Return ``script`` without the words of its title slide, which say how long the edition is."""
    segments = (
        replace(one, sentences=tuple(sentence for sentence in one.sentences if sentence.purpose is not Purpose.WORDS))
        if one.kind is Kind.TITLE
        else one
        for one in script.segments
    )
    return replace(script, segments=tuple(segments))
