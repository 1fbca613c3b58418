"""Speaks each sentence with its voice.

That is the script's own voice, or one that a stage direction or the sentence's language asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from narrate.errors import InputError, Place, Problem, Severity, UsageError
from narrate.model import Script, Sentence, Utterance, Voice
from narrate.speech.engines import Engine, Narrator, Online
from narrate.speech.other_languages import others_for
from narrate.speech.speaking import Speaker
from narrate.speech.voice_choice import voice_for

Find = Callable[[str, str], tuple[Engine, Voice]]
"""Called with ``engine`` or ``engine:name`` and a language (BCP 47); returns the engine and voice."""


def speak_script(
    script: Script, speaker: Speaker, find: Find, done: Callable[[str], None] = lambda _: None
) -> tuple[Utterance, ...]:
    """Speak the sentences of ``script``, each with its voice, and return their utterances in order.

    ``speaker`` has the script's own voice; ``find`` finds other voices. ``done`` is called for each sentence with
    ``spoken``, or with ``kept`` if the store had it already.

    Raises InputError for a voice that does not exist, and whatever ``Speaker.speak`` raises.
    """
    sentences = [sentence for segment in script.segments for sentence in segment.sentences]
    cast: dict[tuple[str, str], list[int]] = {}
    for index, sentence in enumerate(sentences):
        cast.setdefault((sentence.voice, sentence.language), []).append(index)
    spoken: dict[int, Utterance] = {}
    for (voice, language), indices in cast.items():
        sentence_speaker = speaker
        if voice or (language and not isinstance(speaker.engine, Narrator)):
            first = sentences[indices[0]]
            engine, other = find_voice(script, first, speaker.voice.engine, find)
            sentence_speaker = replace(speaker, engine=engine, voice=other, others=others_for(engine, other.language))
        group = sentence_speaker.speak([sentences[index] for index in indices], done)
        spoken |= dict(zip(indices, group, strict=True))
    return tuple(spoken[index] for index in range(len(sentences)))


def _engines_of(script: Script, engine: Engine, find: Find) -> Iterator[tuple[Engine, Place]]:
    """Yield (engine, place that first asks for it) for every engine that will speak in ``script``.

    ``engine`` is the script's own. Raises InputError for a voice that does not exist.
    """
    yield engine, script.place
    seen = {("", "")}
    for segment in script.segments:
        for sentence in segment.sentences:
            if (asked := (sentence.voice, sentence.language)) not in seen:
                seen.add(asked)
                if not sentence.voice and isinstance(engine, Narrator):
                    continue  # a narrator reads foreign sentences too
                other, _ = find_voice(script, sentence, engine.name, find)
                yield other, sentence.place or script.place


def text_recipients(script: Script, engine: Engine, *, offline: bool = False) -> dict[str, str]:
    """Return the services to which the text of ``script`` is sent, as {name of the engine that sends it: service}.

    ``engine`` is the script's own engine; stage directions and languages may add others. Raises InputError if there is
    such a service but ``offline`` is set, or if a direction asks for a voice that does not exist.
    """
    recipients: dict[str, str] = {}
    problems = []
    for used, place in _engines_of(script, engine, voice_for(script, engine)):
        if isinstance(used, Online) and used.name not in recipients:
            recipients[used.name] = used.sends_to
            message = f"the voice {used.name} sends the text to {used.sends_to}, which --offline forbids"
            problems.append(Problem(place, Severity.ERROR, "offline", message, "choose another voice"))
    if offline and problems:
        raise InputError(*problems)
    return recipients


def find_voice(script: Script, sentence: Sentence, engine: str, find: Find) -> tuple[Engine, Voice]:
    """Return the engine and voice for a sentence that the script's own voice does not speak.

    ``engine`` is the name of the script's engine. Raises InputError if there is no such voice.
    """
    asked = dict(script.voices).get(sentence.voice, sentence.voice) or engine
    place = sentence.place or script.place
    try:
        return find(asked, sentence.language or script.language)
    except InputError as error:
        raise InputError(*(replace(problem, place=place) for problem in error.problems)) from None
    except UsageError as error:
        known = ", ".join(name for name, _ in script.voices)
        hint = f"the voices of narrate.yaml are {known}" if known else "name one of them, or a voice from narrate.yaml"
        raise InputError(Problem(place, Severity.ERROR, "unknown-voice", str(error), hint)) from None
