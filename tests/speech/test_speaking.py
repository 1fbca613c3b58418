import signal
import threading
import time
from itertools import pairwise

import numpy as np
import pytest

from narrate.audio.clips import load
from narrate.audio.grid import GRID_MS
from narrate.errors import InputError, OutsideError, Place
from narrate.model import Sentence, Timing, Voice
from narrate.script.sentences import tokenise
from narrate.speech import Speaker, Spoken
from narrate.speech.worker_process import TimeLimit
from tests.fake_engine import FakeEngine

VOICE = Voice("fake", "hum", "en")
TEXTS = [f"Sentence number {n} says something, doesn't it?" for n in range(12)]


def sentence(text: str) -> Sentence:
    return Sentence(f"s.{text}", text, tokenise(text), place=Place("en.md", 7))


def speak(engine, store, texts=TEXTS, jobs=2):
    return Speaker(engine, VOICE, 150, store, jobs).speak([sentence(text) for text in texts])


def test_utterances_come_in_order_on_the_grid_with_a_word_for_every_token(store):
    utterances = speak(FakeEngine(), store)
    assert [u.sentence.text for u in utterances] == TEXTS
    for utterance in utterances:
        assert utterance.duration_ms % GRID_MS == 0
        assert len(load(store, utterance.sound)) == utterance.sound.samples
        assert utterance.sound.samples * 1000 == utterance.duration_ms * utterance.sound.rate
        assert [word.token for word in utterance.words] == list(range(len(utterance.sentence.tokens)))
        times = [t for word in utterance.words for t in (word.start_ms, word.end_ms)]
        assert times == sorted(times)
        assert times[-1] <= utterance.duration_ms


def test_what_was_spoken_once_is_not_spoken_again(store):
    engine = FakeEngine()
    first = speak(engine, store)
    assert sorted(engine.spoken) == sorted(TEXTS)
    engine.spoken.clear()
    assert speak(engine, store) == first
    assert engine.spoken == []
    speak(engine, store, [*TEXTS[:5], "A new one.", *TEXTS[5:]])
    assert engine.spoken == ["A new one."]


def test_the_same_sentence_twice_is_spoken_once(store):
    engine = FakeEngine()
    speak(engine, store, ["Breathe in.", "Breathe out.", "Breathe in."])
    assert sorted(engine.spoken) == ["Breathe in.", "Breathe out."]


def test_a_damaged_clip_is_spoken_again(store):
    engine = FakeEngine()
    utterance = speak(engine, store, TEXTS[:1])[0]
    path = store.find(utterance.sound.key, ".flac").path
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    engine.spoken.clear()
    assert speak(engine, store, TEXTS[:1])[0] == utterance
    assert engine.spoken == TEXTS[:1]


def test_silence_is_an_error_with_a_place(store):
    with pytest.raises(InputError, match=r"en\.md:7: error silent: .*makes no sound"):
        speak(FakeEngine(silent="number 3"), store)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_failure_stops_all_and_leaves_no_session(store, jobs):
    engine, before = FakeEngine(broken="number 3"), set(threading.enumerate())
    with pytest.raises(OutsideError, match="told to"):
        speak(engine, store, jobs=jobs)
    assert engine.open == 0
    assert not [thread for thread in set(threading.enumerate()) - before if not thread.daemon]
    kept = len(engine.spoken)
    engine.broken = ""
    engine.spoken.clear()
    speak(engine, store, jobs=jobs)
    assert len(engine.spoken) == len(TEXTS) - kept  # nothing that was spoken is lost


class Interrupting(FakeEngine):
    """Somebody presses Ctrl-C while the third sentence is spoken."""

    def __init__(self):
        super().__init__()
        self.pressed = threading.Lock()

    def session(self):
        session = super().session()
        speak_all = session.speak

        def speak(sentence, voice, rate):
            spoken = speak_all(sentence, voice, rate)
            if len(self.spoken) >= 3 and self.pressed.acquire(blocking=False):
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            time.sleep(0.3)
            return spoken

        session.speak = speak
        return session


def test_an_interruption_begins_no_further_sentence(store):
    engine = Interrupting()
    with pytest.raises(KeyboardInterrupt):
        speak(engine, store)
    assert 3 <= len(engine.spoken) < len(TEXTS)
    assert engine.open == 0
    rest = FakeEngine()
    speak(rest, store)
    assert sorted(rest.spoken + engine.spoken) == sorted(TEXTS)


class Merging(FakeEngine):
    """Reports only every third word, as espeak-ng merges "of the"."""

    def session(self):
        session = super().session()
        speak_all = session.speak

        def speak(sentence, voice, rate):
            spoken = speak_all(sentence, voice, rate)
            return Spoken(spoken.pcm, spoken.rate, spoken.words[1::3], Timing.EXACT)

        session.speak = speak
        return session


def test_unreported_words_share_the_time_between_their_neighbours(store):
    words = speak(Merging(), store, ["one two three four five six seven"])[0].words
    assert len(words) == 7
    assert all(a.end_ms <= b.start_ms + 1 for a, b in pairwise(words))
    assert all(word.end_ms > word.start_ms for word in words[1:])


def test_outer_silence_is_trimmed(store):
    utterance = speak(FakeEngine(), store, TEXTS[:1])[0]
    pcm = load(store, utterance.sound)
    loud = np.flatnonzero(np.abs(pcm) > 200)
    assert loud[0] < 16_000 * 0.05
    assert len(pcm) - loud[-1] < 16_000 * 0.12


class Stuck(FakeEngine):
    """Never answers for a sentence with "number 3"."""

    def __init__(self):
        super().__init__()
        self.released = threading.Event()

    def session(self):
        session = super().session()
        speak_all = session.speak

        def speak(sentence, voice, rate):
            if "number 3" in sentence.text:
                self.released.wait(20)
            return speak_all(sentence, voice, rate)

        session.speak = speak
        return session


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_voice_that_never_answers_is_given_up(store, jobs):
    engine = Stuck()
    begun = time.monotonic()
    speaker = Speaker(engine, VOICE, 150, store, jobs, limit=TimeLimit(0.2, 0))
    with pytest.raises(OutsideError, match="did not answer within") as raised:
        speaker.speak([sentence(text) for text in TEXTS])
    assert str(raised.value).startswith("en.md:7: the voice fake:hum did not answer within 0.2 s, at ")
    assert str(raised.value).endswith("; what was spoken is kept: build again, or choose another voice")
    assert time.monotonic() - begun < 3
    assert not [t for t in threading.enumerate() if t is not threading.current_thread() and not t.daemon]
    kept = len(engine.spoken)
    assert kept >= 3
    engine.released.set()
    rest = FakeEngine()
    speak(rest, store)
    assert len(rest.spoken) <= len(TEXTS) - kept  # nothing that was spoken is lost


@pytest.mark.slow
def test_an_engine_may_ask_for_more_time(store):
    engine = Stuck()
    engine.longest_s = 10.0
    threading.Timer(1.5, engine.released.set).start()
    speaker = Speaker(engine, VOICE, 150, store, limit=TimeLimit(0.2, 0))
    assert len(speaker.speak([sentence(text) for text in TEXTS[:4]])) == 4


def test_the_failure_of_a_voice_says_which_sentence(store):
    with pytest.raises(OutsideError, match=r"^en\.md:7: the voice fake failed: it was told to"):
        speak(FakeEngine(broken="number 3"), store)
