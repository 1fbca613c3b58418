"""Places the labels of a figure's parts so that they overlap neither the drawing nor each other.

A leader, the line from a part to its label, goes up or down from the part and then straight across to the label. If
such leaders would conflict, they go straight to the part instead. Labels stand in a column at one side of the drawing
or at both sides. They follow the heights of their parts unless leaders cross less in another order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from narrate.slides.leaders import Leader, Point, angled, slanted, tangles
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

LABELS = FactKind("labels", 1, ("numpy",))
STEP = 8  # px between the positions that are tried
_GAP = 10  # px between labels
_AIR = 6  # px between a label and the drawing
_REACH = 14  # px, the least horizontal distance from a part to its label
_TANGLED = 20_000.0  # cost of two conflicting leaders, in px of leader: more than any length
_SLANTED = 120.0  # extra cost of a slanted leader
_TRIES = 120  # the most orders of labels that are tried at one side

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: the point (``x``, ``y``) of the part that it names, and its size while lit. All in px."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a label. ``x`` and ``y`` are the end of its leader, which starts at the part.

    ``right`` means that the label stands to the right of that end.
    """

    right: bool
    x: float
    y: float
    box: Rectangle
    leader: Leader


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand: the rectangle ``area`` without its taken cells of ``STEP`` px.

    ``sums`` is the summed-area table of the taken cells.
    """

    area: Rectangle
    sums: npt.NDArray[np.int64]

    @classmethod
    def of(cls, area: Rectangle, taken: Callable[[Rectangle], npt.NDArray[np.bool_]]) -> Room:
        """Return the room of ``area`` without its taken cells. ``taken`` says which cells of a rectangle are taken."""
        cells = taken(area)
        sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), np.int64)
        sums[1:, 1:] = cells.cumsum(0).cumsum(1)
        return cls(area, sums)

    def free(self, left: float, right: float, tops: npt.NDArray[np.float64], height: float) -> npt.NDArray[np.bool_]:
        """For each of ``tops``, whether a box from there down, ``left`` to ``right``, is inside the area and free."""
        x0, y0, x1, y1 = self.area
        rows, columns = self.sums.shape[0] - 1, self.sums.shape[1] - 1
        first, last = int((left - x0) // STEP), int(-(-(right - x0) // STEP))
        if left < x0 or right > x1 or last > columns:
            return np.zeros(len(tops), bool)
        upper = np.clip(((tops - y0) // STEP).astype(int), 0, rows)
        lower = np.clip((-(-(tops + height - y0) // STEP)).astype(int), 0, rows)
        ink = self.sums[lower, last] - self.sums[upper, last] - self.sums[lower, first] + self.sums[upper, first]
        fits: npt.NDArray[np.bool_] = (ink == 0) & (tops >= y0) & (tops + height <= y1)
        return fits


def place_labels(wanted: Sequence[Wanted], room: Room, memo: Memo = NO_MEMO) -> list[Placed] | None:
    """Return a place for each label, so that leaders are short and conflict as little as possible.

    None if there is no room for all labels.
    """

    def place() -> Found:
        places = _placed(wanted, room)
        return Found(facts={"places": None if places is None else [astuple(label) for label in places]})

    of = {
        "wanted": [astuple(label) for label in wanted],
        "area": room.area,
        "sums": hashlib.sha256(room.sums.tobytes()).hexdigest(),
        "shape": room.sums.shape,
    }
    facts = memo.recall(LABELS, of, place).facts
    if facts["places"] is None:
        return None
    return [
        Placed(right, x, y, tuple(box), tuple((a, b) for a, b in leader))
        for right, x, y, box, leader in facts["places"]
    ]


def _placed(wanted: Sequence[Wanted], room: Room) -> list[Placed] | None:
    best: tuple[float, list[Placed]] | None = None
    for right in _sides(wanted):
        cost, places, conflicts = 0.0, dict[int, Placed](), 0
        for side in (True, False):
            chosen = [index for index in range(len(wanted)) if right[index] is side]
            column = _column([wanted[index] for index in chosen], room, right=side)
            if column is None:
                break
            cost += column[0]
            conflicts += tangles([place.leader for place in column[1]])
            places |= dict(zip(chosen, column[1], strict=True))
        if len(places) < len(wanted):
            continue
        ordered = [places[index] for index in range(len(wanted))]
        # conflicts within one side are counted already; leaders of both sides may conflict as well
        cost += _TANGLED * (tangles([place.leader for place in ordered]) - conflicts)
        if best is None or cost < best[0]:
            best = (cost, ordered)
    return best[1] if best else None


def _sides(wanted: Sequence[Wanted]) -> Iterator[tuple[bool, ...]]:
    """Yield ways to put each label on the right (True) or on the left (False).

    Each way splits the labels at some x of the parts that they name.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index].x, wanted[index].y))
    for count in range(len(wanted) + 1):
        left = set(order[:count])
        yield tuple(index not in left for index in range(len(wanted)))


def _column(wanted: Sequence[Wanted], room: Room, *, right: bool) -> tuple[float, list[Placed]] | None:
    """Return (cost of the leaders, labels) with the labels in a column at one side, at the best x.

    None if they have no room.
    """
    if not wanted:
        return 0.0, []
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index].y, wanted[index].x))
    best: tuple[float, _Column, list[float]] | None = None
    for x in np.arange(room.area[0], room.area[2], STEP * 2.0):
        column = _Column.at(float(x), wanted, room, right=right)
        stack = column.stacked(order) if column else None
        if column and stack is not None and (best is None or stack[0] < best[0]):
            best = (stack[0], column, stack[1])
    return _untangled(best[1], order) if best else None


