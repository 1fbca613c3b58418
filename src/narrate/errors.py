"""What went wrong, where, and what to do: for the person who must act.

Nothing here imports the rest of the package.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: advice never fails a run."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an input file. Lines and columns count from 1; 0 means unknown.

    ``at_ms`` is the place in a recording, from its start.
    """

    file: str
    line: int = 0
    column: int = 0
    at_ms: int | None = None

    def __str__(self) -> str:
        if self.at_ms is not None:
            return f"{self.file} at {clock(self.at_ms)}"
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


def clock(ms: int) -> str:
    """A time in a recording as players show it, with tenths of a second: 1:02:03.4, or 2:03.4."""
    minutes, tenths = divmod(ms // 100, 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{tenths // 10:02d}.{tenths % 10}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the input, with a place and, where one is near, a cure."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity} {self.code}: {self.message}{hint}"


class NarrateError(Exception):
    """Base of every error this package raises on purpose.

    ``exit_code`` is what the command line ends with: 1 problems in the input,
    2 wrong use, 3 something outside failed (network, disk, missing program).
    """

    exit_code = 1


class InputError(NarrateError):
    """The input has problems; carries all of them, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UsageError(NarrateError):
    """The call itself makes no sense: an unknown format, two sources for one target."""

    exit_code = 2


class OutsideError(NarrateError):
    """Something outside the program failed: the disk, the network, a voice."""

    exit_code = 3


class MissingDependencyError(OutsideError):
    """An optional part is asked for and not installed; the message says how to get it."""


def refused(error: OSError, elsewhere: str) -> str:
    """Why the disk refused a write, and the cure: room where it is full, else what ``elsewhere`` says."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    cure = f"free some space or {elsewhere}" if full else elsewhere
    return f"{error.strerror or error}; {cure}"
