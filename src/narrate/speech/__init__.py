"""Sentences become utterances: engines, and the layer that is the same for all of them."""

from narrate.speech.engines import ENGINES, Engine, Spoken, open_engine
from narrate.speech.speaking import Speaker

__all__ = ["ENGINES", "Engine", "Speaker", "Spoken", "open_engine"]
