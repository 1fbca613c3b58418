"""Word times of one sentence: against the times that another voice of espeak-ng itself reports."""

import itertools

import numpy as np
import pytest

from narrate.audio.mixing import resample
from narrate.model import Sentence, Timing, Voice
from narrate.script.sentences import tokenise
from narrate.speech.alignment import Aligner
from narrate.speech.espeak.engine import EspeakSession
from tests.speech.sample_sentences import SAMPLE_SENTENCES

pytestmark = pytest.mark.slow

# espeak-ng's own variants: another throat, another rhythm, and in English another accent
OTHERS = {"en": "gmw/en+m5", "es": "roa/es+f3", "fr": "roa/fr+m3", "hi": "inc/hi+f2", "zh": "sit/cmn+m7"}


def sentence(text: str) -> Sentence:
    return Sentence("s", text, tokenise(text))


@pytest.fixture(scope="module")
def aligner():
    aligner = Aligner("en")
    yield aligner
    aligner.close()


def said(text: str, identifier: str, rate: int = 150):
    session = EspeakSession({"other": identifier})
    try:
        return session.speak(sentence(text), Voice("espeak", "other", "en"), rate)
    finally:
        session.close()


def late_ms(words, spoken, rate: int) -> list[float]:
    """How many ms late each word's start is."""
    found = {token: start * 1000 / rate for token, start, _ in words}
    return [found[token] - start * 1000 / spoken.rate for token, start, _ in spoken.words if token in found]


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_another_voice_are_found_where_it_says_them(language):
    aligner, errors, known = Aligner(language), [], 0
    for text in SAMPLE_SENTENCES[language]:
        spoken = said(text, OTHERS[language], 130)
        words, timing = aligner.align(sentence(text), spoken.pcm, spoken.rate)
        assert timing is Timing.ALIGNED
        known += len(spoken.words)
        errors += late_ms(words, spoken, spoken.rate)
    aligner.close()
    assert len(errors) >= 0.98 * known
    assert np.median(np.abs(errors)) <= 30
    assert np.percentile(np.abs(errors), 90) <= 75


@pytest.mark.parametrize("rate", [8_000, 48_000])
def test_a_recording_may_have_any_rate(aligner, rate):
    text = SAMPLE_SENTENCES["en"][4]
    spoken = said(text, OTHERS["en"])
    words, _ = aligner.align(sentence(text), resample(spoken.pcm, spoken.rate, rate), rate)
    assert np.median(np.abs(late_ms(words, spoken, rate))) <= 30


def test_words_are_in_order_and_end_where_the_next_begins(aligner):
    text = SAMPLE_SENTENCES["en"][0]
    spoken = said(text, OTHERS["en"])
    words, _ = aligner.align(sentence(text), spoken.pcm, spoken.rate)
    assert [token for token, _, _ in words] == list(range(9))
    for (_, start, end), (_, following, _) in itertools.pairwise(words):
        assert start < end == following
    assert words[-1][2] <= len(spoken.pcm)


def test_the_same_sound_gives_the_same_times_whatever_came_before(aligner):
    one, other = (said(SAMPLE_SENTENCES["en"][n], OTHERS["en"]) for n in (1, 2))
    first = aligner.align(sentence(SAMPLE_SENTENCES["en"][1]), one.pcm, one.rate)
    aligner.align(sentence(SAMPLE_SENTENCES["en"][2]), other.pcm, other.rate)
    assert aligner.align(sentence(SAMPLE_SENTENCES["en"][1]), one.pcm, one.rate) == first


def test_a_language_that_espeak_does_not_speak_is_estimated_and_says_so():
    text = "Magandang umaga po sa inyong lahat."
    spoken = said(text, "gmw/en")
    aligner = Aligner("tl")
    words, timing = aligner.align(sentence(text), spoken.pcm, spoken.rate)
    aligner.close()
    assert timing is Timing.ESTIMATED
    assert [token for token, _, _ in words] == list(range(6))


def test_silence_has_no_words(aligner):
    assert aligner.align(sentence("Nothing is heard."), np.zeros(16_000, np.int16), 16_000) == ((), Timing.ALIGNED)
