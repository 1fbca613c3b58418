import json

import pytest

from narrate.errors import UsageError
from narrate.speech.piper.voice_file import numbers_of, read_voice_file
from tests.speech.piper.making import LETTERS, description
from tests.tables import each


def write(tmp_path, facts):
    path = tmp_path / "voice.onnx.json"
    path.write_text(facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8")
    return path


def test_what_a_voice_says_of_itself(tmp_path):
    voice = read_voice_file(write(tmp_path, description()))
    assert (voice.language, voice.espeak, voice.rate, voice.rank) == ("en_US", "en-us", 22050, 1)
    assert voice.speakers == {}


def test_an_old_voice_without_a_language_speaks_espeaks(tmp_path):
    facts = description(espeak={"voice": "vi"})
    del facts["language"]
    assert read_voice_file(write(tmp_path, facts)).language == "vi"


@each(
    ("facts", "message"),
    [
        ("{", "does not describe a voice of Piper"),
        ("[]", "does not describe a voice of Piper"),
        ({}, "does not describe a voice of Piper: KeyError 'espeak'"),
        (description(phoneme_type="text"), "trained on 'text', not on the phonemes"),
        (description(phoneme_id_map={"a": [1]}), "its table of symbols lacks"),
        (description(phoneme_id_map=None), "does not describe a voice of Piper"),
    ],
)
def test_what_is_no_voice_is_refused(tmp_path, facts, message):
    with pytest.raises(UsageError, match=message):
        read_voice_file(write(tmp_path, facts))


def test_symbols_have_padding_between_and_marks_their_own_number(tmp_path):
    voice = read_voice_file(write(tmp_path, description()))
    numbers, begins, unknown = numbers_of("aˈb.", voice)
    a, stress, b, dot = (LETTERS.index(letter) for letter in "aˈb.")
    assert numbers == [1, 0, a, 0, stress, 0, b, 0, dot, 0, 2]
    assert begins == [2, 4, 6, 8, 10]
    assert unknown == []


def test_what_a_voice_has_no_number_for_is_told(tmp_path):
    voice = read_voice_file(write(tmp_path, description()))
    numbers, begins, unknown = numbers_of("aʢbʢ", voice)
    assert unknown == ["ʢ"]
    assert begins == [2, 4, 4, 6, 6]
    assert numbers[begins[4]] == 2


def test_a_letter_with_a_mark_is_two_symbols(tmp_path):
    voice = read_voice_file(write(tmp_path, description()))
    assert numbers_of("n\u0329", voice)[0] == [1, 0, LETTERS.index("n"), 0, LETTERS.index("\u0329"), 0, 2]
