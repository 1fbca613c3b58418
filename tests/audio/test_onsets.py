import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio.onsets import find_onset, share_heard, word_heard

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


def test_a_short_word_cut_from_a_long_sentence_is_not_heard():
    sentence = (np.random.default_rng(3).standard_normal(8 * RATE) * 3000).astype(np.int16)
    word = (4 * RATE, 4 * RATE + RATE // 15)
    signal = np.concatenate([np.zeros(RATE, np.int16), sentence])
    assert word_heard(sentence, signal, RATE, word) > 0.99
    signal[RATE + word[0] : RATE + word[1]] = 0
    assert share_heard(sentence, signal, RATE, RATE) > 0.98  # too little of the sentence to tell
    assert word_heard(sentence, signal, RATE, word) == 0
    assert word_heard(sentence, signal, RATE, (0, RATE)) > 0.99
    assert word_heard(sentence, signal[: 2 * RATE], RATE, (2 * RATE, 3 * RATE)) == 0


def test_silence_in_a_clip_is_no_word():
    clip = np.concatenate([CLIP, np.zeros(RATE, np.int16)])
    assert word_heard(clip, clip, 0, (RATE, 2 * RATE)) is None
    assert word_heard(clip, clip, 0, (100, 100)) is None
