"""The seam: what an engine is, and which there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from narrate.errors import Problem, UsageError
from narrate.model import Script, Sentence, Timing, Voice

if TYPE_CHECKING:
    import numpy as np  # takes 80 ms to load, and naming an engine needs no sound
    import numpy.typing as npt

ENGINES: Mapping[str, str] = {
    "espeak": "narrate.speech.espeak.facts",
    "gtts": "narrate.speech.gtts.facts",
    "kokoro": "narrate.speech.kokoro.facts",
    "piper": "narrate.speech.piper.facts",
    "recordings": "narrate.speech.recordings.facts",
}
"""Where each engine's package says in ``FACTS`` (``facts.EngineFacts``) all that is known of it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an engine gives for a sentence.

    ``pcm`` is mono 16 bit at ``rate`` Hz. ``words`` are (token index, start sample, end
    sample), in order, for every token that could be placed.
    """

    pcm: npt.NDArray[np.int16]
    rate: int
    words: tuple[tuple[int, int, int], ...]
    timing: Timing


class Session(Protocol):
    """One speaker at work, in one thread at a time."""

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        """Speak ``sentence`` at ``rate`` words a minute.

        Raises OutsideError when the engine fails.
        """
        ...

    def close(self) -> None:
        """End what the session started. Nothing of it lives on."""
        ...


class Engine(Protocol):
    """A speech engine: makes voices and sessions."""

    name: str

    def voice(self, language: str, name: str = "") -> Voice | None:
        """The voice ``name``, or the best one for ``language``; None where it speaks no such language.

        Raises UsageError for a name it does not know.
        """
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Engine, version and data: what else determines the sound."""
        ...

    def session(self) -> Session:
        """A new session; opening one may start a process."""
        ...


@runtime_checkable
class Narrator(Engine, Protocol):
    """Somebody who has spoken already: has the sentences of one script, in any language, and no others."""

    def listen(self, script: Script, voice: Voice, jobs: int) -> Sequence[Problem]:
        """Find the sentences of ``script`` in what ``voice`` recorded, and tell what differs.

        ``script`` is as it is said. Raises InputError where a sentence is not there at all.
        """
        ...

    def take(self, sentence: Sentence) -> str:
        """What of the recordings determines the sound of ``sentence`` and its times, whatever else changes in them."""
        ...

    @property
    def files(self) -> Sequence[Path]:
        """The recordings that were listened to."""
        ...


@runtime_checkable
class Online(Protocol):
    """An engine that has sentences spoken elsewhere. It is used only where somebody names it."""

    sends_to: str
    """Who is sent the text, in a few words."""


@runtime_checkable
class TextOnly(Protocol):
    """An engine that is given words and cannot be told their sounds."""

    takes_sounds: Literal[False]


def open_engine(name: str) -> Engine:
    """The engine called ``name``. Raises UsageError for an unknown one."""
    if name not in ENGINES:
        raise UsageError(f"unknown voice engine {name!r}: known are {', '.join(ENGINES)}")
    module, _, attribute = str(import_module(ENGINES[name]).FACTS.engine).partition(":")
    engine: Engine = getattr(import_module(module), attribute)()
    return engine
