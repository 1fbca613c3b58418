import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.languages.abbreviations import abbreviations
from narrate.script.sentences import split_sentences, tokenise
from tests.tables import each

LINES = Path(__file__).parent / "sentences"
TAGS = {"zh_hant": "zh-Hant"}


@each(
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
        ("Neem 5 mg. Bel ons. Dr. Bos komt.", "nl", ["Neem 5 mg.", "Bel ons.", "Dr. Bos komt."]),
    ],
)
def test_splitting(text, language, expected):
    assert list(split_sentences(text, language)) == expected


def _lines():
    for path in sorted(LINES.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line and not line.startswith("#"):
                yield path.stem, number, line


@each("code", sorted({code for code, _, _ in _lines()}))
def test_lines_of_patient_education_are_cut_where_their_strokes_stand(code):
    wrong = []
    for _, number, line in (one for one in _lines() if one[0] == code):
        expected = [part.strip() for part in re.split("[|⏎]", line)]
        text = line.replace(" | ", " ").replace("|", "").replace("⏎", "\n")
        if (found := list(split_sentences(text, TAGS.get(code, code)))) != expected:
            wrong.append(f"{code}.txt:{number}: {found}")
    assert not wrong, "\n".join(wrong)


def test_every_language_with_data_has_25_lines_that_stay_whole_and_25_that_are_cut():
    modules = Path(__file__).parents[2] / "src/narrate/languages"
    codes = {path.stem for path in modules.glob("*.py")} - {
        "__init__",
        "calling",
        "encodings",
        "names",
        "numerals",
        "negations",
        "link_words",
        "picture_words",
        "table_words",
        "recognising",
        "scripts",
    } | {"th"}
    for code in codes:
        lines = [line for each, _, line in _lines() if each == code]
        assert len(set(lines)) == len(lines), code
        cut = sum("|" in line or "⏎" in line for line in lines)
        assert min(cut, len(lines) - cut) >= 25, code


def test_tables_name_no_word_in_two_ways_that_contradict_each_other():
    for path in sorted((Path(__file__).parents[2] / "src/narrate/languages/abbreviations").glob("*.txt")):
        if path.stem != "any":
            known = abbreviations(path.stem)
            assert not known.inside & known.either, path.name
            assert not any(word.endswith(".") for word in known.known), path.name


def test_what_ends_nowhere_is_read_once():
    assert len(split_sentences("Dr. " * 20_000 + "Lee comes.", "en")) == 1
    assert len(split_sentences("(" + "He rests... " * 5_000, "en")) == 5_000


@pytest.mark.parametrize(
    "text",
    [
        "Your heart is a pump. • So it is. Your heart is a pump. \\ is a stroke. • So it is.",
        "(He rests. You eat.) She said “Go. You may.” Then it began.",
        "• You rest. Then you eat. • You walk… You sleep.",
    ],
)
def test_a_sentence_stays_one_by_itself(text):
    for sentence in split_sentences(text, "en"):
        assert split_sentences(sentence, "en") == (sentence,)


_PIECES = [
    "Dr.",
    "1.",
    "2.",
    "no.",
    "A.",
    "(B.)",
    "Then",
    "z.",
    "B.",
    "p.m.",
    "…",
    "“I",
    "”?",
    "第。",
    "مل.",
    "mg.",
    "\n",
]


_LANGUAGES = st.sampled_from(["en", "es", "de", "pl", "ar", "hi", "ja", "th", "und"])


@given(st.text(max_size=300), _LANGUAGES)
def test_no_character_that_is_no_space_is_lost(text, language):
    assert "".join("".join(split_sentences(text, language)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(_PIECES)).map(" ".join), _LANGUAGES)
def test_nothing_is_lost_and_sentences_stay_as_they_are_by_themselves(text, language):
    sentences = split_sentences(text, language)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    for sentence in sentences:
        assert split_sentences(sentence, language) == (sentence,)


@given(st.text(max_size=120))
def test_tokens_cover_the_text(text):
    tokens = tokenise(text)
    for token in tokens:
        assert text[token.start : token.start + len(token.text)] == token.text
    assert "".join("".join(t.text.split()) for t in tokens) == "".join(text.split())


def test_punctuation_joins_a_word_and_ideographs_stand_alone():
    assert [t.text for t in tokenise("Yes – or “no” … maybe")] == ["Yes –", "or", "“no” …", "maybe"]
    assert [t.text for t in tokenise("骨が弱い。")] == ["骨", "が", "弱", "い。"]
