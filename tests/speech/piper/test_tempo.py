from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.speech.piper.tempo import curve_of, scale_for

LENGTHS = st.lists(st.floats(0.2, 20), min_size=5, max_size=20)


@given(LENGTHS, st.floats(0.5, 1.5))
def test_slower_never_needs_less(lengths, ratio):
    curve = curve_of(lengths, ratio)
    assert all(one[1] <= next_one[1] for one, next_one in pairwise(curve))
    scales = [scale_for(curve, rate) for rate in range(60, 320, 5)]
    assert scales == sorted(scales, reverse=True)
    assert min(scales) >= 0.1


def test_a_rate_is_found_between_the_points():
    curve = ((0.5, 0.4), (1.0, 0.8), (2.0, 1.2))
    assert scale_for(curve, 150) == pytest.approx(1.5)
    assert scale_for(curve, 250) == pytest.approx(0.75)
    assert scale_for(curve, 100) == pytest.approx(2.75)  # beyond its end


def test_frames_are_whole():
    curve = dict(curve_of([1.1, 1.1], 1.0))
    assert curve[1.0] == 1.0
    assert curve[0.9] == 0.5
    assert curve[1.8] == 1.0
