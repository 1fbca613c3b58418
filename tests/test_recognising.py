"""The measure of the bench of voices is itself measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recognising import Heard, error_rate, errors, medical_terms, recall, words_of

WORDS = st.lists(st.sampled_from("abc"), max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [("An X-ray of the gallbladder.", "an xray of the gall bladder"), ("It’s 20 minutes.", "its twenty minutes"),
     ("The IV line", "the i v line"), ("A tumour, 125 mg", "a tumor one hundred twenty five mg")],
)  # fmt: skip
def test_what_sounds_alike_is_the_same(one, other):
    assert words_of(one) == words_of(other)


@given(WORDS, WORDS, WORDS)
def test_errors_are_a_distance(one, two, three):
    assert errors(one, one) == 0
    assert errors(one, two) == errors(two, one) <= max(len(one), len(two))
    assert errors(one, three) <= errors(one, two) + errors(two, three)


def heard(said, what):
    said, what = said.split(), what.split()
    return Heard(tuple(said), tuple(what), (None,) * len(said), (0.0,) * len(what))


def test_a_rate_has_its_interval():
    right, wrong = heard("a stent opens", "a stent opens"), heard("take the pill", "take a bill")
    rate, low, high = error_rate([right] * 9 + [wrong])
    assert rate == pytest.approx(100 * 2 / 30)
    assert low <= rate <= high
    assert low == 0
    assert high > 10
    assert error_rate([right] * 5) == (0, 0, 0)


def test_terms_are_heard_or_missed_each_time_they_are_said():
    found, total, missed = recall([heard("stent and stent", "stent and tent"), heard("the vein", "the vein")],
                                  frozenset(["stent", "vein"]))  # fmt: skip
    assert (found, total, missed) == (2, 3, {"stent": 1})
    assert len(medical_terms()) > 150
