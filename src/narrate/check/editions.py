"""Reports editions that cannot be made in the language of a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from narrate.audio_description import no_phrases
from narrate.editions import DESCRIBED, can_describe
from narrate.errors import Problem, Severity
from narrate.model import Script


def check_editions(script: Script, editions: Sequence[str], *, insist: bool) -> Iterator[Problem]:
    """Report if ``editions`` holds the described edition and the language of ``script`` has no phrases for it.

    With ``insist`` it is an error. Otherwise it is a warning, and the described edition is not made.
    """
    if DESCRIBED not in editions or can_describe(script.language):
        return
    yield replace(no_phrases(script), severity=Severity.ERROR if insist else Severity.WARNING)
