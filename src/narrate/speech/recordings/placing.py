"""Finds where each word is said in the takes that are used, and how well it matches its text.

A take is a stretch of a recording in which a sentence is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.adapting import SpeakerModel
from narrate.speech.alignment.features import FrameSource, Rows, SoundFrames
from narrate.speech.alignment.following import Span
from narrate.speech.alignment.reading import Reading
from narrate.speech.alignment.reading_file import ReadingFile, sample_of_speech
from narrate.speech.alignment.warping import PASS_OVER, STAY, distances, warp, word_starts

_BEFORE, _AFTER = 12, 20  # frames before and after a take that are searched too
_LEAD, _TAIL = 6, 12  # frames of quiet kept around its words
_SAMPLE, _STRANGENESS = 400, 0.17  # as in following
_SHORTEST = 20  # frames: shorter words cannot be judged
_MOST = 1.0  # the most that a single frame may add to a word's margin


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """Where a sentence and its words lie in a recording, in frames.

    ``first`` and ``last`` bound the cut, which does not include ``last``. ``words`` has (token, first frame, frame
    after the last, margin). The margin says how much better the sound matches the word than arbitrary speech, as in
    ``Span``. It is None for words that are too short to judge.
    """

    first: int
    last: int
    words: tuple[tuple[int, int, int, float | None], ...]


class Placer:
    """Finds words for one speaker.

    A sample of ``readings`` serves as arbitrary speech, with which words are compared.
    """

    def __init__(self, speaker: SpeakerModel | None, readings: Sequence[ReadingFile]) -> None:
        self._speaker = speaker
        adapted = (self._as_said(reading) for file in readings for reading in file)
        rows = sample_of_speech(adapted, sum(file.spoken for file in readings), _SAMPLE)
        self._anything = Reading(rows, np.zeros(len(rows), np.intp))

    def place(self, heard: FrameSource, reading: Reading, first: int, last: int) -> PlacedSentence:
        """Return where ``reading`` and its words lie in ``heard``.

        Only the frames from ``first`` up to but not including ``last`` are searched.
        """
        part, adapted = heard.part(first, last), self._as_said(reading)
        part = part if self._speaker is None else self._speaker.heard(part)
        path = warp(part, adapted)
        spoken = np.flatnonzero(~adapted.silent[path])
        margins = self._margins(part, adapted, path)
        starts = word_starts(adapted, path)
        stops = [start for _, start in starts[1:]] + [int(spoken[-1]) + 1]
        lengths = np.bincount(adapted.tokens[~adapted.silent])
        words = tuple(
            (
                token,
                first + start,
                first + stop,
                float(margins[adapted.tokens[path] == token].mean())
                if min(stop - start, lengths[token]) >= _SHORTEST
                else None,
            )
            for (token, start), stop in zip(starts, stops, strict=True)
        )
        begin, end = max(first, first + int(spoken[0]) - _LEAD), min(last, first + int(spoken[-1]) + 1 + _TAIL)
        return PlacedSentence(begin, end, words)

    def _margins(self, heard: SoundFrames, reading: Reading, path: npt.NDArray[np.intp]) -> Rows:
        other_speech = distances(heard.rows, heard.over_db, self._anything)
        other_speech = np.partition(other_speech, int(_STRANGENESS * other_speech.shape[1]), axis=1)
        least = other_speech[:, int(_STRANGENESS * other_speech.shape[1])]
        own_costs = distances(heard.rows, heard.over_db, reading)[np.arange(len(path)), path]
        steps = np.diff(path, prepend=path[:1] - 1)
        effort = np.select([steps == 0, steps == 2, steps > 2], [STAY, PASS_OVER, 2 * PASS_OVER], 0.0)
        margins: Rows = np.minimum(least - own_costs, _MOST) - effort / 2
        return margins

    def _as_said(self, reading: Reading) -> Reading:
        return reading if self._speaker is None else self._speaker.reading(reading)


def around(spans: Sequence[Span], number: int, length: int) -> tuple[int, int]:
    """Return (first, last): the frames of the span with the index ``number``, and some of the quiet around it.

    Nothing of the neighbouring spans is included. ``length`` is the number of frames in the recording.
    """
    span = spans[number]
    before = spans[number - 1].last if number else 0
    after = spans[number + 1].first if number + 1 < len(spans) else length
    return max(span.first - _BEFORE, (before + span.first) // 2), min(span.last + _AFTER, (span.last + after + 1) // 2)
