"""Packed words are the words, packed tokens the tokens."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import Place
from narrate.model import PackedWords, Sentence, Token, Tokens, Word

TRIPLES = st.lists(st.tuples(*[st.integers(0, 2**31 - 1)] * 3))


@given(TRIPLES)
def test_packed_words_are_the_words(triples):
    plain, packed = tuple(Word(*one) for one in triples), PackedWords(triples)
    assert packed == plain
    assert hash(packed) == hash(plain)
    assert [packed[n] for n in range(-len(plain), len(plain))] == [*plain, *plain]
    assert packed[1:] == plain[1:]
    assert packed != (*plain, Word(0, 0, 0))


PLACES = st.none() | st.builds(Place, st.sampled_from(["a.md", "b.md"]), st.integers(0, 99), st.integers(0, 99), st.none() | st.just(7))  # fmt: skip
TOKENS = st.lists(
    st.builds(
        Token, st.text("wörd 的", max_size=4), st.integers(0, 12), st.sampled_from(["", "tə"]), st.sampled_from([None, "", "word"]),
        st.booleans(), st.sampled_from(["", "fr"]), PLACES,
    )
)  # fmt: skip


@given(st.text("wörd 的", max_size=12), TOKENS)
def test_packed_tokens_are_the_tokens(text, plain):
    packed = Tokens(text, plain)
    assert packed == tuple(plain)
    assert tuple(plain) == packed
    assert hash(packed) == hash(tuple(plain))
    assert [packed[n] for n in range(-len(plain), len(plain))] == [*plain, *plain]
    assert packed[1:] == tuple(plain[1:])
    assert list(reversed(packed)) == plain[::-1]
    assert packed != (*plain, Token("more", 0))


def test_a_sentence_keeps_its_tokens_packed():
    tokens = (Token("Breathe", 0, place=Place("a.md", 3, 1)), Token("out.", 8, alias="slowly out"))
    sentence = Sentence("s", "Breathe out.", tokens)
    assert isinstance(sentence.tokens, Tokens)
    assert sentence.tokens == tokens
    shorter = replace(sentence, text="Breathe", tokens=sentence.tokens[:1])
    assert (shorter.tokens.text, shorter.tokens) == ("Breathe", tokens[:1])
    assert replace(sentence, text="Breathe in.").tokens == tokens
