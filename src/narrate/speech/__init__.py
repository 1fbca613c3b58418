"""Turns sentences into utterances: the speech engines, and the layer that all of them share."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrate.speech.engines import ENGINES, Engine, Narrator, Online, Spoken, open_engine
    from narrate.speech.guess_warnings import warn_of_guesses
    from narrate.speech.other_languages import others_for
    from narrate.speech.pronouncing import say_script
    from narrate.speech.speaking import Speaker
    from narrate.speech.voice_choice import best_voice, choose_voice, is_auto, voice_for
    from narrate.speech.voice_per_sentence import find_voice, speak_script, text_recipients

__all__ = [
    "ENGINES",
    "Engine",
    "Narrator",
    "Online",
    "Speaker",
    "Spoken",
    "best_voice",
    "choose_voice",
    "find_voice",
    "is_auto",
    "open_engine",
    "others_for",
    "say_script",
    "speak_script",
    "text_recipients",
    "voice_for",
    "warn_of_guesses",
]

# Modules are loaded on first use. A build that has nothing to do only asks which voices were added.
_HOMES = {
    "find_voice": "narrate.speech.voice_per_sentence",
    "speak_script": "narrate.speech.voice_per_sentence",
    "text_recipients": "narrate.speech.voice_per_sentence",
    "best_voice": "narrate.speech.voice_choice",
    "choose_voice": "narrate.speech.voice_choice",
    "is_auto": "narrate.speech.voice_choice",
    "voice_for": "narrate.speech.voice_choice",
    "ENGINES": "narrate.speech.engines",
    "Engine": "narrate.speech.engines",
    "Narrator": "narrate.speech.engines",
    "Online": "narrate.speech.engines",
    "Spoken": "narrate.speech.engines",
    "open_engine": "narrate.speech.engines",
    "others_for": "narrate.speech.other_languages",
    "warn_of_guesses": "narrate.speech.guess_warnings",
    "say_script": "narrate.speech.pronouncing",
    "Speaker": "narrate.speech.speaking",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
