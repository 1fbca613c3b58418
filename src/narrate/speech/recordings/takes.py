"""Finds the takes of sentences in recordings: the stretches in which a sentence is said. There are three passes.

The first pass compares the recordings with espeak-ng's own voice and is lenient. Its result serves to learn the
speaker's voice. The second and third pass use the learnt voice and are stricter; between them the voice is learnt
again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.model import Sentence
from narrate.speech.alignment.adapting import SpeakerModel, learn
from narrate.speech.alignment.features import FrameSource, SoundFrames
from narrate.speech.alignment.following import Span, follow
from narrate.speech.alignment.reading import USUAL_RATE, PhonemeReader, Reading
from narrate.speech.alignment.reading_file import ReadingFile
from narrate.speech.alignment.row_file import ScratchFile
from narrate.speech.alignment.warping import warp
from narrate.speech.recordings.decoded_recording import DecodedRecording
from narrate.speech.recordings.placing import PlacedSentence, Placer, around

_LENIENT, _STRICT = 0.6, 0.17
_EXAMPLES = 60  # sentences that a speaker is learnt from: a few minutes
_ROUNDS = 2
_LEAST = 0.35  # the least margin of a sentence, as a share of the usual margin


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording, the sentences that should be said in it, and all takes of them (``spans``).

    ``used`` has the take that is used for each sentence, ``places`` the words in that take; both are keyed by the
    number of the sentence. ``speaker`` is None if there is too little speech to learn from. ``rate`` is the speaker's
    rate in words a minute.
    """

    recording: DecodedRecording
    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]
    used: Mapping[int, Span]
    places: Mapping[int, PlacedSentence]
    speaker: SpeakerModel | None = None
    rate: int = USUAL_RATE


def chosen_takes(spans: Sequence[Span]) -> dict[int, Span]:
    """Return the take that is used for each sentence: the last, since a speaker who errs says the sentence again."""
    return {span.sentence: span for span in spans}


def _rate_of(parts: Sequence[tuple[DecodedRecording, Sequence[Sentence]]], reader: PhonemeReader) -> int:
    """Return the speaker's rate in words a minute, estimated from the length of all speech."""
    readings = (reader.read(sentence, recording.heard.ear) for recording, sentences in parts for sentence in sentences)
    expected = sum(reading.frames for reading in readings if reading is not None)
    heard = sum(int(recording.heard.voiced.sum()) for recording, _ in parts)
    rate = round(USUAL_RATE * expected / max(1, heard))
    return min(max(rate, USUAL_RATE * 2 // 3), USUAL_RATE * 2)  # beyond this, much is missing or extra


def find_takes(
    parts: Sequence[tuple[DecodedRecording, Sequence[Sentence]]], reader: PhonemeReader, jobs: int, scratch: ScratchFile
) -> tuple[Recorded, ...]:
    """Find the takes of sentences in recordings, and return them for each recording.

    ``parts`` has each recording with its sentences. At most ``jobs`` recordings are searched at a time. The readings
    with which the recordings are compared go into ``scratch``. Raises OutsideError if espeak-ng fails.
    """
    rate = _rate_of(parts, reader)
    recordings = [recording.heard for recording, _ in parts]
    readings = [
        _Readings((reader.read(sentence, recording.heard.ear, rate) for sentence in sentences), scratch)
        for recording, sentences in parts
    ]
    if not any(len(part.all) for part in readings):
        return tuple(Recorded(recording, tuple(sentences), (), {}, {}) for recording, sentences in parts)
    with ThreadPoolExecutor(jobs) as pool:

        def gone_through(speaker: SpeakerModel | None, strangeness: float, least: float = 0.0) -> list[list[Span]]:
            follows = [
                pool.submit(part.follow, heard, speaker, strangeness, least)
                for heard, part in zip(recordings, readings, strict=True)
            ]
            return [job.result() for job in follows]

        spans_of = gone_through(None, _LENIENT)
        speaker, least = None, 0.0
        for _ in range(_ROUNDS):
            speaker = _learn(recordings, readings, spans_of) or speaker
            if speaker is None:
                break
            spans_of = gone_through(speaker, _STRICT, least)
            # What matches its sentence far worse than is usual with this speaker is something else.
            least = _LEAST * _usual(spans_of)
        placer = Placer(speaker, [part.all for part in readings])
        placed = [
            pool.submit(part.place, placer, heard, spans)
            for heard, part, spans in zip(recordings, readings, spans_of, strict=True)
        ]
        places = [job.result() for job in placed]
    return tuple(
        Recorded(recording, tuple(sentences), tuple(spans), chosen_takes(spans), places_of_part, speaker, rate)
        for (recording, sentences), spans, places_of_part in zip(parts, spans_of, places, strict=True)
    )


class _Readings:
    """The readings of the sentences of one recording, except sentences without a word."""

    def __init__(self, readings: Iterable[Reading | None], scratch: ScratchFile) -> None:
        self._numbers: list[int] = []
        self.all = ReadingFile(self._numbered(readings), scratch)

    def _numbered(self, readings: Iterable[Reading | None]) -> Iterator[Reading]:
        for number, reading in enumerate(readings):
            if reading is not None:
                self._numbers.append(number)
                yield reading

    def follow(self, heard: FrameSource, speaker: SpeakerModel | None, strangeness: float, least: float) -> list[Span]:
        """Return where the sentences are said in ``heard``, by their numbers in the script's part.

        ``speaker`` is None before the speaker's voice is learnt. ``strangeness`` and ``least`` (the least margin) are
        as in ``following.follow``.
        """
        readings = (reading if speaker is None else speaker.reading(reading) for reading in self.all)
        weights = None if speaker is None else speaker.weights
        return [
            Span(self._numbers[span.sentence], span.first, span.last, span.margin)
            for span in follow(heard, weights, readings, strangeness, least)
        ]

    def place(self, placer: Placer, heard: FrameSource, spans: Sequence[Span]) -> dict[int, PlacedSentence]:
        """Return the words of the used take of each sentence, by the number of the sentence."""
        places = {}
        for sentence, span in chosen_takes(spans).items():
            first, last = around(spans, spans.index(span), len(heard))
            places[sentence] = placer.place(heard, self.of(sentence), first, last)
        return places

    def of(self, sentence: int) -> Reading:
        """Return the reading of the sentence with the number ``sentence``."""
        return self.all.read(bisect_left(self._numbers, sentence))


def _usual(spans_of: Sequence[Sequence[Span]]) -> float:
    """Return the median margin of all sentences."""
    margins = [span.margin for spans in spans_of for span in spans]
    return float(np.median(margins)) if margins else 0.0


def _learn(
    recordings: Sequence[FrameSource], readings: Sequence[_Readings], spans_of: Sequence[Sequence[Span]]
) -> SpeakerModel | None:
    """Return a model of the speaker of all recordings, learnt from sentences spread over them.

    Returns None if there are too few sentences.
    """
    least = _LEAST * _usual(spans_of)
    all_of = [
        (recording, part, span)
        for recording, part, spans in zip(recordings, readings, spans_of, strict=True)
        for span in spans
        if span.margin >= least
    ]
    chosen = np.unique(np.linspace(0, len(all_of) - 1, _EXAMPLES).astype(int)).tolist() if all_of else []

    def examples() -> Iterator[tuple[SoundFrames, Reading, npt.NDArray[np.intp]]]:
        for recording, part, span in (all_of[number] for number in chosen):
            heard, reading = recording.part(span.first, span.last), part.of(span.sentence)
            yield heard, reading, warp(heard, reading)

    return learn(examples())
