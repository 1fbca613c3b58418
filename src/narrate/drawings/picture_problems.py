"""What is wrong with a picture, gathered while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.errors import Place, Problem, Severity


class UnfitError(Exception):
    """The picture cannot be shown at all; its remarks say why."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong with a picture or left out of it; without a place, since a script names the picture."""

    severity: Severity
    code: str
    message: str
    hint: str = ""

    def at(self, place: Place, name: str) -> Problem:
        """The problem it is for the script that names the picture ``name``."""
        return Problem(place, self.severity, self.code, f"{name!r} {self.message}", self.hint)


@dataclass(slots=True)
class Remarks:
    """Gathers remarks; what is found many times is said once, with its first line and the number of others."""

    found: dict[tuple[Severity, str, str, str], list[int]] = field(default_factory=dict)

    def error(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        self.found.setdefault((Severity.ERROR, code, message, hint), []).append(line)

    def warn(self, code: str, message: str, hint: str = "", line: int = 0) -> None:
        self.found.setdefault((Severity.WARNING, code, message, hint), []).append(line)

    def refuse(self, code: str, message: str, hint: str = "", line: int = 0) -> UnfitError:
        """The error to raise where reading cannot go on."""
        self.error(code, message, hint, line)
        return UnfitError(message)

    @property
    def unfit(self) -> bool:
        return any(severity is Severity.ERROR for severity, *_ in self.found)

    def all(self) -> tuple[Remark, ...]:
        """The remarks, errors first, each kind in the order of the file."""
        order = sorted(self.found.items(), key=lambda one: one[0][0] is not Severity.ERROR)
        return tuple(
            Remark(severity, code, message + _where(lines), hint) for (severity, code, message, hint), lines in order
        )


def _where(lines: list[int]) -> str:
    known = [line for line in lines if line]
    if not known:
        return ""
    others = f" and {len(known) - 1} more" if len(known) > 1 else ""
    return f" (line {known[0]}{others})"
