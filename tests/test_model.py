"""Packed words are the words."""

from hypothesis import given
from hypothesis import strategies as st

from narrate.model import Word, Words

TRIPLES = st.lists(st.tuples(*[st.integers(0, 2**31 - 1)] * 3))


@given(TRIPLES)
def test_packed_words_are_the_words(triples):
    plain, packed = tuple(Word(*one) for one in triples), Words(triples)
    assert packed == plain
    assert hash(packed) == hash(plain)
    assert [packed[n] for n in range(-len(plain), len(plain))] == [*plain, *plain]
    assert packed[1:] == plain[1:]
    assert packed != (*plain, Word(0, 0, 0))
