import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.speech.kokoro.symbols import LONGEST
from narrate.speech.neural.phrases import LIMIT, Phrase, Spelt, join, phrases_of, place

WORDS = st.lists(st.tuples(st.integers(1, 400), st.sampled_from(["", ",", ".", "”", ";"])), max_size=60)


@given(WORDS)
def test_phrases_hold_every_word_in_order_and_are_short_enough(words):
    phrases = phrases_of(Spelt(n, "a" * length, "", mark) for n, (length, mark) in enumerate(words))
    said = [(token, end - start) for phrase in phrases for token, start, end in phrase.words]
    assert [token for token, _ in said] == sorted(token for token, _ in said)
    for number, (length, _) in enumerate(words):
        assert sum(size for token, size in said if token == number) == length
    for phrase in phrases:
        assert 0 < len(phrase.symbols) <= LIMIT + 1 < LONGEST
        assert all(set(phrase.symbols[start:end]) == {"a"} for _, start, end in phrase.words)


def test_a_short_sentence_is_one_phrase():
    (phrase,) = phrases_of([Spelt(0, "hˈI", "“", ","), Spelt(2, "ðˈɛɹ", "", ".”")])
    assert phrase == Phrase("“hˈI, ðˈɛɹ.”", ((0, 1, 4), (2, 6, 10)))


def test_a_long_sentence_is_cut_at_its_clauses_and_evenly():
    spelt = [Spelt(n, "bɪɡwɜd", "", "," if n in (3, 17, 21, 38) else "") for n in range(45)]
    phrases = phrases_of(spelt)
    assert [phrase.words[-1][0] for phrase in phrases] == [21, 44] or len(phrases) == 2
    assert phrases[0].symbols.endswith(",")
    assert min(len(phrase.symbols) for phrase in phrases) > LIMIT / 3


def test_a_space_that_a_word_brings_is_not_its_sound():
    (phrase,) = phrases_of([Spelt(0, " i→"), Spelt(1, "ʂə→ŋ"), Spelt(2, " ta↓", "", ".")], gap="")
    assert phrase == Phrase("i→ʂə→ŋ ta↓.", ((0, 0, 2), (1, 2, 6), (2, 7, 10)))


def test_words_stand_where_the_frames_of_their_symbols_do():
    phrase = Phrase("ab c.", ((0, 0, 2), (1, 3, 4)))
    assert place(phrase, [10, 1, 2, 3, 4, 5, 6]) == [(0, 4800, 6600), (1, 8400, 10800)]
    with pytest.raises(ValueError, match="6 durations for 5 symbols"):
        place(phrase, [1] * 6)


def hum(length: int) -> np.ndarray:
    return np.full(length, 5000, np.int16)


def still(length: int) -> np.ndarray:
    return np.zeros(length, np.int16)


def test_joints_have_one_pause_and_words_move_with_their_sound():
    first = (Phrase("a,", ((0, 0, 1),)), np.concatenate([still(4800), hum(2400), still(9600)]), [(0, 4800, 7200)])
    second = (Phrase("b", ((1, 0, 1),)), np.concatenate([still(7200), hum(2400), still(2400)]), [(1, 7200, 9600)])
    pcm, words = join([first, second], 24_000)
    (_, start, end), (_, later, last) = words
    assert (start, end) == (4800, 7200)
    assert (pcm[later:last] == 5000).all()
    assert not pcm[end:later].any()
    assert later - end == (160 + 30 + 30) * 24
    assert len(pcm) == last + 2400


def test_a_token_in_two_phrases_lasts_through_both():
    one = (Phrase("a", ((0, 0, 1),)), hum(2400), [(0, 0, 2400)])
    pcm, words = join([one, one], 24_000)
    assert words == ((0, 0, len(pcm)),)


def test_nothing_said_is_no_sound():
    assert phrases_of([]) == []
    pcm, words = join([], 24_000)
    assert len(pcm) == 0
    assert words == ()


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 5000), st.integers(0, 3000)), min_size=1, max_size=6))
def test_words_are_inside_and_in_order(sounds):
    spoken = [
        (
            Phrase("a", ((n, 0, 1),)),
            np.concatenate([still(before), hum(length), still(after)]),
            [(n, before, before + length)],
        )
        for n, (before, length, after) in enumerate(sounds)
    ]
    pcm, words = join(spoken, 24_000)
    assert [token for token, _, _ in words] == list(range(len(sounds)))
    for (_, start, end), (_, following, _) in zip(words, [*words[1:], (0, len(pcm), 0)], strict=True):
        assert 0 <= start < end <= following
        assert (pcm[start:end] == 5000).all()
