import random
import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest

from narrate.errors import OutsideError, UsageError
from narrate.model import Sentence, Timing
from narrate.script.sentences import tokenise
from narrate.speech.espeak.engine import EspeakEngine
from tests.speech.processes import gone_within
from tests.tables import each

TEXTS = [
    "Your doctor puts a thin tube into your vein.",
    "You get 2.5 mg of the medicine, which numbs the skin.",
    "“Tell us how you feel” – that’s all you need to do.",
    "A machine takes X-ray pictures while you lie still.",
]


def sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


@pytest.fixture(scope="module")
def engine():
    return EspeakEngine()


@pytest.fixture
def session(engine):
    session = engine.session()
    yield session
    session.close()


def test_the_same_bytes_in_any_order_and_any_process(engine):
    voice = engine.voice("en")

    def spoken(texts):
        session = engine.session()
        try:
            return {text: session.speak(sentence(text), voice, 150).pcm.tobytes() for text in texts}
        finally:
            session.close()

    assert spoken(TEXTS) == spoken(reversed(TEXTS)) == {**spoken(TEXTS[:1]), **spoken(TEXTS[1:])}


MANY = ["en", "es", "fr", "de", "ru", "vi", "cmn", "pl", "it", "pt", "hi", "ar", "sw", "sq"]


def pcm_in(engine: EspeakEngine, tags: Sequence[str]) -> list[bytes]:
    """The sound of one text in each of the voices ``tags``, spoken in this order by one session."""
    session = engine.session()
    try:
        return [session.speak(sentence("Madame, 2.5 mg."), engine.voice(tag), 150).pcm.tobytes() for tag in tags]
    finally:
        session.close()


def test_a_voice_sounds_alike_after_other_voices(engine):
    tags = ["en", "es", "ar", "cmn"]
    assert pcm_in(engine, tags) == pcm_in(engine, tags[::-1])[::-1]


@pytest.mark.slow
def test_a_voice_sounds_alike_after_many_changes_of_voice(engine):
    """A process that changes its voice makes other sounds after about 30 changes."""
    alone = {tag: pcm_in(engine, [tag])[0] for tag in MANY}
    order = random.Random(1).choices(MANY, k=80)
    assert pcm_in(engine, order) == [alone[tag] for tag in order]


def test_a_process_has_one_voice_and_a_session_few_processes(engine):
    session = engine.session()
    try:
        for tag in MANY[:7]:
            session.phonemes(["taxi"], engine.voice(tag))
            session.phonemes(["taxi"], engine.voice("en"))
            asked = {identifier: child._arguments[-1] for identifier, child in session._children.items()}
            assert "gmw/en-US" in asked
            assert len(asked) <= 4
            assert all(identifier == voice for identifier, voice in asked.items())
    finally:
        session.close()


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_exact_and_in_order(engine, session, text):
    spoken = session.speak(sentence(text), engine.voice("en"), 150)
    assert spoken.timing is Timing.EXACT
    assert len(spoken.words) >= len(sentence(text).tokens) - 1  # "of the" may be one word to it
    starts = [start for _, start, _ in spoken.words]
    assert starts == sorted(set(starts))
    assert spoken.words[-1][2] == len(spoken.pcm)


def test_slower_is_longer(engine, session):
    voice = engine.voice("en")
    slow, fast = (len(session.speak(sentence(TEXTS[0]), voice, rate).pcm) for rate in (110, 220))
    assert slow > 1.5 * fast


@each(
    ("tag", "name"),
    [("en", "en-us"), ("en-GB", "en-gb"), ("es", "es"), ("es-MX", "es-mx"), ("es-419", "es-419"), ("pt", "pt-br"),
     ("pt-PT", "pt-pt"), ("zh-Hant-TW", "cmn"), ("no", "nb"), ("fr-CA", "fr-fr"), ("de-AT", "de")],
)  # fmt: skip
def test_the_voice_nearest_to_a_language(engine, tag, name):
    assert engine.voice(tag).name == name


def test_a_language_without_a_voice(engine):
    assert engine.voice("tlh") is None
    assert engine.voice("tl") is None
    assert engine.voice("fo") is None  # espeak-ng knows it and makes no sound
    with pytest.raises(UsageError, match="no voice 'nobody'"):
        engine.voice("en", "nobody")


@pytest.mark.parametrize("tag", ["en", "es", "fr", "de", "ru", "vi", "ht", "pl", "it", "pt", "hi", "fa", "ko"])
def test_it_is_heard(engine, session, tag):
    text = {"ru": "Как дела?", "hi": "नमस्ते।", "fa": "سلام بر شما", "ko": "안녕하세요"}.get(tag, "Madame, a taxi.")
    assert np.abs(session.speak(sentence(text), engine.voice(tag), 150).pcm).max() > 2000


def test_markup_of_the_engine_is_only_text(engine, session):
    voice = engine.voice("en")
    for text in ["Use [[brackets]] here.", "<b>bold</b> & more", "One\u2026 two", "a\u00a0b", "5\u202fmL"]:
        assert len(session.speak(sentence(text), voice, 150).pcm) > 5000


def test_a_child_that_dies_is_an_error_and_the_next_sentence_a_new_child(engine, session):
    voice = engine.voice("en")
    session.speak(sentence(TEXTS[0]), voice, 150)
    (child,) = session._children.values()
    child.process.kill()
    child.process.wait()
    assert len(session.speak(sentence(TEXTS[0]), voice, 150).pcm)
    with pytest.raises(OutsideError, match="espeak failed"):
        session.speak(sentence(TEXTS[0]), voice, 150.5)
    assert len(session.speak(sentence(TEXTS[0]), voice, 150).pcm)


def test_workers_end_with_their_parent():
    script = (
        "import subprocess, sys, time\n"
        "from narrate.speech.espeak.engine import EspeakEngine\n"
        "from tests.speech.espeak.test_engine import TEXTS, sentence\n"
        "e = EspeakEngine(); s = e.session(); s.speak(sentence(TEXTS[0]), e.voice('en'), 150)\n"
        "print(*(one.process.pid for one in s._children.values()), flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone_within(child, seconds=2)


@pytest.mark.parametrize("text", ["...", "[[[[", "(?)", "“…”"])
def test_punctuation_alone_has_no_words(engine, session, text):
    spoken = session.speak(sentence(text), engine.voice("en"), 150)
    assert spoken.words == ()
    assert not np.abs(spoken.pcm).max(initial=0) > 50
