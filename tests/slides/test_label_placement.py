"""The solver that finds room for labels: what it finds holds in every case, or it finds nothing."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.slides.label_placement import STEP, Placed, Rectangle, Room, Wanted, place_labels
from narrate.slides.leaders import tangles
from tests.examples import often

AREA: Rectangle = (600.0, 16.0, 1264.0, 704.0)
TALL = 62.0


def room(*taken: Rectangle, area: Rectangle = AREA) -> Room:
    def cells(inside: Rectangle) -> np.ndarray:
        xs = np.arange(inside[0], inside[2], STEP)
        ys = np.arange(inside[1], inside[3], STEP)
        found = np.zeros((len(ys), len(xs)), bool)
        for left, top, right, low in taken:
            found |= np.outer((ys + STEP > top) & (ys < low), (xs + STEP > left) & (xs < right))
        return found

    return Room.of(area, cells)


def apart(one: Rectangle, other: Rectangle) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def check(wanted: list[Wanted], placed: list[Placed], *taken: Rectangle, area: Rectangle = AREA) -> None:
    for one, at in zip(wanted, placed, strict=True):
        left, top, right, low = at.box
        assert (right - left, low - top) == pytest.approx((one.width, one.height))
        assert area[0] <= left < right <= area[2]
        assert area[1] <= top < low <= area[3]
        assert all(apart(at.box, drawn) for drawn in taken)
        assert at.leader[-1] == (at.x, at.y)
        assert at.leader[0][0] == one.x
        assert abs(at.leader[0][1] - one.y) <= 4
        assert at.x == (left if at.right else right)
        assert at.y == pytest.approx((top + low) / 2)
        assert (at.x > one.x) is at.right
    for one, other in combinations(placed, 2):
        assert apart(one.box, other.box)
    for one, other in ((one, other) for one in placed for other in placed if one is not other):
        for (a, b), (c, d) in zip(one.leader, one.leader[1:], strict=False):
            line = (min(a, c), min(b, d), max(a, c), max(b, d))
            assert apart(line, other.box) or not any(
                other.box[0] < a + (c - a) * t < other.box[2] and other.box[1] < b + (d - b) * t < other.box[3]
                for t in np.linspace(0, 1, 200)
            )


SIZES = st.tuples(st.floats(60, 420), st.sampled_from([56.0, 92.0, 128.0]))
WANTED = st.lists(
    st.builds(lambda x, y, size: Wanted(x, y, *size), st.floats(620, 1240), st.floats(30, 690), SIZES), min_size=1, max_size=7
)  # fmt: skip
DRAWN = st.lists(
    st.builds(lambda x, y, w, h: (x, y, x + w, y + h), st.floats(560, 1200), st.floats(0, 700), st.floats(1, 400), st.floats(1, 500)),
    max_size=4,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(WANTED, DRAWN)
def test_off_each_other_off_the_drawing_and_inside(wanted: list[Wanted], drawn: list[Rectangle]):
    placed = place_labels(wanted, room(*drawn))
    if placed is not None:
        check(wanted, placed, *drawn)


test_off_each_other_off_the_drawing_and_inside_often = often(test_off_each_other_off_the_drawing_and_inside, 200)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.floats(900, 960), st.floats(60, 660)), min_size=1, max_size=7))
def test_where_there_is_room_there_are_places_and_leaders_are_apart(points: list[tuple[float, float]]):
    wanted = [Wanted(x, y, 200.0, 56.0) for x, y in points]
    drawn = (890.0, 40.0, 970.0, 680.0)
    placed = place_labels(wanted, room(drawn))
    assert placed is not None
    check(wanted, placed, drawn)
    far = all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 12 for a, b in combinations(points, 2))
    if far:
        assert tangles([at.leader for at in placed]) == 0


test_where_there_is_room_there_are_places_and_leaders_are_apart_often = often(
    test_where_there_is_room_there_are_places_and_leaders_are_apart, 60
)


def test_labels_stand_beside_their_parts_in_the_parts_order():
    wanted = [Wanted(800, 100 + 90 * n, 180, TALL) for n in range(6)]
    placed = place_labels(wanted, room((700, 60, 860, 620)))
    assert placed is not None
    assert [abs(at.y - one.y) for at, one in zip(placed, wanted, strict=True)] == [pytest.approx(0, abs=4)] * 6
    for side in (True, False):
        heights = [at.y for at in placed if at.right is side]
        assert heights == sorted(heights)
    assert all(abs(at.leader[0][0] - at.x) < 90 for at in placed)


def test_parts_above_each_other_get_leaders_that_are_apart():
    wanted = [Wanted(1000, 300 + 12 * n, 220, TALL) for n in range(5)]
    placed = place_labels(wanted, room((900, 100, 1264, 650)))
    assert placed is not None
    assert tangles([at.leader for at in placed]) == 0


def test_leaders_of_scattered_parts_are_untangled():
    points = [(640, 200), (940, 230), (700, 260), (880, 290), (760, 320), (820, 350)]
    wanted = [Wanted(x, y, 200, TALL) for x, y in points]
    placed = place_labels(wanted, room((620, 100, 1020, 600)))
    assert placed is not None
    check(wanted, placed, (620, 100, 1020, 600))
    assert tangles([at.leader for at in placed]) == 0


@pytest.mark.parametrize(
    ("wanted", "drawn"),
    [
        ([Wanted(900, 300, 700, TALL)], ()),
        ([Wanted(900, 300, 100, 800)], ()),
        ([Wanted(900, 300, 200, TALL)], (AREA,)),
        ([Wanted(900, 300 + n, 400, TALL) for n in range(12)], ((700, 0, 1100, 720),)),
    ],
)
def test_without_room_there_is_none(wanted: list[Wanted], drawn: tuple[Rectangle, ...]):
    assert place_labels(wanted, room(*drawn)) is None


def test_the_same_parts_give_the_same_places():
    wanted = [Wanted(700 + 37 * n % 300, 100 + 71 * n % 500, 200, TALL) for n in range(7)]
    assert place_labels(wanted, room()) == place_labels(wanted, room())
