"""The phonemes of sentences, by the pronunciation rules that a voice uses."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.languages import primary_language
from narrate.model import Sentence, Voice
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.espeak.text import parts_of
from narrate.speech.facts import facts_of


def sentence_phonemes(sentences: Sequence[Sentence], voice: Voice) -> list[str]:
    """Return the phonemes of each sentence in IPA, with spaces between words; "" if the rules of ``voice`` are unknown.

    ``say_script`` must have given the words of the sentences their pronunciations. Raises OutsideError if espeak-ng
    fails.
    """
    engine = EspeakEngine()
    session = engine.session()  # its process starts with the first request
    facts = facts_of(voice.engine)
    sounds: list[str] = []
    try:
        for sentence in sentences:
            language = sentence.language or voice.language
            phonemes: list[str] = []
            for part in parts_of(sentence, language):
                tag = part.language or language
                same = voice.engine == engine.name and voice.language == tag
                own_voice = voice if same else engine.voice(tag)
                if own_voice is None or not facts.spelling or primary_language(tag) in facts.without:
                    phonemes = []
                    break
                phonemes += session.phonemes([part.text], own_voice)
            sounds.append(" ".join(phonemes).replace("_", "").strip())
    finally:
        session.close()
    return sounds
