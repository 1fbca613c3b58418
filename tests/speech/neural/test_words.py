from hypothesis import given
from hypothesis import strategies as st

from narrate.speech.neural.words import phonemes_of, share


def shared(whole, *alone):
    words = share(phonemes_of(whole), [[p for word in phonemes_of(one) for p in word] for one in alone])
    return ["".join(word) for word in words]


def test_words_as_they_stand():
    assert shared("h_ə_l_ˈoʊ ð_ˈɛ_ɹ", "h_ə_l_ˈoʊ", "ð_ˈɛ_ɹ") == ["həlˈoʊ", "ðˈɛɹ"]


def test_words_spoken_as_one_are_parted():
    assert shared("ʌ_v_ð_ə m_ˈɛ_d", "ˈʌ_v", "ð_ˈə", "m_ˈɛ_d") == ["ʌv", "ðə", "mˈɛd"]


def test_a_number_of_several_words_is_one_token():
    assert shared("t_w_ˈɛ_n_t_i f_ˈaɪ_v m_ˈɪ_l", "t_w_ˈɛ_n_t_i f_ˈaɪ_v", "m_ˈɪ_l") == ["twˈɛnti fˈaɪv", "mˈɪl"]


def test_a_word_that_sounds_otherwise_among_others():
    assert shared("ɐ k_ˈæ_t", "ˈeɪ", "k_ˈæ_t") == ["ɐ", "kˈæt"]
    assert shared("l_e-_z a_m_ˈi_ ˈɔ̃", "l_ˈe", "a_m_ˈi", "ˈɔ̃") == ["le-z", "amˈi", "ˈɔ̃"]


def test_what_makes_no_sound_gets_none():
    assert shared("k_ˈæ_t s_ˈæ_t", "k_ˈæ_t", "", "s_ˈæ_t") == ["kˈæt", "", "sˈæt"]
    assert shared("", "", "") == ["", ""]


PHONEMES = st.lists(st.sampled_from(["a", "ˈi", "k", "t", "s", "ʌ"]), min_size=1, max_size=4)


@given(st.lists(PHONEMES, max_size=8), st.lists(PHONEMES, min_size=1, max_size=8))
def test_every_phoneme_goes_to_one_word_in_order(whole, alone):
    shares = share(whole, alone)
    assert len(shares) == len(alone)
    assert [p for one in shares for p in one if p != " "] == [p for word in whole for p in word]
