"""Logs what cleaning removes or changes, with places, and knows which words must never be removed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.errors import Place, Problem, Severity
from narrate.languages.transcript_words import Transcripts
from narrate.languages.transcript_words.medicines import is_medicine
from narrate.model import Edit
from narrate.script.raw_material.encoding import WHY as WRONG_ENCODING
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import plain_words

_UNIT = re.compile(r"(?<![^\W\d_])(?:[mkµμ]?g|mcg|m?[lL]|dL|dl|mmol|mEq|IU|UI|cc|%|°[CF]?)(?![^\W\d_]|['’])")
_SIGN = re.compile(r"[<>≤≥±×÷=+%&−]{1,2}")
_FIRST_WITHOUT_SPACES = 0x2E80  # scripts from here on have no spaces between words
_SHOWN = 4
_OF_A_FILM = frozenset(["a stage word", "a time", "what announces a transcript", "what the film shows", "a sound"])


class EditLog:
    """Collects the edits and problems of one file while it is cleaned."""

    def __init__(self, file: str, data: Transcripts) -> None:
        self.file = file
        self.edits: list[Edit] = []
        self.problems: list[Problem] = []
        self._negations, self._amounts = data.negations, data.amounts
        self._run_together = [_run_together(words) for words in (data.negations, data.amounts)]

    @property
    def is_of_a_film(self) -> bool:
        """Whether something was removed that only a film's transcript has."""
        return any(edit.why in _OF_A_FILM for edit in self.edits)

    def place(self, line: RawLine, text: str = "") -> Place:
        """The place in the file of ``text`` in ``line``. It has a column if ``text`` is found in the source."""
        column = line.source.find(text) if text else -1
        return Place(self.file, line.number, column + 1 if column >= 0 else 0)

    def leave(self, line: RawLine, text: str, why: str) -> None:
        """Record that ``text`` is left out of ``line``."""
        if text.strip():
            self.edits.append(Edit(self.place(line, text), " ".join(text.split()), why))

    def speaks(self, line: RawLine, text: str) -> bool:
        """Whether ``text``, the rest of ``line``, has a letter, a digit or a sign such as "+".

        If it has none, record that it is left out.
        """
        if any(character.isalnum() for character in text) or _SIGN.fullmatch(text.strip()):
            return True
        self.leave(line, text, "no words")
        return False

    def mend(self, line: RawLine, text: str, instead: str, why: str) -> None:
        """Record that ``instead`` replaces ``text`` in ``line``."""
        self.edits.append(Edit(self.place(line, text), text, why, instead))

    def note(self, line: RawLine, text: str, severity: Severity, code: str, message: str, hint: str) -> None:
        """Record a problem at ``text`` in ``line``."""
        self.problems.append(Problem(self.place(line, text), severity, code, message, hint))

    def protected_words(self, text: str) -> str:
        """What ``text`` holds that must never be left out: "a number", "a unit", "a negation", …; empty if nothing."""
        if any(character.isnumeric() for character in text):
            return "a number"
        if _UNIT.search(text):
            return "a unit"
        words = plain_words(text)
        parts = {*words, *(part for word in words for part in re.split("['.-]", word))}
        negations, amounts = self._run_together
        if parts & self._negations or any(word in text for word in negations):
            return "a negation"
        if parts & self._amounts or any(word in text for word in amounts):
            return "a dose"
        return "a medicine" if any(map(is_medicine, parts)) else ""

    def keep(self, line: RawLine, text: str, kind: str, protected: str = "") -> None:
        """Warn that ``text`` looks like ``kind``, which nobody narrates, but is spoken.

        ``protected`` is what it holds that must never be left out, if that is the reason.
        """
        why = f"but contains {protected}" if protected else "but may belong to the text"
        message = f"{text[:60]!r} looks like {kind}, {why}, so it is spoken"
        self.note(line, text, Severity.WARNING, "kept", message, "delete it from the file if nobody says it")

    def leave_unless_protected(self, line: RawLine, text: str, why: str) -> bool:
        """Leave ``text`` out and return True. If it holds what must never be left out, warn and return False."""
        if protected := self.protected_words(text):
            self.keep(line, text, why, protected)
            return False
        self.leave(line, text, why)
        return True


def _run_together(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if ord(word[0]) >= _FIRST_WITHOUT_SPACES)


def summary(edits: Sequence[Edit]) -> list[Problem]:
    """A warning that lists what is left out, and a warning that lists what is read differently than written."""
    problems = []
    placed = sorted(edits, key=lambda edit: (edit.place.line, edit.place.column))
    left = [edit for edit in placed if edit.text and not edit.instead]
    mended = [edit for edit in placed if edit.text and edit.instead and edit.why != WRONG_ENCODING]  # reported already
    if left:
        named = sorted(
            left, key=lambda edit: edit.why == "a time"
        )  # times last: there are many, and they matter little
        message = f"left out: {_listed([f'{edit.text!r} ({edit.why})' for edit in named])}"
        hint = "put what should be spoken into a sentence"
        problems.append(Problem(left[0].place, Severity.WARNING, "left-out", message, hint))
    if mended:
        message = f"read differently than written: {_listed([f'{e.text!r} as {e.instead!r}' for e in mended])}"
        hint = "correct it in the file if that is wrong"
        problems.append(Problem(mended[0].place, Severity.WARNING, "mended", message, hint))
    return problems


def _listed(texts: list[str]) -> str:
    different = list(dict.fromkeys(texts))
    more = f" and {len(different) - _SHOWN} more" if len(different) > _SHOWN else ""
    return ", ".join(different[:_SHOWN]) + more
