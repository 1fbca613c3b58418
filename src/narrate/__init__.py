"""One narration script becomes slides and sound, in step.

>>> import narrate
>>> script = narrate.read("script/vertebroplasty-kyphoplasty/en.md")
>>> report = narrate.build("script", "output", to=["pptx", "mp3"])
"""

from __future__ import annotations

TYPE_CHECKING = False  # not from typing, whose import is a good part of the time until signals are handled
if TYPE_CHECKING:
    from typing import Any

    from narrate.batch import Report, build, read
    from narrate.check import check
    from narrate.errors import (
        InputError,
        MissingDependencyError,
        NarrateError,
        OutsideError,
        Place,
        Problem,
        Severity,
        UsageError,
    )
    from narrate.exporters.edition import Edition, Exporter
    from narrate.exporters.exported_files import ExportedFile
    from narrate.exporters.verifying.edition_record import Finding, Record
    from narrate.model import Sentence, Timing, Token, Voice
    from narrate.speech.engines import Engine, Session, Spoken
    from narrate.speech.pronouncing import said_text
    from narrate.verifying import Verified, verify

__version__ = "0.1.0"
__all__ = [
    "Edition",
    "Engine",
    "ExportedFile",
    "Exporter",
    "Finding",
    "InputError",
    "MissingDependencyError",
    "NarrateError",
    "OutsideError",
    "Place",
    "Problem",
    "Record",
    "Report",
    "Sentence",
    "Session",
    "Severity",
    "Spoken",
    "Timing",
    "Token",
    "UsageError",
    "Verified",
    "Voice",
    "__version__",
    "build",
    "check",
    "read",
    "said_text",
    "verify",
]

# Loaded on first use, so that `narrate --help` does not wait for modules it does not need.
_HOMES = {
    name: module
    for module, names in {
        "narrate.batch": ("Report", "build", "read"),
        "narrate.check": ("check",),
        "narrate.errors": (
            "InputError",
            "MissingDependencyError",
            "NarrateError",
            "OutsideError",
            "Place",
            "Problem",
            "Severity",
            "UsageError",
        ),
        "narrate.exporters.edition": ("Edition", "Exporter"),
        "narrate.exporters.exported_files": ("ExportedFile",),
        "narrate.exporters.verifying.edition_record": ("Finding", "Record"),
        "narrate.model": ("Sentence", "Timing", "Token", "Voice"),
        "narrate.speech.engines": ("Engine", "Session", "Spoken"),
        "narrate.speech.pronouncing": ("said_text",),
        "narrate.verifying": ("Verified", "verify"),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