@dataclass(frozen=True, slots=True)
class _Column:
    """Labels whose leaders all end at ``x``.

    ``costs`` holds the cost of each label at each of the heights ``middles``.
    """

    x: float
    right: bool
    wanted: Sequence[Wanted]
    middles: npt.NDArray[np.float64]
    costs: Sequence[npt.NDArray[np.float64]]

    @classmethod
    def at(cls, x: float, wanted: Sequence[Wanted], room: Room, *, right: bool) -> _Column | None:
        """Return the column at ``x``, or None if a part is too near to ``x`` or beyond it."""
        middles = np.arange(room.area[1] + STEP, room.area[3], STEP / 2)
        costs = []
        for label in wanted:
            across = (x - label.x) if right else (label.x - x)
            if across < _REACH:
                return None
            left = x - _AIR if right else x - label.width - _AIR
            free = room.free(left, left + label.width + 2 * _AIR, middles - label.height / 2, label.height)
            costs.append(np.where(free, np.abs(middles - label.y) * 2 + across, np.inf))
        return cls(x, right, wanted, middles, costs)

    def stacked(self, order: Sequence[int]) -> tuple[float, list[float]] | None:
        """Return (cost, height of each label) if the labels are stacked from the top down in this order.

        None if they have no room.
        """
        stack = _stack([self.wanted[index] for index in order], self.middles, [self.costs[index] for index in order])
        if stack is None:
            return None
        heights = dict(zip(order, stack[1], strict=True))
        return stack[0], [heights[index] for index in range(len(order))]

    def placed(self, heights: Sequence[float], shape: Callable[[Point, Point], Leader]) -> list[Placed]:
        """Return the labels at the given ``heights`` of their middles, with leaders made by ``shape``."""
        return [
            Placed(
                self.right, self.x, y, _box(label, self.x, y, right=self.right), shape((label.x, label.y), (self.x, y))
            )
            for label, y in zip(self.wanted, heights, strict=True)
        ]


def _untangled(column: _Column, order: list[int]) -> tuple[float, list[Placed]] | None:
    """Return (cost, labels) in the order with the fewest crossings.

    Leaders are bent or, if bent leaders conflict, slanted.
    """
    best = _best_order(column, order, angled)
    if best is not None and best[0] < _TANGLED:
        return best
    other = _best_order(column, order, slanted, extra=_SLANTED)
    if best is None or other is None:
        return best or other
    return min(best, other, key=lambda arrangement: arrangement[0])


def _best_order(
    column: _Column, order: list[int], shape: Callable[[Point, Point], Leader], extra: float = 0.0
) -> tuple[float, list[Placed]] | None:
    """Return (cost, labels) in the best order found by swapping two labels at a time.

    ``shape`` makes a leader, and ``extra`` is an additional cost for each.
    """
    best: tuple[float, list[Placed]] | None = None
    tried: set[tuple[int, ...]] = set()
    todo = [order]
    while todo:
        candidate = todo.pop()
        if tuple(candidate) in tried or len(tried) > _TRIES:
            continue
        tried.add(tuple(candidate))
        stack = column.stacked(candidate)
        if stack is None:
            continue
        placed = column.placed(stack[1], shape)
        conflicts = tangles([each.leader for each in placed])
        cost = stack[0] + extra * len(candidate) + _TANGLED * conflicts
        if best is None or cost < best[0]:
            best = (cost, placed)
            if conflicts:
                todo += [_swapped(candidate, a, b) for a, b in combinations(range(len(candidate)), 2)]
    return best


def _swapped(order: Sequence[int], a: int, b: int) -> list[int]:
    swapped = list(order)
    swapped[a], swapped[b] = swapped[b], swapped[a]
    return swapped


def _stack(
    wanted: Sequence[Wanted], middles: npt.NDArray[np.float64], costs: Sequence[npt.NDArray[np.float64]]
) -> tuple[float, list[float]] | None:
    """Return (cost, middles) of the cheapest heights for labels from the top down that keep their distance.

    ``costs`` holds the cost of each label at each of the heights ``middles``. The method is dynamic programming.
    """
    step = middles[1] - middles[0]
    total, choices = costs[0], []
    for number in range(1, len(wanted)):
        apart = int(np.ceil(((wanted[number - 1].height + wanted[number].height) / 2 + _GAP) / step))
        least = np.minimum.accumulate(total)
        cheapest = np.maximum.accumulate(np.where(total == least, np.arange(len(total)), 0))
        before = np.concatenate([np.full(apart, np.inf), least[: len(least) - apart]])[: len(middles)]
        choices.append(np.concatenate([np.zeros(apart, int), cheapest[: len(cheapest) - apart]])[: len(middles)])
        total = costs[number] + before
    end = int(np.argmin(total))
    if not np.isfinite(total[end]):
        return None
    cost, picked = float(total[end]), [end]
    for choice in reversed(choices):
        picked.append(int(choice[picked[-1]]))
    return cost, [float(middles[index]) for index in reversed(picked)]


def _box(label: Wanted, x: float, y: float, *, right: bool) -> Rectangle:
    left = x if right else x - label.width
    return (left, y - label.height / 2, left + label.width, y + label.height / 2)
