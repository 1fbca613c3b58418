"""The labels of a figure's parts: off the drawing, off each other, inside their room.

A leader goes from its part up or down first and then straight across to the word. Labels stand
in a column at one side of the drawing, or at both, in the order of the parts' heights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

_STEP = 8  # of the positions that are tried, px
_GAP = 10  # between labels
_AIR = 6  # between a label and the drawing
_REACH = 14  # the least length of a leader's last part
_CROSSED = 400.0  # what a crossing of leaders costs, in px of leader

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: the point it belongs to and the room it takes when lit, px."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands: at which side of its leader, the leader's end, the label's box."""

    right: bool
    x: float
    y: float
    box: Rectangle


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand: a rectangle without the cells that are taken. Cells are ``_STEP`` px."""

    area: Rectangle
    sums: npt.NDArray[np.int64]

    @classmethod
    def of(cls, area: Rectangle, taken: Callable[[Rectangle], npt.NDArray[np.bool_]]) -> Room:
        """The room of ``area`` where ``taken`` is false; it tells so of each cell of a rectangle."""
        cells = taken(area)
        sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), np.int64)
        sums[1:, 1:] = cells.cumsum(0).cumsum(1)
        return cls(area, sums)

    def free(self, left: float, right: float, tops: npt.NDArray[np.float64], height: float) -> npt.NDArray[np.bool_]:
        """For each of ``tops``, whether a box from ``left`` to ``right`` is inside and on nothing."""
        x0, y0, x1, y1 = self.area
        rows, columns = self.sums.shape[0] - 1, self.sums.shape[1] - 1
        first, last = int((left - x0) // _STEP), int(-(-(right - x0) // _STEP))
        if left < x0 or right > x1 or last > columns:
            return np.zeros(len(tops), bool)
        upper = np.clip(((tops - y0) // _STEP).astype(int), 0, rows)
        lower = np.clip((-(-(tops + height - y0) // _STEP)).astype(int), 0, rows)
        ink = self.sums[lower, last] - self.sums[upper, last] - self.sums[lower, first] + self.sums[upper, first]
        found: npt.NDArray[np.bool_] = (ink == 0) & (tops >= y0) & (tops + height <= y1)
        return found


def place_labels(wanted: Sequence[Wanted], room: Room) -> list[Placed] | None:
    """A place for each label, the leaders as short as can be; None where there is none for all."""
    best: tuple[float, list[Placed]] | None = None
    for right in _sides(wanted):
        cost, places = 0.0, dict[int, Placed]()
        for side in (True, False):
            chosen = [index for index in range(len(wanted)) if right[index] is side]
            found = _column([wanted[index] for index in chosen], room, right=side)
            if found is None:
                break
            cost += found[0]
            places |= dict(zip(chosen, found[1], strict=True))
        if len(places) < len(wanted):
            continue
        ordered = [places[index] for index in range(len(wanted))]
        cost += _CROSSED * _crossings(wanted, ordered)
        if best is None or cost < best[0]:
            best = (cost, ordered)
    return best[1] if best else None


def _sides(wanted: Sequence[Wanted]) -> Iterator[tuple[bool, ...]]:
    """Ways to share the labels between the right side (True) and the left: by where their parts are."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index].x)
    for count in range(len(wanted) + 1):
        left = set(order[:count])
        yield tuple(index not in left for index in range(len(wanted)))


def _column(wanted: Sequence[Wanted], room: Room, *, right: bool) -> tuple[float, list[Placed]] | None:
    """The labels one below the other at one side, with what their leaders cost, at the best distance."""
    if not wanted:
        return 0.0, []
    x0, y0, x1, y1 = room.area
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index].y, wanted[index].x))
    middles = np.arange(y0 + _STEP, y1, _STEP / 2)
    best: tuple[float, list[Placed]] | None = None
    for x in np.arange(x0, x1, _STEP * 2.0):
        costs = []
        for index in order:
            one = wanted[index]
            across = (x - one.x) if right else (one.x - x)
            if across < _REACH:
                break
            left = x - _AIR if right else x - one.width - _AIR
            free = room.free(left, left + one.width + 2 * _AIR, middles - one.height / 2, one.height)
            cost = np.abs(middles - one.y) * 2 + across
            costs.append(np.where(free, cost, np.inf))
        else:
            found = _stack([wanted[index] for index in order], middles, costs)
            if found is not None and (best is None or found[0] < best[0]):
                places = {
                    index: Placed(right, float(x), y, _box(wanted[index], float(x), y, right=right))
                    for index, y in zip(order, found[1], strict=True)
                }
                best = (found[0], [places[index] for index in range(len(wanted))])
    return best


def _stack(
    wanted: Sequence[Wanted], middles: npt.NDArray[np.float64], costs: Sequence[npt.NDArray[np.float64]]
) -> tuple[float, list[float]] | None:
    """The heights of labels from the top down that cost least and keep their distance (dynamic programming)."""
    step = middles[1] - middles[0]
    total, choices = costs[0], []
    for number in range(1, len(wanted)):
        apart = int(np.ceil(((wanted[number - 1].height + wanted[number].height) / 2 + _GAP) / step))
        least = np.minimum.accumulate(total)
        at = np.maximum.accumulate(np.where(total == least, np.arange(len(total)), 0))
        before = np.concatenate([np.full(apart, np.inf), least[: len(least) - apart]])[: len(middles)]
        choices.append(np.concatenate([np.zeros(apart, int), at[: len(at) - apart]])[: len(middles)])
        total = costs[number] + before
    end = int(np.argmin(total))
    if not np.isfinite(total[end]):
        return None
    cost, picked = float(total[end]), [end]
    for choice in reversed(choices):
        picked.append(int(choice[picked[-1]]))
    return cost, [float(middles[index]) for index in reversed(picked)]


def _box(one: Wanted, x: float, y: float, *, right: bool) -> Rectangle:
    left = x if right else x - one.width
    return (left, y - one.height / 2, left + one.width, y + one.height / 2)


def _crossings(wanted: Sequence[Wanted], placed: Sequence[Placed]) -> int:
    """How many pairs of leaders cross, or run through another's label."""
    count = 0
    for (one, at), (other, there) in combinations(list(zip(wanted, placed, strict=True)), 2):
        count += _cross(one, at, other, there) + _cross(other, there, one, at)
        count += _through(one, at, there.box) + _through(other, there, at.box)
    return count


def _cross(one: Wanted, at: Placed, other: Wanted, there: Placed) -> bool:
    """Whether the upright part of the first leader crosses the level part of the second."""
    low, high = sorted((one.y, at.y))
    left, right = sorted((other.x, there.x))
    return low < there.y < high and left < one.x < right


def _through(one: Wanted, at: Placed, box: Rectangle) -> bool:
    left, right = sorted((one.x, at.x))
    low, high = sorted((one.y, at.y))
    level = box[1] < at.y < box[3] and left < box[2] and right > box[0]
    upright = box[0] < one.x < box[2] and low < box[3] and high > box[1]
    return level or upright
