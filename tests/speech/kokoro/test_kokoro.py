"""The real model, in every language it speaks; ``make .voices/.added`` brings it here."""

import logging
import re
import signal
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import narrate
from narrate.audio.loudness import level, measure
from narrate.errors import InputError, OutsideError
from narrate.model import Sentence, Timing, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Speaker, open_engine
from narrate.speech.engines import Spoken
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.kokoro.engine import KokoroEngine
from narrate.speech.kokoro.spelling import spell
from narrate.speech.neural.phrases import LIMIT, phrases_of
from narrate.speech.silence import sounding
from narrate.store import Store
from narrate.verifying import verify
from tests.speech.processes import first_process, gone_within, imported_by
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.writing import write

VOICES = Path(__file__).parents[3] / ".voices"
LANGUAGES = ["en-US", "en-GB", "es", "fr", "hi", "it", "pt-BR", "zh"]
LONG = (
    "Before you go home, a nurse will check your blood pressure, look at the small wound in your groin, and help you "
    "to stand up slowly, because some people feel dizzy when they first get out of bed, and after that she will go "
    "over the list of your medicines with you and whoever came along."
)

pytestmark = pytest.mark.slow


def sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


@pytest.fixture(scope="module")
def engine():
    if not (VOICES / "kokoro/kokoro.json").exists():
        pytest.skip(f"Kokoro is not in {VOICES}: make .voices/.added")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARRATE_VOICES", str(VOICES))
        engine = open_engine("kokoro")
        engine.voice("en")  # reads what is installed
        yield engine


@pytest.fixture(scope="module")
def session(engine):
    session = engine.session()
    yield session
    session.close()


@pytest.fixture(scope="module")
def said(engine, session):
    """The third and fourth sentence of our narration in each language, spoken once for all tests."""

    @cache
    def speak(language: str) -> list[tuple[Sentence, Spoken]]:
        voice = engine.voice(language)
        sentences = [sentence(text) for text in narration(language)[2:4]]
        return [(one, session.speak(one, voice, 150)) for one in sentences]

    return speak


