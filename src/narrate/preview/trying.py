"""Says how a word would be said, and speaks it. Runs in a process of its own, so that a build need not wait."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity, UsageError
from narrate.model import Pronunciation
from narrate.preview.shown import News, Speaking, Told, Trial, Tried, Wish
from narrate.saying import SaidText, encoded, how_said, speak
from narrate.speech.lexicon import read_entry

LONGEST = 600
"""The most characters of a text that is tried out."""
_NAME = "what you wrote"
_ENDS = " \t\n.,;:!?…"
_PLAIN = re.compile(r"[^\W\d_](?:[\w '-]*\w)?")
_RESERVED = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)


def try_out(trial: Trial, speaking: Speaking, wish: Wish, report: Callable[[News], None]) -> Tried:
    """Return how ``trial`` is said in the way of a script. ``report`` is called with a message if the text is sent.

    Raises UsageError and InputError for a text or a pronunciation that cannot be read, OutsideError if a voice fails.
    """
    text, how = trial.text.strip(), trial.said.strip()
    if max(len(text), len(how)) > LONGEST:
        raise UsageError(f"the text is too long; give at most {LONGEST} characters")
    own: tuple[Pronunciation, ...] = ()
    if how:
        own = (Pronunciation(text.strip(_ENDS), how, place=Place(_NAME)),)
        read_entry(own[0], speaking.language)
    said = how_said(
        text, speaking.language, wish.voice or speaking.voice, speaking.lexicons, (*own, *speaking.pronounce)
    )
    pcm, rate = speak(
        said,
        speaking.rate,
        lambda message: report(Told(message)),
        store=wish.store,
        offline=wish.offline,
    )
    return Tried(
        voice=str(said.voice),
        lines=_lines(said),
        entry=lexicon_entry(own[0].written, how) if own else "",
        warnings=tuple(_sentence(problem) for problem in said.warnings),
        sound=encoded(pcm, rate, ".wav"),
    )


def what_is_wrong(error: InputError) -> str:
    """Return the problems of a text that was tried out, for whoever wrote it."""
    return "\n".join(dict.fromkeys(map(_sentence, error.problems)))


def lexicon_entry(written: str, said: str) -> str:
    """Return the line of a lexicon file that says ``written`` like ``said``."""
    return f"{_yaml(written)}: {said if _is_ipa(said) else _yaml(said)}"


def _lines(said: SaidText) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (line.written, " ".join(f"[{tag}] {text}" if tag else text for tag, text in line.said), line.sounds)
        for line in said.lines
    )


def _sentence(problem: Problem) -> str:
    where = "" if problem.place.file in ("TEXT", _NAME, "") else f"{_place(problem.place)}: "
    kind = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    return f"{where}{kind}{problem.message}{f'; {problem.hint}' if problem.hint else ''}"


def _place(place: Place) -> str:
    return f"{Path(place.file).name}, line {place.line}" if place.line else Path(place.file).name


def _is_ipa(said: str) -> bool:
    """Whether ``said`` is IPA between slashes that YAML reads as it stands."""
    return len(said) > 2 and said[0] == said[-1] == "/" and not re.search(r"[\s#\"'\\:]", said[1:-1])


def _yaml(text: str) -> str:
    """Return ``text`` as YAML reads it back."""
    if _PLAIN.fullmatch(text) and not _RESERVED.fullmatch(text) and not text.endswith("'"):
        return text
    return json.dumps(text, ensure_ascii=False)
