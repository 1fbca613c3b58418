"""``auto``: the best voice that is installed, by language."""

from __future__ import annotations

from narrate.errors import MissingDependencyError
from narrate.model import Voice
from narrate.speech.engines import Engine, open_engine
from narrate.store.voices import added_voices

_BEST_FIRST = ("kokoro", "piper", "espeak")
"""Engines that ask for no leave: none of them sends text away."""


def best_voice(language: str) -> tuple[Engine, Voice] | None:
    """The best voice installed for ``language`` (BCP 47), or None where nothing speaks it.

    Voices that were added come first, then espeak-ng's.
    """
    added = {name.split("/")[0] for name in added_voices()}
    for name in _BEST_FIRST:
        if name != "espeak" and name not in added:
            continue  # and its modules need not be loaded to say so
        engine = open_engine(name)
        try:
            voice = engine.voice(language)
        except MissingDependencyError:
            continue
        if voice is not None:
            return engine, voice
    return None
