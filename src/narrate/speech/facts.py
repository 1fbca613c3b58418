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
    """How an engine's voices sound to listeners, best first."""

    NATURAL = "natural"
    DRAFT = "draft"  # clear, but obviously a machine: for hearing a script before it is recorded or spoken well


class Level(StrEnum):
    """How well an engine speaks a language, best first."""

    GOOD = "good"
    DRAFT = "draft"
    GUESSING = "guessing"  # the writing does not show how words are said, and the engine does not know


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A voice for one language (BCP 47).

    ``level`` is how well the engine speaks the language. ``there``: the voice is installed; if it is not, ``how`` says
    how to get it.
    """

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
    """Return no voices: the default of ``EngineFacts.voices``."""
    return ()


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What is known about an engine without loading it. The defaults are for a private engine that a caller passes in.

    ``engine`` is its class, as ``module:Class``. ``voices`` lists its voices, including known ones that are not
    installed. ``quality`` is None if it is unknown. ``timing`` says how exact its word times are. ``licence`` is the
    licence of the voices or the service. ``text_leaves``: it sends text to a service. ``how`` says how to get the
    engine. ``rank`` is its place among the engines that ``auto`` chooses from, 1 being the best; None if it speaks only
    when it is named.

    ``spelling``: the engine reads words by espeak-ng's rules, so it guesses sounds that the writing omits. ``without``
    has the primary languages that the engine reads by rules of its own instead. ``person``: the voice is a recorded
    person, in any language.

    ``records`` is the glob pattern of the files in ``folder`` that record which voices were added; empty if the engine
    needs no added voices. ``adding`` is None if no voices can be added.
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
        """Return why the engine has to guess how words of ``language`` (BCP 47) are said; "" if it need not guess."""
        code = primary_language(language)
        if not self.spelling or code in self.without:
            return ""
        return "its writing leaves vowels out" if code in _CONSONANTS_ONLY else _NOT_READ.get(code, "")

    def level(self, language: str) -> Level:
        """Return how well the engine speaks ``language`` (BCP 47), provided that it has a voice for it."""
        if self.why_guessed(language):
            return Level.GUESSING
        return Level.DRAFT if self.quality is Quality.DRAFT else Level.GOOD

    def added(self) -> dict[str, str]:
        """Return a digest of the record of each added voice.

        The keys are the paths of the records, relative to the folder of voices.
        """
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
        """Whether the engine needs no added voice, or already has one."""
        return not self.records or bool(self.added())


_CONSONANTS_ONLY = frozenset(["ar", "fa", "he", "ps", "prs", "sd", "ur", "arz", "apc", "ary", "ars"])
_NOT_READ = {"ja": "kanji have several readings", "th": "Thai writes no spaces and moves its vowels"}


def facts_of(name: str) -> EngineFacts:
    """Return the facts of the engine called ``name``; default facts if it is not one of ``ENGINES``."""
    if name not in ENGINES:
        return EngineFacts(name)
    facts: EngineFacts = import_module(ENGINES[name]).FACTS
    return facts


def all_facts() -> list[EngineFacts]:
    """Return the facts of every engine in ``ENGINES``."""
    return [facts_of(name) for name in ENGINES]


def added_voices() -> Mapping[str, str]:
    """Return a digest of the record of every added voice of all engines.

    The keys are the paths of the records, relative to the folder of voices.
    """
    return dict(sorted((path, digest) for facts in all_facts() for path, digest in facts.added().items()))


def why_guessed(engine: str, language: str) -> str:
    """Return why ``engine`` has to guess how words of ``language`` (BCP 47) are said; "" if it need not guess."""
    return facts_of(engine).why_guessed(language)


def label(voice: str, language: str) -> str:
    """Return a note that follows the name of ``voice`` when it speaks ``language``, such as " (draft quality)".

    ``voice`` is ``engine:name``. The note is empty if there is nothing to warn of.
    """
    facts = facts_of(voice.partition(":")[0])
    notes = []
    if facts.quality is Quality.DRAFT:
        notes.append("draft quality")
    if facts.why_guessed(language):
        notes.append("guesses how words are said")
    return f" ({', '.join(notes)})" if notes else ""
