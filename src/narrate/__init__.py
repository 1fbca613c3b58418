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

__version__ = "0.1.0"
__all__ = ["NarrateError", "Report", "__version__", "build", "read"]

# Loaded when asked for, so that `narrate --help` does not wait for what it does not use.
_HOMES = {
    "read": "narrate.batch",
    "build": "narrate.batch",
    "Report": "narrate.batch",
    "NarrateError": "narrate.errors",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
