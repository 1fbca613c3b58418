import dataclasses
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.grid import GRID_MS, TRACK_MS
from narrate.model import Kind, Script, Segment, Sentence, Sound, Timing, Utterance, Voice, Word
from narrate.script.sentences import tokenise
from narrate.timeline import build_timeline
from narrate.timeline.captions import LINE_WIDTH, LONGEST_MS

VOICE = Voice("fake", "hum", "en")
words = st.text("abcdefghij,.", min_size=1, max_size=24).filter(lambda w: any(c.isalpha() for c in w))
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)


def utter(text: str, ms_a_letter: int, paragraph: int = 0) -> Utterance:
    tokens = tokenise(text)
    times, at = [], 20
    for number, token in enumerate(tokens):
        end = at + ms_a_letter * len(token.text)
        times.append(Word(number, at, end))
        at = end
    duration = -(-(at + 60) // GRID_MS) * GRID_MS
    sentence = Sentence(f"s.{text[:8]}", text, tokens, paragraph)
    return Utterance(sentence, Sound(text, 16_000, duration * 16), tuple(times), Timing.EXACT, duration)


def timeline_of(segments: list[list[Utterance]]):
    made = tuple(
        Segment(f"s{n}", Kind.NARRATION, f"Slide {n}", None, tuple(u.sentence for u in spoken))
        for n, spoken in enumerate(segments)
    )
    script = Script("t", "T", "en", made, Path("t.md"))
    return build_timeline(script, [u for spoken in segments for u in spoken], VOICE)


@given(st.lists(st.lists(st.tuples(texts, st.integers(20, 120)), min_size=1, max_size=4), min_size=1, max_size=5))
def test_what_always_holds(scripts):
    timeline = timeline_of([[utter(text, pace) for text, pace in part] for part in scripts])
    at = 0
    for track in timeline.tracks:
        assert track.start_ms == at
        assert track.duration_ms % TRACK_MS == 0
        at = track.end_ms
        end = track.start_ms
        for clip in track.clips:
            assert clip.start_ms >= end
            assert clip.start_ms % GRID_MS == 0
            end = clip.end_ms
        assert end < track.end_ms
        check_captions(track)
    assert timeline.duration_ms == at


def check_captions(track):
    starts = {clip.start_ms + word.start_ms for clip in track.clips for word in clip.utterance.words}
    spoken = " ".join(clip.utterance.sentence.text for clip in track.clips)
    assert " ".join(caption.text.replace("\n", " ") for caption in track.captions) == spoken
    end = track.start_ms
    for caption in track.captions:
        assert caption.start_ms in starts
        assert caption.start_ms >= end
        assert caption.end_ms > caption.start_ms
        end = caption.end_ms
        lines = caption.text.split("\n")
        assert len(lines) <= 2
        assert max(map(len, lines)) <= LINE_WIDTH
        assert caption.end_ms - caption.start_ms <= LONGEST_MS
    assert end <= track.end_ms


def test_pauses_tell_sentences_paragraphs_and_slides_apart():
    one, two = utter("One thing here.", 60), utter("Another thing.", 60)
    third = utter("A new paragraph.", 60, paragraph=1)
    asked = dataclasses.replace(third.sentence, pause_after_ms=1500)
    third = dataclasses.replace(third, sentence=asked)
    last = utter("The end.", 60, paragraph=1)
    clips = timeline_of([[one, two, third, last]]).tracks[0].clips
    gaps = [after.start_ms - before.end_ms for before, after in pairwise(clips)]
    assert gaps == [400, 800, 1500]


def test_a_dose_is_never_cut():
    text = "Take the small white tablet with the number printed on it and then drink about 250 mL of water slowly"
    captions = timeline_of([[utter(text, 60)]]).tracks[0].captions
    assert all("250 mL" in c.text or ("250" not in c.text and "mL" not in c.text) for c in captions)
