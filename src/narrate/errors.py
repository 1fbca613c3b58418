"""Errors and problems. Each says what went wrong, where, and what to do.

This module imports nothing else from the package.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

_LONGEST_COMPARED = 60  # letters of a name
_MOST_COMPARED = 1000  # names


class Severity(StrEnum):
    """How serious a problem is. An error makes a run fail, a warning only with ``strict``, and advice never."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an input file. Lines and columns count from 1; 0 means unknown.

    In a recording, ``at_ms`` is the time from its start in ms.
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
    """Return a time in ms as players show it, with tenths of a second: 1:02:03.4, or 2:03.4."""
    minutes, tenths = divmod(ms // 100, 600)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{tenths // 10:02d}.{tenths % 10}"
    return f"{hours}:{minutes:02d}:{seconds}" if hours else f"{minutes}:{seconds}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the input, with its place. ``hint`` says how to mend it, if that is known."""

    place: Place
    severity: Severity
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        message = self.message if len(self.message) <= _LONGEST else f"{self.message[:_LONGEST]}…"
        return f"{self.place}: {self.severity} {self.code}: {message}{hint}"


_LONGEST = 1000  # characters of a message; a title or word that it quotes may be longer


class NarrateError(Exception):
    """The base class of every error that this package raises on purpose."""


class InputError(NarrateError):
    """The input has problems. ``problems`` holds all of them, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UsageError(NarrateError):
    """The program was called wrongly, for example with an unknown format, or two scripts for the same edition."""


class OutsideError(NarrateError):
    """Something outside the program failed: the disk, the network, a voice."""


class MissingDependencyError(OutsideError):
    """An optional package is needed and not installed. The message says how to install it."""


def refused(error: OSError, elsewhere: str) -> str:
    """Return why the disk refused a write, and what to do: free some space if it is full, else ``elsewhere``.

    ``elsewhere`` is an instruction, such as to choose another folder.
    """
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    hint = f"free some space or {elsewhere}" if full else elsewhere
    return f"{error.strerror or error}; {hint}"


def similar_names(name: str, known: Iterable[str], least: float = 0.6) -> list[str]:
    """Return a list of the name in ``known`` that is most similar to ``name``; an empty list if none is similar.

    ``least`` is the smallest similarity that counts, from 0 to 1. Names of more than 60 letters are not compared, because
    the time grows with the square of their length. Only the first 1000 names in ``known`` are compared.
    """
    import difflib  # only once something is wrong

    if len(name) > _LONGEST_COMPARED:
        return []
    short = [one for one in islice(known, _MOST_COMPARED) if len(one) <= _LONGEST_COMPARED]
    return difflib.get_close_matches(name, short, 1, least)
