"""The online voice against a server on this machine: what is sent, what is heard, what goes wrong."""

from __future__ import annotations

import logging
import time
from itertools import pairwise

import numpy as np
import pytest

from narrate.audio.clips import load
from narrate.audio.decoding import decode_sound
from narrate.errors import InputError, OutsideError, Place, UsageError
from narrate.model import Sentence, Timing, Token, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Online, Speaker, open_engine
from narrate.speech.espeak.engine import EspeakEngine, EspeakSession
from narrate.speech.gtts.engine import GttsEngine
from narrate.speech.gtts.pacing import WaitingTimes
from narrate.speech.gtts.parts import parts_of, sound_in
from narrate.speech.gtts.tags import accent, gtts_language
from narrate.speech.silence import sounding
from tests.fake_engine import FakeEngine
from tests.speech.gtts.google import HASTY, PATH, QUICK, Google, answer_with, serving
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.tables import each

LONG = (
    "Before the procedure, a nurse will check your blood pressure, your pulse and your weight; then the doctor, who "
    "has seen your pictures, explains what will happen, how long it takes, and what you may feel."
)


def sentence(text: str, language: str = "") -> Sentence:
    return Sentence(f"s.{text}", text, tokenise(text), place=Place("en.md", 7), language=language)


@pytest.fixture
def google():
    with serving(Google()) as one:
        yield one


def speak(google, text, language="en", name="", rate=150, waits=QUICK):
    engine = GttsEngine(google.address, waits)
    session = engine.session()
    try:
        one = text if isinstance(text, Sentence) else sentence(text)
        return session.speak(one, engine.voice(language, name), rate)
    finally:
        session.close()


def test_the_sentence_is_sent_and_nothing_else(google):
    google.headers = {"Set-Cookie": "id=me; Path=/"}
    engine = GttsEngine(google.address, QUICK)
    session = engine.session()
    for _ in range(2):
        session.speak(sentence("Take it with 2.5 mg of water."), engine.voice("en"), 150)
    session.close()
    first, second = google.asked
    assert (first.text, first.language, first.slow) == ("Take it with 2.5 mg of water.", "en", False)
    assert first.path == PATH
    assert first.body == second.body
    allowed = {"Host", "Referer", "User-Agent", "Content-Type", "Content-Length", "Accept-Encoding"}
    for one in google.asked:
        assert set(one.headers) <= allowed, one.headers
        assert "narrate" not in str(one.headers)
    assert google.connections == 1  # kept open


def test_words_are_sent_as_they_are_said(google):
    tokens = (Token("PTCA,", 0, spell_out=True), Token("5", 6, alias="five milligrams"), Token("mg", 8, alias=""))
    speak(google, Sentence("s", "PTCA, 5 mg", tokens))
    assert google.texts == ["P T C A, five milligrams"]


def test_words_of_another_language_are_spoken_in_it(google):
    tokens = (Token("Say", 0), Token("buenos", 4, language="es"), Token("días.", 11, language="es"))
    speak(google, Sentence("s", "Say buenos días.", tokens))
    assert [(one.text, one.language) for one in google.asked] == [("Say", "en"), ("buenos días.", "es")]


def test_a_slow_rate_is_the_slow_speed(google):
    speak(google, "Breathe in.", rate=110)
    speak(google, "Breathe in.", rate=140)
    assert [one.slow for one in google.asked] == [True, False]


def test_the_sound_is_the_servers_without_its_silence(google):
    spoken = speak(google, "Breathe in and hold your breath.")
    assert spoken.rate == 24_000
    assert spoken.timing is Timing.ALIGNED
    google.engine.spoken.clear()
    own = FakeEngine().session().speak(sentence("Breathe in and hold your breath."), google.engine.voice("en"), 150)
    heard = np.flatnonzero(np.abs(own.pcm) > 200)
    expected = (heard[-1] - heard[0]) / own.rate
    sound = np.flatnonzero(np.abs(spoken.pcm) > 200)
    assert abs((sound[-1] - sound[0]) / spoken.rate - expected) < 0.06
    assert sound[0] / spoken.rate < 0.06  # the server had put a third of a second before it


