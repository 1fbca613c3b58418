"""Where slides lie on a contact sheet."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.sheet.format import MOST_HEIGHT, NUMBER_HEIGHT, SLIDE_WIDTH, layout_of
from tests.tables import each


@given(st.integers(1, 700), st.booleans())
def test_no_slide_covers_another_or_its_number_and_all_lie_on_the_sheet(count, right_to_left):
    layout = layout_of(count, right_to_left=right_to_left)
    width, height = layout.slide_size
    assert len(set(layout.places)) == count
    for place in layout.places:
        assert 0 < place.left <= layout.size[0] - width
        assert NUMBER_HEIGHT < place.top <= layout.size[1] - height
    lefts, tops = sorted({one.left for one in layout.places}), sorted({one.top for one in layout.places})
    assert all(later - sooner > width for sooner, later in pairwise(lefts))
    assert all(later - sooner > height + NUMBER_HEIGHT for sooner, later in pairwise(tops))


@each(("count", "columns"), [(1, 4), (4, 4), (196, 4), (197, 6), (400, 6), (408, 6), (409, 8), (1000, 12)])
def test_slides_get_smaller_only_where_the_sheet_would_be_too_high(count, columns):
    layout = layout_of(count, right_to_left=False)
    assert layout.slide_size[0] == SLIDE_WIDTH // columns
    assert layout.size[1] <= MOST_HEIGHT
    assert layout.size[0] * layout.size[1] < 34_000_000


def test_rows_begin_at_the_right_where_people_read_from_there():
    left, right = layout_of(6, right_to_left=False).places, layout_of(6, right_to_left=True).places
    assert left[0].left < left[1].left < left[3].left
    assert right[0].left > right[1].left > right[3].left
    assert right[4].left == right[0].left
