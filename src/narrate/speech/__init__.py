"""Sentences become utterances: engines, and the layer that is the same for all of them."""

from narrate.speech.casting import find_voice, speak_script
from narrate.speech.engines import ENGINES, Engine, Narrator, Spoken, open_engine
from narrate.speech.saying import say_script
from narrate.speech.speaking import Speaker

__all__ = [
    "ENGINES",
    "Engine",
    "Narrator",
    "Speaker",
    "Spoken",
    "find_voice",
    "open_engine",
    "say_script",
    "speak_script",
]
