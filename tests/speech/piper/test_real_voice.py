"""A real voice of Piper; ``make .voices/.piper`` brings it here."""

from pathlib import Path

import numpy as np
import pytest

import narrate
from narrate.model import Sentence, Timing
from narrate.script.sentences import tokenise
from narrate.speech import open_engine
from narrate.speech.silence import sounding
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.writing import write

VOICES = Path(__file__).parents[3] / ".voices"
NAME = "en_US-joe-medium"

pytestmark = pytest.mark.slow


def sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


@pytest.fixture(scope="module")
def engine():
    if not (VOICES / f"piper/{NAME}.voice.json").exists():
        pytest.skip(f"no voice of Piper in {VOICES}: make .voices/.piper")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NARRATE_VOICES", str(VOICES))
        yield open_engine("piper")


@pytest.fixture(scope="module")
def session(engine):
    session = engine.session()
    yield session
    session.close()


def test_it_speaks_with_words_in_their_places(engine, session):
    for text in SAMPLE_SENTENCES["en"][3:5]:
        spoken = session.speak(sentence(text), engine.voice("en"), 150)
        assert (spoken.rate, spoken.timing) == (22_050, Timing.MODEL)
        assert [token for token, _, _ in spoken.words] == list(range(len(sentence(text).tokens)))
        at = 0
        for _, start, end in spoken.words:
            assert at <= start < end <= len(spoken.pcm)
            at = end
        # the words lie where the sound does, and are heard: a word in a pause would be silent
        first, last = sounding(spoken.pcm)
        assert abs(spoken.words[0][1] - first) < 0.12 * spoken.rate
        assert abs(spoken.words[-1][2] - last) < 0.25 * spoken.rate
        loud = np.sqrt(np.mean(spoken.pcm.astype(float) ** 2))
        for _, start, end in spoken.words:
            assert np.sqrt(np.mean(spoken.pcm[start:end].astype(float) ** 2)) > 0.05 * loud


@pytest.mark.parametrize("rate", [110, 200])
def test_a_rate_means_what_it_means_to_espeak(engine, session, rate):
    espeak = open_engine("espeak")
    other = espeak.session()

    def seconds(engine, session):
        voice, total = engine.voice("en"), 0.0
        for text in SAMPLE_SENTENCES["en"]:
            spoken = session.speak(sentence(text), voice, rate)
            first, last = sounding(spoken.pcm)
            total += (last - first) / spoken.rate
        return total

    try:
        assert seconds(engine, session) == pytest.approx(seconds(espeak, other), rel=0.03)
    finally:
        other.close()


def test_the_same_bytes_in_any_order_and_any_process(engine, session):
    texts = SAMPLE_SENTENCES["en"][:2]
    voice = engine.voice("en")
    here = {text: session.speak(sentence(text), voice, 150) for text in texts}
    other = engine.session()
    try:
        for text in reversed(texts):
            spoken = other.speak(sentence(text), voice, 150)
            assert spoken.pcm.tobytes() == here[text].pcm.tobytes()
            assert spoken.words == here[text].words
    finally:
        other.close()


def test_a_build_is_spoken_and_read_back(engine, tmp_path):
    from narrate.store import Store
    from narrate.verifying import verify

    text = "---\ntitle: At home\nlang: en\n---\n## Rest\n\nRest today. Call us if you have a fever.\n"
    path = write(tmp_path / "script/home/en.md", text)
    report = narrate.build(
        [path], tmp_path / "out", editions=["standard"], voice="piper", store=tmp_path / "store", jobs=2
    )
    assert report.made[0].manifest.voice == f"piper:{NAME}"
    (verified,) = verify(tmp_path / "out", Store(tmp_path / "store"))
    assert verified.ok, [finding for finding in verified.findings if not finding.ok]
