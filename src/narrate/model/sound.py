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
    """A voice. ``engine`` is the software; ``name`` is the engine's name for the voice."""

    engine: str
    name: str
    language: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Sound:
    """Refers to spoken PCM in the store: mono, 16 bit, ``samples`` samples at ``rate`` Hz."""

    key: str
    rate: int
    samples: int


@dataclass(frozen=True, slots=True)
class Word:
    """The times of a token, relative to the start of its utterance. ``token`` is its index in the sentence."""

    token: int
    start_ms: int
    end_ms: int


class PackedWords(PackedSequence[Word]):
    """Packed words. Each is given as (token, start in ms, end in ms)."""

    __slots__ = ()
    WIDTH = 3

    def __init__(self, words: Iterable[tuple[int, int, int]]) -> None:
        super().__init__([number for word in words for number in word])

    def _value(self, numbers: Sequence[int]) -> Word:
        return Word(*numbers)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A spoken sentence. The duration of its sound is a multiple of 20 ms."""

    sentence: Sentence
    sound: Sound
    words: Sequence[Word]
    timing: Timing
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """An utterance placed in time. ``start_ms`` counts from the start of the edition."""

    utterance: Utterance
    start_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.utterance.duration_ms


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption. Its times count from the start of the edition, and ``text`` includes line breaks."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one segment: its clips from ``start_ms`` on, with silence between and after them."""

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
    """The times of every word of an edition. Tracks follow one another without a gap."""

    script: Script
    edition: str
    voice: Voice
    tracks: tuple[Track, ...]

    @property
    def duration_ms(self) -> int:
        return self.tracks[-1].end_ms if self.tracks else 0
