"""The interface of speech engines, and the list of the engines that come with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from narrate.errors import Problem, UsageError
from narrate.model import Script, Sentence, Timing, Voice

if TYPE_CHECKING:
    import numpy as np  # takes 80 ms to load, and is not needed to name an engine
    import numpy.typing as npt

ENGINES: Mapping[str, str] = {
    "espeak": "narrate.speech.espeak.facts",
    "gtts": "narrate.speech.gtts.facts",
    "kokoro": "narrate.speech.kokoro.facts",
    "piper": "narrate.speech.piper.facts",
    "recordings": "narrate.speech.recordings.facts",
}
"""For each engine the module whose ``FACTS`` (``facts.EngineFacts``) describes it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an engine returns for a sentence.

    ``pcm`` is mono 16 bit sound at ``rate`` Hz. ``words`` has (token index, start sample, end sample), in order, for
    every token whose time is known. ``timing`` says how these times were found.
    """

    pcm: npt.NDArray[np.int16]
    rate: int
    words: tuple[tuple[int, int, int], ...]
    timing: Timing


class Session(Protocol):
    """An open connection to an engine. It speaks sentences one after the other, in one thread at a time."""

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        """Speak ``sentence`` at ``rate`` words a minute, and return its sound and word times.

        Raises OutsideError if the engine fails.
        """
        ...

    def close(self) -> None:
        """Release everything that the session started, such as processes."""
        ...


class Engine(Protocol):
    """A speech engine: it knows its voices and opens sessions that speak with them."""

    name: str

    def voice(self, language: str, name: str = "") -> Voice | None:
        """Return the voice ``name``, or the best one for ``language`` (BCP 47) if ``name`` is empty.

        Returns None if the voice or engine does not speak the language. Raises UsageError for an unknown name.
        """
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Return a text that identifies what determines the sound besides the sentence: engine, version, data."""
        ...

    def session(self) -> Session:
        """Open a new session, which may start a process."""
        ...


@runtime_checkable
class Narrator(Engine, Protocol):
    """An engine for a person who has read one script aloud: it has the sentences of that script and no others."""

    def listen(self, script: Script, voice: Voice, jobs: int) -> Sequence[Problem]:
        """Find the sentences of ``script`` in the recordings of ``voice``, and return a problem for each difference.

        ``say_script`` must have given the words of ``script`` their pronunciations. ``jobs`` is how many recordings may
        be searched at a time. Raises InputError if a sentence is missing.
        """
        ...

    def take(self, sentence: Sentence) -> str:
        """Return a text that identifies the sound and word times of ``sentence`` in the recordings."""
        ...

    @property
    def files(self) -> Sequence[Path]:
        """The files of the recordings that ``listen`` has used."""
        ...


@runtime_checkable
class Online(Protocol):
    """An engine that sends sentences to a service over the network. It is used only if the user names it."""

    sends_to: str
    """The service that receives the text, in a few words."""


@runtime_checkable
class Patient(Protocol):
    """An engine that says itself how long a sentence may take, for example because it waits for a service."""

    longest_s: float
    """The longest time for a sentence in seconds. A build gives up a sentence that takes longer."""


@runtime_checkable
class TextOnly(Protocol):
    """An engine that takes text only: it cannot be given phonemes."""

    takes_sounds: Literal[False]


def open_engine(name: str) -> Engine:
    """Return a new engine of the kind ``name``. Raises UsageError for an unknown name."""
    if name not in ENGINES:
        raise UsageError(f"unknown voice engine {name!r}; the engines are {', '.join(ENGINES)}")
    module, _, attribute = str(import_module(ENGINES[name]).FACTS.engine).partition(":")
    engine: Engine = getattr(import_module(module), attribute)()
    return engine
