from hypothesis import given
from hypothesis import strategies as st

from narrate.slides.leaders import angled, slanted, tangles
from tests.tables import each

COORDINATES = st.floats(0, 1000).map(lambda value: round(value, 1))
POINTS = st.tuples(COORDINATES, COORDINATES)


@given(POINTS, POINTS)
def test_begins_at_the_part_and_ends_at_the_label(part: tuple[float, float], end: tuple[float, float]):
    for leader in (angled(part, end), slanted(part, end)):
        assert leader[-1] == end
        assert leader[0][0] == part[0]
        assert abs(leader[0][1] - part[1]) <= 4
        assert len(leader) <= 3


def test_goes_up_or_down_first():
    assert angled((10, 100), (200, 40)) == ((10, 100), (10, 40), (200, 40))
    assert angled((10, 42), (200, 40)) == ((10, 40), (200, 40))
    assert slanted((10, 100), (200, 40)) == ((10, 100), (176, 40), (200, 40))
    assert slanted((200, 100), (10, 40)) == ((200, 100), (34, 40), (10, 40))


@each(
    ("one", "other", "tangled"),
    [
        (((0, 0), (100, 0)), ((0, 50), (100, 50)), False),
        (((0, 0), (100, 0)), ((50, -50), (50, 50)), True),
        (((0, 0), (100, 0)), ((50, 50), (50, 2)), True),
        (((0, 0), (100, 0)), ((0, 3), (100, 3)), False),  # parts that stand so near themselves
        (((0, 0), (0, 50), (100, 50)), ((0, 30), (0, 80), (100, 80)), True),
        (((0, 0), (100, 0)), ((50, 2), (50, 60), (100, 60)), True),
        (((0, 0), (100, 100)), ((0, 100), (100, 0)), True),
    ],
)
def test_in_each_others_way(one, other, tangled: bool):
    assert tangles([one, other]) == tangled
    assert tangles([other, one]) == tangled


@given(st.lists(st.tuples(POINTS, POINTS), max_size=6))
def test_pairs_are_counted_once(ends: list[tuple[tuple[float, float], tuple[float, float]]]):
    leaders = [angled(part, end) for part, end in ends]
    assert tangles(leaders) == tangles(leaders[::-1])
    assert 0 <= tangles(leaders) <= len(leaders) * (len(leaders) - 1) / 2
