"""Spoken sentences and their times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from narrate.model.packed import PackedSequence
from narrate.model.script import Script, Segment, Sentence


class Timing(StrEnum):
    """How the times of words were determined, most precise first."""

    EXACT = "exact"  # the engine reports the sample at which each word starts
    MODEL = "model"  # a neural model predicts the durations and then speaks with them
    ALIGNED = "aligned"  # the words were aligned with the finished sound
    ESTIMATED = "estimated"  # the sentence's duration is divided in proportion to the letters


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice. ``engine`` names the software that speaks; ``name`` is what the engine calls the voice."""

    engine: str
    name: str
    language: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Sound:
    """A reference to spoken PCM in the store: mono, 16 bit, ``samples`` samples at ``rate`` Hz."""

    key: str
    rate: int
    samples: int


@dataclass(frozen=True, slots=True)
class Word:
    """When a word is spoken, from the start of its utterance. ``token`` is its index in the sentence."""

    token: int
    start_ms: int
    end_ms: int


class PackedWords(PackedSequence[Word]):
    """Words stored as whole numbers. Each is (token, start in ms, end in ms)."""

    __slots__ = ()
    WIDTH = 3

    def __init__(self, words: Iterable[tuple[int, int, int]]) -> None:
        super().__init__([number for word in words for number in word])

    def _value(self, numbers: Sequence[int]) -> Word:
        return Word(*numbers)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that has been spoken. The duration of its sound is a multiple of 20 ms.

    If it is ``recorded``, a person spoke it, not a voice of a computer.
    """

    sentence: Sentence
    sound: Sound
    words: Sequence[Word]
    timing: Timing
    duration_ms: int
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Clip:
    """A spoken sentence and when it starts. ``start_ms`` counts from the start of the edition."""

    utterance: Utterance
    start_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.utterance.duration_ms


@dataclass(frozen=True, slots=True)
class Caption:
    """The text of a caption, with its line breaks, and when it is shown. Times count from the start of the edition."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one segment: spoken sentences from ``start_ms`` on, with silence between and after them."""

    segment: Segment
    clips: tuple[Clip, ...]
    start_ms: int
    duration_ms: int
    captions: tuple[Caption, ...] = ()

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True)
class Timeline:
    """The times of every word of an edition. The tracks follow one another without a gap."""

    script: Script
    edition: str
    voice: Voice
    tracks: tuple[Track, ...]

    @property
    def duration_ms(self) -> int:
        return self.tracks[-1].end_ms if self.tracks else 0

    @property
    def recorded(self) -> int:
        """How many sentences a person has recorded."""
        return sum(clip.utterance.recorded for track in self.tracks for clip in track.clips)
