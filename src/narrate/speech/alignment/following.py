"""Which sentences are said in a long recording, and when: also those that are out of order, twice or not at all.

One pass over the recording after Ney (1984), "The use of a one-stage dynamic programming algorithm for
connected word recognition": every sentence is a model, between sentences lies a gap that takes
silence and speech of any kind, and from a gap the next sentence comes for nothing, another
one at a price. Only sentences near the best place so far are followed, so time and memory
grow with the recording's length alone, the latter by what is found.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from narrate.speech.alignment.features import FrameSource, Rows
from narrate.speech.alignment.reading import Reading
from narrate.speech.alignment.reading_file import ReadingFile, some_speech
from narrate.speech.alignment.row_file import ScratchFile
from narrate.speech.alignment.warping import FAR, apart

STAY = PASS_OVER = 0.3  # as in warping, where steps are half as long
STEP = 2  # frames of 10 ms that are taken together here
_BEHIND, _AHEAD = 6, 14  # sentences followed around the best place
_BLOCK = 256
_SAMPLE = 400  # states that tell how unlike speech is to anything
_AGAIN, _LEFT_OUT, _EACH = 1.2, 0.8, 0.1  # prices of going back, going on too far, and of each sentence between
_BEAM = 40.0  # what is worse than the best by more is not remembered
_REMEMBERED = 20_000  # ends of sentences after which those that lead nowhere are forgotten


@dataclass(frozen=True, slots=True)
class Span:
    """Sentence number ``sentence``, said from frame ``first`` to before frame ``last`` (10 ms each).

    ``margin`` is how much more unlike its frames are to what anybody may say than to the sentence, in the mean.
    """

    sentence: int
    first: int
    last: int
    margin: float = 0.0


def coarse(rows: Rows) -> Rows:
    """Means of ``STEP`` rows each."""
    count = len(rows) // STEP
    means: Rows = rows[: count * STEP].reshape(count, STEP, *rows.shape[1:]).mean(axis=1)
    return means


def follow(
    heard: FrameSource, weights: Rows | None, readings: Iterable[Reading], strangeness: float, least_margin: float = 0.0
) -> list[Span]:
    """The sentences of ``readings`` that are said in ``heard``, in the order of time.

    ``weights`` weigh the dimensions of ``heard``, where the readings are weighed.
    How unlike speech is to what anybody may say is told by the states that it is most like:
    ``strangeness`` is their share of all. A sentence must be liker by ``least_margin``.
    """
    thinned = ReadingFile(map(_thinned, readings), ScratchFile())
    if not len(thinned) or len(heard) < STEP:
        return []
    return _Pass(heard, weights, thinned, strangeness, least_margin).run()


def _thinned(reading: Reading) -> Reading:
    """``reading`` in steps of ``STEP`` frames, without the silence at its ends."""
    rows, tokens = [], []
    edges = np.flatnonzero(np.diff(reading.tokens, prepend=-2, append=-2))
    for first, last in pairwise(edges[1:-1]):
        for at in range(first, last, STEP):
            rows.append(reading.rows[at : min(at + STEP, last)].mean(axis=0))
            tokens.append(reading.tokens[first])
    return Reading(np.array(rows, np.float32), np.array(tokens))


class _Window:
    """The sentences ``low`` to ``high``, one after the other, as arrays of states."""

    def __init__(self, readings: ReadingFile, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.reading = readings.row(low, high)
        lengths = np.array(readings.lengths(low, high))
        self.starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.ends = self.starts + lengths - 1
        silent = self.reading.silent
        count = len(silent)
        # the price of coming from so many states before; not out of another sentence
        self.price = np.zeros((4, count), np.float32)
        self.price[0] = np.where(silent, 0, STAY)
        self.price[2] = PASS_OVER
        self.price[2, 1:][silent[:-1]] = 0  # a silence need not be there
        self.price[3] = 2 * PASS_OVER
        for back in (1, 2, 3):
            for offset in range(back):
                self.price[back, np.minimum(self.starts + offset, self.ends)[lengths > offset]] = FAR
        gaps, sentences = np.arange(low, high + 1)[:, None], np.arange(low, high)
        leap = sentences - gaps
        self.leap = np.where(leap > 0, _LEFT_OUT, np.where(leap < 0, _AGAIN, 0)) + _EACH * np.abs(leap)


class _Pass:
    def __init__(
        self,
        heard: FrameSource,
        weights: Rows | None,
        readings: ReadingFile,
        strangeness: float,
        least_margin: float,
    ) -> None:
        self._heard, self._weights = heard, np.float32(1) if weights is None else weights
        self._readings = readings
        self._any = some_speech(readings, readings.spoken, _SAMPLE)
        self._strange = int(strangeness * len(self._any))
        self._least_margin = least_margin
        # what was said, as a tree: (sentence, first, last, the one before), and by how much it is liker than gaps
        self._said = tuple(array("i") for _ in range(4))
        self._gains = array("d")
        self._enough = _REMEMBERED

    def run(self) -> list[Span]:
        window = self._window(0)
        states = len(window.reading.tokens)
        score, origin = np.full(states, FAR, np.float32), np.zeros(states, np.int64)
        gap = np.full(window.high - window.low + 1, FAR, np.float32)
        gap[0] = 0
        link = np.full(len(gap), -1, np.int64)
        ways = np.full((4, states), FAR, np.float32)
        at, total = 0, len(self._heard) // STEP
        gaps_only = 0.0  # what it costs to have been in a gap from the start
        while at < total:
            last = min(at + _BLOCK, total)
            part = self._heard.part(at * STEP, last * STEP)
            rows, over = coarse(part.rows) * self._weights, coarse(part.over_db)
            unlike = apart(rows, over, window.reading)
            other = self._other(rows, over)
            for row, strange in zip(unlike, other, strict=True):
                for back in range(4):
                    np.add(score[: states - back], window.price[back, back:], out=ways[back, back:])
                choice = ways.argmin(axis=0)
                score = ways.min(axis=0)
                origin = origin[np.maximum(self._index[:states] - choice, 0)]
                entering = gap[:, None] + window.leap
                cheapest = entering.argmin(axis=0)
                price = entering[cheapest, self._index[: len(cheapest)]]
                better = np.flatnonzero(price < score[window.starts])
                score[window.starts[better]] = price[better]
                origin[window.starts[better]] = at << 32 | (link[cheapest[better]] + 1)
                score += row
                gap += strange
                gaps_only += float(strange)
                done = score[window.ends]
                best = min(float(score.min()), float(gap.min()))
                for one in np.flatnonzero((done < gap[1:]) & (done < best + _BEAM)):
                    gap[one + 1] = done[one]
                    link[one + 1] = self._remember(window.low + int(one), at, int(origin[window.ends[one]]))
                    self._gains.append(gaps_only - float(done[one]))
                at += 1
            score -= best
            gap -= best
            gaps_only -= best
            if len(self._gains) > self._enough:
                origin, link = self._forget(origin, link)
            here = self._here(window, score, gap)
            if (low := max(0, here - _BEHIND)) != window.low:
                window, score, origin, gap, link = self._moved(window, low, score, origin, gap, link)
                states = len(window.reading.tokens)
                ways = np.full((4, states), FAR, np.float32)
        return self._traced(int(link[gap.argmin()]))

    def _window(self, low: int) -> _Window:
        window = _Window(self._readings, low, min(len(self._readings), low + _BEHIND + _AHEAD))
        self._index = np.arange(max(len(window.reading.tokens), len(self._readings) + 1))
        return window

    def _other(self, rows: Rows, over: Rows) -> Rows:
        """What each frame costs in a gap: as silence, or as speech that is no sentence of ours."""
        nothing = Reading(np.concatenate([self._any, self._any[:1]]), np.array([0] * len(self._any) + [-1]))
        unlike = apart(rows, over, nothing)
        speech = np.partition(unlike[:, :-1], self._strange, axis=1)[:, self._strange]
        cost: Rows = np.minimum(speech - self._least_margin, unlike[:, -1])
        return cost

    def _here(self, window: _Window, score: Rows, gap: Rows) -> int:
        """The sentence at the best place so far, or the one after the best gap."""
        if gap.min() <= score.min():
            return window.low + int(gap.argmin())
        return window.low + int(np.searchsorted(window.starts, score.argmin(), side="right")) - 1

    def _remember(self, sentence: int, at: int, origin: int) -> int:
        for column, value in zip(self._said, (sentence, origin >> 32, at + 1, (origin & 0xFFFFFFFF) - 1), strict=True):
            column.append(value)
        return len(self._said[0]) - 1

    def _forget(
        self, origin: npt.NDArray[np.int64], link: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Keep of what was said only what a way that is still followed has come by; both as they are now numbered."""
        befores = np.array(self._said[3])
        entered = (origin & 0xFFFFFFFF) - 1
        kept = np.zeros(len(befores), np.bool_)
        ends = np.unique(np.concatenate([link, entered]))
        while len(ends := ends[ends >= 0]):
            kept[ends] = True
            ends = np.unique(befores[ends[~kept[befores[ends]]]])
        numbers = np.append(np.cumsum(kept) - 1, -1)  # -1, which is nothing, stays what it is
        sentences, firsts, lasts, _ = (np.array(column)[kept] for column in self._said)
        columns = (sentences, firsts, lasts, numbers[befores[kept]])
        self._said = tuple(array("i", column.tolist()) for column in columns)
        self._gains = array("d", np.array(self._gains)[kept].tolist())
        self._enough = 2 * len(self._gains) + _REMEMBERED
        return origin >> 32 << 32 | (numbers[entered] + 1), numbers[link]

    def _moved(self, old: _Window, low: int, score: Rows, origin: npt.NDArray[np.int64], gap: Rows,
               link: npt.NDArray[np.int64]) -> tuple[_Window, Rows, npt.NDArray[np.int64], Rows, npt.NDArray[np.int64]]:  # fmt: skip
        """Everything as before, for the sentences from ``low`` on."""
        new = self._window(low)
        scores, origins = (
            np.full(len(new.reading.tokens), FAR, np.float32),
            np.zeros(len(new.reading.tokens), np.int64),
        )
        gaps, links = np.full(new.high - low + 1, FAR, np.float32), np.full(new.high - low + 1, -1, np.int64)
        first, last = max(old.low, low), min(old.high, new.high)
        if first < last:
            mine = slice(new.starts[first - low], new.ends[last - 1 - low] + 1)
            theirs = slice(old.starts[first - old.low], old.ends[last - 1 - old.low] + 1)
            scores[mine], origins[mine] = score[theirs], origin[theirs]
            gaps[first - low : last + 1 - low] = gap[first - old.low : last + 1 - old.low]
            links[first - low : last + 1 - low] = link[first - old.low : last + 1 - old.low]
        return new, scores, origins, gaps, links

    def _traced(self, link: int) -> list[Span]:
        found = []
        while link >= 0:
            sentence, first, last, before = (column[link] for column in self._said)
            gain = self._gains[link] - (self._gains[before] if before >= 0 else 0)
            margin = float(gain) / (last - first) + self._least_margin
            found.append(Span(sentence, first * STEP, last * STEP, margin))
            link = before
        return found[::-1]
