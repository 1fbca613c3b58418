"""Finds which sentences of a script are said in a long recording, and when.

Sentences may be out of order, repeated or missing. The search is one pass over the recording after Ney (1984), "The use
of a one-stage dynamic programming algorithm for connected word recognition". Every sentence is a model. Between
sentences lies a gap, which accepts silence and any speech. Going from a gap to the next sentence is free; going to any
other sentence has a price. Only sentences near the best one so far are followed, so the time grows with the length of
the recording alone, and the memory with the number of sentences found.
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
from narrate.speech.alignment.reading_file import ReadingFile, sample_of_speech
from narrate.speech.alignment.row_file import ScratchFile
from narrate.speech.alignment.warping import FAR, distances

STAY = PASS_OVER = 0.3  # as in warping, but a step there is half as long
STEP = 2  # frames of 10 ms that make one step here
_BEHIND, _AHEAD = 6, 14  # how many sentences before and after the best one are followed
_BLOCK = 256
_SAMPLE = 400  # states that stand for arbitrary speech
_AGAIN, _LEFT_OUT, _EACH = 1.2, 0.8, 0.1  # prices of going back, of skipping ahead, and of each sentence between
_BEAM = 40.0  # sentence ends that cost this much more than the best are not remembered
_REMEMBERED = 20_000  # remembered sentence ends after which those on no surviving path are dropped


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a recording in which the sentence with the number ``sentence`` is said.

    It goes from frame ``first`` up to but not including ``last`` (10 ms each). ``margin`` says how much better the
    frames match the sentence than arbitrary speech, as the mean difference of distances per step.
    """

    sentence: int
    first: int
    last: int
    margin: float = 0.0


def coarse(rows: Rows) -> Rows:
    """Return the mean of every ``STEP`` rows."""
    count = len(rows) // STEP
    means: Rows = rows[: count * STEP].reshape(count, STEP, *rows.shape[1:]).mean(axis=1)
    return means


def follow(
    heard: FrameSource, weights: Rows | None, readings: Iterable[Reading], strangeness: float, least_margin: float = 0.0
) -> list[Span]:
    """Return the sentences of ``readings`` that are said in ``heard``, in order of time.

    ``weights`` are the weights of the dimensions of ``heard``; give them if the readings are weighted. The distance of
    a frame from arbitrary speech is a quantile of its distances from a sample of all states, and ``strangeness`` (0 to
    1) is that quantile. A sentence must match better than arbitrary speech by ``least_margin``.
    """
    thinned = ReadingFile(map(_thinned, readings), ScratchFile())
    if not len(thinned) or len(heard) < STEP:
        return []
    return _Pass(heard, weights, thinned, strangeness, least_margin).run()


def _thinned(reading: Reading) -> Reading:
    """Return ``reading`` with one state for every ``STEP`` frames, and without the silence at its ends."""
    rows, tokens = [], []
    edges = np.flatnonzero(np.diff(reading.tokens, prepend=-2, append=-2))
    for first, last in pairwise(edges[1:-1]):
        for start in range(first, last, STEP):
            rows.append(reading.rows[start : min(start + STEP, last)].mean(axis=0))
            tokens.append(reading.tokens[first])
    return Reading(np.array(rows, np.float32), np.array(tokens))


class _Window:
    """The sentences from ``low`` up to but not including ``high``, concatenated into arrays of states."""

    def __init__(self, readings: ReadingFile, low: int, high: int) -> None:
        self.low, self.high = low, high
        self.reading = readings.row(low, high)
        lengths = np.array(readings.lengths(low, high))
        self.starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        self.ends = self.starts + lengths - 1
        silent = self.reading.silent
        count = len(silent)
        # The price of coming from 0 to 3 states before. A path cannot come from another sentence.
        self.price = np.zeros((4, count), np.float32)
        self.price[0] = np.where(silent, 0, STAY)
        self.price[2] = PASS_OVER
        self.price[2, 1:][silent[:-1]] = 0  # silences are optional
        self.price[3] = 2 * PASS_OVER
        for back in (1, 2, 3):
            for offset in range(back):
                self.price[back, np.minimum(self.starts + offset, self.ends)[lengths > offset]] = FAR
        gaps, sentences = np.arange(low, high + 1)[:, None], np.arange(low, high)
        leap = sentences - gaps
        self.leap = np.where(leap > 0, _LEFT_OUT, np.where(leap < 0, _AGAIN, 0)) + _EACH * np.abs(leap)