def test_a_long_text_comes_in_parts_with_short_pauses(google):
    spoken = speak(google, LONG)
    assert len(google.asked) == 3  # gTTS alone would ask 8 times
    assert all(len(one.text) <= 100 for one in google.asked)
    assert " ".join(google.texts) == LONG
    loud = np.flatnonzero(np.abs(spoken.pcm) > 200)
    gaps = sorted((b - a) / spoken.rate for a, b in pairwise(loud) if b - a > spoken.rate // 8)
    assert len(gaps) >= 2
    assert gaps[-1] < 0.4


@pytest.mark.parametrize("text", ["word " * 150, "x" * 350, "你好" * 120, "a, " * 120, LONG + " " + LONG])
def test_no_part_is_too_long_and_no_letter_is_lost(text):
    parts = parts_of(text, "en", "com")
    assert all(0 < len(part.text) <= 100 for part in parts)
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


def test_a_doctor_is_not_cut_from_his_name_and_a_full_stop_stays():
    text = "When you have rested and the nurse has written down all that you feel in your chest, then Dr. Smith comes."
    assert [part.text for part in parts_of(text, "en", "com")] == [text[:84], text[85:]]
    assert parts_of("Now rest.", "en", "com")[0].text == "Now rest."
    assert parts_of("请问？" * 40, "zh-CN", "com")[0].text.endswith("？")


def test_what_was_spoken_is_kept_and_not_sent_again(google, store):
    engine = GttsEngine(google.address, QUICK)
    voice = engine.voice("en")

    def run(*texts):
        return Speaker(engine, voice, 150, store, 2).speak([sentence(text) for text in texts])

    first = run("Breathe in.", "Breathe out.")
    assert sorted(google.texts) == ["Breathe in.", "Breathe out."]
    assert run("Breathe in.", "Breathe out.") == first
    assert len(google.asked) == 2
    run("Breathe in.", "Now rest.")
    assert google.texts[2:] == ["Now rest."]
    for utterance in first:
        assert utterance.duration_ms % 20 == 0
        assert len(load(store, utterance.sound)) == utterance.sound.samples
        assert len(utterance.words) == len(utterance.sentence.tokens)
        assert utterance.timing is Timing.ALIGNED


def test_too_many_requests_are_waited_for(google, caplog):
    google.answers = ["429", "503", "well"]
    spoken = speak(google, "Breathe in.")
    assert len(spoken.pcm) > 10_000
    assert len(google.asked) == 3
    assert caplog.records[0].getMessage() == ("127.0.0.1: it says that too many requests came (429); again in 0.01 s")


@pytest.mark.slow
def test_a_wait_is_as_long_as_the_server_asks(google, caplog):
    google.answers = ["429", "well"]
    google.headers = {"Retry-After": "1"}
    speak(google, "Breathe in.")
    assert all(after.at - before.at >= 1 for before, after in pairwise(google.asked))
    assert [record.getMessage().rpartition("; ")[2] for record in caplog.records] == ["again in 1 s"]


def test_each_wait_is_longer(google, caplog):
    google.answers = ["429", "429", "429", "well"]
    speak(google, "Breathe in.", waits=WaitingTimes(interval=0, pauses=(0.05, 0.1, 0.2)))
    waits = [after.at - before.at for before, after in pairwise(google.asked)]
    assert all(wait >= planned for wait, planned in zip(waits, (0.05, 0.1, 0.2), strict=True))
    said = [record.getMessage().rpartition("; ")[2] for record in caplog.records]
    assert said == ["again in 0.05 s", "again in 0.1 s", "again in 0.2 s"]


def test_429_for_ever_ends_in_one_line(google):
    google.answer = "429"
    with pytest.raises(
        OutsideError, match=r"^the voice gtts failed: 127\.0\.0\.1: it says that too many .*\(429\), at 'Breathe in\.';"
    ):
        speak(google, "Breathe in.")
    assert len(google.asked) == 1 + len(QUICK.pauses)


def test_a_server_that_asks_for_a_year_is_not_waited_for(google):
    google.answer = "late"
    with pytest.raises(OutsideError, match=r"too many requests came \(429\)"):
        speak(google, "Breathe in.")
    assert len(google.asked) == 1


def test_a_request_that_is_wrong_is_not_repeated(google):
    google.answer = "403"
    with pytest.raises(OutsideError, match="it answers 403 Forbidden"):
        speak(google, "Breathe in.")
    assert len(google.asked) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("empty", "the answer for 'Breathe in.' holds no sound"),
        ("nothing", "the answer for 'Breathe in.' holds no sound"),
        ("garbage", "the answer for 'Breathe in.' holds no sound"),
        ("noise", "the sound for 'Breathe in.': it cannot be decoded"),
        ("silent", "the sound for 'Breathe in.' is silence"),
        ("slow", "it did not answer in time"),
        ("drip", "it did not answer in time"),
        ("flood", "its answer is longer than 4194304 bytes"),
        ("cut", "the connection failed"),
        ("hang_up", "the connection failed"),
        ("elsewhere", "it redirects to 127.0.0.1, to which no text is sent"),
    ],
)
def test_what_is_no_sound_is_an_error_and_never_silence(google, store, how, message):
    google.answer = how
    engine = GttsEngine(google.address, HASTY if how in ("slow", "drip") else QUICK)
    began = time.monotonic()
    with pytest.raises(OutsideError) as caught:
        Speaker(engine, engine.voice("en"), 150, store).speak([sentence("Breathe in.")])
    assert message in str(caught.value), caught.value
    assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 8
    assert not list(store.folder.rglob("*.flac"))


