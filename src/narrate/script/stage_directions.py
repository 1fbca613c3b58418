"""Reads stage directions: paragraphs in brackets such as ``(pause: 1.5)`` and ``(voice: name)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.errors import similar_names

LONGEST_PAUSE_S = 30
_DIRECTION = re.compile(r"\((\w+)\s*:([^\n]*)\)")
_SECONDS = re.compile(r"\d{1,4}(\.\d{1,3})?")
_DIRECTIONS = ("pause", "voice")


@dataclass(frozen=True, slots=True)
class StageDirection:
    """A pause, a change of voice for all that follows, or an error: what is ``wrong``, and a hint."""

    pause_ms: int = 0
    voice: str = ""
    wrong: str = ""
    hint: str = ""


def read_direction(paragraph: str) -> StageDirection | None:
    """Read ``paragraph`` as a stage direction; None if it is plain text."""
    if (match := _DIRECTION.fullmatch(paragraph)) is None:
        return None
    name, value = match.group(1), match.group(2).strip()
    if name == "pause":
        return _pause(value)
    if name == "voice":
        return (
            StageDirection(voice=value)
            if value
            else StageDirection(wrong="this direction names no voice", hint="write (voice: name)")
        )
    if near := similar_names(name.lower(), _DIRECTIONS, 0.7):
        return StageDirection(
            wrong=f"unknown stage direction {name[:40]!r}", hint=f"did you mean ({near[0]}: {value})?"
        )
    return None


def _pause(value: str) -> StageDirection:
    seconds = float(value) if _SECONDS.fullmatch(value) else 0
    if not 0 < seconds <= LONGEST_PAUSE_S:
        hint = f"write seconds, more than 0 and at most {LONGEST_PAUSE_S}: (pause: 1.5)"
        return StageDirection(wrong=f"{value[:40]!r} is not the length of a pause", hint=hint)
    return StageDirection(pause_ms=round(seconds * 1000))
