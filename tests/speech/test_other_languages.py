"""Words in another language, said by another voice; engines that hum at different rates and loudness."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from narrate.audio.clips import load
from narrate.model import Sentence, Timing, Token, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Speaker, Spoken, open_engine, other_languages
from narrate.speech.other_languages import others_for, parts_by_voice
from tests.fake_engine import FakeEngine

TEXT = "Say guante roto please, doctor."


def sentence(foreign_words=(1, 2), tag="es", text=TEXT):
    tokens = tokenise(text)
    return Sentence(
        "s", text, tuple(replace(t, language=tag) if n in foreign_words else t for n, t in enumerate(tokens))
    )


class Quiet(FakeEngine):
    """VoiceFacts Spanish, at another rate and a quarter as loud."""

    name = "quiet"

    def session(self):
        session = super().session()
        speak = session.speak

        def quiet(sentence, voice, rate):
            spoken = speak(sentence, voice, rate)
            return Spoken((spoken.pcm[::2] // 4).astype(np.int16), spoken.rate // 2,
                          tuple((token, start // 2, end // 2) for token, start, end in spoken.words), Timing.MODEL)  # fmt: skip

        session.speak = quiet
        return session


def in_spanish(engine):
    return lambda tag: (engine, Voice(engine.name, "hum", "es")) if tag == "es" else None


def test_a_sentence_is_cut_where_another_voice_speaks():
    parts = list(parts_by_voice(sentence(), "en", in_spanish(Quiet())))
    assert [(part.sentence.text, part.first, part.language) for part in parts] == [
        ("Say ", 0, ""), ("guante roto ", 1, "es"), ("please, doctor.", 3, ""),
    ]  # fmt: skip
    for part in parts:
        for token in part.sentence.tokens:
            assert part.sentence.text[token.start :].startswith(token.text)
            assert token.language == ""


def test_a_sentence_that_no_other_voice_speaks_stays_whole():
    whole = sentence(tag="fr")
    (part,) = parts_by_voice(whole, "en", in_spanish(Quiet()))
    assert part.sentence is whole


def test_what_is_said_together_stays_together():
    one = sentence((1,))
    tokens = (
        one.tokens[0],
        replace(one.tokens[1], alias="guante roto"),
        replace(one.tokens[2], alias=""),
        *one.tokens[3:],
    )
    parts = list(parts_by_voice(replace(one, tokens=tokens), "en", in_spanish(Quiet())))
    assert [len(part.sentence.tokens) for part in parts] == [1, 2, 2]


def test_each_part_is_spoken_by_its_voice_and_the_words_stay_in_order(store):
    engine, other = FakeEngine(), Quiet()
    speaker = Speaker(engine, Voice("fake", "hum", "en"), 150, store, others=in_spanish(other))
    (utterance,) = speaker.speak([sentence()])
    assert engine.spoken == ["Say ", "please, doctor."]
    assert other.spoken == ["guante roto "]
    assert [word.token for word in utterance.words] == list(range(5))
    assert all(one.end_ms <= two.start_ms for one, two in pairwise(utterance.words))
    assert utterance.sound.rate == 16_000
    assert utterance.timing is Timing.MODEL
    pcm = load(store, utterance.sound).astype(float)
    loud = [np.sqrt(np.mean(pcm[word.start_ms * 16 : word.end_ms * 16] ** 2)) for word in utterance.words]
    assert max(loud) / min(loud) < 1.6  # the other voice was a quarter as loud
    heard = np.flatnonzero(np.abs(pcm) > 200)
    assert np.diff(heard).max() < 0.2 * 16_000  # no pause where the voice changes
    assert (engine.open, other.open) == (0, 0)


def test_another_voice_for_the_word_is_another_sound_in_the_store(store):
    engine = FakeEngine()
    voice = Voice("fake", "hum", "en")
    plain = sentence(())
    keys = {
        Speaker(engine, voice, 150, store, others=others)._key("x", one)
        for others in (in_spanish(Quiet()), other_languages.no_other_voice)
        for one in (sentence(), plain)
    }
    assert len(keys) == 3


def test_a_sentence_in_the_other_language_alone_is_spoken_by_its_voice(store):
    engine, other = FakeEngine(), Quiet()
    speaker = Speaker(engine, Voice("fake", "hum", "en"), 150, store, others=in_spanish(other))
    (utterance,) = speaker.speak([sentence((0, 1), text="Guante roto.")])
    assert other.spoken == ["Guante roto."]
    assert len(utterance.words) == 2


@pytest.mark.parametrize("engine", ["espeak", "mine"])
def test_only_natural_voices_hand_words_over(engine):
    own = FakeEngine()
    own.name = engine
    assert others_for(own, "en")("es") is None


def test_a_natural_voice_hands_over_to_its_engines_voice_or_to_another_natural_one(monkeypatch):
    own, other = FakeEngine(), FakeEngine()
    own.name, other.name = "piper", "kokoro"
    own.voice = lambda language, name="": Voice("piper", "en", "en") if language == "en" else None
    monkeypatch.setattr(other_languages, "best_voice", lambda tag: (other, Voice("kokoro", "ff", tag)))
    find = others_for(own, "en-US")
    assert find("en-GB") is None
    assert find("fr") == (other, Voice("kokoro", "ff", "fr"))
    other.name = "espeak"
    assert others_for(own, "en-US")("fr") is None
    own.voice = lambda language, name="": Voice("piper", "any", language)
    assert others_for(own, "en-US")("fr") == (own, Voice("piper", "any", "fr"))


def test_tokens_of_the_scripts_own_language_change_nothing(store):
    engine = FakeEngine()
    speaker = Speaker(engine, Voice("fake", "hum", "en"), 150, store, others=in_spanish(Quiet()))
    one = Sentence("s", "Rest now.", (Token("Rest", 0, language="en"), Token("now.", 5)))
    speaker.speak([one])
    assert engine.spoken == ["Rest now."]


@pytest.mark.slow
def test_a_french_word_in_an_english_sentence_is_kokoros(store, monkeypatch):
    """Two engines at two rates: the sentence by Piper, the word by Kokoro."""
    voices = Path(__file__).parents[2] / ".voices"
    if not (voices / "piper/en_US-joe-medium.voice.json").exists() or not (voices / "kokoro/kokoro.json").exists():
        pytest.skip(f"no Piper and Kokoro in {voices}: make .voices/.added .voices/.piper")
    monkeypatch.setenv("NARRATE_VOICES", str(voices))
    engine = open_engine("piper")
    voice = engine.voice("en")
    one = sentence((2, 3), "fr", "You may hear bonne santé from the nurse.")
    speaker = Speaker(engine, voice, 150, store, others=others_for(engine, "en"))
    assert str(speaker.others("fr")[1]) == "kokoro:ff_siwis"
    (utterance,) = speaker.speak([one])
    assert (utterance.sound.rate, utterance.timing) == (22_050, Timing.MODEL)
    assert [word.token for word in utterance.words] == list(range(8))
    assert all(one.end_ms <= two.start_ms + 1 for one, two in pairwise(utterance.words))
    pcm = load(store, utterance.sound).astype(float)

    def loudness(first, last):
        at, end = (ms * 22_050 // 1000 for ms in (utterance.words[first].start_ms, utterance.words[last].end_ms))
        return 20 * np.log10(np.sqrt(np.mean(pcm[at:end] ** 2)))

    assert abs(loudness(2, 3) - loudness(4, 7)) < 4
    heard = np.flatnonzero(np.abs(pcm) > 200)
    assert np.diff(heard).max() < 0.25 * 22_050
