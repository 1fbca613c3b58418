"""The engine with a small voice that hums: what does not depend on how a voice sounds."""

import errno
import logging
import signal
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from narrate.cli import main
from narrate.errors import MissingDependencyError, OutsideError, UsageError
from narrate.model import Sentence, Timing, Token
from narrate.script.sentences import tokenise
from narrate.speech import Speaker, open_engine
from narrate.speech.piper import engine as piper
from narrate.speech.piper import installing
from narrate.speech.piper.installing import add
from tests.speech.piper.making import tiny_model, write_voice
from tests.speech.processes import first_process, imported_by

pytestmark = pytest.mark.slow  # processes that load onnxruntime

TEXT = "Call us, if the wound of the left leg bleeds."


def sentence(text=TEXT):
    return Sentence("s", text, tokenise(text))


@pytest.fixture
def voices(tmp_path, monkeypatch):
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


@pytest.fixture
def engine(voices, tmp_path):
    add(write_voice(tmp_path))
    return open_engine("piper")


@pytest.fixture
def session(engine):
    session = engine.session()
    yield session
    session.close()


def test_words_lie_where_their_symbols_do(engine, session):
    spoken = session.speak(sentence(), engine.voice("en"), 150)
    assert (spoken.rate, spoken.timing) == (22050, Timing.MODEL)
    assert [token for token, _, _ in spoken.words] == list(range(10))
    starts = [start for _, start, _ in spoken.words]
    assert starts == sorted(set(starts))
    assert all(start < end <= len(spoken.pcm) for _, start, end in spoken.words)
    # a symbol lasts as long as any other here: longer words last longer
    lengths = [end - start for _, start, end in spoken.words]
    assert lengths[4] > lengths[3]
    assert len(spoken.pcm) % 256 == 0


def test_a_rate_is_espeaks_rate(engine, session):
    voice = engine.voice("en")
    espeak = open_engine("espeak")
    other = espeak.session()
    try:
        text = "Your doctor will explain the procedure before it begins."
        for rate in (110, 150, 200):
            mine, its = (one.speak(sentence(text), whose, rate) for one, whose in
                         ((session, voice), (other, espeak.voice("en"))))  # fmt: skip
            assert len(mine.pcm) / mine.rate == pytest.approx(len(its.pcm) / its.rate, rel=0.25)
    finally:
        other.close()


def test_a_sentence_of_many_words_is_spoken_in_phrases(engine, session):
    text = " ".join(["the doctor and the nurse look after your heart in the evening"] * 20)
    spoken = session.speak(sentence(text), engine.voice("en"), 150)
    assert [token for token, _, _ in spoken.words] == list(range(240))


@pytest.mark.parametrize("text", ["...", "🙂 ok", "“Yes,” she said — “no…”", "5 > 3 & 2 %", "naïve Łódź"])
def test_odd_text_is_no_fault(engine, session, text):
    session.speak(sentence(text), engine.voice("en"), 150)


def test_symbols_that_a_voice_lacks_are_told(engine, session, caplog):
    tokens = tokenise("Say rue now.")
    french = Sentence("s", "Say rue now.", (tokens[0], Token("rue", 4, language="fr"), tokens[2]))
    with caplog.at_level(logging.WARNING):
        session.speak(french, engine.voice("en"), 150)
    assert "leaves out ʁ in 'Say rue now.'" in caplog.text


def test_the_best_voice_for_a_language_comes_first(voices, tmp_path):
    write_voice(tmp_path / "v", "en_GB-a-high", espeak={"voice": "en-gb"}, language={"code": "en_GB"},
                audio={"sample_rate": 22050, "quality": "high"})  # fmt: skip
    write_voice(tmp_path / "v", "en_US-b-low", audio={"sample_rate": 16000, "quality": "low"})
    write_voice(tmp_path / "v", "en_US-c-medium")
    write_voice(tmp_path / "v", "vi_VN-d-low", espeak={"voice": "vi"}, language={"code": "vi_VN"})
    assert [one.language for one in add(tmp_path / "v")] == ["en-GB", "en-US", "en-US", "vi-VN"]
    engine = open_engine("piper")
    assert str(engine.voice("en-US")) == "piper:en_US-c-medium"
    assert str(engine.voice("en")) == "piper:en_GB-a-high"
    assert str(engine.voice("vi")) == "piper:vi_VN-d-low"
    assert engine.voice("fr") is None
    assert str(engine.voice("en", "en_US-b-low")) == "piper:en_US-b-low"
    assert engine.voice("es", "en_US-b-low") is None  # it would say Spanish with English sounds


def test_a_speaker_of_several_is_named(voices, tmp_path):
    add(write_voice(tmp_path, num_speakers=2, speaker_id_map={"ann": 4, "bob": 7}))
    engine = open_engine("piper")
    assert engine.find("en_US-tiny-medium")[1] == 4
    assert engine.find("en_US-tiny-medium#bob")[1] == 7
    with pytest.raises(UsageError, match="has no speaker 'eve': it has ann, bob"):
        engine.voice("en", "en_US-tiny-medium#eve")
    session = engine.session()
    try:
        assert len(session.speak(sentence(), engine.voice("en", "en_US-tiny-medium#bob"), 150).pcm)
    finally:
        session.close()
    prints = {engine.fingerprint(engine.voice("en", name)) for name in ("en_US-tiny-medium", "en_US-tiny-medium#bob")}
    assert len(prints) == 2


