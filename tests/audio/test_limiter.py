import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio.limiter import BLOCK, TruePeaks, kernel_at, turned
from tests.audio.test_loudness import RATE, speech_like


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4 * RATE), st.floats(0.01, 1), st.floats(0.05, 2), st.integers(0, 9))
def test_peaks_that_reach_the_floor_are_the_same_whatever_the_floor(count, peak, floor, seed):
    pcm = speech_like(4, peak, seed, crest=3)[:count]
    every, some = TruePeaks(pcm).at(0.0), TruePeaks(pcm).at(floor)
    assert (some <= every).all()
    assert np.array_equal(every[every >= floor], some[every >= floor])
    assert not (some[every < floor] >= floor).any()


@pytest.mark.parametrize("length", [1, 43, 44, 45, 44 * 1000, 44 * 2100 + 7])
def test_peaks_and_gains_are_those_of_the_plain_formulas(length):
    pcm = speech_like(3, 0.9, seed=length)[:length]
    padded = np.pad(pcm / 32768, (12, 12 + BLOCK))
    between = [np.correlate(padded, kernel_at(phase / 4), "valid")[:length] for phase in (1, 2, 3)]
    every = np.abs([pcm / 32768, *between]).max(axis=0)
    wanted = [every[start : start + BLOCK].max() for start in range(0, length, BLOCK)]
    found = TruePeaks(pcm).at(0.0)
    assert found[:-1] == pytest.approx(wanted[:-1], abs=1e-9)
    assert found[-1] >= wanted[-1] - 1e-9  # the last block is filled up, and a peak may lie after the last sample
    gains = np.random.default_rng(length).uniform(0.1, 3, len(found))
    centres = (np.arange(len(gains)) + 0.5) * BLOCK
    curve = np.interp(np.arange(length), centres, gains)
    assert (turned(pcm, gains) == np.clip(np.rint(pcm * curve), -32768, 32767)).mean() > 0.9999


def test_peaks_asked_for_at_several_floors_are_those_asked_for_at_once():
    pcm = speech_like(2, 0.9)
    several = TruePeaks(pcm)
    for floor in (0.9, 0.3, 0.6, 0.05):
        assert (several.at(floor) == TruePeaks(pcm).at(floor)).all()
