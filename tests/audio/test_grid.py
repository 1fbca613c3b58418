import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.grid import GRID_MS, RATES, TRACK_MS, ceil_to, padded_samples, samples
from narrate.audio.mp3_codec import RATE
from narrate.audio.mp3_writing import FRAME


@given(st.lists(st.tuples(st.integers(0, 60_000), st.sampled_from(RATES)), max_size=60))
def test_nothing_drifts(steps):
    """However many clips follow one another at whatever rates, ms × rate = samples."""
    at_ms, at_samples = 0, 0
    for length, rate in steps:
        length_ms = ceil_to(length)
        at_ms += length_ms
        count = samples(length_ms, rate)
        assert count * 1000 == length_ms * rate
        at_samples += samples(length_ms, 48_000)
    assert at_samples * 1000 == at_ms * 48_000


@given(st.integers(0, 10_000_000), st.sampled_from(RATES))
def test_padding_reaches_the_grid_and_no_further(count, rate):
    padded = padded_samples(count, rate)
    assert 0 <= padded - count < samples(GRID_MS, rate)
    assert padded % samples(GRID_MS, rate) == 0


def test_a_track_is_a_whole_number_of_mp3_frames():
    assert samples(TRACK_MS, RATE) % FRAME == 0
    assert TRACK_MS % GRID_MS == 0


def test_a_rate_without_the_grid_is_refused():
    with pytest.raises(ValueError, match="11025"):
        padded_samples(100, 11_025)
    with pytest.raises(ValueError, match="whole number"):
        samples(1, 22_050)
