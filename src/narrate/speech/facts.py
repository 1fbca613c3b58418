"""What an engine says of itself: how it sounds, what its times are worth, who may use it how, which voices it has.

Each engine's package says it in its own module ``facts``, which loads nothing but this one: what ``auto`` and
``narrate voices`` ask costs no more than they need.
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
    """How a voice sounds to those who listen, best first."""

    NATURAL = "natural"
    DRAFT = "draft"  # clear, and plainly a machine: to hear a script before it is recorded or spoken well


class Level(StrEnum):
    """What a language can expect of an engine, best first."""

    GOOD = "good"
    DRAFT = "draft"
    GUESSING = "guessing"  # the writing does not tell how words are said, and the engine does not know


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """A voice for a language; ``there`` says whether it is installed. Where it is not, ``how`` says how to get it."""

    engine: str
    voice: str
    language: str
    level: Level
    licence: str
    there: bool
    how: str = ""


class AddingProgress(Protocol):
    """Shows how far the adding of a voice has come, where somebody watches."""

    def say(self, line: str) -> None:
        """Show ``line``."""
        ...

    def step(self, name: str, done: int, size: int) -> None:
        """Show that of the file ``name``, of ``size`` bytes, ``done`` are here."""
        ...


@dataclass(frozen=True, slots=True)
class Adding:
    """How ``narrate voices add`` adds voices of an engine.

    ``what`` says in a line of help what is added, ``source`` what ``--from`` may be. ``add`` is given the path of
    ``--from``, or None, and where to show progress; it returns the lines that tell what was added. It raises
    UsageError where the path holds no voice, MissingDependencyError without the packages that it needs,
    OutsideError where the network or the disk fails.
    """

    what: str
    source: str
    add: Callable[[Path | None, AddingProgress], Sequence[str]]


def no_voices() -> Iterable[VoiceFacts]:
    """The voices of an engine that lists none."""
    return ()


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """All that is known of an engine without loading it. The defaults hold for one that somebody hands over.

    ``engine`` is the class that makes it, ``module:Class``; ``voices`` gives its voices, also those that are not there yet where they are known.
    ``quality`` is None where nobody has said. ``licence`` is that of what speaks; ``text_leaves`` says whether text
    leaves the machine; ``how`` how the engine is come by. ``rank`` is its place among the engines that ``auto``
    chooses from, the best 1; None where it speaks only when it is named.

    ``spelling`` says whether the engine reads words by espeak-ng's rules, and so guesses where writing leaves
    sounds out; ``without`` are languages that it reads by rules of its own. ``person`` says that somebody has
    spoken, in whatever language.

    ``records`` is the pattern of the files in ``folder`` that say which voices were added; empty where it needs
    none. ``adding`` is None where no voice can be added.
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
        """Why the engine has to guess how words of ``language`` (BCP 47) are said, or nothing."""
        code = primary_language(language)
        if not self.spelling or code in self.without:
            return ""
        return "its writing leaves vowels out" if code in _CONSONANTS_ONLY else _NOT_READ.get(code, "")

    def level(self, language: str) -> Level:
        """What ``language`` (BCP 47) can expect of the engine, which has a voice for it."""
        if self.why_guessed(language):
            return Level.GUESSING
        return Level.DRAFT if self.quality is Quality.DRAFT else Level.GOOD

    def added(self) -> dict[str, str]:
        """A digest of each record of a voice that was added, by the record's path in the folder of voices."""
        records = sorted(self.folder.glob(self.records)) if self.records else []
        return {
            f"{self.name}/{path.name}": hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
            for path in records
        }

    @property
    def folder(self) -> Path:
        """Where voices that are added to it lie."""
        return voices_folder() / self.name

    @property
    def may_speak(self) -> bool:
        """Whether it has what it needs, as far as the folder of voices tells."""
        return not self.records or bool(self.added())


_CONSONANTS_ONLY = frozenset(["ar", "fa", "he", "ps", "prs", "sd", "ur", "arz", "apc", "ary", "ars"])
_NOT_READ = {"ja": "kanji have several readings", "th": "Thai writes no spaces and moves its vowels"}


def facts_of(name: str) -> EngineFacts:
    """The facts of the engine called ``name``; where it is none of ours, those that hold for any."""
    if name not in ENGINES:
        return EngineFacts(name)
    facts: EngineFacts = import_module(ENGINES[name]).FACTS
    return facts


def all_facts() -> list[EngineFacts]:
    """The facts of every engine of ours."""
    return [facts_of(name) for name in ENGINES]


def added_voices() -> Mapping[str, str]:
    """A digest of each record of every voice that was added to any engine, by its path in the folder of voices."""
    return dict(sorted((path, digest) for facts in all_facts() for path, digest in facts.added().items()))


def why_guessed(engine: str, language: str) -> str:
    """Why ``engine`` has to guess how words of ``language`` (BCP 47) are said, or nothing."""
    return facts_of(engine).why_guessed(language)


def label(voice: str, language: str) -> str:
    """What to say behind the name of ``voice`` (``engine:name``) where it speaks ``language``: how far to trust it."""
    facts = facts_of(voice.partition(":")[0])
    said = []
    if facts.quality is Quality.DRAFT:
        said.append("draft quality")
    if facts.why_guessed(language):
        said.append("guesses how words are said")
    return f" ({', '.join(said)})" if said else ""
