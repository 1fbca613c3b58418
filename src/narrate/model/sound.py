"""What was spoken, and where it stands in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from narrate.model.packed import Packed
from narrate.model.script import Script, Segment, Sentence


class Timing(StrEnum):
    """How the times of words were found, best first."""

    EXACT = "exact"  # the engine reports the sample at which each word starts
    MODEL = "model"  # from the durations that a neural model predicts and then plays
    ALIGNED = "aligned"  # found afterwards by alignment with the sound
    ESTIMATED = "estimated"  # shared out in proportion to the letters


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: ``engine`` is the software, ``name`` the speaker within it."""

    engine: str
    name: str
    language: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


@dataclass(frozen=True, slots=True)
class Sound:
    """A handle on spoken PCM in the store, mono 16 bit; ``samples`` at ``rate`` Hz."""

    key: str
    rate: int
    samples: int


@dataclass(frozen=True, slots=True)
class Word:
    """A token in time, relative to the start of its utterance."""

    token: int
    start_ms: int
    end_ms: int


class Words(Packed[Word]):
    """Words of (token, start, end in ms), packed."""

    __slots__ = ()
    WIDTH = 3

    def __init__(self, words: Iterable[tuple[int, int, int]]) -> None:
        super().__init__([number for word in words for number in word])

    def _value(self, numbers: Sequence[int]) -> Word:
        return Word(*numbers)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence, spoken. Its sound lasts a whole number of 20 ms."""

    sentence: Sentence
    sound: Sound
    words: Sequence[Word]
    timing: Timing
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """An utterance placed: ``start_ms`` counts from the start of the edition."""

    utterance: Utterance
    start_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.utterance.duration_ms


@dataclass(frozen=True, slots=True)
class Caption:
    """Text with times, from the start of the edition; ``text`` holds its line breaks."""

    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """The sound of one segment: clips from ``start_ms``, silence between and after."""

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
    """Where every word of an edition stands. Tracks follow one another without a gap."""

    script: Script
    edition: str
    voice: Voice
    tracks: tuple[Track, ...]

    @property
    def duration_ms(self) -> int:
        return self.tracks[-1].end_ms if self.tracks else 0
