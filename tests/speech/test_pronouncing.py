"""Pronunciations on their way to the voice: the store's keys, the tokens, other languages, other voices."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrate.batch import read
from narrate.errors import InputError
from narrate.model import Pronunciation, Script, Sentence, Timing, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Speaker, Spoken, say_script, speak_script
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.espeak.text import parts_of
from narrate.store import Store

TEXT = """---
title: Tools
---
## Tools

A trocar is sharp. A stent is a mesh.

Take 2.5 mg now.
"""


class Recorder:
    """An engine that beeps, and remembers what it was asked to say."""

    name = "recorder"

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def voice(self, language: str, name: str = "") -> Voice:
        return Voice(self.name, name or "beep", language)

    def fingerprint(self, voice: Voice) -> str:
        return "recorder 1"

    def session(self):
        return self

    def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
        self.said.append((sentence.text, str(voice)))
        return Spoken(np.full(1600, 4000, np.int16), 16_000, (), Timing.EXACT)

    def close(self) -> None:
        pass


def script_of(tmp_path: Path, text: str = TEXT) -> Script:
    path = tmp_path / "en.md"
    path.write_text(text, encoding="utf-8")
    return read(path)


def spoken(tmp_path: Path, script: Script) -> list[tuple[str, str]]:
    engine = Recorder()
    speaker = Speaker(engine, engine.voice(script.language), 150, Store(tmp_path / "store"))
    found = speak_script(say_script(script, "recorder"), speaker, lambda name, tag: (engine, engine.voice(tag, name)))
    assert [u.sentence.id for u in found] == [s.id for segment in script.segments for s in segment.sentences]
    return engine.said


def test_one_changed_entry_speaks_anew_only_the_sentences_that_hold_the_word(tmp_path: Path):
    script = script_of(tmp_path)
    assert len(spoken(tmp_path, script)) == 4
    assert spoken(tmp_path, script) == []
    changed = replace(script, pronounce=(Pronunciation("stent", "STENT"),))
    assert [text for text, _ in spoken(tmp_path, changed)] == ["A stent is a mesh."]
    assert spoken(tmp_path, changed) == []
    again = replace(script, pronounce=(Pronunciation("stent", "/stent/"), Pronunciation("unsaid", "UN-sed")))
    assert [text for text, _ in spoken(tmp_path, again)] == ["A stent is a mesh."]


def test_words_keep_their_written_form(tmp_path: Path):
    script = script_of(tmp_path)
    for before, after in zip(script.segments, say_script(script, "espeak").segments, strict=True):
        assert [s.text for s in before.sentences] == [s.text for s in after.sentences]
        assert [[t.text for t in s.tokens] for s in before.sentences] == [
            [t.text for t in s.tokens] for s in after.sentences
        ]


def test_a_mark_in_the_text_goes_before_every_lexicon(tmp_path: Path):
    text = TEXT.replace("A trocar", "A [trocar](<say:pointed tool>)").replace(
        "title: Tools", "title: Tools\npronounce: {trocar: TROH-kar}"
    )
    sentence = say_script(script_of(tmp_path, text), "espeak").segments[1].sentences[0]
    assert (sentence.tokens[1].alias, sentence.tokens[1].phonemes) == ("pointed tool", "")


def test_other_voices_speak_their_sentences(tmp_path: Path):
    text = TEXT.replace("Take", "(voice: tom)\n\nTake")
    script = replace(script_of(tmp_path, text), voices=(("tom", "bass"),))
    said = spoken(tmp_path, script)
    assert ("Take 2.5 mg now.", "recorder:bass") in said
    assert ("A stent is a mesh.", "recorder:beep") in said


def test_a_voice_that_nobody_has_is_named_with_its_place(tmp_path: Path):
    from narrate.speech import voice_for

    script = script_of(tmp_path, TEXT.replace("Take", "(voice: nobody)\n\nTake"))
    engine = Recorder()
    speaker = Speaker(engine, engine.voice("en"), 150, Store(tmp_path / "store"))
    with pytest.raises(InputError) as caught:
        speak_script(script, speaker, voice_for(script))
    assert [(problem.place.line, problem.code) for problem in caught.value.problems] == [(10, "unknown-voice")]


def test_a_sentence_that_makes_no_sound_is_named_with_its_place(tmp_path: Path):
    class Mute(Recorder):
        def speak(self, sentence: Sentence, voice: Voice, rate: int) -> Spoken:
            return Spoken(np.zeros(1600, np.int16), 16_000, (), Timing.EXACT)

    engine = Mute()
    script = script_of(tmp_path)
    with pytest.raises(InputError) as caught:
        Speaker(engine, engine.voice("en"), 150, Store(tmp_path / "store")).speak(script.segments[1].sentences[:1])
    assert [(problem.place.line, problem.code) for problem in caught.value.problems] == [(6, "silent")]


def test_parts_follow_the_languages_of_a_sentence(tmp_path: Path):
    script = script_of(tmp_path, TEXT.replace("A trocar", "The [petit mal](lang:fr) trocar"))
    sentence = script.segments[1].sentences[0]
    assert [(part.language, part.text.strip()) for part in parts_of(sentence, "en")] == [
        ("", "The"), ("fr", "petit mal"), ("", "trocar is sharp."),
    ]  # fmt: skip


def test_brackets_in_the_text_are_no_phonemes():
    (part,) = parts_of(Sentence("x", "See [[a]].", tokenise("See [[a]].")), "en")
    assert part.text == "See ((a))."


@pytest.mark.slow
def test_the_voice_says_the_phonemes_it_is_given(tmp_path: Path):
    script = script_of(
        tmp_path, TEXT.replace("title: Tools", "title: Tools\npronounce: {trocar: TROH-kar, stent: /ˈʃtɛnt/}")
    )
    first, second, third = (s for segment in say_script(script, "espeak").segments[1:] for s in segment.sentences)
    engine = EspeakEngine()
    voice, session = engine.voice("en"), engine.session()
    try:
        said = session.phonemes([parts_of(s, "en")[0].text for s in (first, second, third)], voice)
        words = [session.speak(s, voice, 150).words for s in (first, second, third)]
    finally:
        session.close()
    said = [text.replace("_", "") for text in said]
    assert "tɹˈoʊkɑːɹ" in said[0]
    assert "ʃtˈɛnt" in said[1]
    assert "tˈuː pˈɔɪnt fˈaɪv mˈɪlɪɡɹˌæmz" in said[2]
    assert {token for token, _, _ in words[0]} >= {1, 2, 3}
    assert [token for token, _, _ in words[2]] == [0, 1, 3]


@pytest.mark.slow
def test_words_of_another_language_sound_in_it(tmp_path: Path):
    script = script_of(tmp_path, TEXT.replace("A trocar", "The [petit mal](lang:fr) trocar"))
    engine = EspeakEngine()
    sentence = script.segments[1].sentences[0]
    plain = replace(sentence, tokens=tuple(replace(token, language="") for token in sentence.tokens))
    voice, session = engine.voice("en"), engine.session()
    try:
        foreign, own = session.speak(sentence, voice, 150), session.speak(plain, voice, 150)
    finally:
        session.close()
    assert len(foreign.pcm) != len(own.pcm) or (foreign.pcm != own.pcm).any()
    starts = [start for _, start, _ in foreign.words]
    assert starts == sorted(starts)
    assert {token for token, _, _ in foreign.words} >= {0, 1, 2, 3}