@pytest.mark.slow
@pytest.mark.parametrize("how", ["slow", "drip", "cut", "hang_up", "502"])
def test_a_failure_that_passes_is_not_heard(google, how):
    whole = speak(google, "Breathe in.")
    google.answers = [how]
    waits = HASTY if how in ("slow", "drip") else QUICK
    assert np.array_equal(speak(google, "Breathe in.", waits=waits).pcm, whole.pcm)
    assert len(google.asked) == 3


def test_one_part_of_three_without_sound_stops_the_sentence(google):
    google.answers = ["well", "empty"]
    with pytest.raises(OutsideError, match="holds no sound"):
        speak(google, LONG)


def test_what_was_spoken_before_a_failure_is_kept(google, store):
    google.answers = ["well", "well", "403"]
    engine = GttsEngine(google.address, QUICK)
    texts = [f"Sentence {word}." for word in ("one", "two", "three", "four")]

    def run():
        return Speaker(engine, engine.voice("en"), 150, store).speak([sentence(text) for text in texts])

    with pytest.raises(OutsideError, match="what was spoken is kept"):
        run()
    google.asked.clear()
    assert len(run()) == 4
    assert google.texts == texts[2:]


def test_all_sessions_share_one_queue(google, store):
    """Requests keep their distance whoever sends; and after a failure for good nobody tries again."""
    engine = GttsEngine(google.address, WaitingTimes(interval=0.1, pauses=()))
    texts = [f"Sentence number {number}." for number in range(4)]
    Speaker(engine, engine.voice("en"), 150, store, 3).speak([sentence(text) for text in texts])
    starts = [one.at for one in google.asked]
    assert starts[-1] - starts[0] > 3 * 0.08  # all together: on a busy machine one alone may be seen late
    google.asked.clear()
    google.answer = "429"
    with pytest.raises(OutsideError, match="429"):
        Speaker(engine, engine.voice("en"), 140, store, 3).speak([sentence(text) for text in texts])
    assert len(google.asked) == 1


def test_nobody_listens(caplog):
    with serving(Google()) as gone:
        pass
    with pytest.raises(OutsideError, match=r"the connection failed \(.*refused"):
        speak(gone, "Breathe in.")
    assert len(caplog.records) == len(QUICK.pauses)


@pytest.mark.parametrize("text", ["...", "—", "«»", ""])
def test_punctuation_alone_is_not_sent(google, store, text):
    engine = GttsEngine(google.address, QUICK)
    with pytest.raises(InputError, match=r"en\.md:7: error silent"):
        Speaker(engine, engine.voice("en"), 150, store).speak([sentence(text)])
    assert google.asked == []


def test_a_sentence_in_another_language_speaks_it(google):
    speak(google, sentence("Respire hondo.", "es"), language="es")
    assert google.asked[0].language == "es"


