import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.script.sentences import split_sentences, tokenise


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Dr. Lee comes. You get 2.5 mg.", "en", ["Dr. Lee comes.", "You get 2.5 mg."]),
        ("Take it with food, e.g. bread. Then rest.", "en", ["Take it with food, e.g. bread.", "Then rest."]),
        ("Wait approx. 20 minutes. Then go.", "en", ["Wait approx. 20 minutes.", "Then go."]),
        ("¿Le duele? Díganos. ¡Bien!", "es", ["¿Le duele?", "Díganos.", "¡Bien!"]),
        ("La Dra. Ruiz le verá. Espere.", "es", ["La Dra. Ruiz le verá.", "Espere."]),
        ("骨は弱くなります。折れることがあります。", "ja", ["骨は弱くなります。", "折れることがあります。"]),
        ("هل تشعر بألم؟ أخبرنا.", "ar", ["هل تشعر بألم؟", "أخبرنا."]),
        ("ძვალი თხელია. სუსტი ძვალი ტყდება.", "ka", ["ძვალი თხელია.", "სუსტი ძვალი ტყდება."]),
        ("ឆ្អឹងខ្សោយ។ ឆ្អឹងបាក់។", "km", ["ឆ្អឹងខ្សោយ។", "ឆ្អឹងបាក់។"]),
        ("ကုန်းလျှင်၊ ကျိုးသည်။ နာသည်။", "my", ["ကုန်းလျှင်၊ ကျိုးသည်။", "နာသည်။"]),
        ("አጥንት ሳሳ። ሊሰበር ይችላል።", "am", ["አጥንት ሳሳ።", "ሊሰበር ይችላል።"]),
        ("ہڈی کمزور ہے۔ یہ ٹوٹ سکتی ہے۔", "ur", ["ہڈی کمزور ہے۔", "یہ ٹوٹ سکتی ہے۔"]),
        ("He said “Stop!” and left. She stayed.", "en", ["He said “Stop!” and left.", "She stayed."]),
    ],
)
def test_splitting(text, language, expected):
    assert list(split_sentences(text, language)) == expected


@given(st.text(max_size=300), st.sampled_from(["en", "es", "de", "ar", "ja", "th", "und"]))
def test_no_character_that_is_no_space_is_lost(text, language):
    assert "".join("".join(split_sentences(text, language)).split()) == "".join(text.split())


@given(st.text(max_size=120))
def test_tokens_cover_the_text(text):
    tokens = tokenise(text)
    for token in tokens:
        assert text[token.start : token.start + len(token.text)] == token.text
    assert "".join("".join(t.text.split()) for t in tokens) == "".join(text.split())


def test_punctuation_joins_a_word_and_ideographs_stand_alone():
    assert [t.text for t in tokenise("Yes – or “no” … maybe")] == ["Yes –", "or", "“no” …", "maybe"]
    assert [t.text for t in tokenise("骨が弱い。")] == ["骨", "が", "弱", "い。"]
