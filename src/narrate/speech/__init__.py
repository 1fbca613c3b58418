"""Sentences become utterances: engines, and the layer that is the same for all of them."""

from narrate.speech.casting import engines_of, find_voice, speak_script
from narrate.speech.choosing import best_voice
from narrate.speech.engines import ENGINES, Engine, Narrator, Online, Spoken, open_engine
from narrate.speech.foreign import others_for
from narrate.speech.guessing import guessed_words
from narrate.speech.saying import say_script
from narrate.speech.speaking import Speaker

__all__ = [
    "ENGINES",
    "Engine",
    "Narrator",
    "Online",
    "Speaker",
    "Spoken",
    "best_voice",
    "engines_of",
    "find_voice",
    "guessed_words",
    "open_engine",
    "others_for",
    "say_script",
    "speak_script",
]