def test_an_unknown_voice_is_an_error(engine):
    with pytest.raises(UsageError, match="piper has no voice 'amy': it has en_US-tiny-medium"):
        engine.voice("en", "amy")


def test_no_voice_there_is_said_with_the_cure(voices):
    with pytest.raises(MissingDependencyError, match=r"narrate voices add piper --from FILE\.onnx"):
        open_engine("piper").voice("en")


def test_a_package_that_is_missing_is_named(engine, monkeypatch):
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match=r"pip install '\.\[piper\]'"):
        open_engine("piper").voice("en")


def test_a_worker_killed_mid_sentence_loses_nothing(engine, session, caplog):
    voice = engine.voice("en")
    wanted = session.speak(sentence(), voice, 150)
    session._worker.process.send_signal(signal.SIGSTOP)
    killed = threading.Timer(0.3, lambda: session._worker.process.send_signal(signal.SIGKILL))
    killed.start()
    with caplog.at_level(logging.WARNING):
        spoken = session.speak(sentence(), voice, 150)
    killed.join()
    assert spoken.pcm.tobytes() == wanted.pcm.tobytes()
    assert "killed by SIGKILL" in caplog.text


def test_a_model_that_is_gone_is_said_with_the_cure(engine, session):
    voice = engine.voice("en")
    engine.find(voice.name)[0].model.unlink()
    with pytest.raises(OutsideError, match=r"the voice piper failed: .*, at 'Call us, .*narrate voices add piper"):
        session.speak(sentence(), voice, 150)


def test_a_voice_that_is_not_whole_is_not_there(engine, voices):
    path = voices / "piper/en_US-tiny-medium.onnx"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(MissingDependencyError):
        open_engine("piper").voice("en")


def test_utterances_come_from_the_store_the_second_time(engine, store, monkeypatch):
    speaker = Speaker(engine, engine.voice("en"), 150, store)
    (first,) = speaker.speak([sentence()])
    monkeypatch.setattr(engine, "session", lambda: pytest.fail("spoken again"))
    assert speaker.speak([sentence()]) == (first,)


def test_adding_says_what_was_added_and_under_which_licence(voices, tmp_path, capsys):
    path = write_voice(tmp_path)
    (tmp_path / "MODEL_CARD").write_text("# Card\n\n* URL: https://example.org\n* License: CC0\n")
    assert main(["voices", "add", "piper", "--from", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("piper:en_US-tiny-medium [en-US], licence by its model card: CC0\n")
    assert sorted(p.name for p in (voices / "piper").iterdir()) == [
        "en_US-tiny-medium.onnx", "en_US-tiny-medium.onnx.json", "en_US-tiny-medium.voice.json",
    ]  # fmt: skip


def test_what_cannot_be_added_is_refused_and_nothing_is_left(voices, tmp_path, capsys):
    path = write_voice(tmp_path / "a")
    path.with_name(path.name + ".json").unlink()
    cases = {
        "": "needs --from",
        str(tmp_path / "nowhere.onnx"): "is not a voice of Piper: give the file",
        str(path): r".onnx.json is missing",
        str(tmp_path / "a"): "holds no voice of Piper",
        str(write_voice(tmp_path / "b", model=b"no model")): "not an ONNX file",
        str(write_voice(tmp_path / "c", model=tiny_model(ceil=False))): "no node Ceil",
        str(write_voice(tmp_path / "d", espeak={"voice": "xx-none"})): "espeak has no voice 'xx-none'",
        str(write_voice(tmp_path / "e", "a voice")): "rename it",
    }
    for source, message in cases.items():
        assert main(["voices", "add", "piper", *(["--from", source] if source else [])]) == 2, source
        assert message in capsys.readouterr().err
    assert not list(voices.rglob("*.voice.json"))


def test_a_full_disk_leaves_nothing(voices, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = write_voice(tmp_path)
    monkeypatch.setattr(installing, "replace_file", full)
    with pytest.raises(OutsideError, match=r"No space left on device; free some space or set NARRATE_VOICES"):
        add(path)
    assert not list(voices.rglob("*.voice.json"))


def test_the_worker_needs_nothing_of_ours_and_nothing_of_pipers():
    imported = {path.name: imported_by(path) for path in Path(piper.__file__).parent.glob("*.py")}
    assert imported["worker.py"] <= sys.stdlib_module_names | {"numpy", "onnxruntime"}
    assert not set().union(*imported.values()) & {"piper", "piper_phonemize", "phonemizer", "espeakng_loader"}


def test_narrate_speaks_as_the_first_process_of_a_container(engine, tmp_path):
    said = first_process("say", TEXT, "--language", "en", "--voice", "piper", "--output", tmp_path / "said.wav")
    assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "said.wav").stat().st_size > 10_000


def test_the_same_bytes_from_any_session(engine, session):
    voice = engine.voice("en")
    other = engine.session()
    try:
        one, two = session.speak(sentence(), voice, 150), other.speak(sentence(), voice, 150)
    finally:
        other.close()
    assert one.pcm.tobytes() == two.pcm.tobytes()
    assert np.abs(one.pcm.astype(int)).max() > 9000
