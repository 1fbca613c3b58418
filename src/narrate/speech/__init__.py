"""Sentences become utterances: engines, and the layer that is the same for all of them."""

from narrate.speech.casting import engines_of, find_voice, speak_script
from narrate.speech.engines import ENGINES, Engine, Online, Spoken, open_engine
from narrate.speech.saying import say_script
from narrate.speech.speaking import Speaker

__all__ = [
    "ENGINES",
    "Engine",
    "Online",
    "Speaker",
    "Spoken",
    "engines_of",
    "find_voice",
    "open_engine",
    "say_script",
    "speak_script",
]