class _Pass:
    """One search of ``heard`` for the sentences of ``readings``; the arguments are as in ``follow``."""

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
        self._any = sample_of_speech(readings, readings.spoken, _SAMPLE)
        self._strange = int(strangeness * len(self._any))
        self._least_margin = least_margin
        # Sentences said so far, as a tree: (sentence, first, last, index of the one before). ``_gains`` says how much
        # cheaper each is than a gap from the start.
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
        step, total = 0, len(self._heard) // STEP
        gaps_only = 0.0  # the cost of one gap from the start until now
        while step < total:
            last = min(step + _BLOCK, total)
            part = self._heard.part(step * STEP, last * STEP)
            rows, over = coarse(part.rows) * self._weights, coarse(part.over_db)
            state_costs = distances(rows, over, window.reading)
            gap_costs = self._other(rows, over)
            for row, gap_cost in zip(state_costs, gap_costs, strict=True):
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
                origin[window.starts[better]] = step << 32 | (link[cheapest[better]] + 1)
                score += row
                gap += gap_cost
                gaps_only += float(gap_cost)
                done = score[window.ends]
                best = min(float(score.min()), float(gap.min()))
                for ended in np.flatnonzero((done < gap[1:]) & (done < best + _BEAM)):
                    gap[ended + 1] = done[ended]
                    link[ended + 1] = self._remember(window.low + int(ended), step, int(origin[window.ends[ended]]))
                    self._gains.append(gaps_only - float(done[ended]))
                step += 1
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
        """Return the cost of each frame in a gap: as silence, or as speech that is in no sentence of the script."""
        nothing = Reading(np.concatenate([self._any, self._any[:1]]), np.array([0] * len(self._any) + [-1]))
        costs = distances(rows, over, nothing)
        speech = np.partition(costs[:, :-1], self._strange, axis=1)[:, self._strange]
        cost: Rows = np.minimum(speech - self._least_margin, costs[:, -1])
        return cost

    def _here(self, window: _Window, score: Rows, gap: Rows) -> int:
        """Return the number of the sentence that the best path is in; in a gap, of the sentence after the gap."""
        if gap.min() <= score.min():
            return window.low + int(gap.argmin())
        return window.low + int(np.searchsorted(window.starts, score.argmin(), side="right")) - 1

    def _remember(self, sentence: int, step: int, origin: int) -> int:
        for column, value in zip(
            self._said, (sentence, origin >> 32, step + 1, (origin & 0xFFFFFFFF) - 1), strict=True
        ):
            column.append(value)
        return len(self._said[0]) - 1

    def _forget(
        self, origin: npt.NDArray[np.int64], link: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Drop remembered sentences that lie on no path still followed; return ``origin`` and ``link`` renumbered."""
        previous = np.array(self._said[3])
        entered = (origin & 0xFFFFFFFF) - 1
        kept = np.zeros(len(previous), np.bool_)
        ends = np.unique(np.concatenate([link, entered]))
        while len(ends := ends[ends >= 0]):
            kept[ends] = True
            ends = np.unique(previous[ends[~kept[previous[ends]]]])
        numbers = np.append(np.cumsum(kept) - 1, -1)  # -1 means none and stays -1
        sentences, firsts, lasts, _ = (np.array(column)[kept] for column in self._said)
        columns = (sentences, firsts, lasts, numbers[previous[kept]])
        self._said = tuple(array("i", column.tolist()) for column in columns)
        self._gains = array("d", np.array(self._gains)[kept].tolist())
        self._enough = 2 * len(self._gains) + _REMEMBERED
        return origin >> 32 << 32 | (numbers[entered] + 1), numbers[link]

    def _moved(
        self,
        old: _Window,
        low: int,
        score: Rows,
        origin: npt.NDArray[np.int64],
        gap: Rows,
        link: npt.NDArray[np.int64],
    ) -> tuple[_Window, Rows, npt.NDArray[np.int64], Rows, npt.NDArray[np.int64]]:
        """Return the state of the search moved to a window of sentences that begins at sentence ``low``.

        It is (window, score, origin, gap, link), with the values of ``old`` for sentences that are in both windows.
        """
        new = self._window(low)
        scores, origins = (
            np.full(len(new.reading.tokens), FAR, np.float32),
            np.zeros(len(new.reading.tokens), np.int64),
        )
        gaps, links = np.full(new.high - low + 1, FAR, np.float32), np.full(new.high - low + 1, -1, np.int64)
        first, last = max(old.low, low), min(old.high, new.high)
        if first < last:
            new_states = slice(new.starts[first - low], new.ends[last - 1 - low] + 1)
            old_states = slice(old.starts[first - old.low], old.ends[last - 1 - old.low] + 1)
            scores[new_states], origins[new_states] = score[old_states], origin[old_states]
            gaps[first - low : last + 1 - low] = gap[first - old.low : last + 1 - old.low]
            links[first - low : last + 1 - low] = link[first - old.low : last + 1 - old.low]
        return new, scores, origins, gaps, links

    def _traced(self, link: int) -> list[Span]:
        spans = []
        while link >= 0:
            sentence, first, last, before = (column[link] for column in self._said)
            gain = self._gains[link] - (self._gains[before] if before >= 0 else 0)
            margin = float(gain) / (last - first) + self._least_margin
            spans.append(Span(sentence, first * STEP, last * STEP, margin))
            link = before
        return spans[::-1]
