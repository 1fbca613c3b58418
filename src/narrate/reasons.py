"""Why an edition is not up to date, as values, each with a line for people to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from narrate.json_files import one_line


class Why(StrEnum):
    """The kinds of reasons."""

    NEVER_BUILT = "never-built"
    INTERRUPTED = "interrupted"  # a build was killed while it moved the files into the folder
    INPUT = "input"
    PROGRAM = "program"
    SETTING = "setting"
    VOICE = "voice"
    OUTPUT = "output"  # a file of the edition was changed or is missing
    OFFER = "offer"  # another edition that the page offers has changed
    OBJECT = "object"  # an engine or an exporter object has no version
    OUTSIDE = "outside"  # a file outside the folder of scripts, such as a recording, is never taken to be the same


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition is not up to date.

    - ``what``: the path of the file, relative to the script's folder (``INPUT``, ``OUTSIDE``) or to that of the edition
      (``OUTPUT``); the part of the program, the setting, the voice or its language, the other edition. Else empty.
    - ``how``: what happened to it, such as "was changed".
    """

    why: Why
    what: str = ""
    how: str = ""

    def __str__(self) -> str:
        what, how = one_line(self.what, 200), one_line(self.how, 200)
        return _LINES[self.why].format(what=what, how=how)


_LINES: Mapping[Why, str] = {
    Why.NEVER_BUILT: "never built",
    Why.INTERRUPTED: "an earlier build was interrupted",
    Why.INPUT: "{what} {how}",
    Why.PROGRAM: "{what} {how}",
    Why.SETTING: "the setting {what} {how}",
    Why.VOICE: "{what} {how}",
    Why.OUTPUT: "{what} in the output {how}",
    Why.OFFER: "its page offers the {what} edition, which has changed",
    Why.OBJECT: "it is made by an object of the caller, which has no version",
    Why.OUTSIDE: "{what} is outside the folder of scripts, so it counts as changed",
}

NEVER_BUILT = Reason(Why.NEVER_BUILT)
INTERRUPTED = Reason(Why.INTERRUPTED)
OBJECT = Reason(Why.OBJECT)


def change_of(before: str, now: str) -> str:
    """Return what happened to a file with the hash ``before`` that has the hash ``now``; an empty one means no file."""
    return "was changed" if before and now else "is new" if now else "is gone"


def changed_decisions(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Reason]:
    """Yield a reason for each thing that decides an edition and differs. The keys are those of ``decisions``."""
    for name in sorted(before.keys() | now.keys(), key=lambda name: (name != "program core", name)):
        old, new = before.get(name, ""), now.get(name, "")
        if old == new:
            continue
        kind, _, what = name.partition(" ")
        if name in _NAMED:
            yield Reason(Why.PROGRAM, _NAMED[name], "is another")
        elif kind == "program":
            yield Reason(Why.PROGRAM, f"what makes {what}", "is another version")
        elif kind == "voices":
            yield Reason(Why.VOICE, f"voices for {what}", "were added, changed or removed")
        elif kind == "voice" and what:
            yield Reason(Why.VOICE, f"the voice {what}", change_of(old, new))
        else:
            yield Reason(
                Why.SETTING, name, f"{_IS[name in _PLURAL]} {new or 'none'}, {_WAS[name in _PLURAL]} {old or 'none'}"
            )


_PLURAL = ("formats", "programs")
_IS, _WAS = ("is now", "are now"), ("was", "were")
_NAMED: Mapping[str, str] = {"program core": "the version of the program", "packages": "the set of installed packages"}