def test_times_of_a_language_that_nothing_here_speaks_are_estimated(google):
    spoken = speak(google, "Huminga nang malalim.", language="tl")
    assert spoken.timing is Timing.ESTIMATED
    assert len(spoken.words) == 3


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_words_lie_where_the_server_said_them(language, store):
    """The server speaks with another throat than the one that the words are found by."""
    voice = Voice("espeak", "other", language)
    other = EspeakEngine()
    other.voice = lambda *_: voice
    other.session = lambda: EspeakSession({"other": {"en": "gmw/en+m5", "es": "roa/es+f3"}[language]})
    errors = []
    with serving(Google(engine=other)) as google:
        engine, session = GttsEngine(google.address, QUICK), other.session()
        sentences = [sentence(text) for text in SAMPLE_SENTENCES[language]]
        spoken = Speaker(engine, engine.voice(language), 150, store).speak(sentences)
        for utterance in spoken:
            own = session.speak(utterance.sentence, voice, 150)
            first = sounding(own.pcm)[0] * 1000 / own.rate - 20  # what lies before is cut away
            starts = {word.token: word.start_ms for word in utterance.words}
            errors += [starts[token] - (start * 1000 / own.rate - first) for token, start, _ in own.words]
        session.close()
    assert len(errors) > 60
    assert np.median(np.abs(errors)) <= 30
    assert np.percentile(np.abs(errors), 90) <= 75


def test_the_engine_says_that_text_leaves():
    engine = open_engine("gtts")
    assert isinstance(engine, Online)
    assert engine.sends_to == "Google Translate"
    assert not isinstance(open_engine("espeak"), Online)


@each(
    ("tag", "code", "domain"),
    [
        ("en", "en", "com"), ("en-GB", "en", "co.uk"), ("en-US", "en", "us"), ("es", "es", "com"), ("es-MX", "es", "com.mx"),
        ("es-419", "es", "com"), ("pt-BR", "pt", "com.br"), ("pt-PT", "pt-PT", "pt"), ("fr-CA", "fr-CA", "com"),
        ("he", "iw", "com"), ("nb", "no", "com"), ("fil", "tl", "com"), ("zh", "zh-CN", "com"), ("zh-Hans", "zh-CN", "com"),
        ("zh-Hant", "zh-TW", "com"), ("zh-Hant-TW", "zh-TW", "com"), ("zh-HK", "yue", "com"), ("cmn", "zh-CN", "com"),
        ("ht", "", "com"), ("fa", "", "com"), ("tlh", "", "com"), ("sr-Latn", "sr", "com"),
    ],
)  # fmt: skip
def test_languages(tag, code, domain):
    assert gtts_language(tag) == code
    assert accent(tag) == domain
    voice = GttsEngine().voice(tag)
    assert (voice is None) == (code == "")


def test_the_country_decides_whom_is_asked():
    request = parts_of("Hello.", "en", accent("en-GB"))[0].request
    assert request.url == f"https://translate.google.co.uk{PATH}"
    engine = GttsEngine()
    assert engine.voice("en", "en-GB").name == "en-GB"
    assert engine.fingerprint(engine.voice("en-GB")) != engine.fingerprint(engine.voice("en"))
    with pytest.raises(UsageError, match="gtts has no voice 'anna'"):
        engine.voice("en", "anna")


def test_sound_is_found_in_answers_of_any_layout():
    assert sound_in(answer_with(b"\x00\x01\x02\x03")) == b"\x00\x01\x02\x03"
    one_line = b')]}\'\n\n123\n[["wrb.fr","jQ1olc","[\\"AAEC\\"]",null],["di",1]]'
    assert sound_in(one_line) == b"\x00\x01\x02"
    for broken in (b"", b'"jQ1olc",', b'"jQ1olc",null', b'"jQ1olc","[]"', b'"jQ1olc","[\\"*\\"]"', b'"jQ1olc","[\\"AA'):
        assert sound_in(broken) == b""


def test_what_is_no_sound_is_not_decoded():
    for wrong in (b"", b"no sound", bytes(1000), b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(ValueError, match="it "):
            decode_sound(wrong)


def test_nothing_is_logged_about_the_text_above_debug(google, caplog):
    caplog.set_level(logging.INFO)
    speak(google, "A secret sentence.")
    assert "secret" not in caplog.text
