"""One narration script becomes slides and sound, in step.

>>> import narrate
>>> script = narrate.read("script/vertebroplasty-kyphoplasty/en.md")
>>> report = narrate.build("script", "output", to=["pptx", "mp3"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrate.batch import Report, build, read
    from narrate.errors import NarrateError
    from narrate.model import Sentence, Timing, Token, Voice
    from narrate.speech.engines import Engine, Session, Spoken
    from narrate.speech.saying import said_text

__version__ = "0.1.0"
__all__ = [
    "Engine",
    "NarrateError",
    "Report",
    "Sentence",
    "Session",
    "Spoken",
    "Timing",
    "Token",
    "Voice",
    "__version__",
    "build",
    "read",
    "said_text",
]

# Loaded when asked for, so that `narrate --help` does not wait for what it does not use.
_HOMES = {
    "read": "narrate.batch",
    "build": "narrate.batch",
    "Report": "narrate.batch",
    "NarrateError": "narrate.errors",
    # what a private engine is, is given and gives
    "Engine": "narrate.speech.engines",
    "Session": "narrate.speech.engines",
    "Spoken": "narrate.speech.engines",
    "Sentence": "narrate.model",
    "Token": "narrate.model",
    "Voice": "narrate.model",
    "Timing": "narrate.model",
    "said_text": "narrate.speech.saying",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
