import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.speech.piper.graph import with_durations
from tests.speech.piper.making import tiny_model

FEED = {
    "input": np.array([[1, 0, 5, 0, 2]]),
    "input_lengths": np.array([5]),
    "scales": np.array([0, 1.5, 0], np.float32),
}


def test_lengths_and_frames_become_outputs_and_the_sound_stays():
    made, lengths, frames = with_durations(tiny_model())
    assert (lengths, frames) == ("lengths", "frames")
    onnx.load_from_string(made)
    before = onnxruntime.InferenceSession(tiny_model()).run(None, FEED)[0]
    sound, long, whole = onnxruntime.InferenceSession(made).run(["output", lengths, frames], FEED)
    assert np.array_equal(sound, before)
    assert long.reshape(-1).tolist() == pytest.approx([4.95] * 5)
    assert whole.reshape(-1).tolist() == [5] * 5
    assert sound.size == 25 * 256


def test_a_model_without_durations_is_refused():
    with pytest.raises(ValueError, match="no node Ceil"):
        with_durations(tiny_model(ceil=False))


@given(st.integers(0, 600))
def test_a_model_cut_short_is_never_read_past_its_end(size):
    cut = tiny_model()[:size]
    with pytest.raises(ValueError, match=r"cut short|not an ONNX file|no node Ceil"):
        with_durations(cut)


@given(st.binary(max_size=200))
def test_what_is_no_model_is_refused(data):
    with pytest.raises(ValueError, match=r"cut short|not an ONNX file|no node Ceil"):
        with_durations(data)
