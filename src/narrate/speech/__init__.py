"""Sentences become utterances: engines, and the layer that is the same for all of them."""

from narrate.speech.casting import find_voice, speak_script, who_hears
from narrate.speech.choosing import best_voice, choose_voice, is_auto, voice_for
from narrate.speech.engines import ENGINES, Engine, Narrator, Online, Spoken, open_engine
from narrate.speech.foreign import others_for
from narrate.speech.guessing import guesses
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
    "choose_voice",
    "find_voice",
    "guesses",
    "is_auto",
    "open_engine",
    "others_for",
    "say_script",
    "speak_script",
    "voice_for",
    "who_hears",
]
