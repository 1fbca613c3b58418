"""Reports editions that cannot be made in the language of a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.editions import DESCRIBED, can_describe
from narrate.errors import Problem, Severity
from narrate.languages import english_name
from narrate.model import Script


def check_editions(script: Script, editions: Sequence[str], *, insist: bool) -> Iterator[Problem]:
    """Report if ``editions`` holds the described edition and the language of ``script`` has no phrases for it.

    That is an error with ``insist``. Otherwise it is a warning, and the script has no such edition.
    """
    if DESCRIBED not in editions or can_describe(script.language):
        return
    language = f"{english_name(script.language)} ({script.language})"
    message = f"narrate has no phrases in {language} with which an edition could describe the slides"
    place = script.language_place or script.place
    severity = Severity.ERROR if insist else Severity.WARNING
    yield Problem(
        place, severity, "not-described", message, "build the standard edition alone, with --edition standard"
    )
