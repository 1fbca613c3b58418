"""Facts about engines that are known without loading them: quality, timing, licence, voices.

Each engine's package has a module ``facts``, which imports little more than this one. So ``auto`` and
``narrate voices`` load no engine that they do not need.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol

from narrate.languages import primary_language
from narrate.model import Timing
from narrate.speech.engines import ENGINES
from narrate.store.voices import voices_folder


class Quality(StrEnum):
    """How a voice sounds to listeners, best first."""

    NATURAL = "natural"
    DRAFT = "draft"  # clear, but obviously a machine: for hearing a script before it is recorded or spoken well


class Level(StrEnum):
    """How well an engine speaks a language, best first."""

    GOOD = "good"
    DRAFT = "draft"
    GUESSING = "guessing"  # the writing does not show how words are said, and the engine does not know


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A voice and its language (BCP 47). ``there``: it is installed; if it is not, ``how`` says how to get it."""

    engine: str
    voice: str
    language: str
    level: Level
    licence: str
    there: bool
    how: str = ""


class AddingProgress(Protocol):
    """Shows the progress of ``narrate voices add``."""

    def say(self, line: str) -> None:
        """Show ``line``."""
        ...

    def step(self, name: str, done: int, size: int) -> None:
        """Show that ``done`` of the ``size`` bytes of the file ``name`` have arrived."""
        ...


@dataclass(frozen=True, slots=True)
class Adding:
    """How ``narrate voices add`` adds voices of an engine.

    ``what`` and ``source`` are lines of help: what is added, and what ``--from`` may be. ``add`` is called with the
    path given by ``--from``, or None, and an object that shows progress. It returns lines that report what was added.
    It raises UsageError where the path has no voice, MissingDependencyError where packages are missing, OutsideError
    where the network or the disk fails.
    """

    what: str
    source: str
    add: Callable[[Path | None, AddingProgress], Sequence[str]]


def no_voices() -> Iterable[VoiceFacts]:
    """The default of ``EngineFacts.voices``: none are listed."""
    return ()


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What is known about an engine without loading it. The defaults are for a private engine that a caller passes in.

    ``engine`` is its class, as ``module:Class``. ``voices`` lists its voices, including known ones that are not
    installed. ``quality`` is None where it is unknown. ``timing`` says how exact its word times are. ``licence`` is the
    licence of the voices or the service. ``text_leaves``: text leaves the machine. ``how`` says how to get the engine.
    ``rank`` is its place among the engines that ``auto`` chooses from, 1 being the best; None where it speaks only
    when it is named.

    ``spelling``: the engine reads words by espeak-ng's rules, so it guesses where the writing omits sounds. ``without``
    are the primary languages that it reads by rules of its own. ``person``: the voice is a recorded person, in any
    language.

    ``records`` is the glob pattern of the files in ``folder`` that record which voices were added; empty where the
    engine needs none. ``adding`` is None where no voices can be added.
    """

    name: str
    engine: str = ""
    voices: Callable[[], Iterable[VoiceFacts]] = no_voices
    quality: Quality | None = None
    timing: Timing = Timing.ESTIMATED
    licence: str = ""
    text_leaves: bool = False
    how: str = ""
    rank: int | None = None
    spelling: bool = False
    without: tuple[str, ...] = ()
    person: bool = False
    records: str = ""
    adding: Adding | None = None

    def why_guessed(self, language: str) -> str:
        """Why the engine has to guess how words of ``language`` (BCP 47) are said; empty where it need not."""
        code = primary_language(language)
        if not self.spelling or code in self.without:
            return ""
        return "its writing leaves vowels out" if code in _CONSONANTS_ONLY else _NOT_READ.get(code, "")

    def level(self, language: str) -> Level:
        """How well the engine speaks ``language`` (BCP 47), given that it has a voice for it."""
        if self.why_guessed(language):
            return Level.GUESSING
        return Level.DRAFT if self.quality is Quality.DRAFT else Level.GOOD

    def added(self) -> dict[str, str]:
        """A digest of the record of each added voice, by the record's path relative to the folder of voices."""
        records = sorted(self.folder.glob(self.records)) if self.records else []
        return {
            f"{self.name}/{path.name}": hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
            for path in records
        }

    @property
    def folder(self) -> Path:
        """The folder for voices that are added to the engine."""
        return voices_folder() / self.name

    @property
    def may_speak(self) -> bool:
        """Whether the engine needs no added voice, or has one."""
        return not self.records or bool(self.added())


_CONSONANTS_ONLY = frozenset(["ar", "fa", "he", "ps", "prs", "sd", "ur", "arz", "apc", "ary", "ars"])
_NOT_READ = {"ja": "kanji have several readings", "th": "Thai writes no spaces and moves its vowels"}


def facts_of(name: str) -> EngineFacts:
    """The facts of the engine called ``name``; the defaults where it is not one of ``ENGINES``."""
    if name not in ENGINES:
        return EngineFacts(name)
    facts: EngineFacts = import_module(ENGINES[name]).FACTS
    return facts


def all_facts() -> list[EngineFacts]:
    """The facts of every engine in ``ENGINES``."""
    return [facts_of(name) for name in ENGINES]


def added_voices() -> Mapping[str, str]:
    """A digest of the record of every added voice of all engines, by its path relative to the folder of voices."""
    return dict(sorted((path, digest) for facts in all_facts() for path, digest in facts.added().items()))


def why_guessed(engine: str, language: str) -> str:
    """Why ``engine`` has to guess how words of ``language`` (BCP 47) are said; empty where it need not."""
    return facts_of(engine).why_guessed(language)


def label(voice: str, language: str) -> str:
    """A note to follow the name of ``voice`` (``engine:name``) when it speaks ``language``, such as " (draft quality)".

    Empty where there is nothing to warn of.
    """
    facts = facts_of(voice.partition(":")[0])
    notes = []
    if facts.quality is Quality.DRAFT:
        notes.append("draft quality")
    if facts.why_guessed(language):
        notes.append("guesses how words are said")
    return f" ({', '.join(notes)})" if notes else ""
