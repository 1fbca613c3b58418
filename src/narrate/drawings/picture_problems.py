"""Collects the problems of a picture while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.errors import Place, Problem, Severity


class UnfitError(Exception):
    """The picture cannot be shown at all. The Remarks made while it was read say why."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is wrong with a picture or was left out of it.

    A remark has no place of its own, since problems are reported where a script names the picture.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""

    def at(self, place: Place, name: str) -> Problem:
        """The remark as a problem at ``place``, where a script names the picture ``name``."""
        return Problem(place, self.severity, self.code, f"{name!r} {self.message}", self.hint)


@dataclass(slots=True)
class Remarks:
    """Collects remarks. Equal remarks become one, which gives the first line and the number of other lines."""

    lines: dict[tuple[Severity, str, str, str], list[int]] = field(default_factory=dict)

    def error(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        self.lines.setdefault((Severity.ERROR, code, message, hint), []).append(line)

    def warn(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        self.lines.setdefault((Severity.WARNING, code, message, hint), []).append(line)

    def refuse(self, code: str, message: str, hint: str = "", line: int = 0) -> UnfitError:
        """Add an error. Return the exception that the caller raises to stop reading."""
        self.error(code, message, hint, line)
        return UnfitError(message)

    @property
    def unfit(self) -> bool:
        """Whether there are errors, so that the picture cannot be shown."""
        return any(severity is Severity.ERROR for severity, *_ in self.lines)

    def all(self) -> tuple[Remark, ...]:
        """The remarks in the order of the file, errors before warnings."""
        order = sorted(self.lines.items(), key=lambda item: item[0][0] is not Severity.ERROR)
        return tuple(
            Remark(severity, code, message + _where(lines), hint) for (severity, code, message, hint), lines in order
        )


def _where(lines: list[int]) -> str:
    known = [line for line in lines if line]
    if not known:
        return ""
    others = f" and {len(known) - 1} more" if len(known) > 1 else ""
    return f" (line {known[0]}{others})"