def narration(language: str) -> tuple[str, ...]:
    return SAMPLE_SENTENCES[language.split("-", maxsplit=1)[0]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_with_words_in_their_places(said, language):
    for asked, spoken in said(language):
        assert (spoken.rate, spoken.timing) == (24_000, Timing.MODEL)
        assert np.abs(spoken.pcm.astype(int)).max() > 4000
        assert [token for token, _, _ in spoken.words] == list(range(len(asked.tokens)))
        at = 0
        for _, start, end in spoken.words:
            assert at <= start < end <= len(spoken.pcm)
            at = end
        # the words lie where the sound does, and are heard: a word in a pause would be silent
        first, last = sounding(spoken.pcm)
        assert abs(spoken.words[0][1] - first) < 0.08 * spoken.rate
        assert abs(spoken.words[-1][2] - last) < 0.08 * spoken.rate
        loud = np.sqrt(np.mean(spoken.pcm.astype(float) ** 2))
        quiet = [n for n, a, b in spoken.words if np.sqrt(np.mean(spoken.pcm[a:b].astype(float) ** 2)) < 0.05 * loud]
        assert not quiet


def test_words_after_silence_begin_where_they_are_heard(said):
    """Against the sound alone: the model's own frames come 63 ms too late there."""
    late = []
    for language in LANGUAGES:
        for _, spoken in said(language):
            heard = np.flatnonzero(np.abs(spoken.pcm.astype(int)) > 104)
            onsets = [heard[0], *heard[1:][np.diff(heard) > 0.09 * spoken.rate]]
            starts = np.array([start for _, start, _ in spoken.words])
            late += [(starts - onset)[np.abs(starts - onset).argmin()] * 1000 / spoken.rate for onset in onsets]
    assert len(late) > 25
    assert abs(np.median(late)) < 25
    assert np.percentile(np.abs(late), 90) < 60


def test_voices_are_as_loud_as_each_other(said):
    """Within 0.5 LU once a track is levelled, as for every engine; and near before, for two in one track."""
    for language in LANGUAGES:
        pcm = np.concatenate([spoken.pcm for _, spoken in said(language)])
        assert measure(pcm, 24_000).lufs == pytest.approx(-23, abs=1.2), language
        assert measure(level(pcm, 24_000)[0], 24_000).lufs == pytest.approx(-19, abs=0.25), language
        assert np.abs(pcm.astype(int)).max() < 32767


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rate_means_what_it_means_to_espeak(said, language):
    """Over two sentences; the voices were measured over eight (tests/tools/calibrate_kokoro.py)."""
    espeak = EspeakEngine()
    other = espeak.session()
    seconds, wanted = 0.0, 0.0
    try:
        for asked, spoken in said(language):
            seconds += length(spoken)
            wanted += length(other.speak(asked, espeak.voice(language), 150))
    finally:
        other.close()
    assert seconds == pytest.approx(wanted, rel=0.12)


def length(spoken: Spoken) -> float:
    first, last = sounding(spoken.pcm)
    return (last - first) / spoken.rate


def test_the_same_bytes_in_any_order_and_any_process(engine, said):
    other = engine.session()
    try:
        for asked, here in reversed(said("en-US")):
            spoken = other.speak(asked, engine.voice("en-US"), 150)
            assert spoken.pcm.tobytes() == here.pcm.tobytes()
            assert spoken.words == here.words
    finally:
        other.close()


def test_a_long_sentence_is_spoken_in_clauses_with_exact_joints(engine, session):
    spoken = session.speak(sentence(LONG), engine.voice("en"), 150)
    assert len(phrases_of(spell(sentence(LONG), "en-US", session._phonemes))) == 2
    starts = [start for _, start, _ in spoken.words]
    assert starts == sorted(set(starts))
    assert len(spoken.words) == len(sentence(LONG).tokens)
    assert spoken.words[-1][2] <= len(spoken.pcm)
    # no pause inside is longer than people make
    heard = np.flatnonzero(np.abs(spoken.pcm.astype(int)) > 104)
    assert np.diff(heard).max() < 0.6 * spoken.rate


def test_three_thousand_words_become_phrases_that_fit(engine, session):
    text = " ".join(["the doctor and the nurse look after your heart in the evening"] * 250)
    spelt = spell(sentence(text), "en-US", session._phonemes)
    assert [one.token for one in spelt] == list(range(3000))
    phrases = phrases_of(spelt)
    assert all(len(phrase.symbols) <= LIMIT for phrase in phrases)
    assert len(phrases) > 80


@pytest.mark.parametrize(
    "text", ["🙂", "5 > 3 & 2 %", "Aaaaaaaaaaaaaah!" * 12, "“Yes,” she said — “no…”", "naïve Łódź"]
)
def test_odd_text_is_spoken(engine, session, text):
    assert sounding(session.speak(sentence(text), engine.voice("en"), 150).pcm)


def test_what_has_no_sound_is_said_with_its_place(engine, store):
    voice = engine.voice("en")
    with pytest.raises(InputError, match=r"the voice kokoro:af_heart makes no sound for '\.\.\.'"):
        Speaker(engine, voice, 150, store).speak([Sentence("s", "...", ())])


def test_a_foreign_word_has_the_sounds_of_its_language(engine, session):
    text = "Say guante please."
    tokens = tokenise(text)
    foreign = Sentence("s", text, (tokens[0], narrate.model.Token("guante", 4, language="es"), *tokens[2:]))
    said = {one.token: one.sounds for one in spell(foreign, "en-US", session._phonemes)}
    assert said[1] == "ɡwˈante"
    assert len(session.speak(foreign, engine.voice("en"), 150).words) == 3


def test_a_worker_killed_mid_sentence_loses_nothing(engine, session, caplog):
    voice = engine.voice("en")
    wanted = session.speak(sentence(LONG), voice, 150)
    killed = threading.Timer(0.7, lambda: session._worker.process.send_signal(signal.SIGKILL))
    with caplog.at_level(logging.WARNING):
        killed.start()
        spoken = session.speak(sentence(LONG), voice, 150)
    killed.join()
    assert spoken.pcm.tobytes() == wanted.pcm.tobytes()
    (record,) = caplog.records
    assert re.match(r"the voice kokoro failed: .*killed by SIGKILL.*; a new one tries again", record.getMessage())


def test_a_model_that_does_not_load_is_said(engine, tmp_path):
    session = KokoroEngine.session(engine)
    (tmp_path / "broken.onnx").write_bytes(b"nothing")
    session._worker._arguments = (str(tmp_path / "broken.onnx"),)
    try:
        with pytest.raises(OutsideError, match=r"the voice kokoro failed: .*, at 'Hello\.'; what was spoken is kept"):
            session.speak(sentence("Hello."), Voice("kokoro", "af_heart", "en"), 150)
    finally:
        session.close()


def test_workers_end_with_their_parent(engine):
    script = (
        "import time\n"
        "from narrate.speech.kokoro.engine import KokoroEngine\n"
        "from tests.speech.kokoro.test_kokoro import sentence\n"
        "e = KokoroEngine(); s = e.session(); s.speak(sentence('Hello.'), e.voice('en'), 150)\n"
        "print(s._worker.process.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone_within(worker, seconds=5)


def test_narrate_speaks_as_the_first_process_of_a_container(engine, tmp_path):
    said = first_process("say", "Rest now.", "--language", "en", "--voice", "kokoro", "--output", tmp_path / "said.wav")
    assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "said.wav").stat().st_size > 10_000


def test_the_worker_needs_nothing_of_ours():
    from narrate.speech.kokoro import worker

    assert imported_by(worker.__file__) <= sys.stdlib_module_names | {"numpy", "onnxruntime"}


def test_a_build_is_spoken_and_read_back_and_the_same_with_one_job(engine, tmp_path):
    text = "---\ntitle: At home\nlang: en\n---\n## Rest\n\nRest today. Call us if you have a fever.\n"
    path = write(tmp_path / "script/home/en.md", text)
    report = narrate.build(
        [path], tmp_path / "out", editions=["standard"], voice="kokoro", store=tmp_path / "store", jobs=2
    )
    manifest = report.made[0].manifest
    assert manifest.voice == "kokoro:af_heart"
    (verified,) = verify(tmp_path / "out", Store(tmp_path / "store"))
    assert verified.ok, [finding for finding in verified.findings if not finding.ok]
    alone = narrate.build(
        [path], tmp_path / "alone", editions=["standard"], voice="kokoro", store=tmp_path / "other", jobs=1
    )
    assert alone.made[0].manifest.files == manifest.files
    assert alone.made[0].manifest.clips == manifest.clips
