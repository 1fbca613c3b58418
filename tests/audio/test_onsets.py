import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio.onsets import find_onset

RATE = 8000
CLIP = (np.random.default_rng(1).standard_normal(RATE) * 3000).astype(np.int16)


@settings(max_examples=25)
@given(st.integers(-1900, 1900), st.floats(0.05, 2))
def test_finds_a_clip_wherever_it_was_moved_and_however_loud(shift, gain):
    signal = np.zeros(5 * RATE)
    at = 2 * RATE + shift
    signal[at : at + len(CLIP)] = CLIP * gain
    onset = find_onset(CLIP, signal.astype(np.int16), 2 * RATE, RATE)
    assert abs(onset.late_ms - shift * 1000 / RATE) <= 0.2
    assert onset.likeness > 0.99


def test_says_how_unlike_something_else_is():
    other = (np.random.default_rng(2).standard_normal(5 * RATE) * 3000).astype(np.int16)
    assert find_onset(CLIP, other, 2 * RATE, RATE).likeness < 0.3
    assert find_onset(CLIP, np.zeros(10, np.int16), 2 * RATE, RATE).likeness == 0
